"""One indicator in one area over one period: the question that every page, report and command asks."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

import wardmote
from wardmote.definitions import fingerprint
from wardmote.engine import statistics
from wardmote.engine.geography import Area, Geography, Level, Population
from wardmote.engine.lake import Lake
from wardmote.engine.measures import caveats, counting
from wardmote.engine.measures.changes import Counted, judge, untold
from wardmote.engine.measures.counting import Monthly, Placement
from wardmote.engine.measures.indicators import Era, Indicator, indicator, markers_in, unbroken_era
from wardmote.engine.measures.results import (
    Against,
    Caveat,
    Change,
    Comparison,
    Funnel,
    Interval,
    Provenance,
    Qualifier,
    Rate,
    Result,
)
from wardmote.engine.periods import Month, Period
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Question:
    """A measure asked for, with what follows from it: which era, which forces, which months are there."""

    lake: Lake
    geography: Geography
    key: str
    indicator: Indicator
    period: Period
    earlier: Period
    era: Era
    forces: tuple[str, ...]
    gone: tuple[Month, ...]  # months missing from the earlier period
    broken: bool  # the earlier period lies in another era

    @property
    def months(self) -> list[Month]:
        """The months to count: both periods, or the later alone where the earlier may not be compared."""
        return sorted({*self.period, *(self.earlier if self.comparable else ())})

    @property
    def comparable(self) -> bool:
        return not self.broken and not self.gone


def ask(
    lake: Lake, geography: Geography, key: str, area: Area, period: Period, against: Against = Against.PREVIOUS_YEAR
) -> Question:
    """Settle what a question means. Raises UnknownIndicator, BrokenSeries, MissingMonths, or WardmoteError for an area
    whose force is not in the lake.
    """
    found = indicator(key)
    era = unbroken_era(key, period)
    forces = counting.forces_of(lake, geography, area, found)
    counting.require(lake, found, forces, period)
    earlier = period.earlier(earlier_by(period, against))
    broken = earlier.first not in era.period
    gone = () if broken else counting.missing(lake, found, forces, earlier)
    return Question(lake, geography, key, found, period, earlier, era, forces, gone, broken)


def earlier_by(period: Period, against: Against) -> int:
    """How many months back the comparison lies."""
    years = -(-len(period) // 12)
    return 12 * years if against is Against.PREVIOUS_YEAR else len(period)


def measure(
    lake: Lake, geography: Geography, key: str, area: Area, period: Period, against: Against = Against.PREVIOUS_YEAR
) -> Result:
    """Count, change with its verdict, and rate of one indicator in one area.

    Raises WardmoteError (unknown indicator, months or forces that the lake does not hold, a period across a break). A
    comparison whose months are missing, or lie across a break, is no error: its change says "cannot tell", and why.
    """
    question = ask(lake, geography, key, area, period, against)
    placement = placement_of(question)
    if area.level is Level.FORCE:
        own = Monthly(placement.months, placement.all[np.newaxis, :])
    else:
        own = tally_of(question, [area])
    figures = figures_of(question, [area], own, placement, dispersion_of(question, area, own))
    found = results_of(question, figures, function=measure.__name__)[0]
    return replace(found, caveats=(*found.caveats, *_repeats(question, area, found)))


def tally_of(question: Question, areas: Sequence[Area]) -> Monthly:
    return counting.tally(question.lake, question.geography, question.indicator, question.era, areas, question.months)


@dataclass(frozen=True)
class Residents:
    """What the geography knows of some areas in a month, one entry an area."""

    populations: tuple[Population | None, ...]
    imprecise: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=64)
def residents_of(geography: Geography, areas: tuple[Area, ...], on: Month) -> Residents:
    """Asked once of a force's areas: there may be five thousand."""
    return Residents(
        tuple(geography.population(area, on) for area in areas), tuple(geography.imprecise(area) for area in areas)
    )


@dataclass(frozen=True)
class Figures:
    """What was found of some areas, all of one level: one entry an area in each list."""

    areas: tuple[Area, ...]
    counts: list[int]
    comparisons: list[Comparison]
    changes: list[Change]
    rates: list[Rate]
    residents: Residents
    caveats: tuple[Caveat, ...]  # what holds for every one of them


