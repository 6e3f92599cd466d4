"""The handbook's vectors, and the slow twins on anything Hypothesis draws."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import tails
from wardmote.engine import statistics

COUNTS = st.integers(0, 30_000)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (11, 5.491, 19.682), (12, 6.201, 20.962)], ids=["PV1", "PV2", "PV3"]
)
def test_poisson_intervals_are_the_handbooks(count, low, high):
    assert statistics.poisson_interval(count) == pytest.approx((low, high), abs=1e-3)


@pytest.mark.parametrize(
    ("old", "new", "ratio", "low", "high", "p", "tolerance"),
    [
        (1291, 1378, 1.0674, 0.9886, 1.1525, 0.0960, 1e-4),
        (5400, 4995, 0.925, 0.8899, 0.9615, 7.4e-5, 1e-6),
        (3841, 4083, 1.0630, 1.0169, 1.1112, 0.0068, 1e-4),
    ],
    ids=["PV4", "PV5", "PV6"],
)
def test_rate_ratios_are_the_handbooks(old, new, ratio, low, high, p, tolerance):
    found = statistics.rate_ratio(new, old)
    assert (found.ratio, found.low, found.high) == pytest.approx((ratio, low, high), abs=1e-4)
    assert found.p == pytest.approx(p, abs=tolerance)


def test_three_against_none_is_no_evidence_pv7():
    found = statistics.rate_ratio(3, 0)
    assert found.p == pytest.approx(0.25)
    assert math.isinf(found.ratio)
    assert math.isinf(found.high)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"), [(28, 346, 5.66, 11.45), (51, 117, 34.95, 52.64)], ids=["PV8", "PV9"]
)
def test_wilson_intervals_are_the_handbooks(count, n, low, high):
    found = statistics.wilson(count, n)
    assert (found[0] * 100, found[1] * 100) == pytest.approx((low, high), abs=0.005)


def test_xmr_limits_are_the_handbooks_pv10():
    limits = statistics.xmr([10, 12, 9, 11, 14, 10])
    assert (limits.centre[0], limits.lower[0], limits.upper[0]) == pytest.approx((11.0, 3.552, 18.448))


def test_c_chart_of_mean_25_runs_from_10_to_40_pv11():
    limits = statistics.c_chart([25, 25, 25])
    assert (limits.lower[0], limits.upper[0]) == pytest.approx((10, 40))


def test_kish_design_effect_is_the_handbooks_pv12():
    assert statistics.kish_deff([1, 1, 2, 2]) == pytest.approx(1.111, abs=1e-3)


@settings(deadline=None)
@given(new=COUNTS, old=COUNTS)
def test_exact_ratio_interval_and_p_equal_their_slow_twins(new, old):
    found = statistics.rate_ratio(new, old)
    low, high = tails.ratio_interval(new, old)
    assert found.low == pytest.approx(low, rel=1e-6, abs=1e-12)
    assert found.high == pytest.approx(high, rel=1e-6)
    assert found.p == pytest.approx(tails.equal_rates_p(new, old), rel=1e-6, abs=1e-12)


@settings(deadline=None)
@given(new=COUNTS, old=COUNTS)
def test_p_is_below_five_percent_exactly_when_the_interval_excludes_one(new, old):
    found = statistics.rate_ratio(new, old)
    assert (found.p < 0.05) == (found.low > 1 or found.high < 1)


@settings(deadline=None)
@given(new=COUNTS, old=COUNTS, dispersion=st.floats(1, 20))
def test_effective_interval_equals_its_slow_twin_and_holds_the_exact_one(new, old, dispersion):
    low, high = statistics.effective_interval(new, old, dispersion)
    slow_low, slow_high = tails.ratio_interval(new, old, dispersion)
    assert low == pytest.approx(slow_low, rel=1e-6, abs=1e-12)
    assert high == pytest.approx(slow_high, rel=1e-6)
    exact = statistics.rate_ratio(new, old)
    assert low <= exact.low * (1 + 1e-9)
    assert high >= exact.high * (1 - 1e-9)


@settings(deadline=None)
@given(count=st.integers(0, 5_000))
def test_poisson_interval_equals_its_slow_twin(count):
    assert statistics.poisson_interval(count) == pytest.approx(tails.poisson_ends(count), rel=1e-6)


@given(st.lists(st.lists(st.integers(0, 500), min_size=5, max_size=5), min_size=1, max_size=6))
def test_dispersion_equals_its_slow_twin(table):
    fast, slow = statistics.pearson_dispersion(np.array(table)), tails.pearson(table)
    assert fast == (slow if slow is None else pytest.approx(slow, rel=1e-9, abs=1e-12))


def test_poisson_counts_have_a_dispersion_near_one():
    drawn = np.random.default_rng(7).poisson(200, size=(40, 60))
    assert statistics.pearson_dispersion(drawn) == pytest.approx(1, abs=0.1)


def test_counts_in_clumps_of_four_have_a_dispersion_near_four():
    drawn = 4 * np.random.default_rng(7).poisson(50, size=(40, 60))
    assert statistics.pearson_dispersion(drawn) == pytest.approx(4, abs=0.4)


def test_funnel_limits_widen_with_dispersion_and_never_go_below_zero():
    low, high = statistics.funnel_limits([2.0, 100.0], 0.95)
    wide_low, wide_high = statistics.funnel_limits([2.0, 100.0], 0.95, 4.0)
    assert (low, high) == (pytest.approx([0, 81]), pytest.approx([5, 120]))
    assert wide_low == pytest.approx([0, 62])
    assert wide_high == pytest.approx([8, 140])


@given(st.lists(st.tuples(st.integers(0, 400), st.floats(1, 400)), min_size=1, max_size=40))
def test_funnel_dispersion_equals_its_slow_twin(areas):
    counts, expected = [count for count, _mean in areas], [mean for _count, mean in areas]
    z = sorted(2 * (math.sqrt(count) - math.sqrt(mean)) for count, mean in areas)
    ends = len(z) // 10
    drawn = [min(max(one, z[ends]), z[len(z) - 1 - ends]) for one in z]
    slow = sum(one * one for one in drawn) / len(drawn) if len(drawn) >= 5 else None
    assert statistics.funnel_dispersion(counts, expected) == (slow if slow is None else pytest.approx(slow))


def test_areas_that_differ_by_chance_alone_have_a_funnel_dispersion_near_one():
    expected = np.full(2000, 80.0)
    drawn = np.random.default_rng(3).poisson(expected)
    assert statistics.funnel_dispersion(drawn, expected) == pytest.approx(0.73, abs=0.05), "winsorising takes a quarter"


def test_one_area_that_stands_out_does_not_widen_the_funnel():
    expected = np.full(50, 100.0)
    counts = np.random.default_rng(3).poisson(expected).astype(float)
    before = statistics.funnel_dispersion(counts, expected)
    counts[0] = 1000
    assert statistics.funnel_dispersion(counts, expected) < before * 1.3


def test_no_moving_range_is_taken_across_a_missing_month():
    broken = statistics.xmr([10, 12, np.nan, 100, 102])
    assert broken.upper[0] - broken.centre[0] == pytest.approx(2.66 * 2)


def test_u_chart_limits_narrow_as_exposure_grows():
    limits = statistics.u_chart([28, 31, 30], [28, 31, 30])
    assert limits.centre[0] == pytest.approx(1)
    assert limits.upper[0] == pytest.approx(1 + 3 / math.sqrt(28))
    assert limits.upper[1] < limits.upper[0]


def test_seasonal_factors_recover_a_season_and_have_mean_one():
    season = 1 + 0.3 * np.sin(np.arange(12) * np.pi / 6)
    months = [1 + at % 12 for at in range(27)]
    found = statistics.seasonal_factors(months, [100 * season[month - 1] for month in months])
    assert found == pytest.approx(season / season.mean())
    assert found.mean() == pytest.approx(1)


def test_seasons_need_two_whole_years_without_gaps():
    months, counts = [1 + at % 12 for at in range(24)], [100.0] * 24
    assert statistics.seasonal_factors(months, counts) == pytest.approx(np.ones(12))
    assert statistics.seasonal_factors(months[:23], counts[:23]) is None
    assert statistics.seasonal_factors(months, [*counts[:5], np.nan, *counts[6:]]) is None


def _limits(values):
    """A centre of 10 and a standard deviation of 1, whatever the values."""
    flat = np.full(len(values), 10.0)
    return statistics.Limits(flat, flat - 3, flat + 3)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ([10, 9, 11, 13.1], "beyond limit"),
        ([10, 9, 11, 6.9], "beyond limit"),
        ([10, 12.1, 9, 12.1], "2 of 3 beyond 2 sigma"),
        ([10, 7.9, 7.9], "2 of 3 beyond 2 sigma"),
        ([9, 10.5, 11, 10.5, 11, 10.5, 11, 10.5, 10.6], "run of 8 on one side"),
        ([11, 8.1, 9, 9.7, 10.4, 11.1, 11.8], "trend of 6"),
    ],
)
def test_each_signal_is_found_where_it_is(values, rule):
    found = statistics.signals(values, _limits(values))
    assert found[-1] == rule
    assert set(found[:-1]) == {None}


@pytest.mark.parametrize(
    "values",
    [
        [10, 9, 11, 12.9],
        [10, 12.1, 9, 9, 12.1],
        [12.1, 9, 7.9],
        [9, 10.5, 11, 10.5, 11, 10.5, 11, 10.5],
        [9, 9.7, 10.4, 11.1, 11.8, 11.7],
    ],
)
def test_one_point_short_of_a_rule_is_no_signal(values):
    assert set(statistics.signals(values, _limits(values))) == {None}


def test_a_steady_series_gives_no_signal():
    values = [10, 12, 9, 11, 14, 10, 12, 9, 11, 10]
    assert statistics.signals(values, statistics.xmr(values)) == [None] * 10


def test_a_missing_month_is_no_signal_and_ends_a_run():
    values = [9, 10.5, 11, 10.5, 11, np.nan, 11, 10.5, 10.6, 11]
    assert set(statistics.signals(values, _limits(values))) == {None}
