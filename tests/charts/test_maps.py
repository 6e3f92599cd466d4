import json
from collections import Counter

import pytest
import vl_convert
from shapely.geometry import LineString, Polygon, shape

from tests.charts.places import DISTRICTS, SQUARES, districts, square
from tests.charts.results import ranked, result
from wardmote.charts import choropleth, palette, shapes
from wardmote.charts.style import WIDE
from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.measures.results import Qualifier
from wardmote.engine.verdicts import Good, Verdict


def _areas(chart):
    return {row["name"]: row["class"] for row in chart.spec["layer"][0]["data"]["values"]}


def _colours(chart):
    scale = chart.spec["layer"][0]["encoding"]["fill"]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


def _notes(chart):
    rows = [row for la in chart.spec["layer"][1:] for row in la["data"]["values"] if "note" in row]
    return Counter(row["note"] for row in rows)


def _ward(at, now, then, verdict=Verdict.NO_CLEAR_CHANGE, **more):
    return result(now, then, verdict, area=Area(f"E0500{5000 + at}", "2024", f"Ward {at}", Level.WARD), **more)


def test_an_area_without_a_result_is_no_data_with_a_pattern_and_never_the_lowest_class():
    chart = choropleth(ranked(), SQUARES)
    assert _areas(chart)["Ward 10"] == "no data"
    assert _notes(chart)["no data"] == 2
    assert "No data: 2 areas." in chart.summary


def test_a_result_without_a_boundary_is_named_and_in_the_table():
    chart = choropleth(ranked(), SQUARES)
    assert "No boundary to draw: Unpeopled." in chart.summary
    assert "Unpeopled" in [row[0] for row in chart.table.rows]


def test_rates_fall_in_classes_of_about_equally_many_areas():
    chart = choropleth([_ward(at, 100 + 50 * at, None) for at in range(10)], SQUARES)
    assert sorted(Counter(_areas(chart).values()).values()) == [2] * 6
    assert [_colours(chart)[name] for name in list(_colours(chart))[:5]] == list(palette.SEQUENTIAL)


def test_the_class_of_an_area_agrees_with_the_numbers_in_the_legend():
    results = [_ward(at, 100 + 37 * at * at, None) for at in range(12)]
    classes = _areas(choropleth(results, SQUARES))
    for found in results:
        words = classes[found.area.name].replace(",", "").split()
        value = found.rate.value
        if words[0] == "under":
            assert value < float(words[1])
        elif words[1] == "and":
            assert value >= float(words[0])
        else:
            assert float(words[0]) <= value < float(words[-1])


def test_equal_rates_make_one_class():
    chart = choropleth([_ward(at, 100, None) for at in range(5)], SQUARES)
    assert set(_areas(chart).values()) == {"every area", "no data"}


def test_counts_under_five_and_small_numbers_are_hatched():
    few = [_ward(0, 4, 30), _ward(1, 5, 30), _ward(2, 50, 40, qualifiers=(Qualifier.SMALL_NUMBERS,))]
    chart = choropleth(few, SQUARES)
    hatched = next(note for note in _notes(chart) if note != "no data")
    assert _notes(chart)[hatched] == 2
    assert "Small numbers, hatched: 2 areas." in chart.summary
    assert [row[-1].endswith("hatched") for row in chart.table.rows] == [True, False, True]


def test_hatching_and_outlines_are_silent_for_the_areas_under_them_speak():
    """A mark without a label would be an image without a text alternative."""
    made = choropleth([_ward(0, 4, 30), _ward(1, 5, 30)], SQUARES, outline=districts())
    areas, *over = vl_convert.vegalite_to_vega(made.spec)["marks"]
    assert areas.get("aria") is not False
    assert len(over) > 2
    assert all(mark["aria"] is False for mark in over)


