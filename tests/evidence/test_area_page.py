"""Crime in an area, as a request finds it: the settled figures, every door, every mistake."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl

import pytest

from wardmote.engine.geography import Geography
from wardmote.engine.periods import Period
from wardmote.evidence.presenters.area import area_page
from wardmote.evidence.presenters.choosing import settled, view_of
from wardmote.evidence.queries import latest

SOUTH_RIBBLE = "area=E07000126&from=2021-10&to=2022-09"
AREA = f"/evidence/area/?{SOUTH_RIBBLE}"


@pytest.fixture
def manager(client_for, cast, lake):
    return client_for(cast.manager)


@pytest.fixture
def page_of(cast, lake):
    """What the page of an address says, before it becomes a page."""

    def found(query: str, member=None):
        asking, chosen = cast.standing(member or cast.manager), dict(parse_qsl(query))
        asked = settled(asking, chosen)
        return area_page(asking, asked, view_of(asked, chosen))

    return found


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def test_south_ribble_is_told_with_its_verdict_and_every_qualifier(manager):
    answer = manager.get(AREA)
    assert answer.status_code == 200
    said = words(answer)
    assert "South Ribble recorded 7,096 crimes in the year to September 2022, 1,094 more than the year before." in said
    assert "+18.2 % as published, +8.5 % allowing for crimes without a place" in said
    assert "rose size uncertain disrupted base" in said
    assert "6,002" in said
    assert "143,327" in said  # the force, unplaced included


def test_without_a_question_the_page_is_about_the_members_own_area_and_the_year_to_the_last_whole_quarter(manager):
    said = words(manager.get("/evidence/area/"))
    assert "All crime in Chorley" in said  # the first of Southfold's two districts
    assert "in the year to September 2022" in said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-10", "2022-10", "2021-10 to 2022-09"),
        ("2020-10", "2022-09", "2021-10 to 2022-09"),
        ("2021-12", "2022-12", "2022-01 to 2022-12"),
        ("2021-11", "2022-11", "2021-12 to 2022-11"),  # no twelve months to a quarter's end
        ("2022-05", "2022-08", "2022-05 to 2022-08"),
    ],
)
def test_the_usual_period_ends_with_a_quarter_where_twelve_months_do(first, last, said):
    assert str(latest(Period.parse(first, last).months)) == said


def test_a_typed_area_goes_before_the_one_that_the_address_had(page_of):
    assert page_of("q=chorley&area=E07000126").question.area.name == "Chorley"


def test_each_category_is_also_told_allowing_for_placement(page_of):
    table = page_of(SOUTH_RIBBLE).kinds_table
    at = [column.label for column in table.columns].index("Allowing for placement")
    assert all(re.fullmatch(r"[+−-]?[\d,.]+\s%|n/a", row[at].text) for row in table.rows)
    assert table.rows[0][at].text != table.rows[0][3].text


@pytest.mark.parametrize("page", [f"area/?{SOUTH_RIBBLE}", f"ranking/?{SOUTH_RIBBLE}", "ward/E05010226/"])
def test_what_the_verdicts_mean_can_be_looked_up_where_they_stand(manager, page):
    said = words(manager.get(f"/evidence/{page}"))
    assert "What the verdicts mean" in said
    assert "Blue is better and orange is worse" in said


def test_a_map_of_a_level_that_is_not_there_says_what_it_shows_instead(page_of):
    found = page_of(f"{SOUTH_RIBBLE}&level=district").map
    assert found.instead == "South Ribble cannot be shown by districts: its wards are shown instead."
    assert page_of(f"{SOUTH_RIBBLE}&level=lsoa").map.instead == ""


def test_without_outlines_one_line_says_how_to_add_them(manager, monkeypatch):
    monkeypatch.setattr(Geography, "boundaries", lambda *_: {"type": "FeatureCollection", "features": []})
    for address in (AREA, f"/evidence/ranking/?{SOUTH_RIBBLE}", "/evidence/ward/E05010226/"):
        assert "No map: no outlines are held for this area; add them with “wardmote areas add”." in words(
            manager.get(address)
        )


def test_a_member_whose_districts_are_one_published_partnership_begins_with_it(page_of, cast):
    found = page_of("", cast.outsider)
    assert (found.question.area.code[:3], found.question.area.name) == ("E22", "West Lancashire")


def test_every_large_figure_is_a_door_to_the_files_it_was_counted_from(manager):
    page = manager.get(AREA).content.decode()
    doors = re.findall(r'<dd class="wm-figures__value"><a [^>]*href="([^"]+)"', page)
    assert len(doors) == 4
    made = words(manager.get(doors[0].replace("&amp;", "&")))
    assert "2021-10-lancashire-street.csv" in made
    assert re.search(r"\b[0-9a-f]{64}\b", made)
    assert "ONS mid-2020" in made


def test_the_result_is_downloaded_as_the_command_line_gives_it(manager):
    answer = manager.get(f"/evidence/area/result.json?{SOUTH_RIBBLE}")
    found = json.loads(answer.content)
    assert (found["count"], found["comparison"]["count"]) == (7096, 6002)
    assert found["change"]["qualifiers"] == ["size uncertain", "disrupted base"]
    assert answer["Content-Disposition"] == 'attachment; filename="all-crime-E07000126-2021-10-2022-09.json"'


def test_the_csv_of_the_months_holds_the_numbers_of_the_chart(manager):
    answer = manager.get(f"/evidence/area/months.csv?{SOUTH_RIBBLE}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    year = [int(row["count"]) for row in rows if "2021-10" <= row["month"] <= "2022-09"]
    assert (len(year), sum(year)) == (12, 7096)
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("figure", ["months", "kinds", "beside", "map"])
@pytest.mark.parametrize(
    ("ending", "start", "media"),
    [
        ("svg", b"<svg ", "image/svg+xml; charset=utf-8"),
        ("png", b"\x89PNG", "image/png"),
        ("json", b"{", "application/json"),
        ("csv", b"", "text/csv; charset=utf-8"),
    ],
)
def test_every_picture_comes_in_every_form(manager, figure, ending, start, media):
    answer = manager.get(f"/evidence/area/{figure}.{ending}?{SOUTH_RIBBLE}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == media
    assert answer.content.startswith(start)


def test_a_picture_that_leaves_its_page_carries_its_title_and_source(manager):
    on_the_page = manager.get(f"/evidence/area/map.svg?{SOUTH_RIBBLE}").content.decode()
    kept = manager.get(f"/evidence/area/map.svg?{SOUTH_RIBBLE}&download=1").content.decode()
    assert "Open Government Licence" in kept
    assert "Open Government Licence" not in on_the_page


def test_a_picture_is_drawn_at_the_widest_width_that_fits(manager):
    def width(asked: str) -> int:
        spec = json.loads(manager.get(f"/evidence/area/months.json?{SOUTH_RIBBLE}&width={asked}").content)
        return spec["width"]

    assert [width(asked) for asked in ("100", "399", "639", "5000", "wide", "")] == [290, 290, 400, 900, 640, 640]


@pytest.mark.parametrize("path", ["none.svg", "months.exe", "ranking.svg"])
def test_a_picture_that_there_is_not_is_not_found(manager, path):
    assert manager.get(f"/evidence/area/{path}?{SOUTH_RIBBLE}").status_code == 404


def test_the_map_is_drawn_another_way_as_a_part_of_the_page(manager):
    answer = manager.get(f"/evidence/area/map/?{SOUTH_RIBBLE}&level=lsoa&value=change")
    said = words(answer)
    assert b"<html" not in answer.content
    assert "Change in all crime" in said
    assert "South Ribble 001A" in said


def test_a_name_leads_to_the_address_of_its_area_and_keeps_the_rest(manager):
    answer = manager.get("/evidence/area/?q=leyland central&indicator=burglary&from=2021-10&to=2022-09")
    assert answer.status_code == 302
    assert answer.url == "/evidence/area/?indicator=burglary&from=2021-10&to=2022-09&area=E05010226"


def test_letters_that_may_mean_several_areas_are_a_question_and_no_mistake(manager):
    answer = manager.get("/evidence/area/?q=leyland")
    said = words(answer)
    assert answer.status_code == 200
    assert "Which area do you mean?" in said
    assert "Leyland Central ward in South Ribble, E05010226" in said
    assert "There is a problem" not in said


def test_areas_of_a_force_that_is_held_are_suggested_first(manager):
    said = words(manager.get("/evidence/areas/?q=leyl"))
    assert said.index("Leyland Central") < said.index("Burgess Hill Leylands")


MISTAKES = {
    "an area that there is not": ("q=xyzzy", "No area is called 'xyzzy'; nothing is close to it."),
    "a code that there is not": ("area=E07999999", "No area has the code E07999999; the nearest codes are"),
    "a month that is not held": (
        "area=E07000126&from=2019-10&to=2020-01",
        "The lake does not hold 2019-10 to 2020-01 for lancashire; it holds 2020-10 to 2022-10.",
    ),
    "a period that is reversed": (
        "area=E07000126&from=2022-09&to=2021-10",
        "The period is reversed: 2022-09 comes after 2021-10.",
    ),
    "what is no month": ("area=E07000126&from=last", "'last' is not a month: write it as YYYY-MM, such as 2021-10."),
    "an indicator that there is not": ("area=E07000126&indicator=burglar", "There is no indicator 'burglar'; there is burglary"),
    "a force that is not held": ("area=E07000010", "The lake holds no files of"),
    "no such comparison": ("area=E07000126&against=hope", "A period cannot be compared with 'hope'; there is previous-year"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("page", ["area", "ranking"])
def test_a_mistake_is_said_on_the_same_page_with_what_is_there_instead(manager, page, mistake):
    query, sentence = MISTAKES[mistake]
    answer = manager.get(f"/evidence/{page}/?{query}")
    said = words(answer).replace("&#39;", "'")
    assert answer.status_code == 400
    assert "There is a problem" in said
    assert sentence in said
    assert answer.content.decode().count("<h1") == 1


def test_an_indicator_of_one_category_has_no_table_of_categories(manager):
    said = words(manager.get(f"{AREA}&indicator=burglary"))
    assert "Burglary in South Ribble" in said
    assert "What changed" not in said


def test_a_ward_is_listed_with_those_next_to_it_in_rank_alone(page_of):
    found = page_of("area=E05010226&from=2021-10&to=2022-09")
    assert found.beside is None
    assert 7 <= len(found.beside_table.rows) <= 12
    assert found.paper == "/evidence/ward/E05010226/?from=2021-10&to=2022-09"


def test_an_lsoa_has_no_map_and_a_force_is_mapped_by_district(page_of):
    assert page_of("area=E01025274").map is None
    found = page_of("area=E23000003")
    assert len(found.map.table.rows) == 14


def test_months_can_be_compared_with_those_just_before(page_of):
    found = page_of("area=E07000126&from=2022-04&to=2022-09&against=previous-period")
    assert str(found.result.comparison.period) == "2021-10 to 2022-03"


def test_a_first_month_after_the_whole_quarters_goes_on_to_the_last_month_held(manager):
    page = manager.get("/evidence/area/?area=E07000126&from=2022-10")
    assert page.status_code == 200
    assert "October 2022" in page.content.decode()
