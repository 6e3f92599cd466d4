"""What holds for every chart, wide and narrow."""

import copy
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from functools import cache

import altair as alt
import pytest

from tests.charts import results as made
from tests.charts.places import SQUARES
from wardmote import charts
from wardmote.charts.palette import contrast

GAPPED = tuple(None if at in (5, 8, 9) else count for at, count in enumerate(made.COUNTS))
DRAW = {
    "line": lambda width: charts.line(made.series(GAPPED), width=width),
    "control chart": lambda width: charts.control_chart(made.series(GAPPED), width=width),
    "control chart without limits": lambda width: charts.control_chart(made.series(limits=False), width=width),
    "no month at all": lambda width: charts.control_chart(made.series((None, None, None), limits=False), width=width),
    "one month": lambda width: charts.line(made.series((4,)), width=width),
    "bars": lambda width: charts.bars(made.parts(), width=width),
    "bars of areas": lambda width: charts.bars(made.ranked(), width=width),
    "no bars": lambda width: charts.bars([], width=width),
    "ranking": lambda width: charts.ranking(made.ranked(), highlight="E05005003", width=width),
    "no ranking": lambda width: charts.ranking([], width=width),
    "map of rates": lambda width: charts.choropleth(made.ranked(), SQUARES, width=width),
    "map of changes": lambda width: charts.choropleth(made.ranked(), SQUARES, "change", outline=SQUARES, width=width),
    "map of nothing": lambda width: charts.choropleth([], SQUARES, width=width),
}


@pytest.fixture(params=DRAW)
def draw(request):
    return DRAW[request.param]


@cache
def _drawn(draw, width):
    return draw(width)


@pytest.fixture(params=[charts.WIDE, 320])
def chart(draw, request):
    return _drawn(draw, request.param)


def test_its_specification_is_valid_vega_lite(chart):
    spec = copy.deepcopy(chart.spec)
    # Vega-Lite hands the layout of legends on to Vega, which knows these settings; its own schema lacks them.
    assert list(spec["config"]["legend"].pop("layout")) == ["bottom"]
    for layer in spec["layer"]:
        layer["data"]["values"] = layer["data"]["values"][:1]  # any rows are valid, and many are slow to check
    alt.LayerChart.from_dict(spec)


def test_its_picture_is_exactly_as_wide_as_asked(chart):
    root = ET.fromstring(charts.svg(chart))
    assert float(root.get("width")) == chart.width


def test_its_picture_is_one_image_with_one_label(chart):
    root = ET.fromstring(charts.svg(chart))
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.summary
    inside = [element for element in root.iter() if element is not root]
    assert not [name for element in inside for name in element.attrib if name == "role" or name.startswith("aria-")]


def test_it_is_drawn_alike_each_time(draw):
    one, other = draw(charts.WIDE), draw(charts.WIDE)
    assert json.dumps(one.spec) == json.dumps(other.spec)
    first = charts.svg(one)
    charts.svg(DRAW["map of rates"](500))  # another picture between: identifiers must not count on
    charts.render._bare_svg.cache_clear()
    assert charts.svg(other) == first


def test_it_is_said_in_words_that_are_also_in_its_specification(chart):
    assert len(chart.summary) > 10
    assert chart.summary.endswith(".")
    assert "{" not in chart.summary
    assert chart.spec["description"] == chart.summary


def test_its_table_is_whole(chart):
    table = chart.table
    assert table.caption
    assert all(column.label for column in table.columns)
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert {len(row) for row in table.machine} <= {len(table.keys)}
    assert len(table.rows) == len(table.machine)
    assert next(csv.reader(io.StringIO(table.csv()))) == list(table.keys)


def test_it_needs_nothing_from_a_network_and_nothing_that_json_lacks(chart):
    text = json.dumps(chart.spec, allow_nan=False)
    assert re.findall(r"https?://[^\"]+", text) == ["https://vega.github.io/schema/vega-lite/v6.json"]


def test_its_words_are_never_smaller_than_ten_pixels(chart):
    sizes = re.findall(r'font-size="([0-9.]+)px"', charts.svg(chart))
    assert all(float(size) >= 10 for size in sizes)


def test_its_words_can_be_read_against_the_page(chart):
    root = ET.fromstring(charts.svg(chart))
    inks = {element.get("fill") for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert all(contrast(ink, "#ffffff") >= 4.5 for ink in inks if ink and ink.startswith("#"))


def test_it_can_be_a_png_at_twice_its_size(draw):
    data = charts.png(draw(320), 2)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 640


def test_a_picture_that_leaves_its_page_carries_title_and_source():
    chart = DRAW["ranking"](charts.WIDE)
    assert chart.title not in charts.svg(chart).split("</svg")[0].replace(chart.summary, "")
    words = "".join(ET.fromstring(charts.svg(chart, titled=True)).itertext())
    assert "All crime per 1,000 residents" in words
    assert "Open Government Licence" in words


def test_two_pictures_on_one_page_share_no_identifier():
    one, other = (set(re.findall(r' id="([^"]+)"', charts.svg(DRAW[name](500)))) for name in ("bars", "ranking"))
    assert not one & other


def test_on_a_page_it_is_as_wide_as_its_container():
    assert charts.responsive(DRAW["bars"](640))["width"] == "container"


def test_a_formula_in_a_name_does_not_run_in_a_spreadsheet():
    table = charts.Table("t", (charts.Column("a"),), (("=1+1",),), ("a",), (("=1+1",),))
    assert table.csv().splitlines()[1] == "'=1+1"
    unknown = charts.Table("t", (charts.Column("a"),), (("–",),), ("a", "b"), ((None, -2.5),))
    assert unknown.csv().splitlines()[1] == ",-2.5"


def test_identifiers_are_numbered_from_nought_wherever_the_drawing_engine_stands():
    for start in ("clip7", "clip31"):
        drawn = f'<svg><clipPath id="{start}"/><g clip-path="url(#{start})"/><use href="#{start}"/></svg>'
        named = charts.render._own_names(drawn, "ab")
        assert named == '<svg><clipPath id="wab-0"/><g clip-path="url(#wab-0)"/><use href="#wab-0"/></svg>'
