import json
from dataclasses import replace

from tests.charts.results import SOUTH_RIBBLE, parts, ranked, result
from wardmote.charts import bars, palette
from wardmote.charts.palette import Tone
from wardmote.engine.verdicts import Good, Verdict


def _marks(chart, kind, **more):
    return [
        row
        for layer in chart.spec["layer"]
        if layer["mark"]["type"] == kind and all(layer["mark"].get(k) == v for k, v in more.items())
        for row in layer["data"]["values"]
    ]


def test_a_category_without_a_percentage_is_said_in_words_and_has_no_bar():
    chart = bars(parts())
    drawn = {row["name"] for row in _marks(chart, "bar")}
    assert not drawn & {"Possession of weapons", "Theft from the person", "Other crime"}
    assert "Theft from the person: 3, was 0" in chart.summary
    assert "Other crime: months missing" in chart.summary
    assert {"3, was 0", "7, was 4"} <= {row["said"] for row in _marks(chart, "text")}


def test_every_bar_has_its_verdict_in_words_and_a_shape():
    rows = {row["name"]: row for row in _marks(bars(parts()), "point", size=75)}
    assert rows["Burglary"]["shape"] == "triangle-down"
    assert rows["Burglary"]["said"].endswith("fell")
    assert rows["Criminal damage and arson"]["said"].endswith("no clear change")
    assert rows["Vehicle crime"]["said"].endswith("cannot tell")


def test_the_same_rise_is_worse_better_or_neither_as_the_indicator_has_it():
    found = {}
    for good in Good:
        row = _marks(bars([result(120, 100, Verdict.ROSE, good=good)]), "bar")[0]
        found[good] = row["ink"]
    assert found[Good.LOWER] == palette.PAINTS[Tone.WORSE].ink
    assert found[Good.HIGHER] == palette.PAINTS[Tone.BETTER].ink
    assert found[Good.CONTEXT] == found[Good.BAND] == palette.PAINTS[Tone.MOVED].ink


def test_a_whisker_that_leaves_the_scale_ends_in_an_arrow():
    chart = bars(parts())
    assert [row["name"] for row in _marks(chart, "point", shape="triangle-right")] == ["Robbery"]
    low, high = chart.spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert all(low <= row["low"] <= row["high"] <= high for row in _marks(chart, "rule"))


def test_whiskers_are_the_intervals_that_verdicts_rest_on():
    one = result(120, 100, Verdict.NO_CLEAR_CHANGE, spread=0.1)
    row = _marks(bars([one]), "rule")[0]
    assert row["low"] == (one.change.ci95_adjusted.low - 1) * 100
    assert row["low"] != (one.change.ci95.low - 1) * 100


def test_rows_keep_the_order_in_which_they_were_given():
    given = parts()
    assert [row[0] for row in bars(given[::-1]).table.rows] == [part.result.label for part in given[::-1]]


def test_areas_are_named_when_the_indicator_is_the_same_for_all():
    assert bars(ranked()).table.rows[0][0] == "Leyland Central"
    assert bars([result(area=SOUTH_RIBBLE)]).table.rows[0][0] == "All crime"


def test_contributions_are_in_the_table_of_parts_only():
    assert "Points of the total" in [column.label for column in bars(parts()).table.columns]
    assert "Points of the total" not in [column.label for column in bars(ranked()).table.columns]


def test_the_machine_table_keeps_unrounded_numbers():
    table = bars(parts()).table
    burglary = dict(zip(table.keys, table.machine[3], strict=True))
    assert burglary["percent"] == (301 / 402 - 1) * 100
    assert burglary["verdict"] == "fell"
    other = dict(zip(table.keys, table.machine[8], strict=True))
    assert other["before"] is None


def test_on_a_phone_long_findings_go_on_a_line_of_their_own():
    narrow, short = bars(parts(), width=320), bars([result(label="Drugs")], width=320)
    assert narrow.height / 9 > short.height
    assert '"text"' in json.dumps(narrow.spec)


def test_several_definitions_are_counted_and_one_is_named():
    three = [
        replace(one, provenance=replace(one.provenance, definition=f"kind-{at}@1"))
        for at, one in enumerate([result(label="Drugs"), result(label="Burglary"), result(label="Robbery")])
    ]
    assert bars(three).source.endswith("Snapshot 9f9f9f9f9f9f, 3 definitions, Wardmote 0.1.0.")
    assert bars(three[:1]).source.endswith("Snapshot 9f9f9f9f9f9f, definition kind-0@1, Wardmote 0.1.0.")
    assert bars(ranked()).source.endswith("definition all-crime@1f2e3d4c5b6a, Wardmote 0.1.0.")
    assert bars([]).source == ""


def test_a_label_has_no_capital_inside_the_title_unless_it_is_an_acronym():
    assert bars(ranked()).title.startswith("Change, all crime, the year to")
    assert bars([replace(one, label="ASB") for one in ranked()]).title.startswith("Change, ASB, the year to")
    assert bars([result()]).title.startswith("Change, South Ribble, the year to")
