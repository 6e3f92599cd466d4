"""An action log in a spreadsheet comes in: handed in, matched, mended, looked at, and brought in whole."""

import threading

import pytest

from tests.governance.spreadsheets import as_xlsx, work
from tests.governance.test_actions import board  # noqa: F401 - a fixture
from tests.governance.test_incoming import LOG

pytestmark = pytest.mark.journey


def worker() -> None:
    """In a thread of its own: the browser has an event loop in this one."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def handed_in(page, rows) -> None:
    file = {"name": "Action log 2026-27 (final, version 3).xlsx", "mimeType": "application/octet-stream", "buffer": as_xlsx(Notes=[["Read me"]], Log=rows)}  # fmt: skip
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Hand it in").click()
    page.get_by_role("heading", level=1, name="Which column holds what?").wait_for()


def test_an_action_log_is_mended_and_brought_in(page, site, cast, board, sign_in, axe, picture):  # noqa: F811
    page.context.set_default_timeout(60_000)
    sign_in(page, cast.manager)
    page.goto("/governance/imports")
    picture(page, "imports")
    assert axe(page) == []
    page.get_by_role("link", name="Action log", exact=True).click()
    picture(page, "import-hand-in")
    broken = [
        LOG[0],
        [*LOG[1][:2], "2/30/2026", *LOG[1][3:]],
        ["Publish the plan", "Comissioner", "1/3/2027", "perhaps", "", ""],
        LOG[3],
    ]
    handed_in(page, broken)
    page.get_by_role("link", name="Log", exact=True).click()
    page.get_by_text("this one").wait_for()
    assert page.get_by_label("Action (needed)").input_value() == "0"
    picture(page, "import-match")
    assert axe(page) == []
    page.get_by_label("Group of rows that say none").select_option(index=1)
    page.get_by_role("button", name="See what would come of it").click()
    page.get_by_text("the worker of this installation does not answer").wait_for()
    picture(page, "import-underway")
    assert axe(page) == []
    worker()
    page.get_by_text("2 rows have something wrong").wait_for()  # the page looks again by itself
    picture(page, "import-faults")
    assert axe(page) == []
    page.get_by_role("button", name="Hand in the mended file").click()
    handed_in(page, LOG)
    page.get_by_role("link", name="Log", exact=True).click()
    page.get_by_text("this one").wait_for()
    page.get_by_label("Group of rows that say none").select_option(index=1)
    page.get_by_role("button", name="See what would come of it").click()
    worker()
    page.get_by_text("3 rows were understood: 3 new.").wait_for()
    picture(page, "import-preview")
    page.get_by_role("button", name="Bring it in", exact=True).click()
    page.get_by_role("heading", name="Bringing it in").wait_for()
    worker()
    page.get_by_text("All of it is brought in.").wait_for()
    picture(page, "import-done")
    assert axe(page) == []
    page.get_by_role("link", name="See the actions").click()
    page.get_by_role("link", name="spreadsheet (XLSX)").first.wait_for()
    picture(page, "actions-taken")
    assert page.wrong == []
