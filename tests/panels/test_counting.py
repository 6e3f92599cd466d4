"""The numbers of a MARAC, as the South Ribble report of 2017/18 gives them, and what follows from them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote import panels
from wardmote.engine.periods import Month, Period
from wardmote.panels import counting
from wardmote.panels.counting import Place, Span

MARAC = panels.panel("marac-classic").benchmarks


def test_ac_05_454_children_in_346_cases_are_1_312_a_case():
    assert round(counting.each(454, 346), 3) == 1.312
    assert counting.each(454, 0) is None


def test_ac_06_8_percent_of_346_was_26_to_29_cases():
    assert counting.counts_behind(Decimal(8), 346) == range(26, 30)


def test_ac_07_346_cases_ask_for_3_46_advocates_and_0_865_of_an_administrator():
    assert counting.staff(346, MARAC) == counting.Staff(3.46, 0.865)


def test_ac_08_346_cases_among_94_000_women_are_36_8_in_10_000_and_376_are_expected():
    assert round(counting.rate(346, 94_000, MARAC.per), 1) == 36.8
    assert counting.expected(94_000, MARAC) == 376
    assert counting.rate(346, 0, MARAC.per) is None


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2016-10", "2017-09", Span.ROLLING_YEAR),
        ("2016-04", "2017-03", Span.FINANCIAL_YEAR),
        ("2016-01", "2016-12", Span.CALENDAR_YEAR),
        ("2016-10", "2016-12", Span.QUARTER),
        ("2016-11", "2017-01", Span.OTHER),
        ("2016-11", "2016-11", Span.MONTH),
        ("2016-04", "2018-03", Span.OTHER),
    ],
)
def test_ac_09_october_2016_to_september_2017_is_a_rolling_year_and_no_financial_one(first, last, span):
    assert counting.span(Period(Month.parse(first), Month.parse(last))) is span


def test_too_few_repeats_lie_outside_the_band_as_too_many_do():
    band = next(one for one in MARAC.bands if one.key == "repeat")
    assert [band.place(share) for share in (27.9, 28, 40, 40.1)] == [Place.BELOW, Place.WITHIN, Place.WITHIN, Place.ABOVE]  # fmt: skip


@given(whole=st.integers(1, 900), places=st.integers(0, 2), data=st.data())
def test_the_counts_behind_a_percentage_are_those_that_round_to_it(whole, places, data):
    step = Decimal(1).scaleb(-places)
    percent = data.draw(st.integers(0, 100 * 10**places)) * step
    rounded = [count for count in range(whole + 1) if (Decimal(count) * 100 / whole).quantize(step, "ROUND_HALF_UP") == percent]  # fmt: skip
    assert list(counting.counts_behind(percent, whole)) == rounded


def test_a_percentage_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="of something"):
        counting.counts_behind(Decimal(8), 0)
