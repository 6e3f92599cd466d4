import json

from tests.charts.results import COUNTS, LOCKDOWNS, TWO_YEARS, series
from wardmote.charts import control_chart, line
from wardmote.charts.lines import _stacked, signal_words
from wardmote.engine.measures.results import Marker
from wardmote.engine.periods import Month, Period

GAPPED = tuple(None if at in (5, 8, 9) else count for at, count in enumerate(COUNTS))


def _rows(chart, kind):
    return [
        row for layer in chart.spec["layer"] if layer["mark"].get("type") == kind for row in layer["data"]["values"]
    ]


def test_a_missing_month_is_a_gap_and_never_nought():
    chart = line(series(GAPPED))
    drawn = {row["at"]: row["count"] for row in _rows(chart, "line")}
    assert drawn[Month(2021, 3).ordinal] is None
    assert 0 not in drawn.values()
    assert "break" in next(la["mark"]["invalid"] for la in chart.spec["layer"] if la["mark"]["type"] == "line")


def test_a_month_that_the_series_leaves_out_is_missing_too():
    whole = series()
    chart = control_chart(type(whole)(**{**vars(whole), "points": whole.points[:3] + whole.points[4:]}))
    assert "No data for January 2021." in chart.summary
    assert '"no data"' in json.dumps(chart.spec)


def test_missing_months_are_marked_with_words_once_for_each_run():
    chart = control_chart(series(GAPPED))
    marks = [la for la in chart.spec["layer"] if la["mark"].get("text") == "no data"]
    assert [len(la["data"]["values"]) for la in marks] == [2]
    assert "No data for March 2021 and June 2021 to July 2021." in chart.summary
    assert [row[1] for row in chart.table.rows].count("no data") == 3


def test_a_count_of_nought_is_a_point_not_a_gap():
    chart = line(series((4, 0, 3)))
    assert [row["count"] for row in _rows(chart, "line")] == [4, 0, 3]
    assert "No data" not in chart.summary
    assert "lowest: 0 in November 2020" in chart.summary


def test_the_summary_says_latest_highest_lowest_and_signals():
    said = control_chart(series()).summary
    assert "Latest: 410 in September 2022. Highest: 702 in July 2022; lowest: 398 in January 2021." in said
    assert "ordinary months lie between 426 and 667" in said
    assert "July 2022 and September 2022 (beyond the limits)" in said
    assert "May 2022 to June 2022 (eight or more on one side of the average)" in said


def test_each_kind_of_signal_has_its_own_shape_and_words_in_the_legend():
    chart = control_chart(series())
    shapes = next(la["encoding"]["shape"] for la in chart.spec["layer"] if "shape" in la.get("encoding", {}))
    words = [signal_words("beyond limit"), signal_words("run of 8 on one side")]
    assert shapes["scale"]["domain"] == words
    assert len(set(shapes["scale"]["range"])) == 2


def test_a_signal_with_an_unknown_name_is_still_drawn_and_said():
    whole = series()
    odd = [p if p.signal != "beyond limit" else type(p)(**{**vars(p), "signal": "odd"}) for p in whole.points]
    chart = control_chart(type(whole)(**{**vars(whole), "points": tuple(odd)}))
    assert "(odd)" in chart.summary
    assert '"odd"' in json.dumps(chart.spec)


def test_without_limits_it_says_that_there_are_too_few_months():
    said = control_chart(series(limits=False)).summary
    assert "too few months" in said
    assert "out of the ordinary" not in said


def test_a_series_in_order_says_so():
    quiet = series((540, 550, 530, 545))
    assert "No month is out of the ordinary." in control_chart(quiet).summary


def test_disruptions_are_shaded_and_named_only_inside_the_period():
    first = Marker("first", "First lockdown", Period.parse("2020-03", "2020-06"))
    chart = line(series(markers=(first, *LOCKDOWNS)))
    assert "Shaded: Second lockdown (November 2020 to December 2020) and Third lockdown" in chart.summary
    assert "First lockdown" not in json.dumps(chart.spec)


def test_a_disruption_that_began_before_is_shaded_from_the_first_month():
    long = Marker("long", "Long", Period.parse("2019-01", "2020-12"))
    band = next(row for row in _rows(line(series(markers=(long,))), "rect") if row.get("name") == "Long")
    assert band["from"] == TWO_YEARS.first.ordinal - 0.5


def test_names_of_disruptions_that_would_touch_are_put_in_different_rows():
    assert [row for row, _marker in _stacked(series(), 640)] == [0, 1]
    apart = (LOCKDOWNS[0], Marker("late", "Late", Period.parse("2022-01", "2022-02")))
    assert [row for row, _marker in _stacked(series(markers=apart), 640)] == [0, 0]


def test_a_line_that_is_seasonal_says_which_month_its_limits_are_of():
    whole = series()
    assert (
        "in September 2022 the average is 546"
        in control_chart(type(whole)(**{**vars(whole), "seasonal": True})).summary
    )


def test_a_label_has_no_capital_inside_a_sentence():
    assert control_chart(series()).summary.startswith("Control chart of all crime, month by month, in South Ribble")
