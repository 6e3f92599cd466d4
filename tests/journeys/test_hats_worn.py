"""Whoever wears several hats reads which one they wear, on any screen."""

import pytest

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 900}


def test_on_a_telephone_the_hat_worn_is_written_out_on_every_page(page, cast, sign_in, axe, picture):
    page.set_viewport_size(NARROW)
    sign_in(page, cast.coordinator)
    for address in ("/", "/account", "/drafts", "/working-as"):
        page.goto(address)
        who = page.get_by_role("region", name="Who you are")
        assert who.get_by_text("Southfold Borough Council in Northwick Community Safety Partnership").first.is_visible()
        assert not who.get_by_role("combobox").is_visible()
    page.goto("/account")
    assert axe(page) == []
    picture(page, "account-with-two-hats")
    who.get_by_role("link", name="Switch").click()
    page.get_by_role("heading", level=1, name="Who are you working as?").wait_for()
    page.get_by_role("button", name="Southfold Community Safety Partnership").click()
    page.get_by_role("heading", level=1, name="Southfold Community Safety Partnership").wait_for()


def test_on_a_wide_screen_it_is_changed_in_one_step(page, cast, sign_in):
    sign_in(page, cast.coordinator)
    who = page.get_by_role("region", name="Who you are")
    assert who.get_by_role("combobox").is_visible()
    assert not who.get_by_role("link", name="Switch").is_visible()


def test_the_page_of_hats_says_which_is_worn_apart_from_those_to_change_to(page, cast, sign_in, axe, picture):
    sign_in(page, cast.coordinator)
    page.goto("/working-as")
    worn = page.locator("main").get_by_text("Southfold Borough Council in Northwick Community Safety Partnership")
    assert worn.is_visible()
    buttons = page.locator("main").get_by_role("button")
    assert buttons.all_inner_texts() == ["Southfold Borough Council in Southfold Community Safety Partnership"]
    assert axe(page) == []
    picture(page, "working-as")
