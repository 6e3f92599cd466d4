"""Late actions escalate once a step; letters say that something waits and where, and go out once."""

import re
from datetime import date, timedelta

import pytest

from tests.accounts.asking import asking, events
from tests.cast import NOW, agency
from tests.governance.test_actions import answer, board, give  # noqa: F401 - a fixture
from wardmote.governance import changes, queries
from wardmote.governance.changes.meetings import When
from wardmote.governance.models import Action, Escalation
from wardmote.governance.states import Capacity, Circle, OwnedBy, Pace, Rung
from wardmote.platform import clock, outbox
from wardmote.platform.transaction import Asking, acting_as

MORNING = Asking(purpose="tell-of-waiting", origin="job")
TODAY = clock.today()
ANALYST, MANAGER, COORDINATOR = "analyst@police.example", "manager@southfold.example", "coordinator@southfold.example"


def escalated(cast, on: date) -> int:
    with acting_as(MORNING):
        return changes.escalate_actions(partnership=cast.southfold.pk, on=on, at=clock.now())


def told(cast, as_owner, on: date = TODAY, pace: Pace = Pace.DAILY) -> list[str]:
    """To whom letters go."""
    as_owner.execute("DELETE FROM platform_outbox")
    with acting_as(MORNING):
        changes.tell_of_waiting(partnership=cast.southfold.pk, site="http://localhost:8000", on=on, pace=pace)
    return sorted(letter.to for letter in outbox.waiting())


def choose(cast, member, pace: Pace) -> None:
    with asking(cast.standing(member, on=TODAY, partnership="southfold")) as standing:
        changes.choose_letters(pace=pace, at=NOW, by=standing)


def test_each_step_is_taken_once_for_each_day_by_which_it_was_due(cast, board):  # noqa: F811
    action = give(cast, board, board["County Constabulary"], due_on=TODAY)
    days = {n: escalated(cast, TODAY + timedelta(days=n)) for n in range(40)}
    assert {n: taken for n, taken in days.items() if taken} == {7: 1, 14: 1, 28: 1}
    assert len([event for event in events("escalate-actions") if event["ids"] == [action]]) == 3
    assert Action.objects.get(pk=action).escalated_at is not None
    changes.put_off(
        action=action, version=1, due_on=TODAY + timedelta(days=30), reason="x", at=NOW, by=cast.standing(cast.manager)
    )
    assert escalated(cast, TODAY + timedelta(days=40)) == 1  # the first step of the new day
    assert Escalation.objects.filter(action=action).count() == 4


def test_days_on_which_nobody_looked_are_made_good_and_what_is_done_does_not_escalate(cast, board):  # noqa: F811
    late, done = (give(cast, board, board["County Constabulary"], due_on=TODAY) for _ in range(2))
    answer(cast.standing(cast.analyst, partnership="southfold"), done, "County Constabulary")
    assert escalated(cast, TODAY + timedelta(days=100)) == 3
    assert set(Escalation.objects.values_list("action", flat=True)) == {late}


def test_what_reached_the_executive_stands_on_its_next_agenda_and_for_whoever_runs_the_business(cast, board):  # noqa: F811
    action = give(cast, board, board["County Constabulary"], due_on=TODAY - timedelta(days=28))
    with asking(cast.standing(cast.manager, on=TODAY)) as manager:
        assert queries.escalated_to(manager, board["group"], TODAY) == []
    escalated(cast, TODAY)
    with asking(cast.standing(cast.manager, on=TODAY)) as manager:
        meeting = changes.plan_meeting(
            group=board["group"],
            when=When(clock.now() + timedelta(days=3), clock.now() + timedelta(days=3, hours=2)),
            at=NOW,
            by=manager,
        )
        found = queries.suggestions_for(manager, queries.meeting_for(manager, meeting), TODAY)
        assert "Late action 1: Write to every licensee" in [one.title for one in found]
        assert [row.key for row in queries.escalated_to(manager, board["group"], TODAY)] == [action]
        waiting = queries.waiting(manager, on=TODAY)
        assert (waiting.own.rows, [(row.key, row.escalated) for row in waiting.reached]) == (
            [],
            [(action, Rung.EXECUTIVE)],
        )
    with asking(cast.standing(cast.analyst, on=TODAY, partnership="southfold")) as analyst:
        assert [row.key for row in queries.waiting(analyst, on=TODAY).own.rows] == [action]


