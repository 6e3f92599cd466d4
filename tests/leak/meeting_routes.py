"""The registry's part about meetings: whoever reads a group's papers reads them on every page, and nobody else on any."""

from collections.abc import Iterator

from tests.leak.examining import OK, REFUSED, Ask, Expected, Route
from tests.leak.governance_routes import here, known, some, words
from tests.leak.oracle import Oracle
from tests.leak.world import Asker, Meeting


def runs_it(oracle: Oracle, asker: Asker, meeting: Meeting) -> bool:
    """Whether the asker runs the business of its partnership, for the agency worn."""
    return here(oracle, asker) == meeting.partnership and any(
        known(oracle).is_(role, asker) for role in ("manager", "coordinator")
    )


def reads(oracle: Oracle, asker: Asker, meeting: Meeting) -> bool:
    """Nobody of the world sits on a group by name: what is the group's is read by whoever runs the business."""
    if here(oracle, asker) != meeting.partnership:
        return False
    return meeting.circle == "partnership" or runs_it(oracle, asker, meeting)


def told_of(oracle: Oracle, meeting: Meeting) -> set[str]:
    group = next(group for group in oracle.world.groups if group.id == meeting.group)
    return words(group.name, meeting.place, meeting.item_title) | {str(group.id)}


def opened(oracle: Oracle, asker: Asker) -> Iterator[Ask]:
    for meeting in some(oracle, asker, oracle.world.meetings):
        where = {"path": f"/governance/meetings/{meeting.id}", "absent": "/governance/meetings/KEY"}
        told = frozenset(told_of(oracle, meeting))
        yield Ask(Expected(OK, told, 2) if reads(oracle, asker, meeting) else Expected(REFUSED), **where)


MEETINGS = (Route("meeting", opened),)
