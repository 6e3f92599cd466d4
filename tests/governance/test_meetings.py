"""Meetings are planned with their agenda, by whoever runs the business, and read by those whose they are."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import NOW
from tests.governance.test_changes import body, group, manager  # noqa: F401 - a fixture, and short words
from wardmote.governance import changes, queries
from wardmote.governance.changes import Clash, When
from wardmote.governance.states import MeetingKind, MeetingState
from wardmote.platform.refusals import Refused

JUNE = When(datetime(2026, 6, 3, 13, tzinfo=UTC), datetime(2026, 6, 3, 15, tzinfo=UTC), place="Committee room")
BEFORE = When(datetime(2012, 6, 3, 13, tzinfo=UTC), datetime(2012, 6, 3, 15, tzinfo=UTC))
BACKWARDS = When(JUNE.ends_at, JUNE.starts_at)


def planned(manager, of, when=JUNE, **more):  # noqa: F811
    return changes.plan_meeting(group=of, when=when, at=NOW, by=manager, **more)


def test_a_planned_meeting_has_the_six_standing_items_and_a_written_procedure_its_question(manager):  # noqa: F811
    board = group(manager, "Board")
    found = queries.meeting_for(manager, planned(manager, board))
    assert [item.title for item in found.items] == [
        "Welcome and apologies", "Declarations of interest", "Minutes of the last meeting", "Actions", "Cross-cutting and emerging issues", "Risk",
    ]  # fmt: skip
    assert (found.line.group_name, found.line.state, found.line.on) == ("Board", MeetingState.PLANNED, date(2026, 6, 3))
    asked = planned(manager, board, kind=MeetingKind.WRITTEN, question="Agree the plan?", explanation="It is attached.")
    assert [(item.title, item.note) for item in queries.meeting_for(manager, asked).items] == [
        ("Agree the plan?", "It is attached.")
    ]


def test_a_meeting_is_not_planned_backwards_nor_before_its_group_was_nor_without_a_question(manager):  # noqa: F811
    board = group(manager, "Board")
    for wrong in ({"when": BACKWARDS}, {"when": BEFORE}, {"kind": MeetingKind.WRITTEN}):
        with pytest.raises(Clash):
            planned(manager, board, **wrong)


def test_a_meeting_moves_on_only_where_a_way_leads_and_only_by_whoever_runs_the_business(manager, cast):  # noqa: F811
    meeting = planned(manager, group(manager, "Board"))
    move = {"meeting": meeting, "at": NOW}
    with pytest.raises(Refused):
        changes.circulate(link="", by=cast.standing(cast.reader), **move)
    changes.close_meeting(by=manager, **move)
    with pytest.raises(Clash, match="Held"):
        changes.plan_again(by=manager, **move)
