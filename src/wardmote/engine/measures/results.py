"""What a measure gives back: numbers that know where they came from.

`Result.as_json()` is a contract: the command line, the web site's downloads and other people's scripts read these keys.
Undefined numbers (a ratio from zero, a change that may not be taken) are ``None``, never NaN or infinity.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wardmote.engine.geography.areas import Area
from wardmote.engine.periods import Month, Period
from wardmote.engine.verdicts import Good, Verdict


class Qualifier(StrEnum):
    """What must be said together with a verdict."""

    SIZE_UNCERTAIN = "size uncertain"
    DISRUPTED_BASE = "disrupted base"
    BREAK_IN_SERIES = "break in series"
    SMALL_NUMBERS = "small numbers"


class Access(StrEnum):
    """Who may see a number. Disclosure is the only way down."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"


class Against(StrEnum):
    PREVIOUS_YEAR = "previous-year"
    PREVIOUS_PERIOD = "previous-period"


@dataclass(frozen=True)
class Interval:
    """A 95 % interval; an end is None where it is undefined or unbounded."""

    low: float | None
    high: float | None

    def as_json(self) -> list[float | None]:
        return [self.low, self.high]


@dataclass(frozen=True)
class Caveat:
    """Something a reader must know; `kind` is stable and for programs, `text` is for people."""

    kind: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind, "text": self.text}


@dataclass(frozen=True)
class Comparison:
    """The earlier period. `count` is None when some of its months are missing: they are in `missing`."""

    period: Period
    count: int | None
    missing: tuple[Month, ...] = ()

    def as_json(self) -> dict[str, Any]:
        known = {"from": str(self.period.first), "to": str(self.period.last), "count": self.count}
        return known | ({"missing": [str(m) for m in self.missing]} if self.missing else {})


@dataclass(frozen=True)
class Change:
    """From the comparison to the period. `percent` is unrounded; `rate_ratio` is new over old, per month of each.

    `ci95` is exact (Clopper-Pearson given the total), `ci95_adjusted` widens it by the dispersion of like areas'
    months; verdicts use the adjusted one. `percent_placed` is the change when each month is divided by its placed share.
    """

    difference: int | None
    percent: float | None
    rate_ratio: float | None
    ci95: Interval
    ci95_adjusted: Interval
    p: float | None
    dispersion: float | None
    percent_placed: float | None
    verdict: Verdict
    qualifiers: tuple[Qualifier, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "difference": self.difference,
            "percent": self.percent,
            "rate_ratio": self.rate_ratio,
            "ci95": self.ci95.as_json(),
            "ci95_adjusted": self.ci95_adjusted.as_json(),
            "p": self.p,
            "dispersion": self.dispersion,
            "percent_placed": self.percent_placed,
            "verdict": self.verdict.value,
            "qualifiers": [q.value for q in self.qualifiers],
        }


@dataclass(frozen=True)
class Rate:
    """`count` of the period per `per` residents, for the whole period (not made yearly)."""

    per: int
    value: float | None
    ci95: Interval
    population: int | None
    population_year: int | None

    def as_json(self) -> dict[str, Any]:
        return {
            "per": self.per,
            "value": self.value,
            "ci95": self.ci95.as_json(),
            "population": self.population,
            "population_year": self.population_year,
        }


@dataclass(frozen=True)
class Provenance:
    """Enough to make the number again, or to say why it is different now."""

    snapshot: str  # id of the lake's manifest
    parts: tuple[str, ...]  # sha256 of the published files that were counted
    definition: str  # key@version of the indicator
    geography: str  # vintages of the lookups
    population: str  # source and year
    function: str  # dotted name of the function that made it
    version: str  # of Wardmote
    access: Access = Access.OPEN

    def as_json(self) -> dict[str, Any]:
        return {
            "snapshot": self.snapshot,
            "parts": list(self.parts),
            "definition": self.definition,
            "geography": self.geography,
            "population": self.population,
            "function": self.function,
            "version": self.version,
            "access": self.access.value,
        }


@dataclass(frozen=True)
class Funnel:
    """Where an area's rate would lie if it were that of all the areas together, overdispersion allowed for.

    All are rates per `Rate.per`; `expected` is that common rate; `position` is "above", "below" (99.8 %), "high", "low" (95 %) or "inside".
    """

    expected: float
    low95: float
    high95: float
    low998: float
    high998: float
    position: str

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Result:
    """One indicator, in one area, over one period."""

    indicator: str
    label: str  # the indicator's name for people
    good: Good
    area: Area
    period: Period
    count: int
    comparison: Comparison | None
    change: Change | None
    rate: Rate
    provenance: Provenance
    caveats: tuple[Caveat, ...] = ()
    funnel: Funnel | None = None
    rank: int | None = None

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "indicator": self.indicator,
            "area": self.area.code,
            "area_name": self.area.name,
            "period": {"from": str(self.period.first), "to": str(self.period.last), "months": len(self.period)},
            "count": self.count,
            "comparison": self.comparison.as_json() if self.comparison else None,
            "change": self.change.as_json() if self.change else None,
            "rate": self.rate.as_json(),
            "caveats": [c.as_json() for c in self.caveats],
            "provenance": self.provenance.as_json(),
        }
        if self.rank is not None:
            found["rank"] = self.rank
        if self.funnel is not None:
            found["funnel"] = self.funnel.as_json()
        return found


@dataclass(frozen=True)
class Point:
    """One month of a control chart. `count` is None when the month is missing; `signal` names the rule that fired."""

    month: Month
    count: int | None
    centre: float | None
    lower: float | None
    upper: float | None
    signal: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "month": str(self.month),
            "count": self.count,
            "centre": self.centre,
            "lower": self.lower,
            "upper": self.upper,
            "signal": self.signal,
        }


@dataclass(frozen=True)
class Rolling:
    """The twelve months that end with `month`, and the twelve before them; None where one of the months is missing."""

    month: Month
    count: int | None
    earlier: int | None

    @property
    def percent(self) -> float | None:
        """Unrounded; None where either is, or from 0."""
        if self.count is None or not self.earlier:
            return None
        return (self.count - self.earlier) / self.earlier * 100

    def as_json(self) -> dict[str, Any]:
        return {"month": str(self.month), "rolling12": self.count, "earlier12": self.earlier, "percent": self.percent}


@dataclass(frozen=True)
class Series:
    """A monthly series with its control limits."""

    indicator: str
    label: str
    good: Good
    area: Area
    period: Period
    points: tuple[Point, ...]
    chart: str  # "xmr" or "u"
    seasonal: bool  # whether limits follow the months of the year
    provenance: Provenance
    caveats: tuple[Caveat, ...] = ()
    markers: tuple["Marker", ...] = field(default=())

    def as_json(self) -> list[dict[str, Any]]:
        return [point.as_json() for point in self.points]


@dataclass(frozen=True)
class Marker:
    """A dated event that distorts comparisons, such as a lockdown."""

    key: str
    label: str
    period: Period


@dataclass(frozen=True)
class Part:
    """One part of a total, and what it contributed to the total's change (in percentage points of the total)."""

    result: Result
    contribution: float | None
