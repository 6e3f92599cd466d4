"""Whoever chairs a group or keeps its papers plans, minutes, circulates and closes its meetings and gives its actions: of that group and of no other, and no more than that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.accounts.asking import day, post, text_of
from tests.cast import NOW
from tests.governance.test_action_pages import police
from tests.governance.test_actions import SINCE, board, line  # noqa: F401 - a fixture
from wardmote.accounts.states import Role
from wardmote.governance import changes, queries
from wardmote.governance.changes.groups import Shape
from wardmote.governance.changes.meetings import When
from wardmote.governance.models import Action, ActionAnswer, AgendaItem, Decision, Meeting, Minutes, Seat
from wardmote.governance.states import ActionState, Capacity, Circle, GroupKind, MeetingState
from wardmote.platform import clock
from wardmote.platform.refusals import Refused
from wardmote.platform.remembered import remembering
from wardmote.platform.transaction import acting_as

TODAY = clock.today()
SOON = When(clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1), place="Room 1")


@pytest.fixture
def groups(cast, board):  # noqa: F811
    """The police's analyst keeps the papers of a closed group; another group is none of theirs."""
    by = cast.standing(cast.manager, on=TODAY)
    common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": by}
    own = changes.found_group(shape=Shape("Tasking", GroupKind.PANEL, circle=Circle.GROUP), **common)
    seat = {"body": board["County Constabulary"], "valid_from": SINCE, "at": NOW, "by": by}
    changes.give_seat(group=own, member=cast.analyst.pk, capacity=Capacity.SECRETARY, **seat)
    changes.give_seat(group=board["group"], member=cast.analyst.pk, **seat)
    return {"own": own, "other": board["group"], "by": by}


def planned(groups, which: str) -> Meeting:
    return Meeting.objects.get(pk=changes.plan_meeting(group=groups[which], when=SOON, at=NOW, by=groups["by"]))


def test_a_secretary_runs_a_meeting_from_plan_to_close_and_approves_nothing(cast, client_for, board, groups):  # noqa: F811
    client = police(client_for, cast)
    plan = client.get("/governance/meetings/plan").content.decode()
    assert f'value="{groups["own"]}"' in plan
    assert f'value="{groups["other"]}"' not in plan, "they only sit there"
    sent = {
        "group": str(groups["own"]),
        "kind": "meeting",
        "starts": "10:00",
        "minutes": "60",
        "mode": "room",
        "place": "Room 2",
    }
    here = post(client, "/governance/meetings/plan", **sent | day(TODAY, "on"))["Location"].partition("?")[0]
    meeting = Meeting.objects.get()
    assert "Plan a meeting" in text_of(client.get("/governance/meetings"))
    assert "Minute it" in text_of(client.get(here))
    leads = {
        which: f'plan?group={groups[which]}"' in text_of(client.get(f"/governance/groups/{groups[which]}"))
        for which in ("own", "other")
    }
    assert leads == {"own": True, "other": False}
    item = AgendaItem.objects.filter(meeting=meeting).first()
    assert post(client, f"{here}/items/add", title="Bonfire season", lead="", note="").status_code == 302
    assert post(client, f"{here}/circulate", reason="").status_code == 302
    assert client.get(f"{here}/minute").status_code == 200
    assert post(client, f"/governance/items/{item.pk}/note", minute="All agreed.", version="1").status_code == 302
    assert (
        post(client, f"/governance/items/{item.pk}/decide", text="To begin", reasons="", options="").status_code == 302
    )
    owed = {"text": "Count the bonfires", "owner": str(board["Southfold Borough Council"])} | day(TODAY, "due_on")
    page = post(client, f"/governance/items/{item.pk}/act", **owed)
    assert "This group is closed." in text_of(page)
    assert "Give it: these people will read it" in text_of(page)
    aware = page.content.decode().partition('name="aware" value="')[2].partition('"')[0]
    assert post(client, f"/governance/items/{item.pk}/act", **owed, aware=aware).status_code == 302
    assert post(client, f"{here}/close", following="none").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, Decision.objects.get().text, Action.objects.get().text) == (
        MeetingState.HELD,
        "To begin",
        "Count the bonfires",
    )
    assert client.get(f"{here}/minutes/approve").status_code == 404
    assert post(client, f"{here}/minutes/approve", how="as-they-are", **day(TODAY, "on")).status_code == 404
    assert not Minutes.objects.exists()
    action = f"/governance/actions/{Action.objects.get().pk}"
    assert "Withdraw it" in text_of(client.get(action))
    assert (
        post(
            client, f"{action}/day", reason="Later", version="1", **day(TODAY + timedelta(days=9), "due_on")
        ).status_code
        == 302
    )
    council = line(Action.objects.get().pk, "Southfold Borough Council").pk
    assert client.get(f"/governance/answers/{council}").status_code == 404, "whoever is asked answers"
    assert post(client, f"{action}/withdraw", reason="No more", version="2").status_code == 302
    assert Action.objects.get().state == ActionState.WITHDRAWN


