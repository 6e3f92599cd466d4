# ruff: noqa: F811
"""A list that left Wardmote and comes back as it is changes nothing, and a colour is no state."""

from datetime import timedelta

from tests.governance.spreadsheets import SOON, TODAY, as_csv, hand_in, say_yes, tried
from tests.governance.test_actions import answer, board, give, line  # noqa: F401 - a fixture
from wardmote.accounts.words import day
from wardmote.governance import changes
from wardmote.governance.models import Action, ActionAnswer, ActionEntry, Risk, RiskScoring, Seat
from wardmote.governance.states import ActionState, Capacity, OwnedBy, StatutoryRole
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
    assert "Of the rows that change something: 1 is open and late already." in page
    say_yes(client, here)
    assert line(shared, "County Constabulary").state == ActionState.DONE
    again = line(its, "Commissioner")
    assert (again.state, again.text.split(), again.evidence, again.member_id) == ("open", ["Over", "two", "lines."], "=The paper", cast.analyst.pk)  # fmt: skip


def test_seats_that_come_back_as_they_left_are_not_given_twice(client_for, cast, board, as_owner):
    client, group = client_for(cast.manager), board["group"]
    common = {"group": group, "valid_from": TODAY, "at": clock.now(), "by": cast.standing(cast.manager)}
    changes.give_seat(body=board["County Constabulary"], votes=True, **common)
    changes.give_seat(body=board["Commissioner"], name="Cass Commissioner", capacity=Capacity.CHAIR, **common)
    changes.give_seat(body=board["Commissioner"], name="Cass Commissioner", capacity=Capacity.ADVISER, **common)
    changes.give_seat(body=None, member=cast.manager.pk, capacity=Capacity.SECRETARY, **common)
    changes.give_seat(body=None, name="A guest", capacity=Capacity.ADVISER, **common)
    here = hand_in(client, "membership", taken(client, "seats"), "seats.xlsx")
    page = tried(client, here)
    assert "5 rows were understood: 5 on file already." in page, page
    rows = [["Body", "Group", "Person", "Capacity"], ["", "Executive", "Ana Analyst", "Adviser"], ["County Constabulary", "Executive", "", ""]]  # fmt: skip
    here = hand_in(client, "membership", as_csv(*rows), "seats.csv")
    assert "Of the new rows: 1 is of a seat." in tried(client, here)
    say_yes(client, here)
    assert Seat.objects.filter(group=group).count() == 6
    assert Seat.objects.filter(group=group, body=None, member=cast.analyst, capacity=Capacity.ADVISER).exists()
    rows = [rows[0], ["", "Executive", "Nobody Known", ""], ["", "Executive", "", ""], ["", "", "", "Chair"]]
    page = tried(client, hand_in(client, "membership", as_csv(*rows), "seats.csv"))
    assert "3 rows have something wrong" in page
    assert "Nobody Known has no account here: say which body they sit for." in page


def test_a_risk_register_that_comes_back_as_it_left_changes_nothing(client_for, cast, board):
    client = client_for(cast.manager)
    head = ["Risk ref", "Category", "Risk", "Cause", "Owner", "Likelihood", "Impact", "Inherent likelihood", "Inherent impact", "Controls", "Next review", "Status", "Date closed", "Date raised"]  # fmt: skip
    rows = [
        ["SR4", "Strategic planning", "The grant ends", "One year only", "Commissioner", 4, 4, 5, 4, "A reserve", SOON, "", "", "1/6/2025"],
        ["SR5", "Strategic planning", "Nobody comes", "", "The treasurer", 1, 2, "", "", "", "1/1/2026", "Closed", "1/2/2026", "1/6/2025"],
    ]  # fmt: skip
    here = hand_in(client, "risks", as_csv(head, *rows), "risks.csv")
    assert "Of the new rows: 1 is open; 1 is closed." in tried(client, here)
    say_yes(client, here)
    before = [*Risk.objects.order_by("pk").values_list(), *RiskScoring.objects.order_by("pk").values_list()]
    page = tried(client, hand_in(client, "risks", taken(client, "risks"), "risks.xlsx"))
    assert "2 rows were understood: 2 on file already." in page, page
    assert before == [*Risk.objects.order_by("pk").values_list(), *RiskScoring.objects.order_by("pk").values_list()]


def test_an_action_that_is_green_is_open_and_one_that_is_blue_is_done(client_for, cast, board):
    client = client_for(cast.manager)
    rows = [[colour, "Commissioner", SOON, "Executive", colour, "In hand"] for colour in ("Green", "Amber", "Red", "Blue")]  # fmt: skip
    here = hand_in(
        client,
        "actions",
        as_csv(
            ["Action", "Lead", "Due date", "Group", "RAG", "Update"],
            *rows,
            ["Late", "Police", "1/2/2026", "Executive", "Red", ""],
        ),
    )
    assert "Of the new rows: 3 are open; 1 is open and late already; 1 is done." in tried(client, here)
    say_yes(client, here)
    assert dict(Action.objects.values_list("text", "state")) == {"Green": "open", "Amber": "open", "Red": "open", "Blue": "done", "Late": "open"}  # fmt: skip


def test_an_action_of_the_past_is_given_no_later_than_it_was_due_and_what_was_taken_is_said(client_for, cast, board):
    client, due = client_for(cast.manager), TODAY - timedelta(days=9)
    head = ["Action", "Owner", "Due on", "Group", "State", "Answer", "Completed on"]
    rows = [
        ["Walkabout", "Commissioner", due, "Executive", "Complete", "Done", ""], ["Early", "Commissioner", due, "Executive", "Complete", "Done", due - timedelta(days=2)],
        ["Before all", "Commissioner", "1/1/1990", "Executive", "Open", "", ""], ["To come", "Commissioner", SOON, "Executive", "Open", "", ""],
    ]  # fmt: skip
    here = hand_in(client, "actions", as_csv(head, *rows))
    page = tried(client, here)
    assert f"Check: the file does not say when it was given; {day(due)} is taken." in page, page
    assert "Check: the file does not say when it was completed; today is taken, 9 days after it was due." in page
    assert page.count("Check: the file does not say when it was completed") == 1
    say_yes(client, here)
    given = {one.text: one.recorded_at.astimezone(clock.LONDON).date() for one in Action.objects.all()}
    assert given == {"Walkabout": due, "Early": due - timedelta(days=2), "Before all": TODAY, "To come": TODAY}


def test_a_file_knows_a_body_by_what_a_line_of_the_minutes_knows_it_by(client_for, cast, board):
    client = client_for(cast.manager)
    changes.add_body(partnership=cast.southfold.pk, name="Lancashire Fire and Rescue Service (demonstration)", kind="fire", role=StatutoryRole.INVITED, votes=False, valid_from=TODAY, at=clock.now(), by=cast.standing(cast.manager))  # fmt: skip
    rows = [[said, said, SOON, "Executive"] for said in ("Police", "LFRS", "Lancs Fire", "constabulary")]
    here = hand_in(client, "actions", as_csv(HEAD[:4], *rows))
    say_yes(client, here)
    owners = dict(Action.objects.values_list("text", "answers__body__name"))
    police, fire = "County Constabulary", "Lancashire Fire and Rescue Service (demonstration)"
    assert owners == {"Police": police, "LFRS": fire, "Lancs Fire": fire, "constabulary": police}
    page = tried(client, hand_in(client, "actions", as_csv(HEAD[:4], ["x", "Rescue", SOON, "Executive"])))
    assert "“Rescue” may mean " in page
