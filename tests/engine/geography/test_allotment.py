from collections import Counter

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.engine import geography
from wardmote.engine.geography import Level, OverlappingAreas
from wardmote.engine.geography.tables import DATA
from wardmote.engine.periods import Month

FORCE, COUNTY, PARTNERSHIP = "E23000003", "E10000017", "E22000161"
LARGER = (Level.WARD, Level.DISTRICT, Level.PARTNERSHIP, Level.COUNTY, Level.FORCE)
LSOAS = pl.read_parquet(DATA / "lsoas.parquet")
CHANGES = pl.read_parquet(DATA / "changes.parquet")


def every(atlas, level, vintage=None):
    forces = [atlas.find(force.area) for force in geography.police_forces() if force.area]
    return [area for force in forces for area in atlas.within(force, level, vintage=vintage)]


def test_the_county_has_twelve_districts_and_the_force_fourteen(atlas):
    assert len(atlas.within(atlas.find(COUNTY), Level.DISTRICT)) == 12
    fourteen = atlas.within(atlas.find(FORCE), Level.DISTRICT)
    assert len(fourteen) == 14
    assert [area.name for area in fourteen] == sorted(area.name for area in fourteen)


def test_the_partnership_of_south_ribble_holds_that_district_alone(atlas):
    assert [area.code for area in atlas.within(atlas.find(PARTNERSHIP), Level.DISTRICT)] == ["E07000126"]


def test_every_lsoa_belongs_to_exactly_one_district(atlas):
    districts = every(atlas, Level.DISTRICT)
    assert len(districts) == 318
    held = Counter(code for district in districts for code in atlas.membership([district]))
    assert set(held.values()) == {1}
    assert set(held) == set(LSOAS["code"])


@pytest.mark.parametrize(("level", "vintage"), [(level, None) for level in LARGER] + [(Level.WARD, "2018")])
def test_areas_of_a_level_hold_what_the_published_lookup_gives_them(atlas, level, vintage):
    column = {None: "ward24", "2018": "ward18"}[vintage] if level is Level.WARD else level.value
    expected = dict(LSOAS.select("code", column).drop_nulls().iter_rows())
    assert atlas.membership(every(atlas, level, vintage)) == expected


def test_every_ward_of_2024_is_in_the_list_of_its_district(atlas):
    wards = [area.code for district in every(atlas, Level.DISTRICT) for area in atlas.within(district, Level.WARD)]
    assert len(wards) == len(set(wards)) == 7536


def test_the_two_arrays_of_membership_say_the_same_as_the_dictionary(atlas):
    wards = atlas.within(atlas.find(COUNTY), Level.WARD)
    codes, places = atlas.membership_table(wards)
    assert {code: wards[place].code for code, place in zip(codes, places, strict=True)} == atlas.membership(wards)
    assert codes.tolist() == sorted(codes)
    assert places.dtype == np.int32


def test_a_merged_lsoa_takes_the_codes_it_was_made_of(atlas):
    assert atlas.membership([atlas.find("E01034068")]) == dict.fromkeys(
        ["E01019103", "E01019105", "E01034068"], "E01034068"
    )


def test_a_part_of_a_split_lsoa_does_not_get_the_rows_of_the_whole(atlas):
    part = atlas.find("E01034985")
    assert atlas.membership([part]) == {"E01034985": "E01034985"}
    assert atlas.imprecise(part) == ("E01024027",)


def test_the_whole_of_a_split_lsoa_gets_the_rows_of_its_parts(atlas):
    assert set(atlas.membership([atlas.find("E01024027")])) == {"E01024027", "E01034985", "E01034986"}
    assert atlas.imprecise(atlas.find("E01024027")) == ()


def test_an_irregular_change_adds_nothing_and_is_named(atlas):
    area = atlas.find("E01035582")
    assert set(atlas.membership([area])) == {"E01035582"}
    assert atlas.imprecise(area) == ("E01023508", "E01023768")


