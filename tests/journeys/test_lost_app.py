"""The telephone is lost: in by a recovery code, and on to a new app, in a real browser."""

import pytest

from tests.journeys.test_signing_in import app_code, give_password
from wardmote.accounts import factors

pytestmark = pytest.mark.journey


def test_who_lost_the_telephone_comes_in_by_a_printed_code_and_sets_a_new_app_up(page, cast, axe, picture):
    spare = factors.recovery_codes(cast.manager).get_unused_codes()[0]
    give_password(page, cast.manager)
    page.get_by_label("Code").fill(f"{spare[:5]} {spare[5:]}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", level=1, name="You came in by a recovery code").wait_for()
    assert axe(page) == []
    picture(page, "by-recovery-code")
    page.goto("/your-sign-in")
    picture(page, "your-sign-in-by-recovery-code")
    page.get_by_role("button", name="Replace the app").click()
    page.get_by_role("heading", level=1, name="Replace the authenticator app").wait_for()
    assert axe(page) == []
    picture(page, "replace-app")
    page.get_by_label("Code").fill(app_code(page))
    page.get_by_role("button", name="Use the new app").click()
    page.get_by_text("The new app is set up").wait_for()
    assert page.get_by_text("You came in by a recovery code").count() == 0
    assert axe(page) == []
    picture(page, "app-replaced")
