import gzip
import json
from datetime import date

import geopandas as gpd
import polars as pl
import pytest
from shapely.geometry import LineString, Polygon, box, shape

from wardmote.engine import geography
from wardmote.engine.errors import BadFile, UnknownArea
from wardmote.engine.geography import Level, OverlappingAreas
from wardmote.engine.geography.adding import add_areas
from wardmote.engine.periods import Month

DAY = date(2021, 4, 1)
SQUARE = box(-2.72, 53.68, -2.68, 53.71)  # Leyland
BOW_TIE = Polygon([(-2.72, 53.68), (-2.66, 53.71), (-2.66, 53.68), (-2.72, 53.71)])


@pytest.fixture
def own(tmp_path):
    return tmp_path / "own"


def written(tmp_path, file, polygons, /, *, crs=4326, **columns):
    columns = columns or {
        "code": [f"A{n}" for n in range(len(polygons))],
        "name": [f"Area {n}" for n in range(len(polygons))],
    }
    path = tmp_path / file
    gpd.GeoDataFrame(columns, geometry=polygons, crs=crs).to_file(path)
    return path


def listed(tmp_path, text, name="areas.csv"):
    path = tmp_path / name
    path.write_text(text)
    return path


def unchanged(own, path, **options):
    """Refused, and the folder is as it was."""
    before = {file.name: file.read_bytes() for file in own.iterdir()} if own.exists() else None
    with pytest.raises(BadFile) as refused:
        add_areas(path, own, **options)
    after = {file.name: file.read_bytes() for file in own.iterdir()} if own.exists() else None
    assert before == after
    return str(refused.value)


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg"])
@pytest.mark.parametrize("crs", [4326, 27700])
def test_a_polygon_holds_the_lsoas_whose_centre_lies_inside_whatever_its_coordinates(tmp_path, own, name, crs):
    polygon = gpd.GeoSeries([SQUARE], crs=4326).to_crs(crs)
    added = add_areas(written(tmp_path, name, polygon, crs=crs), own, valid_from=DAY)
    atlas = geography.load(own)
    area = atlas.find("A0")
    assert added.areas == (area,)
    assert (area.level, area.vintage, area.valid_from, area.valid_to) == (Level.CUSTOM, "2021-04-01", DAY, None)
    held = atlas.membership([area])
    tables = atlas._tables
    inside = {code for code, (x, y) in zip(tables.codes, tables.centres, strict=True)
              if -2.72 < x < -2.68 and 53.68 < y < 53.71}  # fmt: skip
    assert set(held) == inside
    assert len(inside) > 10
    assert atlas.parents(area)[Level.DISTRICT].code == "E07000126"
    assert area in atlas.within(atlas.find("E07000126"), Level.CUSTOM)
    assert atlas.forces(area) == ("lancashire",)
    (feature,) = atlas.boundaries([area])["features"]
    assert feature["properties"] == {"code": "A0", "name": "Area 0"}
    assert atlas.population(area, Month(2021, 4)).persons > 10_000


def test_a_list_of_lsoas_is_a_dated_area_with_whatever_lies_wholly_inside(tmp_path, own):
    text = "code,name,lsoa,valid_from,valid_to\nSD,South Division,E01025399,2020-04-01,\nSD,South Division,e01024027,2020-04-01,\n"
    add_areas(listed(tmp_path, text), own)
    atlas = geography.load(own)
    area = atlas.find("south division")
    assert set(atlas.membership([area])) == {"E01025399", "E01024027", "E01034985", "E01034986"}
    expected = sum(atlas.population(atlas.find(code), Month(2021, 1)).persons for code in ("E01025399", "E01024027"))
    assert atlas.population(area, Month(2021, 1)).persons == expected
    assert "1 own areas" in atlas.vintages


def test_a_list_may_be_toml(tmp_path, own):
    text = '[[area]]\ncode = "TC"\nname = "Town centre"\nlsoa = ["E01025401"]\nvalid_from = 2021-01-01\nvalid_to = 2022-01-01\n'
    add_areas(listed(tmp_path, text, "areas.toml"), own)
    found = geography.load(own).find("tc")
    assert (found.valid_from, found.valid_to) == (date(2021, 1, 1), date(2022, 1, 1))


def test_part_of_a_split_lsoa_in_a_list_leaves_its_residents_unknown_and_the_whole_named(tmp_path, own):
    add_areas(listed(tmp_path, "code,name,lsoa\nP,Part,E01034985\n"), own, valid_from=DAY)
    atlas = geography.load(own)
    assert atlas.population(atlas.find("P"), Month(2021, 1)) is None
    assert atlas.imprecise(atlas.find("P")) == ("E01024027",)


