"""The registry's part about what is taken away and brought in: a list as a file tells what its page may tell, and nothing more."""

from collections.abc import Iterator

from tests.leak.action_routes import names, reads
from tests.leak.duties_routes import own
from tests.leak.examining import OK, REFUSED, Ask, Expected, Route
from tests.leak.governance_routes import bodies, groups, here, words
from tests.leak.meeting_routes import reads as reads_meeting
from tests.leak.oracle import Oracle
from tests.leak.world import Asker


def of_bodies(oracle: Oracle, asker: Asker) -> set[str]:
    return {word for body in bodies(oracle, here(oracle, asker)) for word in words(body.name)}


def of_groups(oracle: Oracle, asker: Asker) -> set[str]:
    return {
        word for group in groups(oracle, here(oracle, asker)) for word in words(group.name, group.purpose, group.chair)
    }


def of_actions(oracle: Oracle, asker: Asker) -> set[str]:
    found = [action for action in oracle.world.actions if reads(oracle, asker, action)]
    return {word for action in found for word in words(action.text, action.said) | names(oracle, action)}


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


EXCHANGE = (
    Route("take-list", listed),
    Route("take-register", of_register),
)
