"""The numbers of a panel that leave it: cases, children, rates, shares, what staff they ask for. Arrays of nothing: plain counts in, plain figures out. Pure.

A case of a MARAC is a pair heard at a meeting: repeats count again, and cases are not people. Every share is a share of cases. What a partnership does not supply stays
None ("not supplied") and is never 0. Method: SafeLives' national dataset; the thresholds are data of the definition (`Benchmarks`).
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from wardmote.definitions import definition
from wardmote.engine.periods import Period


class Place(StrEnum):
    """Where a share lies against a band: outside is a warning on either side, for too few repeats found is no success."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@definition
class Range:
    """A band in per cent, both ends within; an end that is not given is open."""

    key: str
    label: str
    source: str
    least: float | None = None
    most: float | None = None
    verified: bool = False

    def place(self, percent: float) -> Place:
        if self.least is not None and percent < self.least:
            return Place.BELOW
        return Place.ABOVE if self.most is not None and percent > self.most else Place.WITHIN


@definition
class Benchmarks:
    """What a panel's volume is held against. `per`: the women aged 16 and over to whom `volume` cases are expected."""

    volume: float
    per: int
    referrals_per_advocate: int
    cases_per_administrator: int
    source: str
    bands: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Staff:
    """Full-time equivalents."""

    advocates: float
    administrators: float


class Span(StrEnum):
    """What a run of months is. Twelve months are a rolling year unless they are a financial (April) or a calendar year."""

    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial-year"
    CALENDAR_YEAR = "calendar-year"
    ROLLING_YEAR = "rolling-year"
    OTHER = "other"


def each(part: int, cases: int) -> float | None:
    """So many for each case, such as children; None without cases."""
    return part / cases if cases else None


def rate(cases: int, women: int, per: int) -> float | None:
    """Cases for each `per` women aged 16 and over; None where nobody lives."""
    return cases * per / women if women else None


def expected(women: int, benchmarks: Benchmarks) -> float:
    """The volume that is recommended for so many women aged 16 and over."""
    return women * benchmarks.volume / benchmarks.per


def staff(cases: int, benchmarks: Benchmarks) -> Staff:
    """The advocates and administrators that a year's cases ask for."""
    return Staff(cases / benchmarks.referrals_per_advocate, cases / benchmarks.cases_per_administrator)


def counts_behind(percent: Decimal, whole: int) -> range:
    """The counts that, out of a whole, are published as a percentage with as many places: what 8 % of 346 can have been (26 to 29). Empty when none can.

    Rounded half up. `whole` is above zero; a count lies between 0 and the whole. Raises ValueError for a whole of 0 or less.
    """
    if whole <= 0:
        raise ValueError("a percentage is of something")
    half = Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2
    low = ((percent - half) * whole / 100).to_integral_value(ROUND_CEILING)
    high = ((percent + half) * whole / 100).to_integral_value(ROUND_CEILING) - 1  # its upper end rounds up, to the next
    return range(max(0, int(low)), min(whole, int(high.to_integral_value(ROUND_FLOOR))) + 1)


def span(period: Period) -> Span:
    """What a period is, by its months."""
    first, length = period.first.number, len(period)
    if length == 12:
        return {4: Span.FINANCIAL_YEAR, 1: Span.CALENDAR_YEAR}.get(first, Span.ROLLING_YEAR)
    if length == 3 and first % 3 == 1:
        return Span.QUARTER
    return Span.MONTH if length == 1 else Span.OTHER