@pytest.mark.parametrize(("vintage", "column", "total"), [("2011", "code11", 34753), ("2021", "code21", 35672)])
def test_no_lsoa_is_counted_twice_among_those_of_one_vintage(atlas, vintage, column, total):
    areas = every(atlas, Level.LSOA, vintage)
    assert len(areas) == len({area.code for area in areas}) == total
    table = atlas.membership(areas)
    changed = set(CHANGES[column])
    singly = [(code, area.code) for area in areas if area.code in changed for code in atlas.membership([area])]
    assert len({code for code, _holder in singly}) == len(singly)
    assert table == {area.code: area.code for area in areas} | dict(singly)


def test_a_ward_that_two_districts_share_equally_is_in_the_list_of_one(atlas):
    ward = atlas.find("W05000300")
    listed = [
        name for name in ("Gwynedd", "Powys") if ward in atlas.within(atlas.find(name), Level.WARD, vintage="2018")
    ]
    assert listed == ["Gwynedd"]
    assert atlas.parents(ward)[Level.DISTRICT].name == "Gwynedd"


def test_a_split_lsoa_goes_to_the_ward_of_most_of_its_parts_and_is_named_in_each(atlas):
    ward = dict(LSOAS.select("code", "ward24").iter_rows())
    district = dict(LSOAS.select("code", "district").iter_rows())
    parts = {}
    for old, new in CHANGES.filter(pl.col("change") == "S").select("code11", "code21").iter_rows():
        parts.setdefault(old, []).append(ward[new])
    doubtful = {old: Counter(homes) for old, homes in parts.items() if len(set(homes)) > 1}
    assert len(doubtful) > 150
    for old, homes in doubtful.items():
        most = max(homes.values())
        assert ward[old] == min(home for home, votes in homes.items() if votes == most)
        for home in homes:
            assert old in atlas.imprecise(atlas.find(home))
    assert all(district[old] for old in doubtful)


def test_an_lsoa_whose_ward_is_best_fitted_across_a_border_stays_in_its_own_district(atlas):
    parents = atlas.parents(atlas.find("E01027305"))
    assert parents[Level.DISTRICT].name == "West Northamptonshire"
    assert parents[Level.FORCE].name == "Northamptonshire"
    assert atlas.parents(atlas.find("E05010929"))[Level.DISTRICT].name == "Cherwell"
    assert atlas.forces(atlas.find("E05010929")) == ("northamptonshire", "thames-valley")


def test_overlapping_areas_are_refused_with_both_names(atlas):
    district, county = atlas.find("E07000126"), atlas.find(COUNTY)
    with pytest.raises(OverlappingAreas, match=r"(South Ribble.*Lancashire|Lancashire.*South Ribble).*counted twice"):
        atlas.membership([district, county])
    with pytest.raises(OverlappingAreas, match="twice"):
        atlas.membership([district, district])
    with pytest.raises(OverlappingAreas, match="E01024027"):
        atlas.membership([atlas.find("E01024027"), atlas.find("E01034985")])
    with pytest.raises(OverlappingAreas, match="E01025399"):
        atlas.membership([atlas.find("E01025399"), district])


def test_no_areas_have_no_members(atlas):
    assert atlas.membership([]) == {}


def test_the_parents_of_an_lsoa_are_all_the_areas_that_it_lies_in(atlas):
    parents = atlas.parents(atlas.find("E01025399"))
    assert {level: area.code for level, area in parents.items()} == {
        Level.WARD: "E05010214",
        Level.DISTRICT: "E07000126",
        Level.PARTNERSHIP: PARTNERSHIP,
        Level.COUNTY: COUNTY,
        Level.FORCE: FORCE,
    }


def test_a_district_with_several_partnerships_has_no_partnership_and_one_without_county_no_county(atlas):
    assert set(atlas.parents(atlas.find("E06000063"))) == {Level.FORCE}
    assert atlas.within(atlas.find("E06000063"), Level.PARTNERSHIP) != []
    assert atlas.parents(atlas.find("E06000008")).keys() == {Level.PARTNERSHIP, Level.FORCE}


