"""Control charts: limits of ordinary variation, and the signals that break them (Wheeler 1993; Montgomery 2013)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

XMR_FACTOR = 2.66  # 3 / d2 for moving ranges of two
RUN_LENGTH = 8
TREND_LENGTH = 6


@dataclass(frozen=True)
class Limits:
    """Centre and limits of a chart, one value a point (NaN where the point is missing)."""

    centre: Floats
    lower: Floats
    upper: Floats


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def xmr(values: ArrayLike) -> Limits:
    """Individuals chart: mean plus and minus 2.66 mean moving ranges. NaN marks a missing point, and no range is taken
    across it. With fewer than two neighbouring points the limits are NaN. Lower limits may be negative.
    """
    x = _floats(values)
    ranges = np.abs(np.diff(x))
    ranges = ranges[~np.isnan(ranges)]
    centre = float(np.nanmean(x)) if np.any(~np.isnan(x)) else np.nan
    reach = XMR_FACTOR * float(ranges.mean()) if ranges.size else np.nan
    flat = np.full(x.shape, centre)
    return Limits(flat, flat - reach, flat + reach)


def u_chart(counts: ArrayLike, exposure: ArrayLike) -> Limits:
    """Counts per unit of exposure (days of the month, residents): pooled rate plus and minus three Poisson standard
    deviations at each point's exposure, not below 0. NaN counts are missing. Limits are rates.
    """
    c, n = _floats(counts), _floats(exposure)
    held = ~np.isnan(c)
    rate = float(c[held].sum() / n[held].sum()) if held.any() else np.nan
    reach = 3 * np.sqrt(rate / n)
    return Limits(np.full(c.shape, rate), np.maximum(0.0, rate - reach), rate + reach)


def c_chart(counts: ArrayLike) -> Limits:
    """Counts over equal exposures: mean plus and minus three square roots of it, not below 0."""
    return u_chart(counts, np.ones(_floats(counts).shape))


def seasonal_factors(months: ArrayLike, counts: ArrayLike) -> Floats | None:
    """What each calendar month is of an ordinary one, from whole years of a steady reference series.

    `months`: calendar months 1 to 12 of successive months; `counts`: as long, NaN where missing. Whole blocks of twelve
    months are taken back from the end; each block is divided by its mean, and the blocks averaged. Blocks with a missing
    month are left out. Returns twelve factors with mean 1 (January first), or None with fewer than two whole blocks.
    """
    number, values = np.asarray(months, dtype=np.int64), _floats(counts)
    blocks = [
        (number[end - 12 : end], values[end - 12 : end])
        for end in range(len(values), 11, -12)
        if not np.isnan(values[end - 12 : end]).any() and values[end - 12 : end].sum() > 0
    ]
    if len(blocks) < 2:
        return None
    factors = np.zeros(12)
    for numbers, block in blocks:
        factors[numbers - 1] += block / block.mean() / len(blocks)
    return factors if (factors > 0).all() else None


def signals(values: ArrayLike, limits: Limits) -> list[str | None]:
    """For each point, the first rule that it breaks: "beyond limit", "2 of 3 beyond 2 sigma", "run of 8 on one side",
    "trend of 6"; else None. A run or trend is named on the points that complete it and after; missing points end it.
    """
    x = _floats(values)
    sigma = (limits.upper - limits.centre) / 3
    z = np.divide(x - limits.centre, sigma, out=np.where(np.isnan(x), np.nan, 0.0), where=sigma > 0)
    beyond = (x > limits.upper) | (x < limits.lower)
    found: list[str | None] = []
    for at in range(len(x)):
        if np.isnan(x[at]) or np.isnan(limits.upper[at]):
            found.append(None)
        elif beyond[at]:
            found.append("beyond limit")
        else:
            found.append(_pattern(x[: at + 1], z[: at + 1]))
    return found


def _pattern(x: Floats, z: Floats) -> str | None:
    last3, run, trend = z[-3:], z[-RUN_LENGTH:], np.diff(x[-TREND_LENGTH:])
    for side in (1.0, -1.0):
        if len(last3) == 3 and side * z[-1] > 2 and (side * last3 > 2).sum() >= 2:
            return "2 of 3 beyond 2 sigma"
        if len(run) == RUN_LENGTH and (side * run > 0).all():
            return "run of 8 on one side"
        if len(trend) == TREND_LENGTH - 1 and (side * trend > 0).all():
            return "trend of 6"
    return None
