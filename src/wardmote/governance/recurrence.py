"""On which days a series meets. Pure: days in London, no clock.

The first day says the rest: a series that begins on the second Tuesday of a month, and meets every quarter, meets on the second Tuesday of every third month. A fifth
weekday is the month's last: not every month has five.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from wardmote.governance.states import Cadence
from wardmote.platform.clock import LONDON

WEEKS = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2}
MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}
LAST = -1


def ordinal(first: date) -> int:
    """Which of its weekday in the month the day is: 1 to 4, or -1, the last, for a fifth."""
    place = (first.day - 1) // 7 + 1
    return place if place < 5 else LAST


def days(cadence: Cadence, first: date) -> Iterator[date]:
    """The days of a series, the first day first, without end. As needed: none."""
    start = datetime.combine(first, time())
    if weeks := WEEKS.get(cadence):
        rule = rrule(WEEKLY, dtstart=start, interval=weeks)
    elif months := MONTHS.get(cadence):
        rule = rrule(MONTHLY, dtstart=start, interval=months, byweekday=weekday(first.weekday(), ordinal(first)))
    else:
        return iter(())
    return (moment.date() for moment in rule)


def next_days(cadence: Cadence, first: date, *, after: date, count: int, before: date | None = None) -> list[date]:
    """The next `count` days of a series after a day, and before another where its end is known."""
    later = (day for day in days(cadence, first) if day > after)
    return [day for day in islice(later, count) if before is None or day < before]


def moments(day: date, starts: time, minutes: int) -> tuple[datetime, datetime]:
    """When a meeting of that day begins and ends: by London's clocks, whatever the season."""
    begins = datetime.combine(day, starts, LONDON)
    return begins, begins + timedelta(minutes=minutes)
