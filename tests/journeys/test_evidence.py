"""A member looks at South Ribble, takes the report away, and prints a ward; with scripts and without."""

import csv
import re

import docx
import pikepdf
import pytest
from playwright.sync_api import expect

from tests.lakes import lake

__all__ = ["lake"]
pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")]

ASKED = "area=E07000126&from=2021-10&to=2022-09"
SOUTH_RIBBLE = f"/evidence/area/?{ASKED}"
PAGES = {
    "area": SOUTH_RIBBLE,
    "area-of-a-force": f"/evidence/area/?area=E23000003&{ASKED[15:]}&indicator=anti-social-behaviour",
    "area-made": f"/evidence/area/made/?{ASKED}",
    "area-not-clear": "/evidence/area/?q=leyland",
    "ranking": f"/evidence/ranking/?{ASKED}",
    "wards": "/evidence/ward/",
    "ward": "/evidence/ward/E05010226/",
    "quality": "/evidence/quality/",
    "reports": "/publications/",
    "report": f"/publications/?report=performance&{ASKED}",
}


@pytest.fixture
def patient(page):
    """A page whose first visit may take a while: the first picture of a process starts the drawing engine."""
    page.set_default_timeout(40_000)
    return page


def drawn(page) -> None:
    """Wait until every chart is either live or a still picture."""
    unready = page.locator("[data-chart]:not([data-drawn=live]):not([data-drawn=still])")
    expect(unready).to_have_count(0, timeout=40_000)


def downloaded(page, name: str, folder):
    with page.expect_download() as waited:
        page.locator("a[download]").filter(has_text=re.compile(name)).first.click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return path


def test_a_member_looks_at_south_ribble(patient, cast, lake, sign_in, tmp_path):
    page = patient
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Evidence", exact=True).first.click()
    page.get_by_label("Area", exact=True).press_sequentially("south rib")
    page.get_by_role("link", name="South Ribble", exact=True).first.click()
    page.get_by_label("First month").select_option("2021-10")
    page.get_by_label("Last month").select_option("2022-09")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("heading", level=1, name="All crime in South Ribble").wait_for()
    sentence = page.locator("#sentence")
    assert "South Ribble recorded 7,096 crimes in the year to September 2022, 1,094 more" in sentence.inner_text()
    assert sentence.locator(".wm-tag").all_inner_texts() == ["rose", "size uncertain", "disrupted base"]
    drawn(page)
    for chart in ("months", "kinds", "beside", "map"):
        assert page.locator(f"#{chart}-chart[data-drawn=live] svg").count() == 1
    assert page.get_by_role("table", name="Each category of all crime").is_visible()
    path = downloaded(page, "CSV.*All crime each month", tmp_path)
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert sum(int(row["count"]) for row in rows if "2021-10" <= row["month"] <= "2022-09") == 7096


def test_the_map_changes_without_a_new_page_and_the_address_keeps_it(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    page.goto(SOUTH_RIBBLE)
    drawn(page)
    page.evaluate("window.same = true")
    page.get_by_role("link", name="LSOAs", exact=True).click()
    page.get_by_role("link", name="change", exact=True).and_(page.locator("[href*='level=lsoa']")).click()
    page.locator("#map-chart[data-drawn=live]").get_by_text("Change in all crime").first.wait_for()
    assert page.evaluate("window.same") is True
    assert "level=lsoa" in page.url
    assert "value=change" in page.url


def test_the_report_is_downloaded_as_word_and_pdf_and_both_open(patient, cast, lake, sign_in, tmp_path):
    page = patient
    sign_in(page, cast.reader)
    page.get_by_role("link", name="Publications", exact=True).first.click()
    page.goto(f"/publications/?{ASKED}")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="In short").wait_for()
    word, pdf = (downloaded(page, name, tmp_path) for name in ("^Word", "^PDF"))
    assert "7,096 crimes" in " ".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) >= 3


def test_the_sentence_and_the_chart_are_copied_with_their_source(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    page.goto(SOUTH_RIBBLE)
    drawn(page)
    page.get_by_role("button", name="Copy sentence").click()
    page.get_by_role("button", name="Copied").wait_for()
    html = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((found) => found.text())"
    copied = page.evaluate(html)
    assert "7,096 crimes" in copied
    assert "Open Government Licence" in copied
    page.locator("#map-chart").get_by_role("button", name="Copy chart with its source").click()
    page.locator("#map-chart").get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate(html)
    assert "data:image/png;base64," in copied
    assert "Open Government Licence" in copied


def test_a_ward_is_printed_on_one_or_two_pages_of_a4(patient, cast, lake, sign_in, tmp_path):
    page = patient
    sign_in(page, cast.reader)
    page.goto("/evidence/ward/")
    page.get_by_role("link", name="Leyland Central", exact=True).click()
    drawn(page)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed") is True
    page.pdf(path=tmp_path / "ward.pdf", format="A4")
    with pikepdf.open(tmp_path / "ward.pdf") as opened:
        assert len(opened.pages) <= 2


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_grave_on_any_page_and_none_is_too_wide_for_a_phone(
    patient, cast, lake, sign_in, axe, picture, name
):
    page = patient
    sign_in(page, cast.manager)
    page.goto(PAGES[name])
    drawn(page)
    assert axe(page) == []
    picture(page, f"evidence-{name}")
    page.set_viewport_size({"width": 320, "height": 800})
    assert axe(page) == []


def test_a_phone_gets_charts_that_are_laid_out_for_it(patient, cast, lake, sign_in, axe):
    page = patient
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 320, "height": 800})
    sign_in(page, cast.reader)
    page.goto(SOUTH_RIBBLE)
    drawn(page)
    specifications = [url for url in asked if ".json" in url]
    assert len(specifications) == 4
    assert all("width=290" in url for url in specifications)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe(page) == []


def test_a_mistake_is_said_at_the_top_and_leads_to_its_field(patient, cast, lake, sign_in, axe):
    page = patient
    sign_in(page, cast.manager)
    page.goto("/evidence/area/?area=E07000126&from=2019-10&to=2020-01")
    page.get_by_role("alert").get_by_role("link", name="The lake does not hold 2019-10 to 2020-01").click()
    assert page.evaluate("document.activeElement.name") == "from"
    assert axe(page) == []
    expected = "Failed to load resource: the server responded with a status of 400"
    page.wrong[:] = [line for line in page.wrong if expected not in line]


def test_without_javascript_an_area_is_chosen_and_a_report_is_taken_away(chromium, site, cast, lake, sign_in, tmp_path):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    context.set_default_timeout(40_000)
    page = context.new_page()
    sign_in(page, cast.reader)
    page.goto("/evidence/area/")
    page.get_by_label("Area", exact=True).fill("leyland")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Leyland Central", exact=True).click()
    page.get_by_role("heading", level=1, name="All crime in Leyland Central").wait_for()
    still = page.locator("#months-chart img")
    still.scroll_into_view_if_needed()
    still.wait_for()  # it is fetched when it comes into view
    assert page.locator("#months-chart").get_by_role("button").count() == 0
    page.goto(f"/publications/?{ASKED}")
    page.get_by_role("button", name="Preview").click()
    path = downloaded(page, "^Word", tmp_path)
    assert "7,096 crimes" in " ".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    context.close()
