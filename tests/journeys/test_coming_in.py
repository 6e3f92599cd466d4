"""Somebody comes in, sees where they are, and goes."""

import pytest

pytestmark = pytest.mark.journey


def test_a_member_signs_in_sees_home_and_signs_out(page, site, cast, sign_in, axe, picture):
    page.goto("/")
    assert page.url == f"{site}/sign-in?next=/"
    assert axe(page) == []
    picture(page, "sign-in")

    sign_in(page, cast.manager)
    assert page.url == f"{site}/"
    assert page.get_by_role("heading", level=1).inner_text() == "Southfold Community Safety Partnership"
    assert page.get_by_text("Mo Manager").first.is_visible()  # and once more on paper
    assert page.locator("body.govuk-frontend-supported").count() == 1
    assert axe(page) == []
    picture(page, "home")

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.goto("/")
    assert page.url == f"{site}/sign-in?next=/"


def test_a_wrong_password_is_said_beside_the_field(page, cast, axe, picture):
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(cast.manager.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").get_by_text("The email address or the password is not right").wait_for()
    assert axe(page) == []
    picture(page, "sign-in-refused")
    expected = "Failed to load resource: the server responded with a status of 400"
    page.wrong[:] = [line for line in page.wrong if expected not in line]


def test_a_member_of_two_partnerships_changes_hats_in_one_step(page, cast, sign_in, axe, picture):
    sign_in(page, cast.analyst)
    page.get_by_role("heading", level=1, name="Northwick Community Safety Partnership").wait_for()
    picture(page, "two-hats")
    page.get_by_label("Work as").select_option("County Constabulary in Southfold Community Safety Partnership")
    page.get_by_role("button", name="Switch").click()
    page.get_by_role("heading", level=1, name="Southfold Community Safety Partnership").wait_for()
    assert axe(page) == []


def test_the_pages_about_the_site_are_for_everybody(page, axe, picture):
    page.goto("/accessibility")
    page.get_by_role("heading", level=1, name="Accessibility of Wardmote").wait_for()
    assert axe(page) == []
    picture(page, "accessibility")
