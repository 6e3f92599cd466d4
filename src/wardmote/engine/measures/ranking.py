"""Many areas at once: rank, funnel, force and peers."""

from dataclasses import replace

import numpy as np

from wardmote.engine import statistics
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Area, Geography, Level
from wardmote.engine.lake import Lake
from wardmote.engine.measures.caveats import level_words
from wardmote.engine.measures.measuring import (
    Comparators,
    ask,
    dispersion_of,
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
    areas = geography.within(within, level)
    if not areas:
        raise WardmoteError(
            _("{area} ({code}) holds no {level} that could be ranked").format(
                area=within.name, code=within.code, level=level_words(level)
            )
        )
    question = ask(lake, geography, key, within, period, against)
    monthly = tally_of(question, areas)
    dispersion = dispersion_of(question, areas[0], monthly)
    placement = placement_of(question)
    found = results_of(question, areas, monthly, placement, dispersion, function=rank.__name__)
    return _ranked(found, _funnels(found, dispersion))


def _funnels(results: list[Result], dispersion: float | None) -> dict[Area, Funnel]:
    """Each area's place about the rate of all of them together; areas without a population have none."""
    placed = [one for one in results if one.rate.population]
    if not placed:
        return {}
    residents = np.array([one.rate.population for one in placed], dtype=np.float64)
    shared_rate = sum(one.count for one in placed) / residents.sum()
    edges = [
        (edge / residents * placed[0].rate.per).tolist()
        for level in (0.95, 0.998)
        for edge in statistics.funnel_limits(shared_rate * residents, level, dispersion or 1.0)
    ]
    centre = float(shared_rate * placed[0].rate.per)
    return {one.area: _funnel(one, centre, *limits) for one, *limits in zip(placed, *edges, strict=True)}


def _funnel(result: Result, expected: float, low95: float, high95: float, low998: float, high998: float) -> Funnel:
    value = result.rate.value or 0.0
    steps = ((value > high998, "above"), (value < low998, "below"), (value > high95, "high"), (value < low95, "low"))
    position = next((name for holds, name in steps if holds), "inside")
    return Funnel(expected, low95, high95, low998, high998, position)


def _ranked(results: list[Result], funnels: dict[Area, Funnel]) -> list[Result]:
    ordered = sorted(results, key=lambda r: (r.rate.value is None, -(r.rate.value or 0.0), -r.count, r.area.code))
    ranks: list[int] = []
    for at, one in enumerate(ordered):
        tied = at > 0 and one.rate.value is not None and one.rate.value == ordered[at - 1].rate.value
        ranks.append(ranks[-1] if tied else at + 1)
    return [replace(one, rank=place, funnel=funnels.get(one.area)) for one, place in zip(ordered, ranks, strict=True)]


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
