"""The page in a real browser: what a stylesheet does can be measured nowhere else."""

import shutil
from datetime import date

import pytest

from wardmote import documents
from wardmote.charts import palette
from wardmote.documents import Column, Document, Status, Table

CHROMIUM = shutil.which("chromium")
NAMES = ("Count", "Earlier", "Equivalent to", "Change", "Likely range", "Allowing for placement")
FIGURES = Table(
    "Recorded crime and anti-social behaviour",
    (Column("Measure"), *(Column(name, numeric=True) for name in NAMES), Column("Verdict")),
    (
        ("Violence and sexual offences", "3,558", "2,963", "595 more", "+20.1 %", "+11.7 to +29.1 %", "+8.9 %",
         (Status("rose (size uncertain)", palette.Tone.WORSE),)),
        ("Anti-social behaviour", "3,119", "4,262", "1,143 fewer", "−26.8 %", "−33.0 to −20.1 %", "−26.8 %", "fell"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def widths(tmp_path_factory):
    """Width of the window to the width of the table's box, of what is in it, and of the whole page."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no chromium to look at the page with")
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(documents.html(Document("Report", "Somebody", date(2022, 9, 30), (FIGURES,))), encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = {width: _measured(browser, file.as_uri(), width) for width in (320, 1280, 1920)}
        browser.close()
    return found


def _measured(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    box = page.evaluate("(t => [t.clientWidth, t.scrollWidth])(document.querySelector('.wm-table'))")
    return (*box, page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("window", [1280, 1920])
def test_a_table_of_eight_columns_is_whole_on_a_wide_screen(widths, window):
    box, inside, _page = widths[window]
    assert inside <= box


def test_on_a_phone_the_table_scrolls_and_the_page_does_not(widths):
    box, inside, page = widths[320]
    assert inside > box
    assert page == 320
