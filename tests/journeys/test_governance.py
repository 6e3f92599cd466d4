"""The structure of a partnership, described and drawn: as it is, as it was, by whoever runs its business."""

import pytest

from tests.accounts.asking import asking
from tests.cast import NOW
from wardmote.demo.governance import structure as sample
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import Capacity

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def patience(page) -> None:
    page.context.set_default_timeout(60_000)


@pytest.fixture
def structure(cast) -> None:
    """The thematic structure of the demonstration, in Southfold."""
    with asking(cast.standing(cast.manager)) as manager:
        common = {"partnership": cast.southfold.pk, "at": NOW, "by": manager}
        for body in sample.BODIES:
            changes.add_body(
                name=body.name, kind=body.kind, role=body.role, votes=body.votes, valid_from=body.since, **common
            )
        groups: dict = {}
        for group in sample.GROUPS:
            parts = {name: getattr(group.shape, name) for name in Shape.__dataclass_fields__} | {
                "parent": groups.get(group.below)
            }
            groups[group.shape.name] = changes.found_group(shape=Shape(**parts), valid_from=group.since, **common)
            if group.chair:
                changes.give_seat(
                    group=groups[group.shape.name], body=None, name=group.chair, capacity=Capacity.CHAIR, votes=True,
                    valid_from=group.since, at=NOW, by=manager,
                )  # fmt: skip


def test_a_manager_sees_the_structure_adds_a_task_group_and_looks_back(
    page, site, cast, sign_in, axe, picture, structure
):
    sign_in(page, cast.manager)
    page.get_by_role("link", name="Governance").first.click()
    page.get_by_role("heading", level=1, name="Who answers to whom").wait_for()
    assert axe(page) == []
    picture(page, "structure")
    page.get_by_role("button", name="Add a group").click()
    page.get_by_role("heading", level=1, name="Add a group").wait_for()
    assert axe(page) == []
    picture(page, "group-form")
    page.get_by_label("Name of the group").fill("Fresher’s Week Task Group")
    page.get_by_label("Task and finish group").check()
    page.get_by_label("It answers to").select_option("Local Priorities Group")
    page.get_by_role("button", name="Add this group").click()
    page.get_by_role("heading", level=1, name="Fresher’s Week Task Group").wait_for()
    page.get_by_text("Nobody sits on it yet").wait_for()
    page.get_by_role("button", name="Give a seat").click()
    page.get_by_label("Name, if they do not sign in here").fill("Toni Sample")
    page.get_by_label("Chair", exact=True).check()
    page.get_by_role("button", name="Give them this seat").click()
    page.get_by_role("rowheader", name="Toni Sample").wait_for()
    assert axe(page) == []
    picture(page, "group")
    page.get_by_role("link", name="Bodies").first.click()
    page.get_by_text("there has been none since 1 July 2022").wait_for()
    assert axe(page) == []
    picture(page, "bodies")
    page.get_by_label("Year").fill("2019")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("Bodies on").wait_for()
    assert page.get_by_text("there has been none since").count() == 0
