"""What a total is made of, and which parts moved it."""

from wardmote.engine.geography import Area, Geography
from wardmote.engine.lake import Lake
from wardmote.engine.measures.indicators import indicators, unbroken_era
from wardmote.engine.measures.measuring import measure
from wardmote.engine.measures.results import Against, Part, Result
from wardmote.engine.periods import Period


def breakdown(
    lake: Lake,
    geography: Geography,
    key: str,
    area: Area,
    period: Period,
    against: Against = Against.PREVIOUS_YEAR,
) -> list[Part]:
    """Each category of an indicator as a result of its own, largest count first.

    `contribution` is the category's difference in percentage points of the whole's earlier count: contributions sum to
    the whole's percentage change. None where that is undefined. Raises as `measure` does.
    """
    whole = measure(lake, geography, key, area, period, against)
    categories = unbroken_era(key, period).categories
    parts = [measure(lake, geography, one, area, period, against) for one in categories if one in indicators()]
    return [Part(part, _contribution(part, whole)) for part in sorted(parts, key=lambda r: (-r.count, r.indicator))]


def _contribution(part: Result, whole: Result) -> float | None:
    base = whole.comparison.count if whole.comparison else None
    moved = part.change.difference if part.change else None
    return moved / base * 100 if base and moved is not None else None
