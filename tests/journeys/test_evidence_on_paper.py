"""What a member prints, and what stands beside what they type: a real browser, as paper and at 1280 by 900."""

import subprocess

import pikepdf
import pytest

from tests.journeys.conftest import PICTURES
from tests.journeys.test_evidence import SOUTH_RIBBLE, drawn, patient
from tests.lakes import lake

__all__ = ["lake", "patient"]
pytestmark = [pytest.mark.journey, pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")]


def printed(page, name: str) -> str:
    """The words of the printed page; the paper stays in build/pictures, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.pdf(path=PICTURES / f"{name}.pdf", format="A4")
    said = subprocess.run(["pdftotext", "-layout", PICTURES / f"{name}.pdf", "-"], capture_output=True, check=True)
    return " ".join(said.stdout.decode().replace("\u00a0", " ").split())


def test_what_is_folded_away_stands_open_on_paper_and_is_folded_again_after(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    page.goto(SOUTH_RIBBLE)
    drawn(page)
    said = printed(page, "paper-area")
    assert "of the force's records have no place" in said.replace("’", "'")
    assert "Blue is better and orange is worse" in said
    assert page.locator("details[open]").count() == 0


def test_a_page_that_is_printed_before_its_charts_are_alive_has_them_all_the_same(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    held = []
    page.route("**/evidence/area/*.json?*", lambda route: held.append(route))
    with page.expect_request(
        "**/evidence/area/*.json?*"
    ):  # the page asks when it gets to it: it is not held up by the load event
        page.goto(SOUTH_RIBBLE)
    said = printed(page, "paper-soon")
    assert held
    for of_a_chart in ("upper limit", "+51.2 %, rose", "104 and over"):  # words that stand in the pictures alone
        assert of_a_chart in said
    for route in held:
        route.abort()
    page.unroute_all()
    drawn(page)
    page.wait_for_load_state("networkidle")  # pictures that take the charts' places are fetched while there is a site
    page.goto("about:blank")
    page.wrong[:] = [line for line in page.wrong if "shown as a picture" not in line and "net::" not in line]


def test_a_wards_paper_is_filled(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    page.goto("/evidence/ward/E05010226/")
    drawn(page)
    said = printed(page, "paper-ward")
    assert "What was recorded" in said
    with pikepdf.open(PICTURES / "paper-ward.pdf") as opened:
        assert len(opened.pages) <= 2


def test_the_button_stays_in_sight_while_areas_are_suggested(patient, cast, lake, sign_in):
    page = patient
    sign_in(page, cast.reader)
    page.goto(SOUTH_RIBBLE)
    drawn(page)
    page.get_by_label("Area", exact=True).press_sequentially("ley")
    page.locator(".wm-matches__list li").first.wait_for()
    page.mouse.move(900, 600)
    page.mouse.wheel(0, 700)  # the choices stay beside what is found
    page.wait_for_function("window.scrollY > 500")
    page.screenshot(path=PICTURES / "suggested.png")
    box = page.get_by_role("button", name="Show", exact=True).bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= 900
