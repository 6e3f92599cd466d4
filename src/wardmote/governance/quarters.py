"""Quarters of a partnership's year, and when a report about each is due. Pure. How the year can be cut is `definitions/governance/quarters.toml`."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from wardmote.definitions import definition, read


@definition
class Kind:
    label: str
    first_month: int
    due_days: int


@definition
class Table:
    usual: str
    kinds: dict[str, Kind]


@cache
def table() -> Table:
    return read("governance", "quarters", Table)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months, half-open. `number` counts from the year's first quarter; `year` is the year in which that begins."""

    first: date
    end: date
    number: int
    year: int
    kind: str

    @property
    def following(self) -> "Quarter":
        return quarter_of(self.end, self.kind)

    @property
    def former(self) -> "Quarter":
        return quarter_of(self.first - timedelta(days=1), self.kind)

    def due(self, days: int) -> date:
        """The last day for a report: so many days after the last of the quarter."""
        return self.end - timedelta(days=1) + timedelta(days=days)


def quarter_of(on: date, kind: str) -> Quarter:
    """The quarter that a day is in."""
    begins = table().kinds[kind].first_month
    since = (on.month - begins) % 12
    year = on.year if on.month >= begins else on.year - 1
    first = _month(year, begins + since // 3 * 3)
    return Quarter(first, _month(first.year, first.month + 3), since // 3 + 1, year, kind)


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def due_between(kind: str, since: date, until: date | None, first: date, end: date) -> list[Quarter]:
    """The quarters whose last day lies in [first, end) and on which somebody who reports from `since` until `until` (half-open) still did."""
    found, quarter = [], quarter_of(first, kind)
    while (last := quarter.end - timedelta(days=1)) < end:
        if last >= first and since <= last and (until is None or last < until):
            found.append(quarter)
        quarter = quarter.following
    return found
