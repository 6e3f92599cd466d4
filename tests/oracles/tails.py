"""The statistics again, in plain Python and from the textbook: slow, separate, easy to check by eye."""

import math


def beta_tail(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_tail(1 - x, b, a)
    log_front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(log_front) / a * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 20_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + term * d
            c = 1 + term / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            value *= d * c
        if abs(d * c - 1) < 1e-15:
            return value
    raise AssertionError("the continued fraction did not settle")


def beta_quantile(tail: float, a: float, b: float) -> float:
    """By halving, also where it is very near 0."""
    low, high = 0.0, 1.0
    for _ in range(250):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_tail(middle, a, b) < tail else (low, middle)
    return (low + high) / 2


def ratio_interval(new: float, old: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Clopper-Pearson for new / (new + old) at the effective counts, as a ratio."""
    b, a = new / max(dispersion, 1.0), old / max(dispersion, 1.0)
    low = beta_quantile(0.025, b, a + 1) if b > 0 else 0.0
    rest = beta_quantile(0.025, a, b + 1) if a > 0 else 0.0  # one less the upper limit
    return low / (1 - low), (1 - rest) / rest if rest > 0 else math.inf


def equal_rates_p(new: int, old: int) -> float:
    """Twice the smaller tail of Binomial(new + old, 1/2)."""
    n = new + old
    at_most = 1.0 if new == n else beta_tail(0.5, n - new, new + 1)
    at_least = 1.0 if new == 0 else beta_tail(0.5, new, n - new + 1)
    return min(1.0, 2 * min(at_most, at_least))


def poisson_ends(count: int) -> tuple[float, float]:
    """Garwood's limits by halving on the sum of Poisson probabilities."""
    high = _mean_where(lambda mean: _poisson_at_most(count, mean) > 0.025, count)
    low = _mean_where(lambda mean: 1 - _poisson_at_most(count - 1, mean) < 0.025, count) if count else 0.0
    return low, high


def _mean_where(still_below, count: int) -> float:
    low, high = 0.0, 10.0 + 2 * count + 20 * math.sqrt(count + 1)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if still_below(middle) else (low, middle)
    return (low + high) / 2


def _poisson_at_most(count: int, mean: float) -> float:
    """Summed downwards from the term at `count`, in logs, until the terms no longer matter."""
    if mean <= 0:
        return 1.0
    if count > mean:  # the upper tail is the shorter sum
        return 1.0 - _terms(mean, count + 1, +1)
    return _terms(mean, count, -1)


def _terms(mean: float, start: int, step: int) -> float:
    total, k = 0.0, start
    while k >= 0:
        term = math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))
        total += term
        if term <= total * 1e-17:
            break
        k += step
    return total


def pearson(table: list[list[int]]) -> float | None:
    """Pearson's chi-square over its degrees of freedom, cell by cell."""
    rows = [row for row in table if sum(row)]
    columns = [at for at in range(len(table[0])) if sum(row[at] for row in rows)] if rows else []
    freedom = (len(rows) - 1) * (len(columns) - 1)
    if freedom < 1:
        return None
    grand = sum(sum(row) for row in rows)
    total = 0.0
    for row in rows:
        for at in columns:
            expected = sum(row) * sum(other[at] for other in rows) / grand
            total += (row[at] - expected) ** 2 / expected
    return total / freedom
