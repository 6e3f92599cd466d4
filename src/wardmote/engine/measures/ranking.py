"""Many areas at once: rank, funnel, force and peers."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from wardmote.engine import statistics
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Area, Geography, Level
from wardmote.engine.lake import Lake
from wardmote.engine.measures.caveats import level_words
from wardmote.engine.measures.measuring import (
    Comparators,
    Figures,
    areas_within,
    ask,
    dispersion_of,
    figures_of,
    like_level,
    measure,
    placement_of,
    results_of,
    tally_of,
)
from wardmote.engine.measures.results import Against, Funnel, Result
from wardmote.engine.periods import Period
from wardmote.words import gettext as _


def rank(
    lake: Lake,
    geography: Geography,
    key: str,
    level: Level,
    within: Area,
    period: Period,
    against: Against = Against.PREVIOUS_YEAR,
) -> list[Result]:
    """Every area of a level inside another, by rate (highest first; areas without a population come last, by count).

    Each result has its rank (ties share one) and its place in the funnel about the rate of all of them together. Raises
    as `measure` does, and WardmoteError where `within` holds no area of that level.
    """
    areas = areas_within(geography, within, level)
    if not areas:
        raise WardmoteError(
            _("{area} ({code}) holds no {level} that could be ranked").format(
                area=within.name, code=within.code, level=level_words(level)
            )
        )
    question = ask(lake, geography, key, within, period, against)
    monthly = tally_of(question, areas)
    dispersion = dispersion_of(question, areas[0], monthly)
    with _uncollected():
        figures = figures_of(question, areas, monthly, placement_of(question), dispersion)
        order, ranks = _ranks(figures)
        found = results_of(question, figures, function=rank.__name__, ranks=ranks, funnels=_funnels(figures))
    return [found[at] for at in order]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: tens of thousands of plain values make none, and its rounds took a third of the
    time. Whoever turned it off turns it on again, whatever other threads do.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _funnels(figures: Figures) -> list[Funnel | None]:
    """Each area's place about the rate of all of them together; areas without a population have none.

    The limits allow for how much the ranked areas differ from one another anyway: areas are not alike, so the question
    is which of them stand out even so. Fewer than five areas: limits of chance alone.
    """
    placed = [at for at, rate in enumerate(figures.rates) if rate.population]
    found: list[Funnel | None] = [None] * len(figures.areas)
    if not placed:
        return found
    residents = np.array([figures.rates[at].population for at in placed], dtype=np.float64)
    per, shared_rate = figures.rates[placed[0]].per, sum(figures.counts[at] for at in placed) / residents.sum()
    counts = np.array([figures.counts[at] for at in placed], dtype=np.float64)
    spread = statistics.funnel_dispersion(counts, shared_rate * residents) if counts.any() else None
    sizes, which = np.unique(residents, return_inverse=True)  # areas of one size share their limits
    edges = [
        (edge / sizes * per)[which].tolist()
        for level in (0.95, 0.998)
        for edge in statistics.funnel_limits(shared_rate * sizes, level, spread or 1.0)
    ]
    centre = float(shared_rate * per)
    for at, *limits in zip(placed, *edges, strict=True):
        found[at] = _funnel(figures.rates[at].value or 0.0, centre, *limits)
    return found


def _funnel(value: float, expected: float, low95: float, high95: float, low998: float, high998: float) -> Funnel:
    steps = ((value > high998, "above"), (value < low998, "below"), (value > high95, "high"), (value < low95, "low"))
    position = next((name for holds, name in steps if holds), "inside")
    return Funnel(expected, low95, high95, low998, high998, position)


def _ranks(figures: Figures) -> tuple[list[int], list[int]]:
    """Places of the areas in their order, and the rank of each area (equal rates share one)."""
    keys = [
        (rate.value is None, -(rate.value or 0.0), -count, area.code)
        for rate, count, area in zip(figures.rates, figures.counts, figures.areas, strict=True)
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    ranks = [0] * len(keys)
    for step, at in enumerate(order):
        before = order[step - 1] if step else at
        tied = step > 0 and figures.rates[at].value is not None and keys[at][:2] == keys[before][:2]
        ranks[at] = ranks[before] if tied else step + 1
    return order, ranks


def compare(
    lake: Lake,
    geography: Geography,
    key: str,
    area: Area,
    period: Period,
    against: Against = Against.PREVIOUS_YEAR,
) -> Comparators:
    """The area beside its force and beside the force's other areas of its level, each measured in the same way."""
    own = measure(lake, geography, key, area, period, against)
    force = area if area.level is Level.FORCE else geography.parents(area).get(Level.FORCE)
    if force is None:
        return Comparators(own, None, ())
    peers = rank(lake, geography, key, like_level(area), force, period, against)
    others = tuple(one for one in peers if one.area != area)
    return Comparators(own, measure(lake, geography, key, force, period, against), others)
