"""What is kept about people who sign in can be read by everybody, on any screen."""

import pytest

pytestmark = pytest.mark.journey


def test_what_is_kept_can_be_read_before_signing_in(page, axe, picture):
    page.goto("/sign-in")
    page.get_by_role("link", name="Privacy").click()
    page.get_by_role("heading", level=1, name="What is kept about people who sign in").wait_for()
    assert axe(page) == []
    picture(page, "privacy")
