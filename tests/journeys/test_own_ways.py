"""Looking after one's own ways in, and what is printed of them: as a person meets it, in a real browser."""

import pytest
from allauth.mfa.models import Authenticator

from tests.journeys.test_signing_in import give_password
from wardmote.accounts.changes import second_factor

pytestmark = pytest.mark.journey


def outside_landmarks(page, axe) -> list[str]:
    axe(page)  # brings axe into the page
    found = page.evaluate("axe.run(document, {runOnly: ['region']})")
    return [node["html"] for one in found["violations"] for node in one["nodes"]]


def test_a_factor_is_asked_about_before_it_goes_and_the_reader_is_led_to_what_was_done(
    page, cast, sign_in, axe, picture
):
    sign_in(page, cast.manager)
    second_factor.add_passkey(member=cast.manager, name="Laptop", credential={}, by=None)
    page.goto("/your-sign-in")
    picture(page, "your-sign-in-two-factors")
    page.get_by_role("link", name="Remove Authenticator app").click()
    page.get_by_role("heading", level=1, name="Remove the authenticator app?").wait_for()
    assert axe(page) == []
    assert outside_landmarks(page, axe) == []
    picture(page, "remove-factor")
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("It is removed").wait_for()
    assert "It is removed" in page.locator(":focus").inner_text()
    assert axe(page) == []
    picture(page, "factor-removed")
    assert not Authenticator.objects.filter(user=cast.manager, type="totp").exists()


def test_the_paper_with_the_codes_has_the_codes_and_where_they_belong_and_nothing_to_click(page, cast, sign_in, axe):
    sign_in(page, cast.manager)
    page.goto("/your-sign-in/recovery-codes")
    assert outside_landmarks(page, axe) == []
    page.get_by_role("button", name="Make new codes").click()
    page.locator(".wm-codes").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".wm-codes").is_visible()
    assert page.get_by_text("at Wardmote, http://localhost").is_visible()
    assert not page.get_by_text("I have printed these codes").is_visible()
    assert not page.get_by_text("Open Government Licence").is_visible()
    from tests.journeys.conftest import PICTURES

    page.screenshot(path=PICTURES / "codes-on-paper.png", full_page=True)


def test_the_box_for_the_code_is_ready_to_be_typed_into(page, cast):
    give_password(page, cast.manager)
    page.get_by_label("Code").wait_for()
    assert page.locator(":focus").get_attribute("name") == "code"
