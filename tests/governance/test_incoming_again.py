# ruff: noqa: F811
"""A list that left Wardmote and comes back as it is changes nothing, and a colour is no state."""

from datetime import timedelta

from tests.governance.spreadsheets import SOON, TODAY, as_csv, hand_in, say_yes, tried
from tests.governance.test_actions import answer, board, give, line  # noqa: F401 - a fixture
from wardmote.governance import changes
from wardmote.governance.models import Action, ActionAnswer, ActionEntry
from wardmote.governance.states import ActionState, OwnedBy
from wardmote.platform import clock

HEAD = ["Action", "Owner", "Due on", "Group", "State", "Answer"]


def taken(client, name: str) -> bytes:
    found = client.get(f"/governance/lists/{name}.xlsx?state=all")
    assert found.status_code == 200, name
    return found.content


def kept() -> list:
    """Every answer with who gave it and when, and every entry."""
    return [
        *ActionAnswer.objects.order_by("pk").values_list(), *ActionEntry.objects.order_by("pk").values_list(),
        *Action.objects.order_by("pk").values_list(),
    ]  # fmt: skip


def test_an_action_log_that_comes_back_as_it_left_changes_nothing_and_answers_for_nobody(client_for, cast, board):
    client, manager = client_for(cast.manager), cast.standing(cast.manager)
    analyst = cast.standing(cast.analyst, partnership="southfold")
    shared = give(cast, board, OwnedBy.RESPONSIBLE)
    answer(analyst, shared, "County Constabulary", member=cast.analyst.pk)
    nobody = give(cast, board, OwnedBy.RESPONSIBLE, due_on=TODAY + timedelta(days=9))
    for name in ("Southfold Borough Council", "County Constabulary", "County Fire and Rescue"):
        answer(manager, nobody, name, ActionState.NOT_DONE, "There was no money.")
    its = give(cast, board, board["Commissioner"])
    answer(manager, its, "Commissioner", text="Over\r\ntwo lines.", evidence="=The paper", member=cast.analyst.pk)
    gone = give(cast, board, board["Commissioner"], due_on=TODAY)
    changes.withdraw_action(action=gone, version=Action.objects.get(pk=gone).version, reason="x", at=clock.now(), by=manager)  # fmt: skip
    before = kept()
    here = hand_in(client, "actions", taken(client, "actions"), "actions.xlsx")
    page = tried(client, here)
    assert "4 rows were understood: 4 on file already." in page, page
    assert "there is nothing to bring in" in page
    assert kept() == before
    # what a log says of all of them at once is nobody's answer; what it says of one body is
    own, due = "Each authority answers for itself", Action.objects.get(pk=shared).due_on
    rows = [["Write to every licensee", "All responsible authorities", due, "Executive", "Open", "Not yet."], ["Write to every licensee", "Commissioner", due, "Executive", "Open", ""]]  # fmt: skip
    here = hand_in(client, "actions", as_csv(HEAD, *rows))
    page = tried(client, here)
    assert "1 changed, 1 on file already" in page, page
    assert page.count(own) == 1
    assert "open (before: done)" in page
    say_yes(client, here)
    assert line(shared, "County Constabulary").state == ActionState.DONE
    again = line(its, "Commissioner")
    assert (again.state, again.text.split(), again.evidence, again.member_id) == ("open", ["Over", "two", "lines."], "=The paper", cast.analyst.pk)  # fmt: skip


def test_an_action_that_is_green_is_open_and_one_that_is_blue_is_done(client_for, cast, board):
    client = client_for(cast.manager)
    rows = [[colour, "Commissioner", SOON, "Executive", colour, "In hand"] for colour in ("Green", "Amber", "Red", "Blue")]  # fmt: skip
    here = hand_in(client, "actions", as_csv(["Action", "Lead", "Due date", "Group", "RAG", "Update"], *rows))
    say_yes(client, here)
    assert dict(Action.objects.values_list("text", "state")) == {"Green": "open", "Amber": "open", "Red": "open", "Blue": "done"}  # fmt: skip