def figures_of(
    question: Question, areas: Sequence[Area], monthly: Monthly, placement: Placement, dispersion: float | None
) -> Figures:
    """The figures of each area from its row of monthly counts."""
    changes, comparisons = changes_of(question, areas, monthly, placement, dispersion)
    residents = residents_of(question.geography, tuple(areas), question.period.last)
    counts = monthly.over(question.period).tolist()
    rates = rates_of(counts, question.indicator.per, residents.populations)
    shared = _shared_caveats(question, areas[0], placement, dispersion) if areas else ()
    return Figures(tuple(areas), counts, comparisons, changes, rates, residents, shared)


def results_of(
    question: Question,
    figures: Figures,
    *,
    function: str,
    ranks: Sequence[int | None] | None = None,
    funnels: Sequence[Funnel | None] | None = None,
) -> list[Result]:
    """One result an area, in the order of the figures."""
    nothing = [None] * len(figures.areas)
    sources = [population.source if population else "" for population in figures.residents.populations]
    provenances = {source: provenance_of(question, source, function) for source in set(sources)}
    columns = zip(
        figures.areas, figures.counts, figures.comparisons, figures.changes, figures.rates, sources,
        _own_caveats(question, figures), funnels or nothing, ranks or nothing, strict=True,
    )  # fmt: skip
    return [
        Result(
            question.key, _(question.indicator.label), question.indicator.good, area, question.period,
            count, comparison, change, rate, provenances[source], (*figures.caveats, *own), funnel, place,
        )
        for area, count, comparison, change, rate, source, own, funnel, place in columns
    ]  # fmt: skip


def like_level(area: Area) -> Level:
    """The level whose months say how much an area's counts vary: its own; districts for a force, county or custom area."""
    return Level.DISTRICT if area.level in {Level.FORCE, Level.COUNTY, Level.CUSTOM} else area.level


def judged_by(geography: Geography, area: Area) -> Level:
    """The level whose areas say how much an area's months vary: the like ones of its force; where it is alone there (the City
    of London is a force with one district), the LSOAs.
    """
    force = area if area.level is Level.FORCE else geography.parents(area).get(Level.FORCE)
    level = like_level(area)
    return level if force is None or len(areas_within(geography, force, level)) > 1 else Level.LSOA


def dispersion_of(question: Question, area: Area, own: Monthly) -> float | None:
    """Dispersion of the like areas' months in both periods; of the area's own like months where those give none; None
    where neither can be had.
    """
    if not question.comparable:
        return None
    force = area if area.level is Level.FORCE else question.geography.parents(area).get(Level.FORCE)
    found = _dispersion_within(question, force, judged_by(question.geography, area)) if force else None
    if found is None and not question.period.overlaps(question.earlier):
        found = statistics.pearson_dispersion(own.table.sum(axis=0).reshape(-1, len(question.period)))
    return found


@lru_cache(maxsize=512)
def _dispersion_within(question: Question, force: Area, level: Level) -> float | None:
    """Of all areas of a level in a force: every one of them asks the same, so it is counted once."""
    peers = areas_within(question.geography, force, level)
    return statistics.pearson_dispersion(tally_of(question, peers).table) if len(peers) > 1 else None


@lru_cache(maxsize=256)
def areas_within(geography: Geography, area: Area, level: Level) -> tuple[Area, ...]:
    """The areas of a level in another, by name."""
    return tuple(geography.within(area, level))


def placement_of(question: Question) -> Placement:
    return counting.placement(question.lake, question.indicator, question.era, question.forces, question.months)


def changes_of(
    question: Question, areas: Sequence[Area], monthly: Monthly, placement: Placement, dispersion: float | None
) -> tuple[list[Change], list[Comparison]]:
    """The changes since the earlier period; untold where that is missing or lies across a break."""
    if not question.comparable:
        reasons = (Qualifier.BREAK_IN_SERIES,) if question.broken else ()
        nothing = Comparison(question.earlier, None, question.gone)
        return [untold(reasons)] * len(areas), [nothing] * len(areas)
    old, new = monthly.over(question.earlier), monthly.over(question.period)
    whole_force = len(areas) == 1 and areas[0].level is Level.FORCE
    scaled = monthly.table.astype(float) if whole_force else _scaled(monthly.table, placement.share)
    sums = [
        _sums(scaled[:, [month in period for month in monthly.months]])
        for period in (question.period, question.earlier)
    ]
    disrupted = bool(markers_in(question.period, question.earlier))
    changes = judge(Counted(new, old, *sums), dispersion, disrupted=disrupted)
    return changes, [Comparison(question.earlier, count) for count in old.tolist()]


