"""A session that is about to end, and one that has: what the page says and hides, in a real browser."""

import re
from datetime import timedelta

import pytest

from tests.journeys.test_signing_in import move_back, put_out
from wardmote.accounts import entry

pytestmark = pytest.mark.journey

WARNED = "Are you still there?"
HALF_WRITTEN = "Ask for Sanjay at the"


def left_alone(page, member) -> None:
    """The page was away, its session has little more than a minute left, and it is looked at again: nothing but an answer puts the dialog away."""
    move_back(member, seen_at=(entry.IDLE - timedelta(seconds=110)).total_seconds())
    come_back(page)
    page.get_by_role("heading", name=WARNED).wait_for()


def come_back(page) -> None:
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def almost_ten_hours_ago(member) -> None:
    move_back(member, began_at=(entry.ABSOLUTE - timedelta(minutes=5)).total_seconds())


def test_a_dialog_warns_before_the_end_and_can_be_answered(page, cast, sign_in, axe, picture):
    sign_in(page, cast.manager)
    left_alone(page, cast.manager)
    assert page.locator("dialog[open]").count() == 1
    assert re.search(
        "You will be signed out in (2 minutes|less than a minute)", page.locator("[data-session-left]").inner_text()
    )
    assert axe(page) == []
    picture(page, "still-there")
    page.get_by_role("button", name="Stay signed in").click()
    page.locator("dialog[open]").wait_for(state="detached")


def test_escape_says_that_somebody_is_there(page, cast, sign_in):
    sign_in(page, cast.manager)
    left_alone(page, cast.manager)
    with page.expect_response(lambda answer: answer.url.endswith("/still-here")) as told:
        page.keyboard.press("Escape")
    assert told.value.json()["idle"] > 800
    page.locator("dialog[open]").wait_for(state="detached")


def test_the_end_of_the_day_is_said_once_beside_the_work_and_never_that_nothing_was_done(
    page, cast, sign_in, axe, picture
):
    sign_in(page, cast.administrator)
    almost_ten_hours_ago(cast.administrator)
    page.goto("/partnership")
    said = page.locator("[data-session-day]")
    page.get_by_text("Your 10 hours are over at").wait_for()
    notice = page.get_by_label("What everybody should know")
    notice.press_sequentially(HALF_WRITTEN, delay=60)
    page.wait_for_timeout(2_500)
    assert page.locator("dialog[open]").count() == 0
    assert notice.input_value() == HALF_WRITTEN, "typing went on"
    assert axe(page) == []
    picture(page, "day-is-over-soon")
    said.get_by_role("button", name="Close").click()
    page.wait_for_timeout(2_500)
    page.goto("/people")
    page.wait_for_timeout(1_500)
    assert not said.is_visible()


def test_a_page_on_which_nothing_was_typed_leads_to_sign_in_when_the_session_is_over(page, cast, sign_in):
    sign_in(page, cast.administrator)
    page.goto("/people")
    put_out(cast.administrator)
    come_back(page)
    page.get_by_role("heading", level=1, name="Sign in").wait_for()
    assert page.url.endswith("/sign-in?next=%2Fpeople")
    assert page.get_by_text("signed out because nothing was done").is_visible()


def test_what_is_behind_cannot_be_read_and_what_was_typed_is_back_after_signing_in(
    page, cast, sign_in, axe, picture, monkeypatch
):
    sign_in(page, cast.administrator)
    page.goto("/people/invite")
    page.get_by_label("Email address").fill("typed@southfold.example")
    put_out(cast.administrator)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    come_back(page)
    page.get_by_role("heading", name="You have been signed out").wait_for()
    assert not page.get_by_label("Email address").is_visible()
    assert not any(one.is_visible() for one in page.get_by_text("Addy Administrator").all())
    assert page.title() == "You have been signed out – Wardmote"
    assert axe(page) == []
    picture(page, "signed-out-over-a-form")
    for _time in range(3):
        page.keyboard.press("Escape")
    assert page.locator("html.wm-signed-out").count() == 1, "nothing but signing in takes the curtain away"
    page.locator("dialog[open]").wait_for()
    unreached = page.get_by_text("There is no connection")
    assert not unreached.is_visible()
    page.route("**/still-here*", lambda route: route.abort())
    page.get_by_role("button", name="Sign in").click()
    unreached.wait_for()
    page.unroute("**/still-here*")
    page.wrong[:] = [line for line in page.wrong if "ERR_FAILED" not in line]
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("It is kept: sign in, and it will be in its place again").wait_for()
    sign_in(page, cast.administrator, at=page.url)
    assert page.get_by_label("Email address").input_value() == "typed@southfold.example"


def test_who_has_signed_in_again_in_another_tab_has_the_page_as_they_left_it_and_nobody_else(page, cast, sign_in):
    sign_in(page, cast.administrator)
    page.goto("/people/invite")
    page.get_by_label("Email address").fill("typed@southfold.example")
    put_out(cast.administrator)
    for member, seen in ((cast.manager, False), (cast.administrator, True)):
        other = page.context.new_page()
        sign_in(other, member)
        come_back(page)
        page.locator("html.wm-signed-out" if not seen else "html:not(.wm-signed-out)").wait_for()
        assert page.get_by_label("Email address").is_visible() is seen
        other.get_by_role("button", name="Sign out").click()
        other.close()
    assert page.get_by_label("Email address").input_value() == "typed@southfold.example"


def test_a_server_in_trouble_is_not_taken_for_the_end(page, cast, sign_in):
    sign_in(page, cast.administrator)
    page.goto("/people/invite")
    page.get_by_label("Email address").fill("typed@southfold.example")
    page.route("**/still-here*", lambda route: route.fulfill(status=503, body="restarting"))
    come_back(page)
    page.wait_for_timeout(1_000)
    assert page.get_by_label("Email address").is_visible()
    assert page.locator("dialog[open]").count() == 0
    page.wrong[:] = [line for line in page.wrong if "503" not in line]