def test_of_another_group_they_run_nothing_though_they_sit_on_it(cast, client_for, board, groups):  # noqa: F811
    client, meeting = police(client_for, cast), planned(groups, "other")
    item = AgendaItem.objects.filter(meeting=meeting).first().pk
    action = changes.give_action(
        group=groups["other"], text="x", owner=board["Commissioner"], due_on=TODAY, at=NOW, by=groups["by"]
    )
    answer = line(action, "Commissioner").pk
    assert "Minute it" not in text_of(client.get(f"/governance/meetings/{meeting.pk}"))
    for path in (
        *(f"meetings/{meeting.pk}/{what}" for what in ("circulate", "cancel", "move", "minute", "news", "who-came", "interests/add", "close", "items/add", "decide")),
        *(f"items/{item}/{what}" for what in ("change", "note", "decide", "act", "papers/add")),
        f"actions/{action}/day", f"actions/{action}/withdraw", f"answers/{answer}/move", "groups/add", f"groups/{groups['own']}/change",
        f"groups/{groups['own']}/seats/add", f"groups/{groups['own']}/series/add",
    ):  # fmt: skip
        assert client.get(f"/governance/{path}").status_code == 404, path
    given = {"text": "x", "owner": "responsible", "group": str(groups["other"])} | day(TODAY, "due_on")
    assert post(client, "/governance/actions/give", **given).status_code == 400, "no such group to choose"
    analyst = cast.standing(cast.analyst, on=TODAY, partnership="southfold")
    with acting_as(analyst.asking):
        for refused in (
            lambda: changes.plan_meeting(group=groups["other"], when=SOON, at=NOW, by=analyst),
            lambda: changes.add_item(meeting=meeting.pk, title="x", at=NOW, by=analyst),
            lambda: changes.withdraw_action(action=action, version=1, reason="", at=NOW, by=analyst),
        ):
            with pytest.raises(Refused), transaction.atomic():
                refused()


def test_the_rows_say_the_same_whatever_the_code_would_let_through(cast, board, groups):  # noqa: F811
    own, other = planned(groups, "own"), planned(groups, "other")
    for group in ("own", "other"):
        changes.give_action(
            group=groups[group], text="x", owner=board["Commissioner"], due_on=TODAY, at=NOW, by=groups["by"]
        )
    analyst, keys = cast.standing(cast.analyst, on=TODAY, partnership="southfold"), {own.pk, other.pk}
    with acting_as(analyst.asking):
        assert Meeting.objects.filter(pk__in=keys).count() == 2
        assert Meeting.objects.filter(pk__in=keys).update(place="x") == 1
        assert (
            AgendaItem.objects.filter(meeting__in=keys).update(note="x")
            == AgendaItem.objects.filter(meeting=own).count()
        )
        assert (Action.objects.update(text="y"), ActionAnswer.objects.update(text="y")) == (1, 1)
        assert Seat.objects.update(capacity=Capacity.CHAIR) == 0, "nobody gives themselves a seat"
        for group in (groups["other"],):
            with pytest.raises(DatabaseError), transaction.atomic():
                Meeting.objects.filter(pk=own.pk).update(group=group)
    # A seat that ended, one that only sits, and a role that may not: none of them minutes.
    with acting_as(groups["by"].asking):
        seat = Seat.objects.get(group=groups["own"], member=cast.analyst)
        changes.end_seat(seat=seat.pk, valid_to=TODAY, at=NOW, by=groups["by"])
        councillor = {"group": groups["own"], "body": None, "valid_from": SINCE, "at": NOW, "by": groups["by"]}
        changes.give_seat(member=cast.reader.pk, capacity=Capacity.CHAIR, **councillor)
    reader = cast.standing(cast.reader, on=TODAY)
    for nobody in (analyst, reader):
        with acting_as(nobody.asking):
            assert queries.groups_minuted(nobody) == set()
            assert Meeting.objects.filter(pk=own.pk).update(place="z") == 0


def test_what_has_ended_is_minuted_under_no_hat_and_a_page_asks_once(cast, groups):
    southfold = cast.standing(cast.analyst, on=TODAY, partnership="southfold")
    hats = {hat.partnership: hat for hat in southfold.hats}
    elsewhere = replace(hats[cast.northwick.pk], roles=frozenset({Role.ANALYST}))
    for ended_on, expected in ((None, {groups["own"]}), (TODAY, set())):
        beside = replace(
            southfold, hats=(elsewhere, replace(hats[cast.southfold.pk], ended_on=ended_on)), hat=elsewhere
        )
        with acting_as(beside.asking), remembering(reads=True), CaptureQueriesContext(connection) as asked:
            assert queries.groups_minuted(beside) == expected
            assert queries.minutes_any(beside) is bool(expected)
        assert len([one for one in asked if "groups_i_minute" in one["sql"]]) == 1
