import json
from dataclasses import replace

from tests.charts.results import ranked
from wardmote.charts import palette, ranking
from wardmote.charts.palette import Tone
from wardmote.engine.verdicts import Good


def _dots(chart):
    return next(la["data"]["values"] for la in chart.spec["layer"] if la["mark"].get("size") == 85)


def test_areas_keep_their_order_and_carry_their_rank():
    assert [row["name"] for row in _dots(ranking(ranked()))][:2] == ["1. Leyland Central", "2. Bamber Bridge West"]


def test_an_area_without_a_population_is_in_the_table_but_not_in_the_picture():
    chart = ranking(ranked())
    assert "Unpeopled" not in json.dumps(chart.spec["layer"])
    assert "No population, so no rate: Unpeopled." in chart.summary
    assert chart.table.rows[-1][1] == "Unpeopled"
    assert chart.table.rows[-1][4] == "–"


def test_the_highlighted_area_is_drawn_even_when_it_is_far_down():
    chart = ranking(ranked(), most=3, highlight="E05005008")
    assert [row["name"] for row in _dots(chart)][-1] == "9. Samlesbury and Walton"
    assert len(_dots(chart)) == 4
    assert "The picture shows 4 of the 10 areas." in chart.summary
    assert len(chart.table.rows) == 11


def test_the_highlighted_area_is_named_in_bold_and_said_first():
    chart = ranking(ranked(), highlight="E05005003")
    bold = [la for la in chart.spec["layer"] if la["mark"].get("fontWeight") == "bold"]
    assert [row["name"] for row in bold[0]["data"]["values"]] == ["4. Lostock Hall"]
    assert "Lostock Hall (89.5) is number 4, above the 99.8 % limit." in chart.summary


def test_limits_are_drawn_for_each_area_and_its_position_is_said():
    chart = ranking(ranked())
    row = _dots(chart)[0]
    assert row["low998"] < row["low95"] < row["expected"] < row["high95"] < row["high998"] < row["rate"]
    assert row["where"] == "above the 99.8 % limit"
    assert "Above the 99.8 % limit: Leyland Central, Bamber Bridge West, Seven Stars and Lostock Hall." in chart.summary


def test_being_above_the_limits_is_worse_only_where_lower_is_better():
    lower, higher, neither = (
        ranking([replace(one, good=good) for one in ranked()]) for good in (Good.LOWER, Good.HIGHER, Good.CONTEXT)
    )
    inks = [
        next(la["encoding"]["stroke"]["scale"]["range"] for la in c.spec["layer"] if la["mark"].get("size") == 85)[0]
        for c in (lower, higher, neither)
    ]
    assert inks == [palette.PAINTS[tone].ink for tone in (Tone.WORSE, Tone.BETTER, Tone.MOVED)]


def test_rates_without_limits_are_still_ranked():
    chart = ranking([replace(one, funnel=None) for one in ranked()])
    assert {row["where"] for row in _dots(chart)} == {"no limits"}


def test_on_a_phone_the_legend_has_its_entries_under_each_other():
    columns = [
        next(la["encoding"]["stroke"]["legend"]["columns"] for la in c.spec["layer"] if la["mark"].get("size") == 85)
        for c in (ranking(ranked(), width=320), ranking(ranked()))
    ]
    assert columns == [1, 2]
