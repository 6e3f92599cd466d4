import json

import pytest
import shapely
from shapely.geometry import shape

from wardmote.engine.geography import Level, rewound

FORCE = "E23000003"


def polygons(features):
    return [shape(feature["geometry"]) for feature in features["features"]]


@pytest.mark.parametrize(
    ("level", "vintage", "total"), [(Level.LSOA, "2011", 941), (Level.WARD, "2024", 253), (Level.DISTRICT, None, 14)]
)
def test_every_area_of_the_sample_force_has_a_sound_outline_and_neighbours_share_their_edges(
    atlas, level, vintage, total
):
    areas = atlas.within(atlas.find(FORCE), level, vintage=vintage)
    found = atlas.boundaries(areas)
    assert [feature["properties"]["code"] for feature in found["features"]] == [area.code for area in areas]
    assert len(areas) == total
    drawn = polygons(found)
    assert all(one.is_valid and one.geom_type in ("Polygon", "MultiPolygon") for one in drawn)
    assert shapely.coverage_is_valid(drawn)


def test_larger_areas_are_drawn_with_the_edges_of_their_lsoas(atlas):
    force = atlas.find(FORCE)
    (outline,) = polygons(atlas.boundaries([force]))
    for level in (Level.LSOA, Level.DISTRICT, Level.PARTNERSHIP):
        parts = shapely.coverage_union_all(polygons(atlas.boundaries(atlas.within(force, level))))
        assert parts.equals(outline), level


def test_lsoas_of_2021_are_drawn_together_where_they_are_at_hand(atlas):
    areas = [
        area
        for name in ("Chorley", "South Ribble", "West Lancashire")
        for area in atlas.within(atlas.find(name), Level.LSOA, vintage="2021")
    ]
    drawn = polygons(atlas.boundaries(areas))
    assert len(drawn) == len(areas) == 213
    assert shapely.coverage_is_valid(drawn)


def test_areas_without_an_outline_are_left_out(atlas):
    areas = [atlas.find("E06000025"), atlas.find("E07000126")]
    assert [feature["id"] for feature in atlas.boundaries(areas)["features"]] == ["E07000126"]
    assert atlas.boundaries([]) == {"type": "FeatureCollection", "features": []}


def test_each_centre_lies_in_its_own_outline_or_next_to_it(atlas):
    areas = atlas.within(atlas.find("E07000126"), Level.LSOA)
    tables = atlas._tables
    for area, outline in zip(areas, polygons(atlas.boundaries(areas)), strict=True):
        longitude, latitude = tables.centres[tables.place[area.code]]
        assert outline.distance(shapely.Point(longitude, latitude)) < 0.001


def test_outer_rings_run_anticlockwise_and_for_vega_clockwise(atlas):
    areas = atlas.within(atlas.find(FORCE), Level.LSOA)
    found = atlas.boundaries(areas)

    def anticlockwise(features):
        rings = [part.exterior for one in polygons(features) for part in shapely.get_parts(one)]
        return {ring.is_ccw for ring in rings}

    assert anticlockwise(found) == {True}
    assert anticlockwise(rewound(found)) == {False}
    assert anticlockwise(found) == {True}
    assert all(one.equals(other) for one, other in zip(polygons(found), polygons(rewound(found)), strict=True))


def test_the_outlines_are_plain_json(atlas):
    found = atlas.boundaries([atlas.find("E07000126")])
    assert json.loads(json.dumps(found)) == found
    assert found["features"][0]["properties"] == {"code": "E07000126", "name": "South Ribble"}
