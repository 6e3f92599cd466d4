"""Ranking, wards, data quality, and the page that teaches when there is nothing yet."""

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from tests.evidence.test_area_page import words
from tests.lakes import SAMPLE
from wardmote.engine import lake as lakes
from wardmote.engine.geography import Area, Level, load
from wardmote.engine.measures import Good, Result, Verdict
from wardmote.engine.measures.results import Funnel, Interval, Rate
from wardmote.engine.periods import Month, Period
from wardmote.evidence import queries
from wardmote.evidence.presenters.choosing import settled, view_of
from wardmote.evidence.presenters.quality import quality_page
from wardmote.evidence.presenters.ranking import beyond, ranking_page
from wardmote.evidence.presenters.ward import wards_tables
from wardmote.platform.refusals import Refused

RANKING = "area=E07000126&level=ward&from=2021-10&to=2022-09"
PAGES = ["area/", "area/made/", "ranking/", "ward/", "ward/E05010226/", "quality/"]


@pytest.fixture
def manager(client_for, cast, lake):
    return client_for(cast.manager)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_every_member_who_has_a_hat(client_for, cast, lake, page):
    for member in (cast.manager, cast.reader):
        answer = client_for(member).get(f"/evidence/{page}")
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_page_refuses_a_member_without_a_hat(client_for, cast, lake, page):
    assert client_for(cast.nobody).get(f"/evidence/{page}").status_code == 404


def test_the_door_to_the_lake_asks_who_is_there_whatever_the_page_did(cast, lake):
    with pytest.raises(Refused):
        queries.opened(cast.standing(cast.nobody))


@pytest.mark.parametrize("page", [*PAGES, "../publications/"])
def test_without_a_lake_every_page_teaches_what_to_do(client_for, cast, page):
    said = words(client_for(cast.manager).get(f"/evidence/{page}".replace("evidence/../", ""), follow=True))
    assert "There is no evidence yet" in said or "There is nothing to report yet" in said
    assert "What to do first" in said


def test_a_lake_that_has_grown_is_opened_again(client_for, cast, home):
    folder = home / "lake"
    client = client_for(cast.manager)
    files = sorted(SAMPLE.rglob("*.csv*"))
    try:
        lakes.ingest(files[:13], folder)
        before = words(client.get("/evidence/quality/"))
        lakes.ingest(files[13:14], folder)
        after = words(client.get("/evidence/quality/"))
    finally:
        shutil.rmtree(folder)
    assert "Months held 2020-10 to 2021-10" in before
    assert "Months held 2020-10 to 2021-11" in after


def test_a_ranking_says_rank_rate_interval_change_verdict_and_position_in_words(manager, cast):
    answer = manager.get(f"/evidence/ranking/?{RANKING}")
    asking, chosen = cast.standing(cast.manager), dict(parse_qsl(RANKING))
    asked = settled(asking, chosen)
    found = ranking_page(asking, asked, view_of(asked, chosen))
    assert [column.label for column in found.table.columns] == [
        "Area", "Rank", "Count", "Rate per 1,000", "95 % interval", "Beside the others", "Change", "Verdict",
    ]  # fmt: skip
    first = [cell.text for cell in found.table.rows[0]]
    assert first[0] == "St Ambrose"
    assert first[5] == "within the limits"  # wards differ this much anyway
    assert len(found.table.rows) == 23
    assert "Of the 23 wards of South Ribble, St Ambrose had the highest rate of all crime" in words(answer)


def test_the_rows_of_a_ranking_add_up_to_its_area(manager):
    found = json.loads(manager.get(f"/evidence/ranking/results.json?{RANKING.replace('ward', 'lsoa')}").content)
    assert sum(one["count"] for one in found) == 7096


