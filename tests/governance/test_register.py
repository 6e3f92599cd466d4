"""Scales, quarters and the comparison of two days, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles.registers import became
from wardmote.governance import quarters, scales
from wardmote.governance.quarters import due_between, quarter_of
from wardmote.governance.register import Change, Entry, Past, Score, compared
from wardmote.governance.scales import Band
from wardmote.governance.states import Told

OLD, NEW, KEY = UUID(int=1), UUID(int=2), UUID(int=3)
START = date(2026, 1, 1)
days = st.integers(0, 12).map(lambda n: START + timedelta(days=n))


@st.composite
def any_past(draw) -> Past:
    raised = draw(days)
    scores = [Score(raised, OLD, draw(st.integers(1, 4)), draw(st.integers(1, 4)))]
    for on in sorted(draw(st.lists(days.filter(lambda one: one >= raised), max_size=4))):
        pair = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        scores.append(Score(on, draw(st.sampled_from([OLD, NEW])), *pair, why="said"))
    turns = sorted(draw(st.lists(days.filter(lambda one: one >= raised), max_size=4)))
    journal = [Entry(on, Told.REOPENED if n % 2 else Told.CLOSED, f"turn {n}") for n, on in enumerate(turns)]
    return Past(KEY, raised, scores, journal)


@given(any_past(), days, days)
@settings(max_examples=400, deadline=None)
def test_the_comparison_says_what_living_through_every_day_says(past, one, other):
    then, now = min(one, other), max(one, other)
    found = compared([past], then, now)
    assert [str(difference.change) for difference in found] == [said for said in [became(past, then, now)] if said]


def test_a_raised_score_says_why_and_a_closed_risk_why_it_was_closed():
    risen = Past(KEY, START, [Score(START, OLD, 2, 3), Score(date(2026, 3, 1), OLD, 4, 3, "new regulations")], [])
    gone = Past(KEY, START, [Score(START, OLD, 1, 1)], [Entry(date(2026, 3, 1), Told.CLOSED, "the fund is secure")])
    found = compared([risen, gone], date(2026, 2, 1), date(2026, 4, 1))
    assert [(one.change, one.why) for one in found] == [
        (Change.RAISED, ("new regulations",)), (Change.CLOSED, ("the fund is secure",)),
    ]  # fmt: skip
    assert compared([risen], date(2026, 3, 1), date(2026, 4, 1))[0].change is Change.UNCHANGED


def test_scores_on_two_scales_are_never_compared():
    past = Past(KEY, START, [Score(START, OLD, 4, 4), Score(date(2026, 3, 1), NEW, 4, 4)], [])
    assert compared([past], START, date(2026, 3, 1))[0].change is Change.RESCALED


def test_every_scale_of_the_table_names_each_score_and_its_levels():
    for key, scale in scales.table().scales.items():
        assert {scale.band(score) for score in range(1, scale.most + 1)} == {band.key for band in scale.bands}, key
        assert scales.kept(scales.written(scale)) == scale
    assert scales.table().scales["five-by-five"].band(25) == "very-high"
    assert scales.table().scales["four-by-four"].most == 16


@pytest.mark.parametrize(
    "bands",
    [
        [("low", 2)],
        [("low", 1), ("high", 1)],
        [("high", 1), ("low", 5)],
        [("low", 1), ("odd", 5)],
        [("low", 1), ("high", 26)],
    ],
)
def test_bands_that_leave_a_score_without_a_name_are_refused(bands):
    scale = replace(scales.table().scales["five-by-five"], bands=tuple(Band(*one) for one in bands))
    with pytest.raises(ValueError, match="bands begin at 1"):
        scales.check(scale, "x")


@pytest.mark.parametrize(
    ("kind", "on", "first", "number", "year"),
    [
        ("financial", date(2026, 3, 31), date(2026, 1, 1), 4, 2025),
        ("financial", date(2026, 4, 1), date(2026, 4, 1), 1, 2026),
        ("financial", date(2024, 2, 29), date(2024, 1, 1), 4, 2023),
        ("calendar", date(2026, 3, 31), date(2026, 1, 1), 1, 2026),
        ("calendar", date(2026, 12, 31), date(2026, 10, 1), 4, 2026),
    ],
)
def test_a_day_is_in_its_quarter(kind, on, first, number, year):
    found = quarter_of(on, kind)
    assert (found.first, found.number, found.year) == (first, number, year)
    assert found.first <= on < found.end


@pytest.mark.parametrize("kind", sorted(quarters.table().kinds))
def test_ac_44_a_board_that_reports_all_year_owes_four_reports_a_year(kind):
    found = due_between(kind, date(2014, 1, 1), None, date(2015, 4, 1), date(2016, 4, 1))
    assert len(found) == 4
    assert [one.end for one in found] == [one.first for one in found[1:]] + [found[-1].end]


def test_ac_44_a_board_owes_no_report_for_a_quarter_at_whose_end_it_does_not_report():
    joined = due_between("financial", date(2015, 7, 1), date(2016, 3, 31), date(2015, 4, 1), date(2016, 4, 1))
    assert [one.number for one in joined] == [2, 3]
    assert joined[0].due(21) == date(2015, 10, 21)
