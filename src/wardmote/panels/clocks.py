"""Clocks of a case: when something is due, and how that stands on a day. Pure: the rule comes from a definition, the moments from the case.

The day on which a clock starts is not counted; the day on which it is due is the last on which it is kept. Days on which a case stands still do not count:
a clock in hours loses the hours, a clock in days (working days, months) each day after the one on which it was stopped, the day on which it goes on among them.
A month is the corresponding day of a later month (31 January and one month is the last of February). Days are London's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from wardmote.days import ONE, corresponding, next_working, works
from wardmote.panels.definition import Rule

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Stop:
    """A time in which the case stood still; `until` None: it still does."""

    since: datetime
    until: datetime | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError("a stop ends after it began")


class State(StrEnum):
    NOT_STARTED = "not-started"
    RUNNING = "running"
    STOPPED = "stopped"
    LATE = "late"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True)
class Standing:
    """How a clock stands. `due`: the last moment, None while nothing started it or while it is stopped; `late`: by how much it is, or was, missed."""

    state: State
    due: datetime | None = None
    late: timedelta = timedelta()


def day_of(moment: datetime) -> date:
    """The day in London of an aware moment."""
    return moment.astimezone(LONDON).date()


def end_of(day: date) -> datetime:
    """The last moment of a day in London, as UTC: the start of the next day."""
    return datetime.combine(day + ONE, time.min, LONDON).astimezone(UTC)


def due(rule: Rule, started: datetime, stops: Sequence[Stop] = ()) -> datetime | None:
    """By when, for a clock that started at a moment; None while it is stopped with no end known. `stops` may be in any order and overlap; what lies before the start does not matter.

    Raises ValueError for a moment without a time zone.
    """
    if started.tzinfo is None:
        raise ValueError("a clock needs moments with a time zone")
    held = list(merged(stops, started))
    if rule.hours:
        return by_hours(timedelta(hours=rule.hours), started, held)
    start = day_of(started)
    if rule.before:
        return end_of(counted_back(rule, start))
    last = by_days(rule, start, held)
    if last is None:
        return None
    return end_of(next_working(last) if rule.rolls else last)


def merged(stops: Sequence[Stop], started: datetime) -> Iterator[Stop]:
    """The stops in order, none overlapping another, cut at the start."""
    since: datetime | None = None
    until: datetime | None = None
    for stop in sorted(stops, key=lambda one: one.since):
        begin = max(stop.since, started)
        if stop.until is not None and stop.until <= begin:
            continue
        if since is not None and (until is None or begin <= until):
            until = None if until is None or stop.until is None else max(until, stop.until)
            continue
        if since is not None:
            yield Stop(since, until)
        since, until = begin, stop.until
    if since is not None:
        yield Stop(since, until)


def by_hours(length: timedelta, started: datetime, held: Sequence[Stop]) -> datetime | None:
    """So many hours of the clock on the wall, without those in which it stood still."""
    last = started.astimezone(UTC) + length
    for stop in held:
        if stop.since >= last:
            break
        if stop.until is None:
            return None
        last += stop.until - stop.since
    return last


def by_days(rule: Rule, start: date, held: Sequence[Stop]) -> date | None:
    """The day on which the last counted day falls; None when the case is stopped before it and nobody knows until when."""
    stopped = [(day_of(one.since), None if one.until is None else day_of(one.until)) for one in held]
    day, left = start, counted_days(rule, start)
    while left:
        day += ONE
        inside = [until for since, until in stopped if since < day and (until is None or day <= until)]
        if None in inside:
            return None
        left -= not inside and counts(rule, day)
    return day


def counted_days(rule: Rule, start: date) -> int:
    """How many days a rule counts from a day on; of months, the days to the corresponding one."""
    if rule.months:
        return (corresponding(start, rule.months) - start).days
    return rule.days or rule.working_days


def counts(rule: Rule, day: date) -> bool:
    return works(day) if rule.working_days else True


def counted_back(rule: Rule, start: date) -> date:
    """The last day on which so many days, or working days, lie clear before one: for lists and papers that go out before a hearing."""
    day, left = start - ONE, rule.days or rule.working_days
    while left:
        left -= counts(rule, day)
        day -= ONE
    return day


def standing(
    rule: Rule, started: datetime | None, ended: datetime | None, now: datetime, stops: Sequence[Stop] = ()
) -> Standing:
    """How a clock stands at a moment. `ended`: when what it waits for happened."""
    if started is None or started > now:
        return Standing(State.NOT_STARTED)
    at = due(rule, started, stops)
    if ended is not None:
        kept = at is None or ended <= at
        return Standing(State.KEPT if kept else State.MISSED, at, timedelta() if kept or at is None else ended - at)
    if at is None or any(stop.since <= now and (stop.until is None or now < stop.until) for stop in stops):
        return Standing(State.STOPPED, at)
    return Standing(State.RUNNING, at) if now <= at else Standing(State.LATE, at, now - at)
