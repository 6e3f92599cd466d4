"""Who came to the meetings that were held: counted for each body over the meetings held while it had a seat. Pure.

A written procedure is no meeting: nobody attends it, and it is counted apart. A substitute makes a body present, and is counted apart as well. Percentages are rounded half up:
two of three is 67 %. `tests/oracles/attending.py` counts the same slowly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from wardmote.governance.states import CAME, Presence

Key = Any  # of a body, a group, a meeting: whatever the caller knows them by


@dataclass(frozen=True)
class Held:
    """A meeting that was held: its key, its group, its day."""

    key: Key
    group: Key
    on: date


@dataclass(frozen=True)
class Sat:
    """A body had a seat on a group, from one day until before another."""

    body: Key
    group: Key
    first: date
    end: date | None = None

    def holds(self, meeting: Held) -> bool:
        return self.group == meeting.group and self.first <= meeting.on and (self.end is None or meeting.on < self.end)


@dataclass(frozen=True)
class Attended:
    """How often a body came, of the meetings held while it had a seat. `substitutes` are among those attended; `as_guest` are not: it had no seat then."""

    held: int
    attended: int
    substitutes: int = 0
    apologies: int = 0
    as_guest: int = 0

    @property
    def percent(self) -> int | None:
        """Rounded half up; None when nothing was held while it had a seat."""
        return int(percentage(self.attended, self.held)) if self.held else None


def percentage(part: int, whole: int, places: int = 0) -> Decimal:
    """100 times part of whole, rounded half up to so many places. `whole` is above zero."""
    step = Decimal(1).scaleb(-places)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(step, rounding=ROUND_HALF_UP)


def count(
    held: Iterable[Held], seats: Iterable[Sat], came: Mapping[tuple[Key, Key], Presence]
) -> dict[Key, Attended]:  # fmt: skip
    """For each body with a seat at some of the meetings, or that came without one. `came` is by meeting and body; nothing there means absent."""
    meetings, sat = list(held), list(seats)
    entitled = {(seat.body, meeting.key) for seat in sat for meeting in meetings if seat.holds(meeting)}
    keys = {meeting.key for meeting in meetings}
    bodies = {body for body, _meeting in entitled} | {body for meeting, body in came if meeting in keys}
    return {body: _of(body, [meeting.key for meeting in meetings], entitled, came) for body in bodies}


def _of(
    body: Key, meetings: list[Key], entitled: set[tuple[Key, Key]], came: Mapping[tuple[Key, Key], Presence]
) -> Attended:
    there = [key for key in meetings if (body, key) in entitled]
    found = [came.get((key, body), Presence.ABSENT) for key in there]
    guest = [key for key in meetings if (body, key) not in entitled and came.get((key, body)) in CAME]
    return Attended(
        len(there), sum(one in CAME for one in found), found.count(Presence.SUBSTITUTE), found.count(Presence.APOLOGIES), len(guest),
    )  # fmt: skip


def together(counts: Iterable[Attended]) -> Attended:
    """All bodies taken together: seats filled of seats that there were."""
    found = list(counts)
    return Attended(
        sum(one.held for one in found), sum(one.attended for one in found), sum(one.substitutes for one in found),
        sum(one.apologies for one in found), sum(one.as_guest for one in found),
    )  # fmt: skip