def test_a_ranking_is_downloaded_as_csv(manager):
    content = manager.get(f"/evidence/ranking/ranking.csv?{RANKING}").content.decode()
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 23
    assert {row["verdict"] for row in rows} <= {str(one) for one in Verdict}
    first = rows[0]
    changed = (int(first["count"]) / int(first["earlier"]) - 1) * 100
    assert float(first["change_percent"]) == pytest.approx(changed)
    assert float(first["change_percent_placed"]) < changed
    assert "disrupted base" in first["qualifiers"]


def test_an_lsoa_is_ranked_with_the_ward_that_it_lies_in(manager):
    asked = RANKING.replace("ward", "lsoa")
    (row,) = re.findall(
        r"South Ribble 005A</a>(.*?)</tr>", manager.get(f"/evidence/ranking/?{asked}").content.decode(), re.DOTALL
    )
    ward = load().parents(load().find("South Ribble 005A"))[Level.WARD].name
    assert f'<span class="wm-note">{ward}</span>' in row
    content = manager.get(f"/evidence/ranking/ranking.csv?{asked}").content.decode()
    assert {row["area"]: row["ward"] for row in csv.DictReader(io.StringIO(content))}["South Ribble 005A"] == ward


def test_the_lsoas_of_a_force_are_ranked_all_of_them(manager):
    page = manager.get("/evidence/ranking/?area=E23000003&level=lsoa&from=2021-10&to=2022-09")
    assert "Of the 941 LSOAs of Lancashire" in words(page)
    assert page.content.decode().count('<tr class="govuk-table__row">') == 942


def test_a_level_that_the_area_cannot_be_ranked_by_is_said_and_not_changed_in_silence(manager):
    asked = RANKING.replace("ward", "district")
    assert "South Ribble cannot be shown by districts: its wards are shown instead." in words(
        manager.get(f"/evidence/ranking/?{asked}")
    )
    assert "shown instead" not in words(manager.get(f"/evidence/ranking/?{RANKING}"))
    answer = manager.get(f"/evidence/ranking/results.json?{asked}")
    assert answer.status_code == 400
    assert "South Ribble cannot be shown by districts: choose wards" in words(answer)


def ranked(*positions: str) -> tuple[Result, ...]:
    """Results that differ in nothing but their names and places in the funnel."""
    area, month = Area("E05000001", "2022", "Ward", Level.WARD), Month(2022, 9)
    rate = Rate(1000, 1.0, Interval(None, None), 1000, 2020)
    one = Result("all-crime", "All crime", Good.LOWER, area, Period(month, month), 1, None, None, rate, None)
    named = (replace(one, area=replace(area, name=f"Ward {at}")) for at in range(len(positions)))
    return tuple(replace(w, funnel=Funnel(1, 1, 1, 1, 1, p)) for w, p in zip(named, positions, strict=True))


SPREAD = "what the spread between these areas would have (99.8 %)"
BEYOND = {
    ("above", "above", "high", "inside", "below"): f"2 (Ward 0, Ward 1) lie clearly above and 1 (Ward 4) clearly below {SPREAD}; the order of the 2 between says little.",
    ("above", *["inside"] * 9): f"1 (Ward 0) lies clearly above and none clearly below {SPREAD}; the order of the 9 between says little.",
    tuple(["inside"] * 6): f"None lies clearly outside {SPREAD}; the order of the 6 between says little.",
    (*["above"] * 6, "low"): f"6 lie clearly above and none clearly below {SPREAD}.",
    ("above", "inside", "inside"): "1 (Ward 0) lies clearly above and none clearly below what chance would have (99.8 %); the order of the 2 between says little.",
}  # fmt: skip


@pytest.mark.parametrize("positions", BEYOND)
def test_a_ranking_names_the_few_beyond_its_limits_and_doubts_the_order_of_the_rest(positions):
    assert beyond(ranked(*positions)) == BEYOND[positions]


def test_an_area_that_holds_nothing_smaller_cannot_be_ranked(manager):
    answer = manager.get("/evidence/ranking/?area=E01025274")
    assert answer.status_code == 400
    assert "holds no smaller areas" in words(answer)


