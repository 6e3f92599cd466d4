"""The pages of governance: written by whoever runs the business, read by everybody in the partnership, and by nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import NOW
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import Capacity, GroupKind, StatutoryRole

SINCE = date(2020, 4, 1)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def board(cast):
    """A statutory executive with a task group below it, a council and a health body that is gone."""
    by = cast.standing(cast.manager)
    here = cast.southfold.pk
    common = {"partnership": here, "valid_from": SINCE, "at": NOW, "by": by}
    council = changes.add_body(
        name="Southfold Borough Council", kind="district-council", role=StatutoryRole.RESPONSIBLE, votes=True, **common
    )
    changes.add_body(name="NHS Southfold CCG", kind="ccg", role=StatutoryRole.RESPONSIBLE, votes=True, **common)
    top = changes.found_group(shape=Shape("Executive <Group>", GroupKind.EXECUTIVE, statutory=True), **common)
    below = changes.found_group(
        shape=Shape("Bonfire Task Group", GroupKind.TASK, parent=top, due_to_end=date(2026, 12, 1)), **common
    )
    changes.give_seat(
        group=top,
        body=council,
        member=cast.manager.pk,
        capacity=Capacity.CHAIR,
        votes=True,
        valid_from=SINCE,
        at=NOW,
        by=by,
    )
    return {"council": council, "top": top, "below": below}


def test_everybody_in_the_partnership_reads_the_structure_as_a_picture_and_as_a_list(client_for, cast, board):
    answer = client_for(cast.reader).get("/governance")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<svg") >= 2
    assert "Executive &lt;Group&gt;" in page
    assert "Executive <Group>" not in page
    assert page.index("The same as a list") < page.index(f"/governance/groups/{board['below']}")
    assert "to end on 1 December 2026" in page
    assert "chair: Mo Manager" in page


def test_on_a_day_before_it_was_founded_there_is_no_group(client_for, cast, board):
    answer = client_for(cast.reader).get("/governance?on-day=1&on-month=3&on-year=2020")
    assert "No group was on file on 1 March 2020" in text(answer)


def test_a_body_that_the_law_knows_no_more_is_marked_on_the_day_and_not_before(client_for, cast, board):
    client = client_for(cast.reader)
    assert "there has been none since 1 July 2022" in text(client.get("/governance/bodies"))
    before = text(client.get("/governance/bodies?on-day=30&on-month=6&on-year=2022"))
    assert "NHS Southfold CCG" in before
    assert "there has been none since" not in before


@pytest.mark.parametrize("who", ["reader", "auditor", "analyst", "administrator"])
def test_who_does_not_run_the_business_changes_nothing(client_for, cast, board, who):
    client = client_for(getattr(cast, who))
    page = client.get("/governance/bodies").content.decode()
    assert "Add a body" not in page
    for name, args in (
        ("add-body", []),
        ("end-body", [board["council"]]),
        ("found-group", []),
        ("reshape-group", [board["top"]]),
    ):
        assert client.get(reverse(name, args=args)).status_code == 404
        assert client.post(reverse(name, args=args), {"name": "X"}).status_code == 404


def test_another_partnership_sees_none_of_it(client_for, cast, board):
    client = client_for(cast.outsider)
    assert "Executive" not in client.get("/governance").content.decode()
    assert (
        "Southfold"
        not in client.get("/governance/bodies").content.decode().replace("Southfold Borough", "", 0).split("<main")[1]
    )
    assert client.get(reverse("group", args=[board["top"]])).status_code == 404
    assert client.get(reverse("end-body", args=[board["council"]])).status_code == 404


def day(on: date, name: str) -> dict[str, int]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def test_a_manager_adds_a_body_gives_it_another_part_and_ends_it(client_for, cast):
    client = client_for(cast.manager)
    sent = {"name": "County Fire and Rescue", "kind": "fire", "role": "responsible", "votes": "on"} | day(
        date(2024, 4, 1), "valid_from"
    )
    assert client.post("/governance/bodies/add", sent).url == "/governance/bodies?done=added"
    page = client.get("/governance/bodies").content.decode()
    assert "County Fire and Rescue" in page
    (key,) = {line.split("/part")[0] for line in page.split("/governance/bodies/")[1:] if "/part" in line[:50]}
    answer = client.post(f"/governance/bodies/{key}/part", {"role": "invited"} | day(date(2025, 4, 1), "valid_from"))
    assert answer.url == "/governance/bodies?done=part-given"
    then = text(client.get("/governance/bodies?on-day=1&on-month=5&on-year=2024"))
    assert "Responsible authority" in then.split("County Fire and Rescue")[1]
    now = text(client.get("/governance/bodies"))
    assert "Invited to take part" in now.split("County Fire and Rescue")[1]
    assert client.post(f"/governance/bodies/{key}/end", day(date(2025, 12, 31), "last")).status_code == 302
    assert "County Fire and Rescue" not in client.get("/governance/bodies").content.decode()


def test_what_clashes_is_said_in_the_form_and_nothing_is_written(client_for, cast, board):
    sent = {"name": "southfold borough council", "kind": "fire", "role": "responsible"} | day(
        date(2024, 4, 1), "valid_from"
    )
    answer = client_for(cast.manager).post("/governance/bodies/add", sent)
    assert answer.status_code == 400
    assert "A body of that name takes part already." in text(answer)


def test_a_manager_founds_a_group_moves_it_and_what_it_was_stays_on_file(client_for, cast, board):
    client = client_for(cast.manager)
    sent = {
        "name": "Hate Crime Group",
        "kind": "thematic",
        "cadence": "quarterly",
        "circle": "partnership",
        "parent": str(board["top"]),
    }
    made = client.post("/governance/groups/add", sent | day(date(2025, 1, 1), "valid_from"))
    here = made.url.split("?")[0]
    answer = client.post(
        f"{here}/change", sent | {"name": "Hate and Tension Group"} | day(date(2026, 1, 1), "valid_from")
    )
    assert answer.status_code == 302
    page = text(client.get(here))
    assert '<h1 class="govuk-heading-l">Hate and Tension Group</h1>' in page
    assert "1 January 2025 to 31 December 2025: Hate Crime Group, which answered to Executive &lt;Group&gt;" in page
