"""The registry's part about minutes: written by whoever runs the business, read by whoever reads the group's papers. What would change the world is asked only by those who may not."""

from collections.abc import Callable, Iterator

from tests.leak.examining import OK, REFUSED, WRONG, Ask, Expected, Route
from tests.leak.governance_routes import SENT, bodies, choice, groups, here, runs, some, words
from tests.leak.meeting_routes import reads
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Meeting, Minuted

Told = Callable[[Oracle, Minuted], set[str]]
MEETING, ITEM, DECISION, INTEREST = "meetings/{meeting}", "items/{item}", "decisions/{decision}", "interests/{interest}"


def runs_it(oracle: Oracle, asker: Asker, meeting: Meeting) -> bool:
    return here(oracle, asker) == meeting.partnership and runs(oracle, asker)


def key(row: Minuted) -> set[str]:
    return {str(row.meeting.id)}


def group_of(oracle: Oracle, row: Minuted) -> set[str]:
    group = next(group for group in oracle.world.groups if group.id == row.meeting.group)
    return words(group.name)


def chair_of(oracle: Oracle, row: Minuted) -> set[str]:
    return words(next(group for group in oracle.world.groups if group.id == row.meeting.group).chair)


def said(oracle: Oracle, row: Minuted) -> set[str]:
    """All that the minutes say."""
    texts = words(row.meeting.place, row.meeting.item_title, row.minute, row.decision_text, row.interest_text)
    return texts | group_of(oracle, row) | chair_of(oracle, row)


def room(oracle: Oracle, row: Minuted) -> set[str]:
    return said(oracle, row) | key(row) | {str(row.meeting.item), str(row.decision), str(row.interest)}


def point(_oracle: Oracle, row: Minuted) -> set[str]:
    return words(row.meeting.item_title) | key(row)


def own_point(oracle: Oracle, row: Minuted) -> set[str]:
    return point(oracle, row) | {str(row.meeting.item)}


def headed(oracle: Oracle, row: Minuted) -> set[str]:
    return group_of(oracle, row) | key(row)


def address(pattern: str, row: Minuted) -> dict[str, str]:
    keys = {"meeting": row.meeting.id, "item": row.meeting.item, "decision": row.decision, "interest": row.interest}
    absent = dict.fromkeys(keys, "KEY")
    return {"path": f"/governance/{pattern.format(**keys)}", "absent": f"/governance/{pattern.format(**absent)}"}


def read(pattern: str, tells: Told):
    """A page for whoever reads the group's papers."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for row in some_minuted(oracle, asker):
            may = reads(oracle, asker, row.meeting)
            yield Ask(
                Expected(OK, frozenset(tells(oracle, row)), 3) if may else Expected(REFUSED), **address(pattern, row)
            )

    return asked


def kept(pattern: str, tells: Told):
    """A page for whoever runs the business, that takes nothing."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for row in some_minuted(oracle, asker):
            may = runs_it(oracle, asker, row.meeting)
            yield Ask(
                Expected(OK, frozenset(tells(oracle, row)), 3) if may else Expected(REFUSED), **address(pattern, row)
            )

    return asked


def filled(pattern: str, tells: Told, then: Told | None = None):
    """A form for whoever runs the business: opened, and sent with nothing in it. `then` is what the form tells when it comes back."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        yield from kept(pattern, tells)(oracle, asker)
        for row in some_minuted(oracle, asker)[:1]:
            may = runs_it(oracle, asker, row.meeting)
            told = frozenset((then or tells)(oracle, row))
            where = address(pattern, row)
            yield Ask(Expected(WRONG, told) if may else Expected(REFUSED), **where, query=SENT, post=True)

    return asked


def sent(pattern: str):
    """What changes something at once: asked by those alone who may not."""

    def asked(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
        for row in some_minuted(oracle, asker):
            if not runs_it(oracle, asker, row.meeting):
                yield Ask(Expected(REFUSED), **address(pattern, row), query=SENT, post=True)

    return asked


def some_minuted(oracle: Oracle, asker: Asker) -> list[Minuted]:
    found = some(oracle, asker, oracle.world.meetings)
    return [one for one in oracle.world.minuted if one.meeting in found]


def with_bodies(oracle: Oracle, row: Minuted) -> set[str]:
    return own_point(oracle, row) | choice(bodies(oracle, row.meeting.partnership))


def register(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    place = here(oracle, asker)
    told = choice(groups(oracle, place))
    for row in oracle.world.minuted:
        if reads(oracle, asker, row.meeting):
            told |= words(row.decision_text) | headed(oracle, row)
            told |= {str(row.decision)} if runs_it(oracle, asker, row.meeting) else set()
    yield Ask(
        Expected(OK, frozenset(told), len(oracle.world.minuted)) if place else Expected(REFUSED),
        "/governance/decisions",
    )


MINUTES = (
    Route("minute-meeting", kept(f"{MEETING}/minute", room)),
    Route("meeting-news", kept(f"{MEETING}/news", lambda _oracle, row: words(row.minute) | {str(row.meeting.item)})),
    Route("take-attendance", filled(f"{MEETING}/who-came", lambda o, row: headed(o, row) | chair_of(o, row), headed)),
    Route("declare-interest", filled(f"{MEETING}/interests/add", own_point)),
    Route("remove-interest", sent(f"{INTEREST}/remove")),
    Route("minute-item", filled(f"{ITEM}/note", lambda o, row: own_point(o, row) | words(row.minute), own_point)),
    Route("decide", filled(f"{ITEM}/decide", point)),
    Route("minute-action", filled(f"{ITEM}/act", with_bodies)),
    Route("carry-item", sent(f"{ITEM}/carry")),
    Route("decisions", register),
    Route(
        "change-decision",
        filled(f"{DECISION}/change", lambda _o, row: words(row.decision_text) | key(row), lambda _o, row: key(row)),
    ),
    Route("remove-decision", sent(f"{DECISION}/remove")),
    Route(
        "close-meeting", filled(f"{MEETING}/close", lambda o, row: headed(o, row) | words(row.meeting.place), headed)
    ),
    Route("minutes", read(f"{MEETING}/minutes", lambda o, row: said(o, row) | key(row))),
    Route("minutes-file", read(f"{MEETING}/minutes.html", said)),
    Route("approve-minutes", filled(f"{MEETING}/minutes/approve", headed)),
    Route("correct-minutes", filled(f"{MEETING}/minutes/correct", headed)),
)