def _sums(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Exactly rounded sums of rows: an area's is the same to the last digit whichever areas are asked about with it."""
    return np.array([math.fsum(row) for row in rows.tolist()])


def _scaled(counts: NDArray[np.int64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each month divided by its placed share; NaN where nothing at all was placed that month."""
    known = np.broadcast_to(share > 0, counts.shape)
    scaled: NDArray[np.float64] = np.divide(counts, share, out=np.full(counts.shape, np.nan), where=known)
    return scaled


def rates_of(counts: Sequence[int], per: int, populations: Sequence[Population | None]) -> list[Rate]:
    """Counts per `per` residents over the whole period, with their exact Poisson intervals."""
    kinds, which = np.unique(np.asarray(counts), return_inverse=True)  # thousands of areas share few counts
    low, high = (ends[which].tolist() for ends in statistics.poisson_interval(kinds))
    return [
        Rate(
            per,
            count * per / population.persons,
            Interval(low[at] * per / population.persons, high[at] * per / population.persons),
            population.persons,
            population.year,
        )
        if population and population.persons
        else Rate(per, None, Interval(None, None), None, None)
        for at, (count, population) in enumerate(zip(counts, populations, strict=True))
    ]


def provenance_of(question: Question, population: str, function: str) -> Provenance:
    """Where a result comes from. `population` is the source of the residents it divides by."""
    wanted = set(question.months)
    parts = sorted(
        part.sha256
        for part in question.lake.parts
        if part.source == question.indicator.source and part.force in question.forces and part.month in wanted
    )
    return Provenance(
        snapshot=question.lake.snapshot,
        parts=tuple(parts),
        definition=f"{question.key}@{question.indicator.version} {fingerprint('indicators', question.key)}",
        geography=question.geography.vintages,
        population=population,
        function=f"{__package__}.{function}",
        version=wardmote.__version__,
    )


def _shared_caveats(
    question: Question, area: Area, placement: Placement, dispersion: float | None
) -> tuple[Caveat, ...]:
    """What holds for every area of the question (all of one level)."""
    found = (
        caveats.of_break(question.earlier) if question.broken else None,
        caveats.of_missing(question.gone),
        caveats.of_placement(area, placement, question.period, question.earlier if question.comparable else None),
        caveats.of_markers(markers_in(question.period), markers_in(question.earlier)),
        caveats.of_dispersion(dispersion, judged_by(question.geography, area)) if question.comparable else None,
        caveats.of_note(question.indicator),
    )
    return tuple(caveat for caveat in found if caveat)


def _own_caveats(question: Question, figures: Figures) -> Iterator[tuple[Caveat, ...]]:
    """What holds for each area, one by one. Areas that divide by the same year's residents share its sentence."""
    kinds = {population and population.year: population for population in figures.residents.populations}
    dated = {
        year: caveats.of_population(figures.areas[0], population, question.period)
        for year, population in kinds.items()
        if population
    }
    columns = zip(
        figures.areas, figures.changes, figures.residents.populations, figures.residents.imprecise, strict=True
    )
    for area, change, population, imprecise in columns:
        found = (
            caveats.of_small_numbers(change),
            dated[population.year] if population else caveats.of_population(area, None, question.period),
            caveats.of_geography(area, imprecise),
        )
        yield tuple(caveat for caveat in found if caveat)


def _repeats(question: Question, area: Area, found: Result) -> tuple[Caveat, ...]:
    """The caveat of repeated Crime IDs, with what the change would be without them."""
    periods = (question.period, *((question.earlier,) if question.comparable else ()))
    later, *before = (
        counting.repeated(
            question.lake, question.geography, question.indicator, question.era, area, question.forces, period
        )
        for period in periods
    )
    old = found.comparison.count if found.comparison else None
    distinct = (found.count - later, old - before[0]) if before and old is not None else None
    caveat = caveats.of_repeats(later, before[0] if before else None, distinct)
    return (caveat,) if caveat else ()


@dataclass(frozen=True)
class Comparators:
    """The same question asked of the force and of every area of the same level in it (the area itself left out)."""

    area: Result
    force: Result | None
    peers: tuple[Result, ...]