def test_the_owners_people_are_told_once_and_again_when_something_new_waits(cast, board, as_owner):  # noqa: F811
    give(cast, board, board["County Constabulary"])
    assert told(cast, as_owner) == [ANALYST]
    assert told(cast, as_owner) == []
    changes.give_action(
        group=board["group"], text="x", due_on=TODAY, owner=board["County Constabulary"], at=NOW + timedelta(hours=1), by=cast.standing(cast.manager)
    )  # fmt: skip
    assert told(cast, as_owner) == [], "one letter a day"
    assert told(cast, as_owner, TODAY + timedelta(days=1)) == [ANALYST]
    assert told(cast, as_owner, TODAY + timedelta(days=2)) == []


def test_a_member_chooses_when_to_be_written_to(cast, board, as_owner):  # noqa: F811
    give(cast, board, OwnedBy.RESPONSIBLE)
    choose(cast, cast.analyst, Pace.AT_ONCE)
    choose(cast, cast.manager, Pace.NEVER)
    assert told(cast, as_owner, pace=Pace.AT_ONCE) == [ANALYST]
    assert told(cast, as_owner, pace=Pace.AT_ONCE) == []
    assert told(cast, as_owner) == [COORDINATOR]


def test_the_chair_is_told_of_what_is_late_and_whoever_is_asked_by_a_closed_group_is_told(cast, board, as_owner):  # noqa: F811
    since = {"valid_from": date(2020, 4, 1), "at": NOW, "by": cast.standing(cast.manager)}
    changes.give_seat(group=board["group"], body=None, member=cast.reader.pk, capacity=Capacity.CHAIR, **since)
    give(cast, board, board["County Constabulary"], due_on=TODAY - timedelta(days=14), circle=Circle.GROUP)
    assert told(cast, as_owner) == [ANALYST], "the police are asked, if not in the group"
    escalated(cast, TODAY)
    assert told(cast, as_owner, TODAY + timedelta(days=1)) == [ANALYST, "reader@southfold.example"]


def test_the_letter_says_neither_what_nor_how_much_and_leads_to_the_agencys_list(cast, board, as_owner):  # noqa: F811
    give(cast, board, board["County Constabulary"])
    told(cast, as_owner)
    (letter,) = outbox.waiting()
    assert letter.subject == "Something waits for you"
    assert f"http://localhost:8000/governance/waiting/{cast.southfold.pk}/{agency('county-police').pk}" in letter.body
    rest = re.sub(r"http://\S+", "", letter.body)
    for word in ("licensee", "Executive", "Constabulary", "action", "Southfold", "Ana", "1"):
        assert word not in rest


def test_nobody_else_has_the_installations_work_done_or_reads_whom_it_would_write_to(cast, board):  # noqa: F811
    give(cast, board, OwnedBy.RESPONSIBLE, due_on=TODAY - timedelta(days=60))
    with asking(cast.standing(cast.manager, on=TODAY)):
        assert changes.escalate_actions(partnership=cast.southfold.pk, on=TODAY, at=NOW) == 0
        assert changes.tell_of_waiting(partnership=cast.southfold.pk, site="x", on=TODAY, pace=Pace.DAILY) == 0


@pytest.mark.parametrize("pace", ["daily", "at_once"])
def test_the_jobs_escalate_and_tell(cast, board, as_owner, pace):  # noqa: F811
    from wardmote.web import jobs

    give(cast, board, board["County Constabulary"], due_on=TODAY - timedelta(days=8))
    choose(cast, cast.analyst, Pace(pace.replace("_", "-")))
    assert jobs.escalate_actions.run(MORNING, {}) == "1 steps"
    job = getattr(jobs, f"tell_of_waiting_{pace}")
    assert job.run(MORNING, {}) == "1 letters"
    assert job.run(MORNING, {}) == ""
