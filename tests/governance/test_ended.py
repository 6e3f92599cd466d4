# ruff: noqa: F811
"""What holds once a partnership has ended: nothing is written there, by any way; what was to be forgotten is forgotten; and what stands in its place works."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, connection, connections, transaction

from tests.accounts.asking import TODAY, events, post, text_of, wait_for
from tests.cast import NOW
from tests.governance.spreadsheets import SOON, as_csv, hand_in, tried
from tests.governance.test_actions import SINCE, board  # noqa: F401 - a fixture
from tests.governance.test_reorganising import AT, BUILT, DAY, founded, planned
from wardmote.accounts import changes as accounts
from wardmote.accounts.models import Grant, Partnership
from wardmote.accounts.states import Role
from wardmote.demo import governance as sample
from wardmote.governance import changes, models
from wardmote.governance.changes.groups import Shape
from wardmote.governance.changes.planning import meeting_run_by
from wardmote.governance.states import Capacity, Circle, GroupKind, MeetingState
from wardmote.platform import clock, outbox
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web.jobs import sweep

DUE = date(2027, 1, 1)
NIGHT = Asking(purpose="sweep", origin="job")
HEAD = ["Action", "Owner", "Due on", "Group"]


@pytest.fixture
def waiting(cast, client_for):
    """A file that waits in a partnership that has ended, with what would have come of it."""
    sample.build("southfold", at=BUILT)
    founded("heir")
    group = models.GroupShape.objects.filter(partnership=cast.southfold).first().name
    body = models.Body.objects.filter(partnership=cast.southfold).first().name
    client = client_for(cast.manager)
    tried(client, hand_in(client, "actions", as_csv(HEAD, *([f"Visit {n}", body, SOON, group] for n in range(3)))))
    with acting_as(Asking(origin="command")):
        changes.reorganise(**planned(("southfold",), ("heir",)))
    return cast


def test_a_file_that_waits_when_a_partnership_ends_is_forgotten_and_what_breaks_keeps_nothing_else(
    waiting, as_owner, monkeypatch
):
    assert (models.ImportContent.objects.count(), models.PlannedRow.objects.count()) == (1, 3)
    as_owner.execute("SET wardmote.upkeep = 'on'")
    for table in ("import_content", "planned_row"):
        as_owner.execute(f"UPDATE governance_{table} SET recorded_at = recorded_at - interval '2 days'")

    def broken(*, before):
        Grant.objects.update(role="manager")  # people's rows are in its hands
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    monkeypatch.setattr(outbox, "sweep", broken)
    as_owner.execute("INSERT INTO django_session VALUES ('over', '', now() - interval '1 second')")
    with pytest.raises(ExceptionGroup, match="not everything was swept"):
        sweep.run(NIGHT, {})
    assert (models.ImportContent.objects.count(), models.PlannedRow.objects.count()) == (0, 0)
    assert as_owner.execute("SELECT count(*) FROM django_session WHERE session_key = 'over'").fetchone() == (0,)
    assert [one["facts"] for one in events("run-job")] == [{"job": "sweep"}]
    monkeypatch.undo()
    assert "0 files that were to be brought in" in sweep.run(NIGHT, {})


def test_nobody_but_the_owner_at_its_upkeep_writes_there_whatever_they_set(waiting):
    manager = waiting.standing(waiting.manager, partnership="southfold").asking
    seats = models.Seat.objects.filter(partnership=waiting.southfold)
    for setting, value in (("wardmote.upkeep", "on"), ("wardmote.ongoing", str(waiting.southfold.pk))):
        for told in (Asking(origin="command"), manager):
            with acting_as(told), connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
                refused(lambda: seats.update(name="x"))
    for swept in (models.PlannedRow, models.ImportContent):
        with acting_as(manager):
            refused(partial(swept.objects.all()._raw_delete, "default"))


def refused(change) -> None:
    with pytest.raises(DatabaseError, match="the partnership has ended"), transaction.atomic():
        change()


def test_a_chair_gives_the_next_number_in_the_place_of_what_ended_whatever_they_do_not_see(cast, board):
    by = cast.standing(cast.manager, on=TODAY)
    common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": by}
    group = changes.found_group(shape=Shape("Open", GroupKind.THEMATIC), **common)
    closed = changes.found_group(shape=Shape("Tasking", GroupKind.PANEL, circle=Circle.GROUP), **common)
    changes.give_seat(group=group, body=board["County Constabulary"], member=cast.analyst.pk, capacity=Capacity.CHAIR, valid_from=SINCE, at=NOW, by=by)  # fmt: skip
    for where in (group, closed):
        changes.give_action(group=where, text="Do it", owner=board["Commissioner"], due_on=DUE, at=NOW, by=by)
    heir = founded("heir")
    with acting_as(Asking(origin="command")):
        changes.reorganise(**planned(("southfold",), ("heir",)))
    assert models.LastNumber.objects.get(partnership=heir, counts="action").last == 2
    held = Grant.objects.filter(partnership=cast.southfold, member=cast.analyst).first()
    accounts.grant(member=held.member, agency=held.agency, partnership=heir, role=Role(held.role_id), valid_from=DAY, at=AT, by=None)  # fmt: skip
    chair = cast.standing(cast.analyst, on=TODAY, partnership="heir")
    here = models.GroupShape.objects.get(partnership=heir, name="Open").group_id
    body = models.Body.objects.get(partnership=heir, name="County Constabulary").pk
    models.LastNumber.objects.filter(partnership=heir).update(last=1)  # a register that lags behind
    with acting_as(chair.asking):
        given = changes.give_action(group=here, text="Now", owner=body, due_on=DUE, at=clock.now(), by=chair)
        assert models.Action.objects.get(pk=given).number == 3
        assert set(models.Action.objects.filter(partnership=heir).values_list("circle", flat=True)) == {
            Circle.PARTNERSHIP
        }


def test_two_who_cover_districts_at_once_both_do(cast, as_owner):
    who = cast.standing(cast.manager, on=TODAY)

    def cover(code: str) -> int:
        changes.hold_on()
        return changes.cover(
            partnership=cast.southfold.pk, districts=[(code, "2024")], valid_from=TODAY, at=NOW, by=who
        )

    def other() -> int:
        try:
            with acting_as(who.asking):
                return cover("E07000121")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with acting_as(who.asking):
            changes.hold_on()
            begun = pool.submit(other)
            wait_for(begun, as_owner)
            assert cover("E07000117") == 1
        assert begun.result() == 1


def test_a_press_of_a_button_and_a_reorganisation_never_wait_for_one_another(cast, client_for, as_owner, monkeypatch):
    sample.build("southfold", at=BUILT)
    founded("heir")
    planned_ones = models.AgendaItem.objects.filter(partnership=cast.southfold, meeting__state=MeetingState.PLANNED)
    item, client = planned_ones.order_by("-position").first(), client_for(cast.manager)
    move, begun = changes.move_item, []

    def reorganise():
        try:
            with acting_as(Asking(origin="command")):
                return changes.reorganise(**planned(("southfold",), ("heir",)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:

        def slowly(**asked) -> None:
            meeting_run_by(item.meeting_id, asked["by"])  # it is locked, as at the beginning of the change
            begun.append(other.submit(reorganise))
            wait_for(begun[0], as_owner)
            move(**asked)

        monkeypatch.setattr(changes, "move_item", slowly)
        assert post(client, f"/governance/items/{item.pk}/up").status_code == 302
        assert begun[0].result().faults == ()


def test_what_the_database_refuses_because_it_has_ended_is_told_with_a_sentence(cast, client_for, monkeypatch):
    sample.build("southfold", at=BUILT)
    client = client_for(cast.manager)
    item = models.AgendaItem.objects.filter(partnership=cast.southfold).first()

    def ended(**_asked) -> None:
        with transaction.atomic():
            Partnership.objects.filter(pk=cast.southfold.pk).update(ended_on=DAY)
            models.AgendaItem.objects.filter(pk=item.pk).update(title="x")

    monkeypatch.setattr(changes, "remove_item", ended)
    answer = post(client, f"/governance/items/{item.pk}/remove")
    assert answer.status_code == 400
    assert "This partnership has just ended, and nothing more is written in it." in text_of(answer)
