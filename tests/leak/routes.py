"""The registry: every route that shows something of somebody, and what the oracle expects of it. An app that adds such a route adds it here."""

from collections.abc import Iterable, Iterator

from tests.leak.examining import OK, REFUSED, SECRET, WRONG, Ask, Expected, Route
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Case

WRONG_TITLE = "There is no such case. Look the title up in the list."
OBJECTS = 2  # cases that each asker opens one by one: as many of theirs as of others'


def titles(cases: Iterable[Case]) -> set[str]:
    return {word for case in cases for word in SECRET.findall(case.title)}


def keys(cases: Iterable[Case]) -> set[str]:
    return {str(case.id) for case in cases}


def answer(oracle: Oracle, asker: Asker, told: set[str], objects: int, **more) -> Expected:
    """What a page for whoever works with cases says, and the refusal for whoever does not."""
    if not oracle.works_with_cases(asker):
        return Expected(REFUSED, objects=objects)
    return Expected(OK, frozenset(told), objects, **more)


def listed(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for words in ("", "alpha", "BETA"):
        found = [case for case in oracle.seen(asker) if words.lower() in case.title]
        told = titles(found) | keys(found)
        yield Ask(answer(oracle, asker, told, len(oracle.world.cases)), "/leak/cases", {"q": words} if words else {})


def suggested(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    hidden = next((case for case in oracle.world.cases if not oracle.sees(asker, case)), None)
    for words in ("", "zq", *([hidden.title] if hidden else [])):
        found = [case for case in oracle.seen(asker) if words in case.title]
        yield Ask(answer(oracle, asker, titles(found), len(oracle.world.cases)), "/leak/cases/suggest", {"q": words})


def counted(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    expected = answer(oracle, asker, set(), 1, number=len(oracle.seen(asker)))
    yield Ask(expected, "/leak/cases/count")


def exported(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    panels = oracle.world.panels
    for panel in (None, panels[len(str(asker)) % len(panels)]):
        found = [case for case in oracle.seen(asker) if panel is None or case.panel == panel.id]
        safe = [case for case in found if oracle.sees_address(asker, case)]
        told = titles(found) | keys(found) | {word for case in safe for word in SECRET.findall(case.address_text)}
        query = {"panel": str(panel.id)} if panel else {}
        yield Ask(answer(oracle, asker, told, 2 * len(oracle.world.cases)), "/leak/cases/export", query)


def some(oracle: Oracle, asker: Asker) -> list[Case]:
    """Some of the asker's cases and some of others', not the same ones for everybody."""
    start = oracle.world.askers.index(asker)
    turned = [
        oracle.world.cases[(place * 5 + start) % len(oracle.world.cases)] for place in range(len(oracle.world.cases))
    ]
    if not oracle.works_with_cases(asker):  # refused whatever it is
        return turned[:4]
    mine = [case for case in turned if oracle.sees(asker, case)]
    return mine[:OBJECTS] + [case for case in turned if case not in mine][:OBJECTS]


def notes_told(oracle: Oracle, case: Case) -> set[str]:
    notes = oracle.notes([case])
    return {word for note in notes for word in (str(note.id), *SECRET.findall(note.text + note.paper_name))}


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for case in some(oracle, asker):
        expected, other = Expected(REFUSED), oracle.case[case.linked]
        if oracle.sees(asker, case):
            told = titles([case]) | keys([case]) | notes_told(oracle, case)
            if oracle.sees(asker, other):
                told |= titles([other]) | keys([other])
            if oracle.sees_address(asker, case):
                told |= set(SECRET.findall(case.address_text))
            expected = Expected(OK, frozenset(told), 5)
        yield Ask(expected, f"/leak/cases/{case.id}", absent="/leak/cases/KEY")


def noted(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for case in some(oracle, asker)[1:-1]:
        sees = oracle.sees(asker, case)
        expected = Expected(OK, frozenset(notes_told(oracle, case)), 2) if sees else Expected(REFUSED, objects=2)
        yield Ask(expected, f"/leak/cases/{case.id}/notes", absent="/leak/cases/KEY/notes")


def taken(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for case in some(oracle, asker)[2:-1]:
        for note in oracle.notes([case])[:1]:
            told = frozenset(SECRET.findall(note.paper + note.paper_name))
            expected = Expected(OK, told) if oracle.sees(asker, case) else Expected(REFUSED)
            yield Ask(expected, f"/leak/notes/{note.id}/paper", absent="/leak/notes/KEY/paper")


def linked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    """To the case that it is linked to already, so that nothing changes: seen or not. And to one that is nowhere: the same words."""
    for case in some(oracle, asker)[1:-2][:2]:
        other = oracle.case[case.linked]
        for title in (other.title, "zq0000000000"):
            yield Ask(
                _link(oracle, asker, case, other if title == other.title else None), f"/leak/cases/{case.id}/link",
                {"title": title}, post=True, absent="/leak/cases/KEY/link",
            )  # fmt: skip


def _link(oracle: Oracle, asker: Asker, case: Case, other: Case | None) -> Expected:
    if not oracle.runs_cases(asker) or not oracle.sees(asker, case):
        return Expected(REFUSED)
    if other is None or not oracle.sees(asker, other):
        return Expected(WRONG, text=WRONG_TITLE)
    return Expected(OK, frozenset(titles([case, other]))) if oracle.runs(asker, case) else Expected(REFUSED)


ROUTES = (
    Route("leak-cases", listed),
    Route("leak-suggest", suggested),
    Route("leak-count", counted),
    Route("leak-export", exported),
    Route("leak-case", opened),
    Route("leak-notes", noted),
    Route("leak-paper", taken),
    Route("leak-link", linked),
)
