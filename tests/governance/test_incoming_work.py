# ruff: noqa: F811
"""The worker tries the rows of a file and brings them in; whoever waits is told how far it is, and nothing is lost or done twice when something breaks."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import asking, at_the_same_moment, text_of
from tests.governance.spreadsheets import SOON, TODAY, as_csv, hand_in, match, say_yes, sent, tried, work
from tests.governance.test_actions import board  # noqa: F401 - a fixture
from wardmote.governance import changes, jobs
from wardmote.governance.changes import incoming, trying
from wardmote.governance.changes.risk_scores import scale_for
from wardmote.governance.models import (
    Action,
    Body,
    Import,
    ImportContent,
    ImportedRow,
    PlannedRow,
    Risk,
    RiskCategory,
    Seat,
)
from wardmote.governance.states import ImportKind
from wardmote.platform import clock
from wardmote.platform.refusals import Refused

HEAD = ["Action", "Owner", "Due on", "Group"]
ALIVE = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())"


def log_of(n: int) -> bytes:
    return as_csv(HEAD, *([f"Visit licensee {number}", "Commissioner", SOON, "Executive"] for number in range(n)))


def found_at(here: str) -> Import:
    return Import.objects.get(pk=here.rpartition("/")[2])


def a_few(cast, trial) -> bool:
    with asking(cast.standing(cast.manager)) as by:
        return changes.try_a_few(trial=trial, at=clock.now(), by=by)


def begun(cast, here):
    with asking(cast.standing(cast.manager)) as by:
        return changes.begin_trying(file=found_at(here).pk, run=found_at(here).run, at=clock.now(), by=by)


def said(client, here) -> dict:
    return client.get(f"{here}/progress").json()


def test_whoever_waits_is_told_how_far_it_is_that_nobody_is_at_work_and_that_it_stopped(
    client_for, cast, board, as_owner
):
    client = client_for(cast.manager)
    here = hand_in(client, "actions", log_of(60))
    page = text_of(client.get(here))
    assert "the worker of this installation does not answer" in page
    assert 'data-progress="' in page
    assert "Look again" in page
    as_owner.execute(ALIVE)
    assert said(client, here) == {"said": "It waits for its turn.", "done": 0, "most": 0, "over": False}
    as_owner.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'try-file'")
    trial = begun(cast, here)
    assert a_few(cast, trial)
    told = said(client, here)
    assert (told["said"].partition(" About")[0], told["done"], told["most"]) == ("25 of 60 rows are tried.", 25, 60)
    assert [a_few(cast, trial), a_few(cast, trial)] == [True, True]
    told = said(client, here)
    assert (told["said"], told["over"]) == ("Each row was tried. Now all of them are tried together.", False)
    # columns are matched anew meanwhile: what was asked for before stops, and writes nothing more
    match(client, here)
    assert not a_few(cast, trial)
    assert (found_at(here).tried, PlannedRow.objects.count()) == (0, 0)
    listed = text_of(client.get("/governance/imports"))
    assert "At work" in listed
    as_owner.execute("DELETE FROM procrastinate_jobs")
    listed = text_of(client.get("/governance/imports"))
    assert "Stopped" in listed
    assert "At work" not in listed
    page = text_of(client.get(here))
    assert "The work stopped before its end. Nothing was brought in." in page
    assert 'data-progress="' not in page
    assert sent(client, f"{here}/again").status_code == 302
    assert "60 rows were understood: 60 new. Nothing has been written yet." in tried(client, here)
    assert said(client, here)["over"]
    assert sent(client, f"{here}/again").status_code == 404  # it is through
    with CaptureQueriesContext(connection) as asked:
        client.get(here)
    assert not any(
        "governance_action" in one["sql"] for one in asked.captured_queries
    )  # what was tried is read, nothing is tried again


def test_trying_holds_no_number_asks_little_and_leaves_nothing(client_for, cast, board, as_owner, monkeypatch):
    client = client_for(cast.manager)
    changes.give_action(group=board["group"], text="Before", owner=board["Commissioner"], due_on=TODAY, at=clock.now(), by=cast.standing(cast.manager))  # fmt: skip
    here, one, free = hand_in(client, "actions", log_of(40)), trying._one, []

    def row(*told) -> None:
        one(*told)
        as_owner.execute("SET lock_timeout = '2s'")
        free.append(as_owner.execute("SELECT last FROM governance_last_number WHERE counts = 'action' FOR UPDATE").fetchone())  # fmt: skip

    monkeypatch.setattr(trying, "_one", row)
    trial = begun(cast, here)
    with CaptureQueriesContext(connection) as asked:
        assert a_few(cast, trial)
    assert free == [(1,)] * 25
    rows = [one["sql"] for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(rows) <= 25 * 3 + 25, rows  # the action, its line and its event; the rest once for all
    assert Action.objects.count() == 1
    assert a_few(cast, trial)
    assert not a_few(cast, trial)  # all of them together
    assert free == [(1,)] * 80
    monkeypatch.undo()
    assert say_yes(client, here).status_code == 302
    assert sorted(Action.objects.values_list("number", flat=True)) == list(range(1, 42))
    assert free[0] == (1,)
    assert as_owner.execute("SELECT last FROM governance_last_number WHERE counts = 'action'").fetchone() == (41,)


def test_rows_are_tried_while_somebody_gives_an_action_and_neither_waits_for_the_other(
    client_for, cast, board, as_owner
):
    client, standing = client_for(cast.manager), cast.standing(cast.manager)
    here = hand_in(client, "actions", log_of(3))

    def give():
        return changes.give_action(group=board["group"], text="At that moment", owner=board["Commissioner"], due_on=TODAY, at=clock.now(), by=standing)  # fmt: skip

    at_the_same_moment(as_owner, give, work, asking=standing.asking)
    assert "3 rows were understood: 3 new." in text_of(client.get(here))
    say_yes(client, here)
    assert sorted(Action.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_rows_count_on_rows_above_them_though_those_were_taken_back(client_for, cast, board, monkeypatch):
    monkeypatch.setattr(trying, "A_FEW", 2)
    client = client_for(cast.manager)
    rows = [
        ["Organisation", "Short name", "Kind", "Statutory role", "Voting", "Board", "Contact name"],
        ["Probation North (demonstration)", "PN", "Probation service", "RA", "yes", "", ""],
        ["Commissioner", "", "", "", "", "Executive", "Cass Commissioner"],
        ["PN", "", "", "", "", "Executive", "Pat Probation"],
        ["Commissioner", "", "", "", "", "Executive", "Deputy Commissioner"],
        ["Probation North (demonstration)", "", "", "", "", "Executive", "Deputy Probation"],
        ["PN", "", "", "", "", "Executive", "Third Probation"],
    ]  # fmt: skip
    here = hand_in(client, "membership", as_csv(*rows), "members.csv")
    assert "6 rows were understood: 6 new." in tried(client, here)
    assert not Body.objects.filter(short_name="PN").exists()
    say_yes(client, here)
    assert Seat.objects.filter(body__short_name="PN").count() == 3
    head = ["Category", "Risk", "Owner", "Likelihood", "Impact", "Review on"]
    risks = [[category, f"Risk {n}", "Commissioner", 2, 3, SOON] for n, category in enumerate(["Money and grants", "People", "Money and grants", "Grants"])]  # fmt: skip
    here = hand_in(client, "risks", as_csv(head, *risks), "risks.csv")
    assert "There is the series “Money and grants” already" in tried(client, here)
    here = hand_in(client, "risks", as_csv(head, *risks[:3]), "risks.csv")
    say_yes(client, here)
    assert sorted(Risk.objects.values_list("reference", flat=True)) == ["Money and grants 1", "Money and grants 2", "People 1"]  # fmt: skip
    assert RiskCategory.objects.count() == 2


def test_what_rows_do_to_one_another_is_said_before_the_yes_however_far_apart_they_are(
    client_for, cast, board, monkeypatch
):
    monkeypatch.setattr(trying, "A_FEW", 2)
    client = client_for(cast.manager)
    seats = [["Commissioner", "Executive", "Cass Commissioner", "Chair"], ["Commissioner", "Executive", "Deputy One", ""],
             ["Commissioner", "Executive", "Deputy Two", ""], ["County Constabulary", "Executive", "Chris Constable", "Chair"]]  # fmt: skip
    here = hand_in(client, "membership", as_csv(["Organisation", "Board", "Contact name", "Position"], *seats))
    page = tried(client, here)
    assert "1 row has something wrong, and 3 rows were understood." in page
    assert "The group has a chair on that day" in page
    assert [row.number for row in PlannedRow.objects.filter(fate="wrong")] == [5]
    assert "Bring it in" not in page
    assert sent(client, here, seen=found_at(here).seen).status_code == 400  # nor to what is wrong, though it was seen
    assert not Seat.objects.exists()


def test_a_yes_is_a_yes_to_what_was_seen_and_to_nothing_else(client_for, cast, board):
    client = client_for(cast.manager)
    rows = [["Commissioner", "Executive", "Cass Commissioner"], ["Commissioner", "Executive", "Deputy Commissioner"]]
    here = hand_in(client, "membership", as_csv(["Organisation", "Board", "Contact name"], *rows))
    assert "2 rows were understood: 2 new." in tried(client, here)
    changes.give_seat(group=board["group"], body=board["Commissioner"], name="Deputy Commissioner", valid_from=TODAY, at=clock.now(), by=None)  # fmt: skip
    say_yes(client, here)
    page = text_of(client.get(here))
    assert "Something else would have come of it than was shown the last time, so nothing was brought in." in page
    assert "2 rows were understood: 1 new, 1 on file already." in page
    assert [one.name for one in Seat.objects.all()] == ["Deputy Commissioner"]
    say_yes(client, here)
    assert Seat.objects.count() == 2
    assert "All of it is brought in." in text_of(client.get(here))


def test_what_the_database_refuses_is_said_of_its_row_and_a_defect_leaves_nothing_behind(
    client_for, cast, board, as_owner, monkeypatch
):
    client, action = client_for(cast.manager), trying.ONE_ROW[ImportKind.ACTIONS]

    def refused(run, says):
        made = action(run, says)
        if says["text"].endswith(" 1"):
            Action.objects.filter(pk=made[0]).update(
                partnership=cast.northwick.pk
            )  # nothing of it is of one partnership then
        if says["text"].endswith(" 2"):
            Action.objects.filter(pk=made[0]).update(state="no state")
        return made

    monkeypatch.setitem(trying.ONE_ROW, ImportKind.ACTIONS, refused)
    page = tried(client, hand_in(client, "actions", log_of(4)))
    assert "2 rows have something wrong, and 2 rows were understood." in page
    assert "cannot be brought in as it stands" in page
    assert "does not go with what is on file" in page

    def broken(run, says):
        action(run, says)
        raise RuntimeError(says["text"])

    monkeypatch.setitem(trying.ONE_ROW, ImportKind.ACTIONS, broken)
    here = hand_in(client, "actions", log_of(2))
    work()
    assert "A defect of Wardmote broke the work off. Nothing was brought in." in text_of(client.get(here))
    broke = as_owner.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'failed'").fetchall()
    assert broke == [("try-file",)]
    monkeypatch.setitem(trying.ONE_ROW, ImportKind.ACTIONS, action)
    sent(client, f"{here}/again")
    assert "2 rows were understood: 2 new" in tried(client, here)
    monkeypatch.setitem(trying.ONE_ROW, ImportKind.ACTIONS, broken)
    say_yes(client, here)
    assert "A defect of Wardmote broke the work off." in text_of(client.get(here))
    assert not Action.objects.exists()
    assert not ImportedRow.objects.exists()


def test_what_a_row_wrote_that_was_taken_back_is_not_counted_on_by_the_next(client_for, cast, board, monkeypatch):
    client, risk = client_for(cast.manager), trying.ONE_ROW[ImportKind.RISKS]

    def refused(run, says):
        made = risk(run, says)  # the first writes the scale
        scale_for(run.partnership, TODAY, at=run.at, who=None)
        if says["title"] == "Refused":
            raise changes.Clash("Not this one.")
        return made

    monkeypatch.setitem(trying.ONE_ROW, ImportKind.RISKS, refused)
    rows = [["Money", title, "Commissioner", 2, 3, SOON] for title in ("Refused", "The grant ends", "Nobody comes")]
    head = ["Category", "Risk", "Owner", "Likelihood", "Impact", "Review on"]
    page = tried(client, hand_in(client, "risks", as_csv(head, *rows), "risks.csv"))
    assert "1 row has something wrong, and 2 rows were understood." in page
    assert "Not this one." in page


def test_a_file_is_brought_in_once_however_often_it_is_asked_for_and_is_changed_by_nobody_then(
    client_for, cast, board, as_owner, monkeypatch
):
    client = client_for(cast.manager)
    here = hand_in(client, "actions", log_of(3))
    tried(client, here)
    found = found_at(here)

    def done_meanwhile(*_told):
        as_owner.execute("UPDATE governance_import SET stage = 'done', done_at = now()")

    with monkeypatch.context() as patched, asking(cast.standing(cast.manager)) as by:
        patched.setattr(incoming, "business_of", done_meanwhile)  # between looking at the file and locking it
        with pytest.raises(Refused), transaction.atomic():
            changes.drop_file(file=found.pk, at=clock.now(), by=by)
    as_owner.execute("UPDATE governance_import SET stage = 'tried', done_at = NULL")
    for _ in range(2):  # two tabs
        assert sent(client, here, seen=found.seen).status_code == 302
    assert sent(client, f"{here}/drop").status_code == 302  # it is being brought in: the page says so
    with asking(cast.standing(cast.manager)) as by, pytest.raises(changes.Clash, match="being brought in"):
        changes.match_columns(file=found.pk, sheet="", matching={}, group=None, at=clock.now(), by=by)
    with asking(cast.standing(cast.manager)) as by:
        jobs.bring_in_file.later(by=by, file=found.pk, run=found_at(here).run)
    work()
    assert Action.objects.count() == 3
    assert ImportedRow.objects.count() == 3
    assert not PlannedRow.objects.exists()
    assert not ImportContent.objects.exists()
    verbs = as_owner.execute("SELECT verb, count(*) FROM audit_event WHERE verb IN ('bring-in-file', 'agree-to-file', 'give-action') GROUP BY verb")  # fmt: skip
    assert dict(verbs.fetchall()) == {"bring-in-file": 1, "agree-to-file": 1, "give-action": 3}
    with asking(cast.standing(cast.manager)):
        assert (
            Import.objects.filter(pk=found.pk).update(name="another.csv", done_at=clock.now() - timedelta(days=9)) == 0
        )
        assert Import.objects.filter(pk=found.pk)._raw_delete("default") == 0
    for ending in ("/match", "/drop", "/again"):
        assert sent(client, f"{here}{ending}").status_code == 404
    assert "All of it is brought in." in text_of(client.get(here))
