"""When something is due, worked out another way: a list of days is written out, struck through and counted; working days by numpy, bank holidays by the `holidays` package."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from dateutil.relativedelta import relativedelta

LONDON = ZoneInfo("Europe/London")


@cache
def bank_holidays() -> frozenset[date]:
    """In England and Wales, from 2015 to 2030, by the package; those that fall on a weekend among them."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2031)))


def london(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def due(kind: str, length: int, started: datetime, stops: list[tuple[datetime, datetime | None]], rolls: bool) -> datetime | None:  # fmt: skip
    """`kind`: hours, days, working_days or months. Stops as (since, until or None). Slow and plain: minutes are counted for hours, days struck out for days."""
    if kind == "hours":
        return by_minutes(length, started, stops)
    first = london(started)
    if kind == "months":
        kind, length = "days", ((first + relativedelta(months=length)) - first).days
    horizon = first + timedelta(days=2 * length + 200)
    calendar = [first + timedelta(days=n) for n in range(1, (horizon - first).days)]
    if kind == "working_days":
        open_days = np.is_busday(np.array(calendar, "datetime64[D]"), holidays=np.array(sorted(bank_holidays()), "datetime64[D]"))  # fmt: skip
        calendar = [day for day, works in zip(calendar, open_days, strict=True) if works]
    for since, until in stops:
        if until is not None and until <= started:
            continue
        begin, end = london(max(since, started)), date.max if until is None else london(until)
        calendar = [day for day in calendar if not begin < day <= end]
    if len(calendar) < length:
        return None
    last = calendar[length - 1]
    while rolls and (last.weekday() > 4 or last in bank_holidays()):
        last += timedelta(days=1)
    return datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON).astimezone(UTC)


def by_minutes(hours: int, started: datetime, stops: list[tuple[datetime, datetime | None]]) -> datetime | None:
    """Every minute of sixty days and those of the stops, struck out where the case stood still: all moments of these tests are whole minutes."""
    runs = np.ones(60 * 1440 + hours * 60, bool)
    for since, until in stops:
        begin, end = ((one - started) // timedelta(minutes=1) if one else len(runs) for one in (since, until))
        if end > 0:
            runs[max(begin, 0) : end] = False
    counted = np.flatnonzero(runs)
    if len(counted) < hours * 60:
        return None
    return started.astimezone(UTC) + timedelta(minutes=int(counted[hours * 60 - 1]) + 1)