def test_the_wards_of_every_district_of_the_partnership_are_listed(cast, lake):
    tables = wards_tables(cast.standing(cast.manager))
    assert [len(table.rows) for table in tables] == [14, 23]
    names = [row[0].text for row in tables[1].rows]
    assert names == sorted(names)


def test_a_wards_page_says_all_that_is_printed(manager):
    said = words(manager.get("/evidence/ward/E05010226/?from=2021-10&to=2022-09"))
    for part in (
        "Leyland Central recorded",
        "anti-social behaviour",
        "Print this page",
        "Month by month",
        "Burglary",
        "Where",
    ):
        assert part in said
    assert "in the year to September 2022" in said


@pytest.mark.parametrize("code", ["E05999999", "E07000126", "nonsense"])
def test_what_is_no_ward_is_said_above_the_list_of_wards(manager, code):
    answer = manager.get(f"/evidence/ward/{code}/")
    assert answer.status_code == 404
    assert "There is a problem" in words(answer)
    assert "Leyland Central" in words(answer)


def test_the_quality_page_says_what_is_held_and_what_is_not(manager, cast, lake):
    answer = manager.get("/evidence/quality/")
    (holding,) = quality_page(cast.standing(cast.manager)).holdings
    grid = {row[0].text: [cell.text for cell in row[1:]] for row in holding.months.rows}
    assert grid["2020"] == ["–"] * 9 + ["held"] * 3
    assert grid["2021"] == ["held"] * 12
    said = words(answer)
    assert "438,248" in said
    facts = dict(holding.facts)
    within = int(facts["Crime IDs that repeat within a month"].replace(",", ""))
    across = int(facts["Crime IDs that repeat within or across all months held"].replace(",", ""))
    rows = lakes.open_lake(lake).rows()
    named = rows.filter(rows.crime_id.notnull() & (rows.crime_id != ""))
    times = named.group_by("force", "crime_id").agg(n=named.count())
    assert across == times.filter(times.n > 1).to_pyarrow().num_rows
    assert 0 < within < across
    assert "Open Government Licence v3.0" in said


def test_the_unplaced_share_is_that_of_the_rows_of_the_month(manager):
    address = "/evidence/quality/unplaced.csv?source=police-uk-street&force=lancashire"
    rows = [line.split(",") for line in manager.get(address).content.decode().splitlines()]
    assert rows[0] == ["month", "records", "unplaced", "unplaced_percent"]
    assert sum(int(row[1]) for row in rows[1:]) == 438_248
    assert sum(int(row[2]) for row in rows[1:]) == 26_585
    assert manager.get(address.replace("lancashire", "kent")).status_code == 404


def test_missing_months_rejects_and_revisions_are_shown(cast, home, tmp_path):
    """October 2020, a gap, December 2020 with a broken row, and then December published again."""
    import gzip

    plain = {}
    for month in ("2020-10", "2020-12"):
        (file,) = SAMPLE.rglob(f"*{month}*")
        plain[month] = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    rows = plain["2020-12"].splitlines(keepends=True)
    broken = rows[5].replace(b"2020-12", b"2020-99")
    folder, first, second = home / "lake", tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    (first / "2020-10-lancashire-street.csv").write_bytes(plain["2020-10"])
    (first / "2020-12-lancashire-street.csv").write_bytes(b"".join([*rows[:5], broken, *rows[6:]]))
    (second / "2020-12-lancashire-street.csv").write_bytes(b"".join(rows))
    asking = cast.standing(cast.manager)
    try:
        lakes.ingest([first], folder)
        before = quality_page(asking)
        lakes.ingest([second], folder)
        after = quality_page(asking)
    finally:
        shutil.rmtree(folder)
    assert [cell.text for cell in before.holdings[0].months.rows[0]][11] == "missing"
    assert [cell.text for cell in before.rejects.rows[0]][:2] == ["2020-12-lancashire-street.csv", "6"]
    assert before.revisions is None
    assert after.revisions.rows[0][0].text == "Lancashire Constabulary, 2020-12"
    assert after.revisions.rows[0][2].text == "1"
