"""The registry's part about what is taken away and brought in: a list as a file tells what its page may tell, and nothing more."""

from collections.abc import Iterator

from tests.leak.action_routes import asked, names, of_line, reads
from tests.leak.duties_routes import own
from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import SENT, bodies, filled_in, groups, here, runs, some, words
from tests.leak.meeting_routes import reads as reads_meeting
from tests.leak.oracle import Oracle
from tests.leak.world import Asker

NOBODYS = "00000000-0000-4000-8000-000000000001"


def of_bodies(oracle: Oracle, asker: Asker) -> set[str]:
    return {word for body in bodies(oracle, here(oracle, asker)) for word in words(body.name)}


def of_groups(oracle: Oracle, asker: Asker) -> set[str]:
    return {
        word for group in groups(oracle, here(oracle, asker)) for word in words(group.name, group.purpose, group.chair)
    }


def of_actions(oracle: Oracle, asker: Asker) -> set[str]:
    found = [action for action in oracle.world.actions if reads(oracle, asker, action)]
    told = {word for action in found for word in words(action.text, action.said) | names(oracle, action)}
    for action in oracle.world.actions:
        if asked(oracle, asker, action):
            told |= of_line(oracle, action) - {str(action.answer)} | words(action.said)
    return told


def of_meetings(oracle: Oracle, asker: Asker) -> set[str]:
    seen = [one for one in oracle.world.meetings if reads_meeting(oracle, asker, one)]
    called = {group.id: group.name for group in oracle.world.groups}
    return {word for one in seen for word in words(one.place, called[one.group])}


def of_risks(oracle: Oracle, asker: Asker) -> set[str]:
    place = here(oracle, asker)
    return {word for risk in oracle.world.risks if risk.partnership == place for word in words(risk.series, risk.title)}


LISTS = {
    "bodies": of_bodies,
    "groups": of_groups,
    "actions": of_actions,
    "action-answers": of_actions,
    "meetings": of_meetings,
    "risks": of_risks,
}


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """Two lists each, not the same for everybody."""
    turn, every = oracle.world.askers.index(asker) // 4, list(LISTS)
    for name in (every[turn % len(every)], every[(turn + 3) % len(every)]):
        told = frozenset(LISTS[name](oracle, asker))
        expected = Expected(OK, told, len(oracle.world.actions)) if here(oracle, asker) else Expected(REFUSED)
        query = {"state": "all"} if "action" in name else {}
        yield Ask(expected, f"/governance/lists/{name}.csv", query)


def of_register(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    one = own(oracle, asker)
    told = words(one.title, one.effect) if one else set()
    path = "/governance/lists/registers/data-gaps.csv"
    yield Ask(Expected(OK, frozenset(told), 2) if one else Expected(REFUSED, objects=2), path)


def taken_as_popolo(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    told = {word for body in bodies(oracle, place) for word in (str(body.id), str(body.part), *words(body.name))}
    for group in groups(oracle, place):
        told |= {str(group.id), str(group.seat), *words(group.name, group.purpose, group.chair)}
    objects = len(oracle.world.bodies) + len(oracle.world.groups)
    expected = Expected(OK, frozenset(told), objects) if place else Expected(REFUSED, objects=objects)
    yield Ask(expected, "/governance/popolo.json")


def files(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    one, may = own(oracle, asker), runs(oracle, asker)
    told = words(one.file_name) | {str(one.file)} if one else set()
    yield Ask(Expected(OK, frozenset(told), 2) if may else Expected(REFUSED, objects=2), "/governance/imports")


def template(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    yield Ask(Expected(OK) if runs(oracle, asker) else Expected(REFUSED), "/governance/imports/risks/template.xlsx")


def of_a_file(ending: str, *shown: str, keyed: bool = False, sends: bool = True):
    """A file that waits, of one's own partnership or of another: opened, and sent with nothing of use."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        place, may = here(oracle, asker), runs(oracle, asker)
        for one in some(oracle, asker, oracle.world.papers):
            there = may and one.partnership == place
            told = {word for name in shown for word in words(getattr(one, name))} | (
                {str(one.file)} if keyed else set()
            )
            where = {
                "path": f"/governance/imports/files/{one.file}{ending}",
                "absent": f"/governance/imports/files/KEY{ending}",
            }
            yield Ask(Expected(OK, frozenset(told)) if there else Expected(REFUSED), **where)
            if sends:
                yield Ask(
                    Expected(WRONG, frozenset(told)) if there else Expected(REFUSED), **where, query=SENT, post=True
                )

    return asked


def how_far(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place, may = here(oracle, asker), runs(oracle, asker)
    for one in some(oracle, asker, oracle.world.papers):
        expected = Expected(OK) if may and one.partnership == place else Expected(REFUSED)
        yield Ask(expected, f"/governance/imports/files/{one.file}/progress", absent="/governance/imports/files/KEY/progress")  # fmt: skip


def tried_again(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """It has been tried, so that nobody has it tried again."""
    for one in some(oracle, asker, oracle.world.papers):
        where = {"path": f"/governance/imports/files/{one.file}/again", "absent": "/governance/imports/files/KEY/again"}
        yield Ask(Expected(REFUSED), **where, post=True)


def dropped(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """It changes the world: only those ask who may not."""
    for one in some(oracle, asker, oracle.world.papers):
        if not (runs(oracle, asker) and one.partnership == here(oracle, asker)):
            where = {
                "path": f"/governance/imports/files/{one.file}/drop",
                "absent": "/governance/imports/files/KEY/drop",
            }
            yield Ask(Expected(REFUSED), **where, post=True)


def exits(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """The page of the complete exit, for managers; nobody has had one written."""
    place = here(oracle, asker)
    may = place is not None and "manager" in oracle.roles(asker, place)
    yield Ask(Expected(OK) if may else Expected(REFUSED), "/governance/partnership/exits")


def nobodys_exit(ending: str):
    def asked(_oracle: Oracle, _asker: Asker) -> Iterator[Ask]:
        yield Ask(Expected(REFUSED), f"/governance/partnership/exits/{NOBODYS}{ending}")

    return asked


EXCHANGE = (
    Route("take-list", listed),
    Route("take-register", of_register),
    Route("popolo", taken_as_popolo),
    Route("imports", files),
    Route("import-template", template),
    Route("hand-in-file", filled_in("/governance/imports/actions")),
    Route("import-file", of_a_file("", "file_name", "file_text", keyed=True)),
    Route("import-match", of_a_file("/match", "file_name")),
    Route("import-faults", of_a_file("/faults.xlsx", sends=False)),
    Route("import-progress", how_far),
    Route("try-file-again", tried_again),
    Route("drop-file", dropped),
    Route("exits", exits),
    Route("exit-progress", nobodys_exit("/progress")),
    Route("exit-file", nobodys_exit(".zip")),
)
