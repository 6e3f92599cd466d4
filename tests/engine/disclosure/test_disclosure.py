"""Small numbers do not get out, neither by themselves nor by subtraction."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.engine.disclosure import Rule, percentage, suppress, to_base


def _fitting(published):
    """Every table that fits what was published: hidden inner cells from 1 up, tried one by one."""
    counts, hidden = published.counts, published.hidden
    cells = [tuple(cell) for cell in np.argwhere(hidden[:-1, :-1])]
    most = int(counts[-1, -1])
    for values in product(range(1, most + 1), repeat=len(cells)):
        inner = np.where(hidden[:-1, :-1], 0, counts[:-1, :-1])
        for cell, value in zip(cells, values, strict=True):
            inner[cell] = value
        whole = np.vstack([inner, inner.sum(axis=0, keepdims=True)])
        whole = np.hstack([whole, whole.sum(axis=1, keepdims=True)])
        shown = ~hidden
        if (whole[shown] == counts[shown]).all() and (whole[hidden] > 0).all():
            yield whole


def test_a_large_table_is_shown_whole():
    found = suppress([[10, 20], [30, 40]])
    assert found.cells() == [[10, 20, 30], [30, 40, 70], [40, 60, 100]]


def test_a_small_count_takes_companions_in_its_row_and_its_column_with_it():
    found = suppress([[3, 20, 30], [30, 40, 50], [60, 70, 80]])
    hidden = np.argwhere(found.hidden).tolist()
    assert [0, 0] in hidden
    assert len(hidden) == 4, "a rectangle of four"
    assert not found.hidden[-1].any()
    assert not found.hidden[:, -1].any()


def test_zeros_are_shown_and_never_serve_as_companions():
    found = suppress([[3, 0, 30], [30, 0, 50]])
    assert not found.hidden[:, 1].any()


def test_a_cohort_of_twelve_is_shown_and_its_breakdown_is_not_ac53():
    found = suppress([[9, 3]], Rule(least=10))
    assert found.cells()[0] == [None, None, 12]


def test_two_hidden_ones_that_sum_to_two_are_not_left_alone():
    found = suppress([[1, 1, 50], [40, 40, 50]])
    tables = list(_range_of(found))
    assert all(low < high for low, high in tables)


def _range_of(found):
    from wardmote.engine.disclosure import _equations, _extreme

    cells = [tuple(map(int, cell)) for cell in np.argwhere(found.hidden)]
    sums, constants = _equations(found.counts, found.hidden, cells)
    for at in range(len(cells)):
        goal = np.zeros(len(cells))
        goal[at] = 1
        low, high = _extreme(goal, sums, constants), _extreme(-goal, sums, constants)
        yield low, float("inf") if high is None else -high


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_hidden_cell_can_be_worked_out_by_trying_every_table(counts):
    """The slow twin: with least=3 and counts to 4, every table that fits is listed, and no hidden cell is the same in all."""
    found = suppress(counts, Rule(least=3))
    small = (found.counts > 0) & (found.counts < 3)
    assert (found.hidden[small]).all(), "every small count is hidden"
    if not found.hidden.any() or found.hidden[-1, -1]:
        return  # with the grand total hidden nothing bounds the tables
    tables = list(_fitting(found))
    assert any((table == found.counts).all() for table in tables)
    for cell in map(tuple, np.argwhere(found.hidden)):
        assert len({int(table[cell]) for table in tables}) > 1


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(20, 40, 50.0), (4, 40, None), (37, 40, None), (10, 29, None), (0, 40, 0.0), (40, 40, 100.0)],
)
def test_a_percentage_is_given_only_when_it_gives_no_small_count_away(numerator, denominator, shown):
    assert percentage(numerator, denominator) == shown


@given(st.integers(0, 10_000))
def test_rounding_to_five_is_never_more_than_two_away(count):
    assert to_base(count) % 5 == 0
    assert abs(to_base(count) - count) <= 2


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="two-way"):
        suppress([[-1, 5]])