def test_versions_of_an_area_follow_each_other_in_time(tmp_path, own):
    add_areas(listed(tmp_path, "code,name,lsoa,valid_from,valid_to\nN,North,E01025399,2018-04-01,2021-04-01\n"), own)
    add_areas(listed(tmp_path, "code,name,lsoa\nN,North,E01025400\n"), own, valid_from=DAY)
    atlas = geography.load(own)
    assert atlas.find("N").vintage == "2021-04-01"
    assert atlas.membership([atlas.find("N", "2018-04-01")]) == {"E01025399": "N"}
    message = unchanged(own, listed(tmp_path, "code,name,lsoa\nN,North,E01025400\n"), valid_from=date(2020, 1, 1))
    assert "already defined from 2018-04-01" in message


def test_overlapping_areas_may_be_stored_but_not_counted_side_by_side(tmp_path, own):
    path = written(tmp_path, "a.geojson", [SQUARE, box(-2.70, 53.68, -2.60, 53.71)])
    add_areas(path, own, valid_from=DAY)
    atlas = geography.load(own)
    with pytest.raises(OverlappingAreas, match=r"Area 0 \(custom A0\) and Area 1 \(custom A1\) overlap"):
        atlas.membership([atlas.find("A0"), atlas.find("A1")])
    with pytest.raises(OverlappingAreas):
        atlas.membership([atlas.find("A0"), atlas.find("E07000126")])


def test_adding_the_same_file_again_changes_nothing_but_says_so(tmp_path, own):
    path = written(tmp_path, "a.geojson", [SQUARE])
    assert add_areas(path, own, valid_from=DAY).replaced == ()
    before = pl.read_parquet(own / "areas.parquet")
    assert add_areas(path, own, valid_from=DAY).replaced == ("A0",)
    assert pl.read_parquet(own / "areas.parquet").equals(before)
    assert [file.name for file in own.iterdir()] == ["areas.parquet"]


def test_a_new_file_is_seen_without_a_restart(tmp_path, own):
    with pytest.raises(UnknownArea):
        geography.load(own).find("A0")
    add_areas(written(tmp_path, "a.geojson", [SQUARE]), own, valid_from=DAY)
    assert geography.load(own).find("A0").name == "Area 0"
    assert geography.load(own) is geography.load(own)


def test_an_outline_that_crosses_itself_is_repaired_and_named(tmp_path, own):
    added = add_areas(written(tmp_path, "a.geojson", [BOW_TIE]), own, valid_from=DAY)
    assert added.repaired == ("A0",)
    assert added.as_json()["repaired"] == ["A0"]
    (feature,) = geography.load(own).boundaries(added.areas)["features"]
    assert feature["geometry"]["type"] == "MultiPolygon"


def test_an_outline_is_turned_so_that_its_outer_ring_runs_anticlockwise(tmp_path, own):
    add_areas(written(tmp_path, "a.gpkg", [SQUARE.reverse()]), own, valid_from=DAY)
    atlas = geography.load(own)
    (feature,) = atlas.boundaries([atlas.find("A0")])["features"]
    assert shape(feature["geometry"]).exterior.is_ccw


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path, own):
    own.write_text("a file, not a folder")
    with pytest.raises(BadFile, match="cannot be written"):
        add_areas(written(tmp_path, "a.geojson", [SQUARE]), own, valid_from=DAY)


def test_coordinates_in_no_known_system_are_refused_until_one_is_given(tmp_path, own):
    polygon = gpd.GeoSeries([SQUARE], crs=4326).to_crs(27700).set_crs(None, allow_override=True)
    with pytest.warns(UserWarning, match="crs"):
        path = written(tmp_path, "a.gpkg", polygon, crs=None)
    assert "does not say which coordinates" in unchanged(own, path, valid_from=DAY)
    assert "not a coordinate system" in unchanged(own, path, valid_from=DAY, crs="rubbish")
    assert "does not lie in England and Wales" in unchanged(own, path, valid_from=DAY, crs="EPSG:4326")
    assert add_areas(path, own, valid_from=DAY, crs="EPSG:27700").outlines == 1


