"""An action goes late and escalates by itself; its owner follows the letter's link, signs in and answers. One that is everybody's is answered by two."""

import re
from datetime import timedelta

import pytest

from tests.accounts.asking import asking
from tests.cast import NOW, agency
from tests.governance.test_actions import BODIES, SINCE
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import GroupKind, OwnedBy
from wardmote.platform import clock, outbox
from wardmote.platform.transaction import Asking

pytestmark = pytest.mark.journey
TODAY = clock.today()
EARLY = Asking(purpose="escalate-actions", origin="job")


@pytest.fixture(autouse=True)
def patience(page) -> None:
    page.context.set_default_timeout(60_000)


@pytest.fixture
def late(cast):
    """A group, three authorities, an action of theirs all, and one of the police that was due 30 days ago."""
    with asking(cast.standing(cast.manager)) as manager:
        common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": manager}
        found = {
            name: changes.add_body(
                name=name, kind=kind, role=role, votes=True, agency=slug and agency(slug).pk, **common
            )
            for name, kind, role, slug in BODIES
        }
        group = changes.found_group(shape=Shape("Executive Group", GroupKind.EXECUTIVE, statutory=True), **common)
        given = {"group": group, "at": NOW, "by": manager}
        everybody = changes.give_action(
            text="Say what each authority does about hate crime at its front desk",
            owner=OwnedBy.RESPONSIBLE,
            due_on=TODAY + timedelta(days=9),
            **given,
        )
        police = found["County Constabulary"]
        own = changes.give_action(
            text="Visit every off-licence before the bonfire weekend",
            owner=police,
            due_on=TODAY - timedelta(days=30),
            **given,
        )
    return {"everybody": everybody, "own": own}


def test_an_action_goes_late_escalates_and_its_owner_answers_by_the_letters_link(
    page, site, cast, sign_in, axe, picture, late
):
    from wardmote.web import jobs

    assert jobs.escalate_actions.run(EARLY, {}) == "3 steps"
    jobs.tell_of_waiting_daily.run(EARLY, {})
    letter = next(one for one in outbox.waiting() if one.to == cast.analyst.email)
    link = re.search(r"http://\S+(/governance/waiting/\S+)", letter.body)[1]

    sign_in(page, cast.analyst, at=link)  # the letter leads to the door, and the door to the list
    if page.get_by_role("button", name="Change hats and see it").count():
        page.get_by_role("button", name="Change hats and see it").click()
    page.get_by_role("heading", level=1, name="What waits for County Constabulary").wait_for()
    page.get_by_text("30 days late").wait_for()
    page.get_by_text("Escalated to the statutory executive").wait_for()
    assert axe(page) == []
    picture(page, "waiting")
    page.get_by_role("link", name="Answer (action 2)").click()
    page.get_by_role("heading", level=1, name="What County Constabulary answers").wait_for()
    assert axe(page) == []
    picture(page, "action-answer")
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What was done, or why not").fill("All 14 were visited.")
    page.get_by_label("Evidence").fill("https://example.org/visits")
    page.get_by_role("button", name="Save this answer").click()
    page.get_by_text("The answer is saved.").wait_for()
    page.get_by_role("heading", name="What happened").wait_for()
    assert axe(page) == []
    picture(page, "action-done")


def test_an_action_of_all_authorities_is_answered_by_two_and_a_manager_follows_it(
    page, site, cast, sign_in, axe, picture, late
):
    sign_in(page, cast.manager)
    page.goto("/governance/actions")
    page.get_by_text("0 of 3 authorities have answered").wait_for()
    assert axe(page) == []
    picture(page, "actions")
    page.get_by_role("button", name="Give an action").click()
    page.get_by_label("What is to be done").wait_for()
    assert axe(page) == []
    picture(page, "action-give")
    for who, body, said in (
        (cast.manager, "Southfold Borough Council", "Staff were briefed."),
        (cast.analyst, "County Constabulary", "A desk officer is named."),
    ):
        if who is cast.analyst:
            page.get_by_role("button", name="Sign out").click()
            sign_in(page, who, at=f"/governance/waiting/{cast.southfold.pk}/{agency('county-police').pk}")
            page.get_by_role("button", name="Change hats and see it").click()
            page.get_by_role("heading", level=1, name="What waits for County Constabulary").wait_for()
        page.goto(f"/governance/actions/{late['everybody']}")
        page.get_by_role("link", name=f"Answer ({body})").click()
        page.get_by_label("Done", exact=True).check()
        page.get_by_label("What was done, or why not").fill(said)
        page.get_by_role("button", name="Save this answer").click()
        page.get_by_text("The answer is saved.").wait_for()
    page.get_by_text("2 of 3 authorities have answered").wait_for()
    picture(page, "action-everybody")


def test_the_demonstrations_actions_recommendations_and_scrutiny_are_looked_at(page, site, cast, sign_in, axe, picture):
    from wardmote.demo.governance import actions, structure

    structure.build("southfold", at=clock.now())
    for _twice in range(2):
        actions.build("southfold", at=clock.now())
    sign_in(page, cast.reader)
    page.goto("/governance/actions")
    page.get_by_text("8 open actions; 4 are late.").wait_for()
    assert axe(page) == []
    picture(page, "demo-actions")
    for address, name in (("/governance/recommendations", "recommendations"), ("/governance/scrutiny", "scrutiny")):
        page.goto(address)
        assert axe(page) == []
        picture(page, name)
        page.get_by_role("rowheader").first.get_by_role("link").click()
        page.get_by_role("definition").first.wait_for()
        assert axe(page) == []
        picture(page, f"{name}-one")
    page.goto("/governance/scrutiny/ask")
    assert axe(page) == []
    picture(page, "scrutiny-ask")
