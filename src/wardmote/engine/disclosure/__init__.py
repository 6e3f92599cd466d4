"""The only way out for small numbers: suppression, rounding, and percentages that give nothing away.

The whole rule. A count of people from 1 to `Rule.least` - 1 is hidden. Its row and column are published with their
totals, so other cells are hidden too until nobody can work a hidden cell out, even knowing that hidden cells are not
zero. A percentage is given only when its numerator, the rest of its denominator and the denominator itself are all large
enough. Hiding is for what is published: those who may see the cases see the true counts.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Rule:
    """What is too small. Thresholds are a publisher's choice and belong in its configuration; these are the common ones."""

    least: int = 5  # the smallest count other than 0 that is shown
    least_denominator: int = 30  # the smallest denominator of a percentage
    base: int = 5  # what rounded counts are multiples of


@dataclass(frozen=True)
class Published:
    """A table fit to be published. `hidden` and `counts` cover rows x columns with a last row and column of totals."""

    counts: Counts
    hidden: Mask

    def cells(self) -> list[list[int | None]]:
        """What may be printed, None for a hidden cell, totals last."""
        return [
            [None if hidden else int(count) for count, hidden in zip(row, mask, strict=True)]
            for row, mask in zip(self.counts, self.hidden, strict=True)
        ]


def suppress(counts: ArrayLike, rule: Rule = Rule()) -> Published:
    """Hide what is small in a two-way table (rows x columns of counts, without totals), and whatever would tell.

    Zeros are shown. The secondary cells are chosen greedily, smallest first in the line of the exposed cell, so the choice
    is good but not always the least possible. Raises ValueError for negative counts or a table that is not two-way.
    """
    inner = np.asarray(counts, dtype=np.int64)
    if inner.ndim != 2 or (inner < 0).any():
        raise ValueError("a two-way table of counts from 0 is needed")
    whole = _with_totals(inner)
    hidden: Mask = (whole > 0) & (whole < rule.least)
    while exposed := _exposed(whole, hidden):
        hidden[_companion(whole, hidden, exposed)] = True
    return Published(whole, hidden)


def _with_totals(inner: Counts) -> Counts:
    rows = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    whole: Counts = np.vstack([rows, rows.sum(axis=0, keepdims=True)])
    return whole


def _exposed(whole: Counts, hidden: Mask) -> list[tuple[int, int]]:
    """The hidden cells that can be worked out from what is shown.

    Hidden cells are unknowns from 1 up, tied by the sums of rows and columns. The bounds of such a table are whole
    numbers (its equations are those of a transport problem), so linear programming finds the exact range of each.
    """
    cells = [(int(row), int(column)) for row, column in np.argwhere(hidden)]
    if not cells:
        return []
    sums, constants = _equations(whole, hidden, cells)
    goals = np.eye(len(cells))
    ranges = [tuple(_extreme(sign * goal, sums, constants) for sign in (1, -1)) for goal in goals]
    return [
        cell
        for cell, (low, high) in zip(cells, ranges, strict=True)
        if low is not None and high is not None and low == -high
    ]


def _equations(
    whole: Counts, hidden: Mask, cells: list[tuple[int, int]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One equation for each row and column: parts less total, over the hidden cells, equals what is shown of them."""
    signs = np.ones(whole.shape)
    signs[-1, :] *= -1
    signs[:, -1] *= -1
    rows, constants = [], []
    for axis, line in product((0, 1), range(max(whole.shape))):
        if line >= whole.shape[axis]:
            continue
        side = -1.0 if line == whole.shape[axis] - 1 else 1.0
        rows.append([side * signs[cell] if cell[axis] == line else 0.0 for cell in cells])
        shown = np.take(np.where(hidden, 0, whole) * signs, line, axis=axis).sum()
        constants.append(-side * shown)
    return np.array(rows), np.array(constants)


def _extreme(goal: NDArray[np.float64], sums: NDArray[np.float64], constants: NDArray[np.float64]) -> int | None:
    """The least value of a goal over the hidden cells; None where it has none."""
    found = linprog(goal, A_eq=sums, b_eq=constants, bounds=(1, None), method="highs")
    return round(float(found.fun)) if found.status == 0 and found.fun is not None else None


def _companion(whole: Counts, hidden: Mask, exposed: list[tuple[int, int]]) -> tuple[int, int]:
    """The smallest shown cell above 0 to hide next: from a line in which an exposed cell hides alone, if there is one, else
    from its row and column, else from the whole table; inner cells before totals.
    """
    lines = [
        line
        for row, column in exposed
        for line in ([(row, at) for at in range(whole.shape[1])], [(at, column) for at in range(whole.shape[0])])
    ]
    alone = [cell for line in lines if sum(hidden[cell] for cell in line) == 1 for cell in line]
    beside = [cell for line in lines for cell in line]
    everywhere = list(product(range(whole.shape[0]), range(whole.shape[1])))
    for choice in (alone, beside, everywhere):
        shown = [cell for cell in choice if not hidden[cell] and whole[cell] > 0]
        if shown:
            return min(shown, key=lambda cell: (_totals_in(cell, whole), whole[cell], cell))
    raise AssertionError("a table with every cell hidden exposes none")


def _totals_in(cell: tuple[int, int], whole: Counts) -> int:
    return int(cell[0] == whole.shape[0] - 1) + int(cell[1] == whole.shape[1] - 1)


def to_base(count: int, rule: Rule = Rule()) -> int:
    """A count rounded to the rule's base, halves up. Rounded cells do not sum to rounded totals: say so beside the table."""
    return (count + rule.base // 2) // rule.base * rule.base


def percentage(numerator: int, denominator: int, rule: Rule = Rule()) -> float | None:
    """numerator / denominator in percent, unrounded; None where it would give a small count away."""
    rest = denominator - numerator
    if denominator < rule.least_denominator or 0 < numerator < rule.least or 0 < rest < rule.least:
        return None
    return numerator / denominator * 100
