"""Two people at one form; a form that is begun, left and gone on with."""

import re

import pytest

from wardmote.accounts.changes import partnerships
from wardmote.platform import clock
from wardmote.platform.transaction import acting_as

pytestmark = pytest.mark.journey
CONFLICT = "Failed to load resource: the server responded with a status of 409"


def somebody_else_saves(cast, contact: str, notice: str) -> None:
    standing = cast.standing(cast.administrator)
    with acting_as(standing.asking):
        partnerships.tell_members(contact=contact, notice=notice, version=1, at=clock.now(), by=standing)


def test_whoever_comes_second_chooses_between_both_texts(page, cast, sign_in, axe, picture):
    sign_in(page, cast.administrator)
    page.goto("/partnership")
    page.get_by_label("Whom to ask").fill("The community safety desk, 01234 567890")
    page.get_by_label("What everybody should know").fill(
        "The panel meets on the first Tuesday.\nBring your own papers."
    )
    somebody_else_saves(cast, "The front desk of the town hall, 01234 555555", "The panel meets on the second Tuesday.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", level=1, name="Somebody else changed this too").wait_for()
    assert axe(page) == []
    picture(page, "both-texts")

    page.get_by_role("button", name="Save what I chose").click()
    page.get_by_role("alert").wait_for()
    assert axe(page) == []
    picture(page, "both-texts-not-chosen")

    page.get_by_role("group", name="Whom to ask").get_by_label("Keep theirs").check()
    both = page.get_by_role("group", name="What everybody should know")
    both.get_by_label("Write it out of both").check()
    both.get_by_label("What everybody should know, out of both").fill("The second Tuesday. Bring your own papers.")
    picture(page, "both-texts-chosen")
    page.get_by_role("button", name="Save what I chose").click()
    page.get_by_role("heading", level=1, name="What members are told").wait_for()
    assert page.get_by_label("Whom to ask").input_value() == "The front desk of the town hall, 01234 555555"
    assert page.get_by_label("What everybody should know").input_value() == "The second Tuesday. Bring your own papers."
    page.wrong[:] = [line for line in page.wrong if CONFLICT not in line]


def test_what_is_typed_is_saved_comes_back_and_goes_when_it_is_sent(page, cast, sign_in, axe, picture):
    sign_in(page, cast.administrator)
    page.goto("/partnership")
    page.get_by_label("Whom to ask").press_sequentially("The desk")
    page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()
    assert axe(page) == []
    picture(page, "draft-saved")
    page.goto("/")
    page.goto("/partnership")
    page.get_by_text("This is what you typed and did not send.").wait_for()
    assert page.get_by_label("Whom to ask").input_value() == "The desk"
    picture(page, "draft-back")
    page.get_by_role("button", name="Save and come back").click()
    page.get_by_role("heading", level=1, name="What you have not sent yet").wait_for()
    assert axe(page) == []
    picture(page, "drafts")
    page.get_by_role("link", name="What members are told").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/drafts")
    page.get_by_text("Nothing waits.").wait_for()


def test_a_page_whose_reader_is_offline_or_signed_out_says_so_and_keeps_the_text(page, cast, sign_in):
    sign_in(page, cast.administrator)
    page.goto("/partnership")
    page.context.set_offline(True)
    page.get_by_label("Whom to ask").press_sequentially("The desk")
    page.get_by_text("Not saved: there is no connection. Your text is still on this page.").wait_for()
    page.context.set_offline(False)
    page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()
    page.context.clear_cookies()
    page.get_by_label("Whom to ask").press_sequentially(" of the council")
    page.get_by_text("You are signed out.").wait_for()
    assert page.get_by_label("Whom to ask").input_value() == "The desk of the council"
    page.wrong[:] = [line for line in page.wrong if "Failed to load resource" not in line]
