"""Proportions, and samples with weights."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def wilson(count: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of a proportion (Wilson 1927), as fractions. `count` of `n`, any one shape, n > 0."""
    k, size = np.asarray(count, dtype=np.float64), np.asarray(n, dtype=np.float64)
    z = special.ndtri(1 - (1 - level) / 2)
    p = k / size
    centre = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    return centre - half, centre + half


def kish_deff(weights: ArrayLike) -> float:
    """Design effect of unequal weights, n sum(w^2) / sum(w)^2 (Kish 1965). One-dimensional, at least one weight."""
    w = np.asarray(weights, dtype=np.float64)
    return float(w.size * (w**2).sum() / w.sum() ** 2)
