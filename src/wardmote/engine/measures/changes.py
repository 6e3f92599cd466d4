"""The rule by which a change is called a rise, a fall, no clear change, or beyond telling.

Pure numbers in, a Change out. What is decided here, and why:

- Words follow the interval widened by the dispersion of like areas' months: crime counts vary more than chance alone.
- A fall in the share of crimes without a place looks like a rise everywhere. So the change is taken twice, as published
  and with each month divided by its placed share; a direction is said only if both say the same.
- If the second lies outside the first's interval, the size is uncertain, whatever the direction.
- Nothing is said across a break in the series, or against months that are missing.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.engine import statistics
from wardmote.engine.measures.results import Change, Interval, Qualifier
from wardmote.engine.verdicts import Verdict

SMALL = 10  # below this, numbers are said and not percentages


@dataclass(frozen=True)
class Counted:
    """What there is to compare, one value an area. Scaled counts are NaN where a month has no placed share to divide by."""

    new: NDArray[np.int64]
    old: NDArray[np.int64]
    scaled_new: NDArray[np.float64]
    scaled_old: NDArray[np.float64]


def judge(counts: Counted, dispersion: float | None, *, disrupted: bool) -> list[Change]:
    """The change of each area from its old count to its new one, over equally many months, with its verdict."""
    exact = statistics.rate_ratio(counts.new, counts.old)
    low, high = statistics.effective_interval(counts.new, counts.old, dispersion or 1.0)
    columns = (
        counts.new, counts.old, counts.scaled_new, counts.scaled_old,
        exact.ratio, exact.low, exact.high, exact.p, low, high,
    )  # fmt: skip
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [_judged(*row, dispersion=dispersion, disrupted=disrupted) for row in rows]


def _judged(
    new: int, old: int, scaled_new: float, scaled_old: float,
    ratio: float, low: float, high: float, p: float, adjusted_low: float, adjusted_high: float,
    *, dispersion: float | None, disrupted: bool,
) -> Change:  # fmt: skip
    adjusted = Interval(_finite(adjusted_low), _finite(adjusted_high))
    shift = _shift(new, old, scaled_new, scaled_old)
    return Change(
        difference=new - old,
        percent=_percent(new, old),
        rate_ratio=_finite(ratio),
        ci95=Interval(_finite(low), _finite(high)),
        ci95_adjusted=adjusted,
        p=_finite(p),
        dispersion=dispersion,
        percent_placed=None if shift is None else _percent(scaled_new, scaled_old),
        verdict=_verdict(adjusted, shift),
        qualifiers=_qualifiers(new, old, adjusted, shift, disrupted=disrupted),
    )


def untold(qualifiers: tuple[Qualifier, ...] = ()) -> Change:
    """The change when there is nothing that may be compared: every number undefined, and the verdict says so."""
    nothing = Interval(None, None)
    return Change(None, None, None, nothing, nothing, None, None, None, Verdict.CANNOT_TELL, qualifiers)


def scaled_interval(change: Change) -> Interval:
    """The adjusted interval moved to the change that allows for placement: the shares are taken as known."""
    if change.percent_placed is None or not change.rate_ratio:
        return Interval(None, None)
    shift = (1 + change.percent_placed / 100) / change.rate_ratio
    return _moved(change.ci95_adjusted, shift)


def range_of_both(change: Change) -> tuple[float, float] | None:
    """Percentages from the lowest to the highest that either way of counting allows; None where unbounded."""
    ends = [change.ci95_adjusted, scaled_interval(change)]
    if any(end.low is None or end.high is None for end in ends):
        return None
    lows, highs = [end.low or 0.0 for end in ends], [end.high or 0.0 for end in ends]
    return (min(lows) - 1) * 100, (max(highs) - 1) * 100


def _shift(new: int, old: int, scaled_new: float, scaled_old: float) -> float | None:
    """Scaled ratio over raw ratio: 1 when placement changes nothing; None when it cannot be known."""
    if math.isnan(scaled_new) or math.isnan(scaled_old):
        return None
    return (scaled_new / scaled_old) / (new / old) if new and old else 1.0


def _moved(interval: Interval, shift: float) -> Interval:
    return Interval(
        None if interval.low is None else interval.low * shift,
        None if interval.high is None else interval.high * shift,
    )


def _verdict(adjusted: Interval, shift: float | None) -> Verdict:
    if shift is None:
        return Verdict.CANNOT_TELL
    raw, scaled = _direction(adjusted), _direction(_moved(adjusted, shift))
    return raw if raw is scaled else Verdict.CANNOT_TELL


def _direction(interval: Interval) -> Verdict:
    if interval.low is not None and interval.low > 1:
        return Verdict.ROSE
    if interval.high is not None and interval.high < 1:
        return Verdict.FELL
    return Verdict.NO_CLEAR_CHANGE


def _qualifiers(
    new: int, old: int, adjusted: Interval, shift: float | None, *, disrupted: bool
) -> tuple[Qualifier, ...]:
    uncertain = shift is not None and old > 0 and not _holds(adjusted, new / old * shift)
    holding = (
        (Qualifier.SIZE_UNCERTAIN, uncertain),
        (Qualifier.DISRUPTED_BASE, disrupted),
        (Qualifier.SMALL_NUMBERS, min(new, old) < SMALL),
    )
    return tuple(qualifier for qualifier, holds in holding if holds)


def _holds(interval: Interval, ratio: float) -> bool:
    return (interval.low is None or interval.low <= ratio) and (interval.high is None or ratio <= interval.high)


def _percent(new: float, old: float) -> float | None:
    """Unrounded; undefined from 0."""
    return (new - old) / old * 100 if old else None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
