"""A job is done as the member who asked for it, is asked again whether it may be, and leaves nothing when it may not."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app

from tests.platform import oncesite
from tests.platform.probe import settings_now
from wardmote.accounts import jobs
from wardmote.accounts.jobs import by_itself, job
from wardmote.accounts.models import Grant, Member
from wardmote.accounts.policies import may_enter, may_manage_members, may_see_evidence
from wardmote.audit import changes as audit
from wardmote.platform import clock
from wardmote.platform import jobs as queue
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import AT_THE_COMMAND_LINE, Asking, acting_as

WHEN = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
seen: list[dict] = []
LEAVE: list = []


@job(policy=may_see_evidence)
def look_around(by) -> None:
    seen.append(settings_now() | {"roles": sorted(by.roles)})


@job(policy=may_manage_members)
def write_and_break(by) -> None:
    oncesite.write("before the defect")
    look_around.later(by=by)
    raise RuntimeError("a defect")


@job(policy=may_manage_members)
def keep_accounts(by) -> None:
    oncesite.write("as administrator")


@job(policy=may_see_evidence)
def write_once(by, *, number: int) -> None:
    oncesite.write(f"number {number}")


@job(policy=may_see_evidence)
def long_work(by):
    for part in range(3):
        oncesite.write(f"part {part} by {by.name}")
        if LEAVE and part == 1:
            LEAVE[0]()
        by = yield
    return "three parts"


@job(policy=may_see_evidence)
def write_to_the_end(by):
    oncesite.write("before the yield")
    yield
    oncesite.write("after it")


@job(policy=may_manage_members)
def read_and_tell_nobody(by) -> None:
    oncesite.write(f"{Grant.objects.exclude(member=by.member).count()} roles")


@job(policy=may_manage_members)
def read_in_a_later_part(by):
    oncesite.write("nobody read")
    yield
    read_and_tell_nobody.function(by)


@job(policy=may_manage_members)
def read_and_tell(by) -> None:
    read_and_tell_nobody.function(by)
    audit.record("see-people")


@job(policy=by_itself)
def tidy_up(by) -> None:
    seen.append(settings_now() | {"roles": sorted(by.roles)})


@pytest.fixture(autouse=True)
def lines(database, as_owner, monkeypatch):
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})  # nothing comes in between because of the hour
    seen.clear()
    LEAVE.clear()
    as_owner.execute(oncesite.TABLE)
    as_owner.execute("SET wardmote.upkeep = 'on'")
    return oncesite.lines


def asked_for(found, by, **ids) -> None:
    with acting_as(by.asking):
        found.later(by=by, **ids)


def end_grants(member) -> None:
    with acting_as(AT_THE_COMMAND_LINE):
        Grant.objects.filter(member=member).update(valid_to=clock.today())


def events(as_owner, verb: str) -> list:
    return as_owner.execute(
        "SELECT member, outcome, origin, facts->>'job' FROM audit_event WHERE verb = %s", [verb]
    ).fetchall()


def statuses(as_owner) -> list[str]:
    return [row[0] for row in as_owner.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id").fetchall()]


def test_a_job_is_done_as_the_member_who_asked_with_the_hat_worn_then(cast):
    standing = cast.standing(cast.coordinator, partnership="northwick")
    asked_for(look_around, standing)
    assert seen == []
    queue.work(until_empty=True)
    assert seen == [
        {
            "member": str(cast.coordinator.pk),
            "agency": str(standing.hat.agency),
            "partnership": str(cast.northwick.pk),
            "purpose": "",
            "roles": ["coordinator"],
        }
    ]


def test_what_the_installation_does_itself_is_done_by_nobody_under_the_jobs_name(cast):
    tidy_up.run(jobs.asked(tidy_up, {}), {})
    assert seen == [{"member": "", "agency": "", "partnership": "", "purpose": "tidy-up", "roles": []}]


def test_no_member_may_have_the_installations_own_work_done(cast):
    with pytest.raises(Refused):
        asked_for(tidy_up, cast.standing(cast.administrator))


def test_a_job_is_refused_at_once_to_whom_its_policy_refuses(cast, as_owner):
    with pytest.raises(Refused):
        asked_for(write_and_break, cast.standing(cast.reader))
    assert statuses(as_owner) == []


def test_a_job_asked_for_in_a_transaction_that_came_to_nothing_is_not_there(cast, as_owner):
    by = cast.standing(cast.manager)

    def change_my_mind() -> None:
        with acting_as(by.asking):
            look_around.later(by=by)
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError):
        change_my_mind()
    assert statuses(as_owner) == []


def test_a_job_outside_a_transaction_cannot_be_asked_for(cast):
    with pytest.raises(transaction.TransactionManagementError):
        look_around.later(by=cast.standing(cast.manager))


def test_what_a_broken_job_wrote_and_asked_for_is_not_there(cast, lines, as_owner):
    asked_for(write_and_break, cast.standing(cast.administrator))
    queue.work(until_empty=True)
    assert lines() == []
    assert statuses(as_owner) == ["failed"]
    assert seen == []


def test_a_leavers_job_is_refused_and_that_is_recorded(cast, lines, as_owner):
    asked_for(write_once, cast.standing(cast.reader), number=1)
    end_grants(cast.reader)
    queue.work(until_empty=True)
    assert lines() == []
    assert events(as_owner, "run-job") == [(cast.reader.pk, "refused", "job", "write-once")]


def test_a_job_for_a_hat_that_was_lost_is_refused_though_the_member_has_another(cast, lines, as_owner):
    asked_for(write_once, cast.standing(cast.coordinator, partnership="northwick"), number=1)
    with acting_as(AT_THE_COMMAND_LINE):
        Grant.objects.filter(member=cast.coordinator, partnership=cast.northwick).update(valid_to=clock.today())
    queue.work(until_empty=True)
    assert lines() == []
    assert len(events(as_owner, "run-job")) == 1


def test_a_job_that_a_role_allowed_is_refused_when_that_role_ended_and_another_did_not(cast, lines, as_owner):
    asked_for(keep_accounts, cast.standing(cast.outsider))
    with acting_as(AT_THE_COMMAND_LINE):
        Grant.objects.filter(member=cast.outsider, role_id="administrator").update(valid_to=clock.today())
    queue.work(until_empty=True)
    assert lines() == []
    assert events(as_owner, "run-job") == [(cast.outsider.pk, "refused", "job", "keep-accounts")]


def test_an_account_that_was_closed_stops_a_job(cast, lines):
    asked_for(write_once, cast.standing(cast.manager), number=1)
    Member.objects.filter(pk=cast.manager.pk).update(is_active=False)
    queue.work(until_empty=True)
    assert lines() == []


def test_a_long_job_is_done_in_parts_that_are_committed_each(cast, lines):
    asked_for(long_work, cast.standing(cast.manager))
    queue.work(until_empty=True)
    assert lines() == [f"part {part} by Mo Manager" for part in range(3)]


def test_what_a_job_writes_after_its_last_yield_is_committed_too(cast, lines):
    asked_for(write_to_the_end, cast.standing(cast.manager))
    queue.work(until_empty=True)
    assert lines() == ["before the yield", "after it"]


@pytest.mark.parametrize(("reading", "written"), [(read_and_tell_nobody, []), (read_in_a_later_part, ["nobody read"])])
def test_a_part_of_a_job_that_reads_about_people_and_tells_the_log_nothing_fails(cast, lines, as_owner, reading, written):  # fmt: skip
    asked_for(reading, cast.standing(cast.administrator))
    queue.work(until_empty=True)
    assert lines() == written
    assert statuses(as_owner) == ["failed"]


def test_a_job_that_reads_about_people_and_says_so_is_done(cast, lines, as_owner):
    asked_for(read_and_tell, cast.standing(cast.administrator))
    queue.work(until_empty=True)
    assert len(lines()) == 1
    assert statuses(as_owner) == []


def test_somebody_who_leaves_while_their_job_runs_stops_it_at_the_next_part(cast, lines, as_owner):
    def leave() -> None:  # by another hand, in a transaction of its own
        as_owner.execute(
            "UPDATE accounts_grant SET valid_to = %s WHERE member_id = %s", [clock.today(), cast.manager.pk]
        )

    LEAVE.append(leave)
    asked_for(long_work, cast.standing(cast.manager))
    queue.work(until_empty=True)
    assert lines() == ["part 0 by Mo Manager", "part 1 by Mo Manager"]
    assert events(as_owner, "run-job") == [(cast.manager.pk, "refused", "job", "long-work")]


def test_a_part_that_takes_too_long_is_ended_by_the_database(cast, lines, as_owner, monkeypatch):
    monkeypatch.setattr(queue, "PART", timedelta(milliseconds=200))

    @job(policy=may_see_evidence)
    def sleep_long(by) -> None:
        oncesite.write("asleep")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(30)")

    asked_for(sleep_long, cast.standing(cast.manager))
    queue.work(until_empty=True)
    assert lines() == []
    assert statuses(as_owner) == ["failed"]
    forget(sleep_long)


def forget(found) -> None:
    del app.tasks[found.name]
    del jobs.JOBS[found.name]


def test_a_members_job_whose_work_was_committed_is_not_done_again(cast, lines):
    """The worker died between the work's commit and the queue's hearing of it."""
    by = cast.standing(cast.manager)
    asking = Asking(by.member, by.hat.agency, by.hat.partnership, "", cast.manager.pk, "job")
    for _time in range(2):
        write_once.run(asking, {"number": 7})
    assert lines() == ["number 7"]


def test_what_a_killed_worker_had_at_work_is_taken_up_by_the_next(cast, lines, as_owner):
    asked_for(write_once, cast.standing(cast.manager), number=3)
    as_owner.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
    as_owner.execute(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    queue.work(until_empty=True)
    assert lines() == ["number 3"]


def test_the_arguments_of_a_job_are_keys(cast):
    with pytest.raises(TypeError, match="number"):
        asked_for(write_once, cast.standing(cast.manager), number="a name")


def test_every_job_of_the_queue_has_a_policy():
    ours = {name: task for name, task in app.tasks.items() if not name.startswith(("builtin:", "procrastinate."))}
    assert {"send-outbox", "seal-log", "sweep", "tell-of-endings"} <= ours.keys()
    assert [name for name, task in ours.items() if not callable(getattr(task.func, "policy", None))] == []


def test_a_job_that_the_queue_knows_and_has_no_policy_is_found():
    @app.task(name="forgotten")
    def forgotten() -> None:
        pass

    with pytest.raises(AssertionError):
        test_every_job_of_the_queue_has_a_policy()
    del app.tasks["forgotten"]


def test_what_the_installation_does_by_itself_is_done_on_time():
    assert WHEN == {
        "send-outbox": "* * * * *", "seal-log": "*/10 * * * *", "forget-exits": "*/10 * * * *", "sweep": "17 2 * * *", "tell-of-endings": "7 6 * * *",
        "escalate-actions": "41 4 * * *", "tell-of-waiting-daily": "23 6 * * *", "tell-of-waiting-at-once": "*/10 * * * *",
    }  # fmt: skip


def test_may_enter_is_enough_for_a_member_without_a_hat(cast):
    @job(policy=may_enter)
    def greet(by) -> None:
        seen.append({"name": by.name})

    asked_for(greet, cast.standing(cast.nobody))
    queue.work(until_empty=True)
    assert seen == [{"name": "Noah Nobody"}]
    forget(greet)


def done(name: str) -> None:
    with acting_as(Asking(origin="job")):
        queue.enqueue(name)
    queue.work(until_empty=True)


def broken() -> int:
    with acting_as(Asking(origin="job")):
        return queue.standing().broken


def test_what_the_installation_does_again_and_again_is_broken_until_it_next_goes_well(cast, as_owner):
    struck = [True, True, False]

    @job(policy=by_itself, every="0 0 1 1 *")
    def go_round(_by) -> None:
        if struck.pop(0):
            raise OperationalError("the connection is closed")

    asked_for(write_and_break, cast.standing(cast.administrator))
    queue.work(until_empty=True)
    found = []
    for _time in range(3):
        done("go-round")
        found.append(broken())
    assert found == [2, 3, 1], "another job's trouble is its own"
    assert statuses(as_owner) == ["failed"]
    forget(go_round)


def test_what_somebody_asked_for_and_broke_is_broken_however_well_another_of_its_kind_went(cast, as_owner):
    standing = cast.standing(cast.administrator)
    struck = [True, False]

    @job(policy=may_enter)
    def fetch(_by) -> None:
        if struck.pop(0):
            raise OperationalError("the connection is closed")

    for _time in range(2):
        asked_for(fetch, standing)
        queue.work(until_empty=True)
    assert (struck, broken()) == ([], 1)
    forget(fetch)


def test_old_broken_jobs_are_swept(cast, as_owner):
    asked_for(write_and_break, cast.standing(cast.administrator))
    queue.work(until_empty=True)
    with acting_as(Asking(origin="job")):
        assert queue.standing().broken == 1
        assert queue.sweep(before=clock.now() - timedelta(days=30)) == 0
        assert queue.sweep(before=clock.now() + timedelta(seconds=1)) == 1