def test_only_a_clear_change_gets_a_colour_of_rising_or_falling():
    results = [
        _ward(0, 150, 100, Verdict.ROSE),
        _ward(1, 110, 100, Verdict.ROSE),
        _ward(2, 150, 100, Verdict.NO_CLEAR_CHANGE),
        _ward(3, 60, 100, Verdict.FELL),
        _ward(4, 150, 100, Verdict.CANNOT_TELL),
    ]
    chart = choropleth(results, SQUARES, "change")
    classes = _areas(chart)
    assert classes["Ward 2"] == "no clear change"
    assert classes["Ward 4"] == "cannot tell"
    assert _colours(chart)[classes["Ward 0"]] == palette.WORSE_STEPS[0]
    assert _colours(chart)[classes["Ward 1"]] == palette.WORSE_STEPS[1]
    assert _colours(chart)[classes["Ward 3"]] == palette.BETTER_STEPS[0]


def test_a_rise_is_drawn_as_better_where_higher_is_better():
    chart = choropleth([_ward(0, 150, 100, Verdict.ROSE, good=Good.HIGHER)], SQUARES, "change")
    assert _colours(chart)[_areas(chart)["Ward 0"]] == palette.BETTER_STEPS[0]


def test_hatching_stays_inside_its_area_and_fills_it():
    ring = [[0, 0], [900, 0], [900, 500], [450, 120], [0, 500], [0, 0]]
    area = {"type": "MultiPolygon", "coordinates": [[ring]]}
    lines = shapes.hatching(area, 20)
    inside = Polygon(ring).buffer(0.8)  # ends lie on whole steps of the grid
    assert all(inside.covers(LineString(line)) for line in lines["coordinates"])
    assert shape(lines).length == pytest.approx(Polygon(ring).area / 20, rel=0.05)
    crossed = shapes.hatching(area, 20, crossed=True)
    assert shape(crossed).length == pytest.approx(2 * shape(lines).length, rel=0.05)


def test_neighbours_still_share_their_corners_once_flattened():
    flat = shapes.flatten(SQUARES["features"])
    corners = [tuple(place) for one in flat.values() for ring in one["coordinates"][0] for place in ring[:-1]]
    assert len(set(corners)) == 5 * 4


def test_a_degree_east_is_drawn_shorter_than_a_degree_north():
    flat = shapes.flatten([square("A", "A", 0, 59.994), square("B", "B", 0.98, 60.982)])
    width, height = shapes.extent(flat.values())
    assert width / height == pytest.approx(0.5, rel=0.02)


def test_boundaries_without_geometry_or_with_none_drawn_are_left_out():
    empty = {"type": "Feature", "properties": {"code": "X", "name": "X"}, "geometry": None}
    assert shapes.flatten([empty]) == {}
    chart = choropleth([], {"type": "FeatureCollection", "features": [empty]})
    assert chart.summary == "No areas to map."


def test_holes_and_islands_are_kept():
    outer = [[-2.7, 53.7], [-2.6, 53.7], [-2.6, 53.8], [-2.7, 53.8], [-2.7, 53.7]]
    hole = [[-2.66, 53.74], [-2.64, 53.74], [-2.64, 53.76], [-2.66, 53.76], [-2.66, 53.74]]
    island = [[-2.5, 53.7], [-2.49, 53.7], [-2.49, 53.71], [-2.5, 53.7]]
    geometry = {"type": "MultiPolygon", "coordinates": [[outer, hole], [island]]}
    flat = shapes.flatten([{"type": "Feature", "properties": {"code": "A"}, "geometry": geometry}])["A"]
    assert [len(polygon) for polygon in flat["coordinates"]] == [2, 1]


@pytest.mark.skipif(not DISTRICTS.exists(), reason=f"the shared boundaries are not here: {DISTRICTS.name}")
def test_lancashire_looks_like_lancashire():
    chart = choropleth([], districts(), width=WIDE)
    width, height = shapes.extent(shapes.flatten(districts()["features"]).values())
    assert width / height == pytest.approx(66.0 / 85.5, rel=0.06)  # kilometres from west to east, south to north
    assert len(chart.spec["layer"][0]["data"]["values"]) == 14
    assert len(json.dumps(chart.spec)) < 700_000


def test_a_rate_on_the_edge_of_two_classes_belongs_to_the_upper_as_the_legend_says():
    results = [_ward(at, 10 * at, None, persons=1000) for at in range(6)]
    assert _areas(choropleth(results, SQUARES))["Ward 1"] == "10 to under 20"
    assert _areas(choropleth(results, SQUARES))["Ward 4"] == "40 and over"
