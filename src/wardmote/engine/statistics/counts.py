"""Counts and their changes, exactly.

Crime counts are small often enough that no normal shortcut is taken. They also vary more than Poisson counts do, so
every exact interval has a wider companion for counts with a known dispersion.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def poisson_interval(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact two-sided interval of a Poisson mean from one count (Garwood 1936).

    `count`: any shape, whole numbers from 0. Returns (low, high) of that shape; low is 0 where the count is 0.
    """
    k, tail = _floats(count), (1 - level) / 2
    low = np.where(k > 0, special.gammaincinv(np.maximum(k, 0.5), tail), 0.0)
    return low, _floats(special.gammaincinv(k + 1, 1 - tail))


@dataclass(frozen=True)
class RateRatio:
    """New rate over old rate, with its interval and the two-sided p of equal rates. Arrays of one shape.

    `ratio` is NaN for 0 over 0 and infinite for n over 0; `high` is infinite wherever the old count is 0.
    """

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats


def rate_ratio(
    new: ArrayLike, old: ArrayLike, *, exposure_new: float = 1.0, exposure_old: float = 1.0, level: float = 0.95
) -> RateRatio:
    """Compare two Poisson counts given their total (Przyborowski and Wilenski 1940).

    Given the total, `new` is binomial; its Clopper-Pearson interval becomes that of the rate ratio. p is twice the
    smaller tail, so that it agrees with the interval: p < 0.05 exactly when the 95 % interval excludes 1.
    """
    b, a = _floats(new), _floats(old)
    share = exposure_new / (exposure_old + exposure_new)
    low, high = effective_interval(b, a, 1.0, exposure_new=exposure_new, exposure_old=exposure_old, level=level)
    at_most = np.where(a > 0, special.betaincc(b + 1, np.maximum(a, 1), share), 1.0)
    at_least = np.where(b > 0, special.betainc(np.maximum(b, 1), a + 1, share), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (b / exposure_new) / (a / exposure_old)
    return RateRatio(ratio, low, high, np.minimum(1.0, 2 * np.minimum(at_most, at_least)))


def effective_interval(
    new: ArrayLike,
    old: ArrayLike,
    dispersion: ArrayLike,
    *,
    exposure_new: float = 1.0,
    exposure_old: float = 1.0,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Interval of a rate ratio for counts that vary `dispersion` times as much as Poisson counts.

    A count n with variance phi n carries as much information as n / phi Poisson events, so the Clopper-Pearson
    limits are taken at the effective counts (beta quantiles need no whole numbers). At phi = 1 it is the exact interval.
    Returns (low, high); (0, inf) where both counts are 0.
    """
    phi = np.maximum(_floats(dispersion), 1.0)
    b, a = np.broadcast_arrays(_floats(new) / phi, _floats(old) / phi)
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(b > 0, special.betaincinv(np.maximum(b, 1e-300), a + 1, tail), 0.0)
        rest = np.where(a > 0, special.betaincinv(np.maximum(a, 1e-300), b + 1, tail), 0.0)  # one less the upper limit
        scale = exposure_old / exposure_new
        return low / (1 - low) * scale, np.where(rest > 0, (1 - rest) / rest, np.inf) * scale


def pearson_dispersion(table: ArrayLike) -> float | None:
    """How many times more the cells of a two-way table vary than Poisson counts with its margins would.

    `table`: areas x months. Pearson's chi-square about row total x column total / grand total, over (rows - 1)(columns - 1)
    (McCullagh and Nelder 1989, 6.2). Empty rows and columns are left out. None when no degree of freedom is left.
    """
    cells = _floats(table)
    cells = cells[cells.sum(axis=1) > 0][:, cells.sum(axis=0) > 0]
    freedom = (cells.shape[0] - 1) * (cells.shape[1] - 1)
    if freedom < 1:
        return None
    expected = cells.sum(axis=1, keepdims=True) * cells.sum(axis=0, keepdims=True) / cells.sum()
    return float(((cells - expected) ** 2 / expected).sum() / freedom)


WINSORISED = 0.1  # of the areas at either end


def funnel_dispersion(counts: ArrayLike, expected: ArrayLike) -> float | None:
    """How many times more areas differ from their expectation than chance alone would have it.

    The mean square of z = 2 (sqrt(count) - sqrt(expected)), a tenth of the areas at either end drawn in to the rest, so that
    a few that stand out do not widen the funnel that should show them (Spiegelhalter 2005); that takes about a quarter of it,
    so chance alone gives 0.7 rather than 1, and limits are never drawn narrower than chance. `counts` and `expected`:
    one value an area, expected > 0. None with fewer than five areas.
    """
    z = np.sort(2 * (np.sqrt(_floats(counts)) - np.sqrt(_floats(expected))))
    if z.size < 5:
        return None
    ends = int(z.size * WINSORISED)
    z[:ends], z[z.size - ends :] = z[ends], z[z.size - ends - 1]
    return float((z**2).mean())


def funnel_limits(expected: ArrayLike, level: float, dispersion: float = 1.0) -> tuple[Floats, Floats]:
    """Where a count with this expectation lies with probability `level`: exact Poisson quantiles, widened about the
    expectation by the square root of the dispersion (Spiegelhalter 2005). Never below 0. Shapes as `expected`.
    """
    mean, tail, stretch = _floats(expected), (1 - level) / 2, float(np.sqrt(max(dispersion, 1.0)))
    low, high = _poisson_quantile(tail, mean), _poisson_quantile(1 - tail, mean)
    return np.maximum(0.0, mean + stretch * (low - mean)), mean + stretch * (high - mean)


def _poisson_quantile(probability: float, mean: Floats) -> Floats:
    """The smallest whole number that a Poisson count stays at or below with at least this probability."""
    above = np.ceil(special.pdtrik(probability, mean))
    below = np.maximum(above - 1, 0)
    return _floats(np.where(special.pdtr(below, mean) >= probability, below, above))
