"""What is printed of governance: what stands on the sheet, and what does not."""

import subprocess
from datetime import timedelta

import pytest

from tests.cast import NOW
from tests.governance.test_actions import board  # noqa: F401 - a fixture
from tests.journeys.conftest import PICTURES
from wardmote.governance import changes
from wardmote.platform import clock

pytestmark = pytest.mark.journey


def test_paper_says_whose_it_is_and_of_what_moment_shows_every_name_and_leaves_navigation_out(
    page,
    cast,
    sign_in,
    board,  # noqa: F811
):
    """Every word of a list is on paper in full, and nothing that can only be clicked on; colours are words."""
    long = "Say what was agreed about the lighting of the underpass at the riverside, and who pays for it after March"
    changes.give_action(
        group=board["group"], owner=board["County Constabulary"], text=long, due_on=clock.today() - timedelta(days=3), at=NOW,
        by=cast.standing(cast.manager),
    )  # fmt: skip
    sign_in(page, cast.manager, at="/governance/actions")
    page.goto("/governance/actions")
    page.emulate_media(media="print")
    for unseen in ("nav", "form", ".govuk-button", ".wm-identity", "[download]"):
        assert not any(one.is_visible() for one in page.locator(unseen).all()), unseen
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.pdf(path=PICTURES / "paper-actions.pdf", format="A4")
    words = subprocess.run(["pdftotext", "-raw", PICTURES / "paper-actions.pdf", "-"], capture_output=True, check=True)
    said = " ".join(words.stdout.decode().split())
    assert long in said
    assert "3 days late" in said
    assert f"{cast.southfold.name}. Printed as" in said
    assert "Search governance" not in said
    assert "Give an action" not in said