def test_files_that_cannot_be_areas_are_refused_and_nothing_is_stored(tmp_path, own):
    add_areas(written(tmp_path, "good.geojson", [SQUARE]), own, valid_from=DAY)
    code = {"code": ["B"], "name": ["Bee"]}
    cases = {
        "not a GeoJSON": listed(tmp_path, "hello", "a.json"),
        "cannot be read": tmp_path / "absent.geojson",
        "cannot be read: ": listed(tmp_path, "not gzip", "b.geojson.gz"),
        "no column of codes": written(tmp_path, "c.geojson", [SQUARE], height=[3.5]),
        "more than one area with the code B": written(
            tmp_path, "d.gpkg", [SQUARE, SQUARE], code=["B", "B"], name=["a", "b"]
        ),
        "not as a polygon": written(tmp_path, "e.geojson", [LineString([(-2.7, 53.7), (-2.6, 53.7)])], **code),
        "no LSOA has its centre inside": written(tmp_path, "f.geojson", [box(-2.7, 53.7, -2.69999, 53.70001)], **code),
        "looks like an official code": written(tmp_path, "g.geojson", [SQUARE], code=["E07000126"], name=["Mine"]),
        "no lsoa has: E01999999": listed(tmp_path, "code,name,lsoa\nB,Bee,E01999999\n", "h.csv"),
        "no column name": listed(tmp_path, "code,lsoa\nB,E01025399\n", "i.csv"),
        "needs a code and a name": listed(tmp_path, "code,name,lsoa\nB,,E01025399\n", "j.csv"),
        "is not a day": listed(tmp_path, "code,name,lsoa,valid_from\nB,Bee,E01025399,1/4/2020\n", "k.csv"),
        "holds no areas": listed(tmp_path, "code,name,lsoa\n", "l.csv"),
        "two names": listed(tmp_path, "code,name,lsoa\nB,Bee,E01025399\nB,Wasp,E01025400\n", "m.csv"),
        "may hold only": listed(tmp_path, 'title = "x"\n', "n.toml"),
        "before it begins": listed(tmp_path, "code,name,lsoa,valid_to\nB,Bee,E01025399,2020-01-01\n", "o.csv"),
    }
    for message, path in cases.items():
        assert message in unchanged(own, path, valid_from=DAY), path
    assert "say from which day" in unchanged(own, cases["two names"])


@pytest.mark.parametrize("broken", [b"NaN", b"null", b'"x"', b"1e400", b"-", b"953."])
def test_broken_numbers_are_refused_without_a_traceback(tmp_path, own, broken):
    path = written(tmp_path, "a.geojson", [SQUARE])
    path.write_bytes(path.read_bytes().replace(b"53.", broken, 1))
    message = unchanged(own, path, valid_from=DAY)
    assert "\n" not in message


def test_outlines_of_known_areas_are_stored_under_their_codes(tmp_path, own, shared_data):
    added = add_areas(shared_data / "boundaries" / "ward" / "E06000025.geojson.gz", own, level=Level.WARD)
    atlas = geography.load(own)
    wards = atlas.within(atlas.find("E06000025"), Level.WARD)
    assert len(added.areas) == added.outlines == len(atlas.boundaries(wards)["features"]) == len(wards) == 28


def test_topojson_is_read_as_degrees(own, shared_data):
    path = shared_data / "boundaries" / "lsoa11-topojson" / "topo_E06000023.json.gz"
    added = add_areas(path, own, level=Level.LSOA)
    assert added.outlines == 263
    assert {area.vintage for area in added.areas} == {"2011"}


def test_the_codes_are_found_whatever_their_column_is_called(own, shared_data):
    added = add_areas(shared_data / "boundaries" / "lancashire_districts.geojson.gz", own, level=Level.DISTRICT)
    assert len(added.areas) == 14
    assert geography.load(own).membership(list(added.areas)) == geography.load().membership(list(added.areas))


def test_outlines_with_a_code_that_nobody_has_are_refused(own, shared_data):
    path = shared_data / "boundaries" / "lancashire_wards.gpkg"
    assert "no ward of 2018 or 2024 has: E05013200, E05013206" in unchanged(own, path, level=Level.WARD)
    assert "codes of a district" in unchanged(own, path, level=Level.DISTRICT)


def test_lsoas_of_both_vintages_can_be_drawn_beside_each_other(own, shared_data):
    for vintage in ("lsoa11", "lsoa21"):
        add_areas(shared_data / "boundaries" / vintage / "E06000023.geojson.gz", own, level=Level.LSOA)
    atlas = geography.load(own)
    bristol = atlas.find("E06000023")
    for vintage, total in (("2011", 263), ("2021", 268)):
        areas = atlas.within(bristol, Level.LSOA, vintage=vintage)
        assert len(atlas.boundaries(areas)["features"]) == len(areas) == total


def test_a_folder_with_a_foreign_file_is_refused(own):
    own.mkdir()
    pl.DataFrame({"x": [1]}).write_parquet(own / "areas.parquet")
    with pytest.raises(BadFile, match="does not hold areas that Wardmote wrote"):
        geography.load(own)
    (own / "areas.parquet").write_bytes(b"rubbish")
    with pytest.raises(BadFile, match="cannot be read as areas"):
        geography.load(own)


def test_several_layers_are_refused_until_one_is_named(tmp_path, own):
    path = tmp_path / "two.gpkg"
    for layer in ("first", "second"):
        gpd.GeoDataFrame({"code": ["B"], "name": [layer]}, geometry=[SQUARE], crs=4326).to_file(path, layer=layer)
    assert "first, second" in unchanged(own, path, valid_from=DAY)
    assert add_areas(path, own, valid_from=DAY, layer="second").areas[0].name == "second"


def test_a_compressed_geojson_is_read(tmp_path, own):
    plain = written(tmp_path, "a.geojson", [SQUARE]).read_bytes()
    path = tmp_path / "b.geojson.gz"
    path.write_bytes(gzip.compress(plain))
    assert json.loads(plain)["type"] == "FeatureCollection"
    assert add_areas(path, own, valid_from=DAY).outlines == 1
