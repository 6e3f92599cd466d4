"""Somebody is asked in, given a role and loses it; an auditor finds the reading itself; two partnerships, one queue."""

import re
from datetime import timedelta

import pytest

from tests.accounts.asking import TODAY, asking
from tests.cast import NOW, SINCE
from wardmote.accounts import changes
from wardmote.accounts.models import Member
from wardmote.accounts.states import CredentialKind
from wardmote.platform.models import Mail

pytestmark = pytest.mark.journey

CHOSEN = "violet-ladder-okra-seven"


@pytest.fixture(autouse=True)
def patience(page) -> None:
    """The first page of a run is slow on a machine with other work: what is shown matters here, not how soon."""
    page.context.set_default_timeout(60_000)


def credential(cast, by, days: int, name: str) -> None:
    partnership = "northwick" if by == cast.outsider else "southfold"
    with asking(cast.standing(by, on=TODAY, partnership=partnership)) as standing:
        changes.record_credential(
            member=cast.coordinator.pk, kind=CredentialKind.VETTING, name=name, valid_from=SINCE,
            valid_to=TODAY + timedelta(days=days), at=NOW, by=standing,
        )  # fmt: skip


def test_an_administrator_invites_a_colleague_who_chooses_a_password_and_goes_on_to_the_second_factor(
    page, site, cast, sign_in, axe, picture
):
    sign_in(page, cast.administrator)
    page.get_by_role("link", name="People").first.click()
    page.get_by_role("heading", level=1, name="People").wait_for()
    assert axe(page) == []
    picture(page, "people")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("heading", level=1, name="Invite somebody").wait_for()
    assert axe(page) == []
    picture(page, "invite")
    page.get_by_label("Name", exact=True).fill("Nia Newcomer")
    page.get_by_label("Email address").fill("nia@police.example")
    page.get_by_label("Which agency they work for").select_option("County Constabulary")
    page.get_by_label("Agency representative").check()
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_role("heading", level=1, name="Nia Newcomer").wait_for()
    page.get_by_text("Invited. The mail waits: no mail server is set.").wait_for()
    assert axe(page) == []
    picture(page, "person-invited")
    link = re.search(r"/invitation/\S+", Mail.objects.get().body)[0]
    page.get_by_role("button", name="Sign out").click()
    page.goto(link)
    page.get_by_text("Addy Administrator invites you, Nia Newcomer").wait_for()
    assert axe(page) == []
    picture(page, "invitation")
    page.get_by_label("New password").fill(CHOSEN)
    page.get_by_role("button", name="Save the password and go on").click()
    page.wait_for_url("**/sign-in/set-up**")
    assert page.locator("h1").count() == 1


def test_a_role_is_given_and_ended_and_its_holder_is_out_at_the_next_request(
    page, site, cast, sign_in, axe, picture, client_for
):
    reader = client_for(cast.reader)
    assert reader.get("/people").status_code == 200
    sign_in(page, cast.administrator)
    page.goto(f"/people/{cast.reader.pk}")
    page.get_by_role("button", name="Give a role").click()
    assert axe(page) == []
    picture(page, "give-role")
    page.get_by_label("Analyst").check()
    page.get_by_label("For which agency").select_option("County Constabulary")
    page.get_by_role("button", name="Give this role").click()
    page.get_by_text("The role is given.").wait_for()
    assert page.get_by_role("rowheader", name="Analyst").count() == 1
    for _role in range(2):
        page.get_by_role("link", name="End ").first.click()
        page.get_by_label("At once").check()
        assert axe(page) == []
        picture(page, "end-role")
        page.get_by_role("button", name="End this role").click()
        page.get_by_text("The role ends as you said").wait_for()
    picture(page, "person-ended")
    assert reader.get("/people").status_code == 302


def test_an_auditor_searches_the_log_and_finds_the_reading_itself(page, site, cast, sign_in, axe, picture, client_for):
    client_for(cast.administrator).get(f"/people/{cast.reader.pk}")
    sign_in(page, cast.auditor)
    page.get_by_role("link", name="Log").first.click()
    page.get_by_role("heading", level=1, name="Log").wait_for()
    assert axe(page) == []
    picture(page, "log")
    page.get_by_label("What", exact=True).select_option("Looked at a person’s account")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Ray Reader").last.wait_for()
    page.get_by_label("What", exact=True).select_option("Searched the log")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("cell", name="Searched the log").first.wait_for()
    page.get_by_label("Day").first.fill("99")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("alert").get_by_text("enter a day, a month and a year").wait_for()
    assert axe(page) == []
    picture(page, "log-mistake")
    expected = "Failed to load resource: the server responded with a status of 400"
    page.wrong[:] = [line for line in page.wrong if expected not in line]


def test_on_a_phone_what_was_found_comes_before_the_boxes_to_search_by(page, site, cast, sign_in, axe):
    sign_in(page, cast.auditor)
    page.goto("/log")
    assert page.get_by_label("Whose record", exact=True).is_visible()
    assert not page.get_by_text("Search the log").is_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    assert not page.get_by_label("Whose record", exact=True).is_visible()
    assert page.locator("tbody tr").first.bounding_box()["y"] < 900
    page.get_by_text("Search the log").click()
    page.get_by_label("Whose record", exact=True).select_option("Ray Reader")
    assert axe(page) == []
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Change what is searched for").wait_for()


def test_two_partnerships_one_queue(page, site, cast, sign_in, axe, picture):
    credential(cast, cast.administrator, 20, "vetting for Southfold")
    credential(cast, cast.outsider, -3, "vetting for Northwick")
    sign_in(page, cast.coordinator)
    page.get_by_role("heading", level=1, name="Northwick Community Safety Partnership").wait_for()
    rows = page.locator(".wm-queue__item")
    assert rows.count() == 2
    assert "Northwick Community Safety Partnership" in rows.nth(0).inner_text()
    assert "Southfold Community Safety Partnership" in rows.nth(1).inner_text()
    assert axe(page) == []
    picture(page, "queue")
    page.get_by_role("button", name="Your vetting for Southfold").click()
    page.get_by_role("heading", level=1, name="Your account").wait_for()
    assert axe(page) == []
    picture(page, "account")
    page.goto("/")
    page.get_by_role("heading", level=1, name="Southfold Community Safety Partnership").wait_for()


def test_everybody_sees_their_colleagues_the_roles_and_who_looked(page, site, cast, sign_in, axe, picture, client_for):
    client_for(cast.administrator).get(f"/people/{cast.reader.pk}")
    sign_in(page, cast.reader)
    for path, name in (("/people", "colleagues"), ("/roles", "roles"), (f"/log/about/{cast.reader.pk}", "who-looked")):
        page.goto(path)
        assert page.locator("h1").count() == 1
        assert axe(page) == [], path
        picture(page, name)
    assert Member.objects.get(pk=cast.reader.pk).signed_in_at is not None
