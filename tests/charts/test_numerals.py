import pytest

from tests.charts.results import result
from wardmote.charts import numerals
from wardmote.engine.measures.results import Interval, Qualifier
from wardmote.engine.verdicts import Verdict


@pytest.mark.parametrize(
    ("value", "said"),
    [(18.25, "+18.3 %"), (-7.5, "−7.5 %"), (-0.04, "0.0 %"), (0.05, "+0.1 %"), (1234.56, "+1,234.6 %"), (None, "–")],
)
def test_percentages_have_their_sign_and_round_halves_away_from_nought(value, said):
    assert numerals.percent(value).replace("\u00a0", " ") == said


def test_counts_have_thousands_separators_and_unknown_is_a_dash():
    assert numerals.count(7096) == "7,096"
    assert numerals.count(None) == "–"
    assert numerals.difference(-1094) == "−1,094"
    assert numerals.difference(0) == "0"


def test_an_open_end_of_an_interval_is_said_not_printed_as_infinity():
    assert numerals.percents(Interval(0.9, None), 0).replace("\u00a0", " ") == "−10 % to no limit"
    assert numerals.percents(Interval(None, None)) == "–"


def test_a_change_without_a_percentage_gives_both_numbers():
    assert numerals.change(result(3, 0, Verdict.NO_CLEAR_CHANGE)) == "3, was 0"
    assert numerals.change(result(7, 4, Verdict.NO_CLEAR_CHANGE)) == "7, was 4"
    assert numerals.change(result(7, None)) == "months missing"


def test_a_verdict_is_said_with_its_qualifiers():
    found = result(qualifiers=(Qualifier.SIZE_UNCERTAIN, Qualifier.DISRUPTED_BASE))
    assert numerals.verdict(found) == "rose (size uncertain, disrupted base)"


def test_lists_end_in_and():
    assert numerals.listed([]) == ""
    assert numerals.listed(["a"]) == "a"
    assert numerals.listed(["a", "b", "c"]) == "a, b and c"
