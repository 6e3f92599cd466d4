"""The table of duties: what the law asks of a partnership and by when; and how a duty stands on a day. Pure: it knows no row and never reads today.

The table is `definitions/governance/duties.toml`. A claim is held against what is on file; what does not go together is said, nobody is kept from claiming.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from wardmote.days import corresponding
from wardmote.definitions import definition, read
from wardmote.governance.states import SOON, DutyState, Nation, Rating, Tier


@definition
class Clock:
    """When a duty is to be done: again and again, once, or after an event (`start` says which). Exactly one of the four is given."""

    every_months: int = 0
    by: date | None = None
    after_months: int = 0
    after_days: int = 0
    start: str = ""

    def __post_init__(self) -> None:
        given = [self.every_months, self.by, self.after_months, self.after_days]
        if sum(bool(one) for one in given) != 1:
            raise ValueError("a clock is one of every_months, by, after_months and after_days")
        if bool(self.start) != self.from_event:
            raise ValueError("a clock that runs from an event names it as start, and no other does")

    @property
    def from_event(self) -> bool:
        return bool(self.after_months or self.after_days)

    def due(self, start: date) -> date:
        """The last day, counted from when it was done, or from the event."""
        if self.after_days:
            return start + timedelta(days=self.after_days)
        return corresponding(start, self.every_months or self.after_months)


@definition
class Item:
    """A point of a duty's checklist, from when to when it stood."""

    key: str
    label: str
    note: str = ""
    valid_from: date = date.min
    valid_to: date = date.max


@definition
class Named:
    label: str


@definition
class Duty:
    """What the law asks. Without `tiers` or `nations` it falls on every kind of partnership. `all_take_part`: a claim may say that all responsible authorities did."""

    label: str
    note: str
    law: str
    section: str
    source: str
    valid_from: date
    clock: Clock
    valid_to: date = date.max
    tiers: tuple[Tier, ...] = ()
    nations: tuple[Nation, ...] = ()
    verify: str = ""
    all_take_part: bool = False
    checklist: tuple[Item, ...] = ()
    authorities: tuple[Named, ...] = ()

    def items(self, on: date) -> tuple[Item, ...]:
        """The points of the checklist that stood on a day."""
        return tuple(item for item in self.checklist if item.valid_from <= on < item.valid_to)


@definition
class Table:
    duties: dict[str, Duty]


@cache
def table() -> dict[str, Duty]:
    """Every duty by its key, in the table's order."""
    return read("governance", "duties", Table).duties


def standing_on(on: date) -> dict[str, Duty]:
    """The duties that stood on a day."""
    return {key: duty for key, duty in table().items() if duty.valid_from <= on < duty.valid_to}


@dataclass(frozen=True)
class Place:
    """What kind of partnership it is, as far as the bodies on file tell."""

    nation: Nation
    tier: Tier | None


def place_of(kinds: Iterable[str]) -> Place:
    """What the kinds of its responsible authorities make of a partnership. One district under a county is a district's partnership; several districts and their county are a county's."""
    found = Counter(kinds)
    nation = Nation.WALES if found["welsh-council"] or found["health-board"] else Nation.ENGLAND
    districts, county = found["district-council"], found["county-council"]
    if districts == 1 or (districts and not county):
        return Place(nation, Tier.DISTRICT)
    if county:
        return Place(nation, Tier.COUNTY)
    single = found["unitary-council"] or found["london-borough"] or found["welsh-council"]
    return Place(nation, Tier.UNITARY if single else None)


def falls_on(duty: Duty, place: Place) -> bool:
    """Whether a duty falls on such a partnership. What is not known of it excludes nothing."""
    return (not duty.nations or place.nation in duty.nations) and (
        not duty.tiers or place.tier is None or place.tier in duty.tiers
    )


@dataclass(frozen=True)
class Said:
    """A claim, and what is known of the evidence for it: whether there is any from its period, and any at all."""

    key: UUID
    duty: str
    item: str
    rating: Rating
    done_on: date
    first: date
    end: date
    all_took_part: bool = False
    words: str = ""
    evidence_then: bool = False
    evidence_ever: bool = False
    by: str = ""


@dataclass(frozen=True)
class Open:
    """An event whose clock runs."""

    key: UUID
    duty: str
    on: date
    words: str


@dataclass(frozen=True)
class Stand:
    """How a duty stands on a day. `days` until it is due, or since it was. `in_place` of `items` points of its checklist."""

    key: str
    duty: Duty
    state: DutyState
    done_on: date | None = None
    due_on: date | None = None
    days: int = 0
    reason: str = ""
    in_place: int = 0
    items: int = 0
    claims: tuple[Said, ...] = ()
    open: tuple[Open, ...] = field(default=())


def stand(
    key: str, duty: Duty, claims: Sequence[Said], opened: Sequence[Open], *, falls: bool, reason: str, today: date,
    begun: bool = True,
) -> Stand:  # fmt: skip
    """How a duty stands: `claims` of it newest first, `opened` the events whose clock runs, oldest first. Raises nothing.

    Until the partnership has `begun` to keep the calendar nothing on file can be late: what it did before is not written here.
    """
    if not falls:
        return Stand(key, duty, DutyState.NOT_HERE, reason=reason, claims=tuple(claims))
    if duty.clock.from_event:
        return _after_events(key, duty, claims, opened, today)
    if not begun:
        return Stand(key, duty, DutyState.NEVER, items=len(duty.items(today)))
    points = {item.key: item for item in duty.items(today)}
    latest: dict[str, Said] = {}
    for claim in claims:
        latest.setdefault(claim.item, claim)
    in_place = sum(latest[one].rating is Rating.IN_PLACE for one in points if one in latest)
    done = _done(latest, list(points))
    short = any(found.rating is not Rating.IN_PLACE for one, found in latest.items() if not one or one in points)
    due = duty.clock.by or (duty.clock.due(done) if done else None)
    state, days = _state(duty, done, due, today)
    if short and state in {DutyState.MET, DutyState.DUE, DutyState.NEVER}:
        state = DutyState.SHORT
    if duty.clock.by and done:
        due = None
    return Stand(key, duty, state, done, due, days, reason, in_place, len(points), tuple(claims))


def _done(latest: dict[str, Said], points: list[str]) -> date | None:
    """The day of the last claim for the whole, or that of the oldest among its points if each has one; whichever is later."""
    whole = latest.get("")
    days = [whole.done_on] if whole else []
    if points and all(one in latest for one in points):
        days.append(min(latest[one].done_on for one in points))
    return max(days, default=None)


def _state(duty: Duty, done: date | None, due: date | None, today: date) -> tuple[DutyState, int]:
    if duty.clock.by and done:
        return DutyState.MET, 0
    if due is None:
        return DutyState.NEVER, 0
    left = (due - today).days
    if left < 0:
        return DutyState.LATE, -left
    return (DutyState.DUE if left <= SOON else DutyState.MET), left


def _after_events(key: str, duty: Duty, claims: Sequence[Said], opened: Sequence[Open], today: date) -> Stand:
    done = claims[0].done_on if claims else None
    if not opened:
        return Stand(key, duty, DutyState.QUIET, done, claims=tuple(claims))
    due = min(duty.clock.due(one.on) for one in opened)
    left = (due - today).days
    state = DutyState.LATE if left < 0 else DutyState.DUE
    return Stand(key, duty, state, done, due, abs(left), claims=tuple(claims), open=tuple(opened))
