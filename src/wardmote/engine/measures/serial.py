"""A monthly series with the limits of its ordinary variation."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wardmote.engine import statistics
from wardmote.engine.geography import Area, Geography, Level
from wardmote.engine.lake import Lake
from wardmote.engine.measures import counting
from wardmote.engine.measures.indicators import Era, indicator, markers_in, unbroken_era
from wardmote.engine.measures.measuring import Question, provenance_of
from wardmote.engine.measures.results import Caveat, Point, Rolling, Series
from wardmote.engine.periods import Month, Period, in_words
from wardmote.engine.statistics import Limits
from wardmote.words import gettext as _

ENOUGH = 12  # points before limits are drawn
Floats = NDArray[np.float64]


def series(lake: Lake, geography: Geography, key: str, area: Area, period: Period, *, chart: str = "xmr") -> Series:
    """Monthly counts from `period.first` to `period.last`; months that the lake does not hold are None.

    `chart`: "xmr" (individuals, for any series) or "u" (Poisson, per day of the month; for small counts). Counts are
    divided by the force's seasonal factors before limits are set, where the force's months in the lake allow that (two
    whole years). Fewer than 12 months held: no limits. Raises as `measure` does, but not for missing months.
    """
    found = indicator(key)
    question, have = _asked(lake, geography, key, area, period)
    counts = _counts(question, area, [month for month in period if month in have])
    factors = _season(question, question.era, have)
    points, judged = _points(list(period), counts, factors, chart)
    return Series(
        indicator=key,
        label=_(found.label),
        good=found.good,
        area=area,
        period=period,
        points=tuple(points),
        chart=chart,
        seasonal=judged and factors is not None,
        provenance=provenance_of(question, "", series.__name__),
        caveats=tuple(_caveats(period, have, judged=judged, seasonal=factors is not None)),
        markers=tuple(replace(one, label=_(one.label)) for one in markers_in(period)),
    )


def _asked(lake: Lake, geography: Geography, key: str, area: Area, period: Period) -> tuple[Question, frozenset[Month]]:
    """The question of a series, and the months held for it."""
    found, era = indicator(key), unbroken_era(key, period)
    forces = counting.forces_of(lake, geography, area, found)
    question = Question(lake, geography, key, found, period, period, era, forces, (), broken=False)
    return question, counting.held(lake, found, forces)


def rolling(lake: Lake, geography: Geography, key: str, area: Area, period: Period) -> list[Rolling]:
    """For each month of a period, the sum of the twelve months that end with it beside that of the twelve before.

    None where one of the twelve is missing or lies in another era. Raises as `series` does.
    """
    question, have = _asked(lake, geography, key, area, period)
    kept = [month for month in Period(period.first - 23, period.last) if month in have and month in question.era.period]
    counts = _counts(question, area, kept)
    return [Rolling(month, _year_to(month, counts), _year_to(month - 12, counts)) for month in period]


def _year_to(month: Month, counts: dict[Month, int]) -> int | None:
    months = list(Period(month - 11, month))
    return sum(counts[one] for one in months) if all(one in counts for one in months) else None


def _counts(question: Question, area: Area, months: list[Month]) -> dict[Month, int]:
    if area.level is Level.FORCE:
        rows = counting.placement(question.lake, question.indicator, question.era, question.forces, months)
        return dict(zip(rows.months, rows.all.tolist(), strict=True))
    monthly = counting.tally(question.lake, question.geography, question.indicator, question.era, [area], months)
    return dict(zip(monthly.months, monthly.table[0].tolist(), strict=True))


def _season(question: Question, era: Era, have: frozenset[Month]) -> Floats | None:
    """Factors of the calendar months, from the force's whole record in this era: steadier than an area's own."""
    kept = sorted(month for month in have if month in era.period)
    if not kept:
        return None
    rows = counting.placement(question.lake, question.indicator, era, question.forces, kept)
    total = dict(zip(rows.months, rows.all.tolist(), strict=True))
    whole = list(Period(kept[0], kept[-1]))
    return statistics.seasonal_factors([m.number for m in whole], [total.get(m, np.nan) for m in whole])


def _points(
    months: list[Month], counts: dict[Month, int], factors: Floats | None, chart: str
) -> tuple[list[Point], bool]:
    values = np.array([counts.get(month, np.nan) for month in months], dtype=np.float64)
    if np.count_nonzero(~np.isnan(values)) < ENOUGH:
        return [Point(month, counts.get(month), None, None, None) for month in months], False
    season = np.ones(len(months)) if factors is None else factors[[month.number - 1 for month in months]]
    limits, judged = _limits(values, months, season, chart)
    scale = season if chart == "xmr" else season * np.array([month.days for month in months])
    found = statistics.signals(judged, limits)
    return [
        Point(
            month,
            counts.get(month),
            float(limits.centre[at] * scale[at]),
            max(0.0, float(limits.lower[at] * scale[at])),
            float(limits.upper[at] * scale[at]),
            found[at],
        )
        for at, month in enumerate(months)
    ], True


def _limits(values: Floats, months: list[Month], season: Floats, chart: str) -> tuple[Limits, Floats]:
    """Limits on the deseasonalised scale, and the values judged against them."""
    if chart == "u":
        exposure = season * np.array([month.days for month in months])
        return statistics.u_chart(values, exposure), values / exposure
    return statistics.xmr(values / season), values / season


def _caveats(period: Period, have: frozenset[Month], *, judged: bool, seasonal: bool) -> list[Caveat]:
    gone = [month for month in period if month not in have]
    found = []
    if gone:
        text = _("The lake does not hold {months}: the line is broken there, and no month is counted as zero.")
        found.append(Caveat("missing", text.format(months=in_words(gone))))
    if not judged:
        found.append(Caveat("limits", _("Fewer than 12 months: too few for limits.")))
    elif not seasonal:
        found.append(Caveat("season", _("Fewer than two whole years of the force: limits do not follow the seasons.")))
    return found