def test_a_partnership_that_follows_merged_districts_has_its_own_lsoas(atlas):
    names = {atlas.find(code).name: len(atlas.membership([atlas.find(code)])) for code in ("E22000031", "E22000033")}
    assert min(names.values()) > 50
    dorset = atlas.membership([atlas.find("E22000367")])
    christchurch = LSOAS.filter(pl.col("name11").str.starts_with("Christchurch "))["code"]
    assert set(christchurch) <= set(dorset)


def test_an_area_names_the_forces_that_it_lies_in(atlas):
    assert atlas.forces(atlas.find("E07000126")) == ("lancashire",)
    assert atlas.forces(atlas.find(FORCE)) == ("lancashire",)
    assert atlas.region(atlas.find("E05010214")) == "North West"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(LSOAS["code"].to_list()), min_size=1, max_size=30, unique=True), st.sampled_from(LARGER)
)
def test_what_an_lsoa_lies_in_holds_it(codes, level):
    atlas = geography.load()
    for code in codes:
        parent = atlas.parents(atlas.find(code)).get(level)
        assert (parent is None) == (level is Level.COUNTY and LSOAS.filter(code=code)["county"].item() is None)
        if parent:
            assert atlas.membership([parent])[code] == parent.code


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(CHANGES["code11"].unique().sort().to_list()), min_size=1, max_size=20, unique=True))
def test_whatever_is_beside_a_changed_lsoa_it_is_held_by_one_area_at_most(codes):
    atlas = geography.load()
    older = [atlas.find(code) for code in codes]
    newer = set(CHANGES.filter(pl.col("code11").is_in(codes))["code21"])
    for areas in (older, [atlas.find(code) for code in newer]):
        table = atlas.membership(areas)
        assert all(table[area.code] == area.code for area in areas)
        assert table == {code: area.code for area in areas for code in atlas.membership([area])}


def test_months_without_an_estimate_have_the_earliest_and_later_ones_the_latest(atlas):
    area = atlas.find("E07000126")
    years = {month: atlas.population(area, Month.parse(month)).year for month in
             ("2012-01", "2019-06", "2020-05", "2020-06", "2025-01")}  # fmt: skip
    assert years == {"2012-01": 2019, "2019-06": 2019, "2020-05": 2019, "2020-06": 2020, "2025-01": 2020}


@pytest.mark.parametrize(
    ("code", "persons"),
    [
        ("E07000126", 111_086),
        ("E07000118", 118_870),
        ("E07000127", 114_496),
        ("E10000017", 1_227_076),
        ("E10000019", 766_333),
        ("E06000025", 287_816),
        ("E22000161", 111_086),
    ],
)
def test_populations_are_the_published_ones(atlas, code, persons):
    found = atlas.population(atlas.find(code), Month(2021, 10))
    assert (found.persons, found.year, found.source) == (persons, 2020, "ONS mid-2020 (LSOA 2011)")


def test_the_populations_of_parts_sum_to_the_whole(atlas):
    on = Month(2022, 9)
    for force in ("E23000003", "E23000002", "E23000039", "W15000001"):
        whole = atlas.population(atlas.find(force), on).persons
        for level in (Level.LSOA, Level.DISTRICT, Level.PARTNERSHIP):
            parts = atlas.within(atlas.find(force), level)
            assert sum(atlas.population(area, on).persons for area in parts) == whole, (force, level)
    assert sum(atlas.population(area, on).persons for area in every(atlas, Level.WARD)) == 59_719_724


def test_a_merged_lsoa_has_the_residents_of_its_parts_and_a_split_one_is_not_known(atlas):
    on = Month(2022, 9)
    parts = [atlas.population(atlas.find(code), on).persons for code in ("E01019103", "E01019105")]
    assert atlas.population(atlas.find("E01034068"), on).persons == sum(parts)
    assert atlas.population(atlas.find("E01034985"), on) is None
    assert atlas.population(atlas.find("E01035582"), on) is None


def test_the_geography_is_read_once():
    assert geography.load() is geography.load(None)
