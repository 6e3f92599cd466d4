"""What is counted under a name: indicators and markers, read from their definitions."""

from difflib import get_close_matches
from functools import cache

from pydantic import Field

from wardmote import definitions
from wardmote.definitions import definition
from wardmote.engine.errors import BrokenSeries, UnknownIndicator
from wardmote.engine.measures.results import Marker
from wardmote.engine.periods import Month, Period
from wardmote.engine.verdicts import Good
from wardmote.words import gettext as _

FAR_FUTURE = Month(9999, 12)


@definition
class Era:
    """A run of months over which the published categories keep their meaning. Open-ended when `last` is None."""

    categories: tuple[str, ...]
    first: str = Field(alias="from")
    last: str | None = Field(default=None, alias="to")

    @property
    def period(self) -> Period:
        return Period(Month.parse(self.first), Month.parse(self.last) if self.last else FAR_FUTURE)


@definition
class Indicator:
    """A measure's definition. `subject` opens a sentence, `noun` and `nouns` are what is counted."""

    version: int
    label: str
    subject: str
    noun: str
    nouns: str
    good: Good
    unit: str
    per: int
    source: str
    era: tuple[Era, ...]
    note: str = ""

    def era_of(self, month: Month) -> Era | None:
        return next((era for era in self.era if month in era.period), None)


@definition
class _Marker:
    key: str
    label: str
    source: str
    first: str = Field(alias="from")
    last: str = Field(alias="to")


@definition
class _Markers:
    marker: tuple[_Marker, ...]


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its key."""
    return {key: definitions.read("indicators", key, Indicator) for key in definitions.keys("indicators")}


def indicator(key: str) -> Indicator:
    """The indicator with this key. Raises UnknownIndicator, naming the nearest keys."""
    known = indicators()
    if key in known:
        return known[key]
    near = get_close_matches(key, known, n=3, cutoff=0.5) or sorted(known)
    raise UnknownIndicator(_("there is no indicator '{key}'; there is {near}").format(key=key, near=", ".join(near)))


@cache
def markers() -> tuple[Marker, ...]:
    """Dated events that distort every comparison that touches them."""
    return tuple(
        Marker(one.key, one.label, Period.parse(one.first, one.last))
        for key in definitions.keys("markers")
        for one in definitions.read("markers", key, _Markers).marker
    )


def markers_in(*periods: Period) -> tuple[Marker, ...]:
    return tuple(marker for marker in markers() if any(marker.period.overlaps(period) for period in periods))


def unbroken_era(key: str, period: Period) -> Era:
    """The one era that holds the whole period. Raises BrokenSeries: counts are never added across a break."""
    found = indicator(key)
    era = found.era_of(period.first)
    if era is not None and period.last in era.period:
        return era
    eras = "; ".join(f"{e.first} to {e.last}" if e.last else _("{first} on").format(first=e.first) for e in found.era)
    raise BrokenSeries(
        _(
            "'{key}' keeps one meaning over {eras}, and is never joined across a break: {period} does not lie in one of them"
        ).format(key=key, eras=eras, period=period)
    )
