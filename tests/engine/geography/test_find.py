import pytest

from wardmote.engine.errors import UnknownArea
from wardmote.engine.geography import Level, police_forces


@pytest.mark.parametrize("typed", ["E07000126", "e07000126", " E07000126 ", "South Ribble", "south  ribble"])
def test_an_area_is_found_by_its_code_or_its_name_in_any_case(atlas, typed):
    found = atlas.find(typed)
    assert (found.code, found.level, found.vintage) == ("E07000126", Level.DISTRICT, "2024")


def test_a_partnership_is_found_by_its_code_though_a_district_has_its_name(atlas):
    found = atlas.find("E22000161")
    assert (found.name, found.level) == ("South Ribble", Level.PARTNERSHIP)


def test_an_ambiguous_name_is_refused_with_every_area_that_has_it(atlas):
    with pytest.raises(UnknownArea, match=r"county E10000017.*force E23000003"):
        atlas.find("Lancashire")


@pytest.mark.parametrize(
    ("retired", "current"),
    [("E07000187", "E06000066"), ("E07000246", "E06000066"), ("E08000020", "E08000037"), ("E08000038", "E08000016")],
)
def test_a_code_of_another_year_gives_the_district_of_2024(atlas, retired, current):
    assert atlas.find(retired).code == current


def test_the_name_of_a_retired_district_is_refused_with_what_became_of_it(atlas):
    with pytest.raises(UnknownArea, match=r"Taunton Deane is no longer a district.*E06000066"):
        atlas.find("Taunton Deane")


def test_an_unknown_code_is_refused_with_the_nearest_ones(atlas):
    with pytest.raises(UnknownArea, match=r"no area has the code E07000999; the nearest codes are .*E07000245"):
        atlas.find("E07000999")


def test_a_misspelt_name_is_refused_with_close_ones(atlas):
    with pytest.raises(UnknownArea, match="South Ribble"):
        atlas.find("Sout Ribble")


def test_nonsense_and_nothing_are_refused(atlas):
    for typed in ("xyzzy", "", "   ", "%", "E"):
        with pytest.raises(UnknownArea):
            atlas.find(typed)


def test_a_ward_is_of_2024_unless_2018_is_asked_for(atlas):
    assert atlas.find("E05005150").vintage == "2024"
    assert atlas.find("E05005150", vintage="2018").vintage == "2018"


def test_a_ward_abolished_since_2018_is_found_by_its_code(atlas):
    found = atlas.find("E05006035")
    assert (found.name, found.vintage) == ("Danvers and Wardoun", "2018")
    with pytest.raises(UnknownArea, match="is not an area of 2024: it is of 2018"):
        atlas.find("E05006035", vintage="2024")


def test_an_lsoa_that_did_not_change_is_one_area_of_both_vintages(atlas):
    found = atlas.find("E01025399")
    assert found.vintage == "2011/2021"
    assert atlas.find("E01025399", "2011") == atlas.find("E01025399", "2021") == found


def test_an_lsoa_of_2011_alone_is_not_one_of_2021(atlas):
    assert atlas.find("E01023508").vintage == "2011"
    with pytest.raises(UnknownArea, match="not an area of 2021"):
        atlas.find("E01023508", "2021")


def test_the_later_use_of_an_lsoa_name_counts(atlas):
    assert atlas.find("Bristol 058A").code == "E01014485"
    assert atlas.find("E01014485").name == "Bristol 058A"
    assert atlas.find("East Hertfordshire 002D").code == "E01023508"


def test_a_force_is_found_by_the_name_that_it_publishes_under(atlas):
    assert atlas.find("Lancashire Constabulary").code == "E23000003"


def test_search_puts_the_likeliest_first_and_keeps_to_a_level(atlas):
    assert [area.code for area in atlas.search("south rib", limit=2)] == ["E07000126", "E22000161"]
    wards = atlas.search("leyland", level=Level.WARD)
    assert wards
    assert all(area.level is Level.WARD and area.vintage == "2024" for area in wards)
    assert [area.code for area in atlas.search("south ribble 008a")] == ["E01025399"]
    assert [area.code for area in atlas.search("E0702512")] == []
    assert atlas.search("") == []


def test_every_territorial_force_is_one_area_of_the_lookup_and_the_railway_police_none(atlas):
    forces = police_forces()
    areas = {force.area for force in forces if force.area}
    assert len(forces) == 44
    assert len(areas) == 43
    assert {atlas.find(code).level for code in areas} == {Level.FORCE}
    assert [force.key for force in forces if not force.area] == ["btp"]
    assert [force.key for force in forces] == sorted(force.key for force in forces)


def test_every_force_is_named_after_its_area(atlas):
    odd = {"metropolitan": "Metropolitan Police", "city-of-london": "London, City of"}
    for force in police_forces():
        if force.area:
            name = atlas.find(force.area).name
            expected = name.lower().replace("&", "and").replace(" ", "-")
            assert force.key == expected or odd[force.key] == name
            assert force.key in odd or force.published[0].startswith(name)


def test_half_of_an_inverted_name_is_close_to_it(atlas):
    with pytest.raises(UnknownArea, match="Bristol, City of"):
        atlas.find("Bristol")
