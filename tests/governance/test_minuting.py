"""What is written at a meeting: no text is lost when two write at once, attendance gives the quorum, and what is approved never changes."""

# ruff: noqa: F811 - the fixture `manager` is that of another file

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction

from tests.cast import NOW
from tests.governance.test_changes import body, group, manager  # noqa: F401 - a fixture, and short words
from wardmote.governance import changes, kept_document, queries
from wardmote.governance.changes import Came, Clash, When
from wardmote.governance.changes.minuting import version_of
from wardmote.governance.minutes import quorum_words
from wardmote.governance.models import Action, Body, Minutes
from wardmote.governance.states import MOVES, Cadence, Capacity, Circle, MeetingState, Presence, Standing
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import Asking, declare
from wardmote.platform.versions import Stale

JUNE = When(datetime(2026, 6, 3, 13, tzinfo=UTC), datetime(2026, 6, 3, 15, tzinfo=UTC), place="Committee room")
SEPTEMBER = When(datetime(2026, 9, 2, 13, tzinfo=UTC), datetime(2026, 9, 2, 15, tzinfo=UTC))
SINCE = date(2020, 4, 1)
P = Presence


@pytest.fixture
def board(manager):
    """A board of three voting bodies and one without a vote, its quorum two, and a meeting of it in June."""
    names = ("Council", "Police", "Fire", "Prison")
    bodies = {
        name: body(manager, name, kind)
        for name, kind in zip(names, ("district-council", "police", "fire", "prison"), strict=True)
    }
    made = group(manager, "Board", quorum=2)
    for name, key in bodies.items():
        changes.give_seat(
            group=made, body=key, name=f"{name} seat", votes=name != "Prison", valid_from=SINCE, at=NOW, by=manager
        )
    changes.give_seat(
        group=made, body=bodies["Council"], member=manager.member, capacity=Capacity.CHAIR, votes=True, valid_from=SINCE, at=NOW, by=manager
    )  # fmt: skip
    meeting = changes.plan_meeting(group=made, when=JUNE, at=NOW, by=manager)
    return {"group": made, "meeting": meeting, "bodies": bodies}


def room(manager, board):
    return queries.room_for(manager, board["meeting"])


def took(manager, board, *, chaired_by="", also_there="", was=None, **came):
    held = {line.body: line for line in room(manager, board).lines}
    lines = [
        Came(board["bodies"][name], presence, was=(was or {}).get(name, _was(held[board["bodies"][name]])))
        for name, presence in came.items()
    ]
    changes.take_attendance(
        meeting=board["meeting"], came=lines, chaired_by=chaired_by, also_there=also_there, head_was=versions.of("", ""), at=NOW, by=manager
    )  # fmt: skip


def _was(line) -> int:
    return version_of(line.presence, line.came, line.instead_of)


def words_of(manager, board) -> str:
    return kept_document.words(queries.minutes_of(manager, board["meeting"]).document)


def test_the_second_of_two_who_write_at_once_is_told_and_no_text_is_lost(manager, board, cast):
    item = room(manager, board).items[0]
    second = cast.standing(cast.coordinator, partnership="southfold")
    write = {"item": item.key, "version": item.version, "at": NOW}
    assert changes.write_minute(text="Welcome.\nApologies from the fire authority.", by=manager, **write) == 2
    with pytest.raises(Stale) as stale:
        changes.write_minute(text="Welcome.\nThe chair opened the meeting.", by=second, **write)
    assert stale.value.version == 2
    assert stale.value.theirs == {"minute": "Welcome.\nApologies from the fire authority."}
    held = room(manager, board).items[0]
    assert (held.minute, held.by) == ("Welcome.\nApologies from the fire authority.", "Mo Manager")
    assert changes.write_minute(text=held.minute, by=second, **write) == 2  # sent again: it is what is there
    both = "Welcome.\nApologies from the fire authority.\nThe chair opened the meeting."
    assert changes.write_minute(item=item.key, text=both, version=2, at=NOW, by=second) == 3
    assert room(manager, board).items[0].by == "Cory Coordinator"


def test_each_thing_that_is_written_is_one_beat_and_moving_a_point_disturbs_nobody_who_writes_at_it(manager, board):
    first = room(manager, board)
    changes.write_minute(item=first.items[0].key, text="One", version=1, at=NOW, by=manager)
    changes.decide(item=first.items[1].key, text="Agreed.", at=NOW, by=manager)
    changes.carry_item(item=first.items[1].key, carried=True, at=NOW, by=manager)
    owner = board["bodies"]["Police"]
    changes.act_at(item=first.items[1].key, text="Look.", due_on=date(2026, 7, 1), owner=owner, at=NOW, by=manager)
    assert queries.beat_of(board["meeting"]) == first.beat + 4
    assert [item.version for item in room(manager, board).items[:2]] == [2, 1]


def test_a_quorum_counts_bodies_once_and_only_those_with_a_vote_and_a_substitute_makes_its_body_present(manager, board):
    took(manager, board, Council=P.PRESENT, Prison=P.PRESENT, Police=P.APOLOGIES)
    quorum = room(manager, board).quorum
    assert (quorum.here, quorum.bodies, quorum.reached) == (1, 3, False)
    assert quorum_words(quorum) == "1 of 3 voting bodies are here; the quorum is 2: not quorate."
    took(manager, board, Police=P.SUBSTITUTE)
    assert quorum_words(room(manager, board).quorum) == "2 of 3 voting bodies are here; the quorum is 2: quorate."


def test_two_who_take_attendance_do_not_undo_each_other_and_the_same_line_clashes_by_name(manager, board):
    took(manager, board, Council=P.PRESENT)
    took(
        manager, board, was={"Council": 0}, Council=None, Police=P.ABSENT
    )  # a page made before, on which nobody touched the council
    held = {line.name: line.presence for line in room(manager, board).lines}
    assert held == {"Council": P.PRESENT, "Police": P.ABSENT, "Fire": None, "Prison": None}
    with pytest.raises(Clash, match="Council"):
        took(manager, board, was={"Council": 0}, Council=P.APOLOGIES, Fire=P.PRESENT)
    assert {line.name: line.presence for line in room(manager, board).lines} == held


def test_minutes_are_drafted_from_everything_that_was_written(manager, board):
    took(manager, board, Council=P.PRESENT, Police=P.PRESENT, Fire=P.APOLOGIES, also_there="Sam Sample (demonstration)")
    items = room(manager, board).items
    changes.write_minute(item=items[5].key, text="Risks were looked at.", version=1, at=NOW, by=manager)
    changes.decide(
        item=items[5].key, text="Fund the van.", reasons="It works.", options="A car; nothing.", at=NOW, by=manager
    )
    changes.declare_interest(
        meeting=board["meeting"], item=items[5].key, name="Jo Sample", interest="Owns the garage", left_the_room=True, at=NOW, by=manager
    )  # fmt: skip
    said = words_of(manager, board)
    for wanted in (
        "Draft – not yet approved", "In the chair: Mo Manager", "Fire | Apologies |  | votes", "Also there: Sam Sample (demonstration)", "Item 6: Risk",
        "2 of 3 voting bodies were there; the quorum is 2: quorate.", "Risks were looked at.", "Decision 1", "Fund the van.", "Reasons: It works.",
        "Options considered: A car; nothing.", "Jo Sample: Owns the garage (at “Risk”). They left the room.", "None was given.", "3 June 2026, 14:00 to 16:00",
    ):  # fmt: skip
        assert wanted in said


def test_a_meeting_without_a_quorum_is_closed_and_its_minutes_say_so(manager, board):
    took(manager, board, Council=P.PRESENT)
    changes.close_meeting(meeting=board["meeting"], at=NOW, by=manager)
    assert "The meeting was not quorate" in words_of(manager, board)


def test_closing_makes_the_next_agenda_ready_with_what_was_carried_over_and_the_minutes(manager, board):
    items = room(manager, board).items
    changes.carry_item(item=items[4].key, carried=True, at=NOW, by=manager)
    key = changes.close_meeting(meeting=board["meeting"], fresh=SEPTEMBER, at=NOW, by=manager)
    found = queries.meeting_for(manager, key)
    assert [item.standing for item in found.items].count(Standing.MINUTES) == 1
    assert (found.items[-1].title, found.items[-1].note) == (
        "Cross-cutting and emerging issues", "Carried over from Board, 3 June 2026.",
    )  # fmt: skip
    with pytest.raises(Clash, match="Held"):
        changes.close_meeting(meeting=board["meeting"], fresh=SEPTEMBER, at=NOW, by=manager)
    assert [line.key for line in queries.waiting_for_approval(manager, found.line)] == [board["meeting"]]


def test_the_number_of_a_decision_that_was_removed_is_not_given_again_and_each_kind_counts_for_itself(manager, board):
    item = room(manager, board).items[0].key
    first, second = (changes.decide(item=item, text=text, at=NOW, by=manager) for text in ("One", "Two"))
    for key in (second, first):
        changes.remove_decision(decision=key, at=NOW, by=manager)
    third = changes.decide(item=item, text="Three", at=NOW, by=manager)
    assert queries.decision_for(manager, third).number == 3
    given = changes.act_at(
        item=item, text="Go", due_on=date(2027, 1, 1), owner=board["bodies"]["Fire"], at=NOW, by=manager
    )
    assert Action.objects.get(pk=given).number == 1


def test_closing_offers_the_next_day_of_the_series_that_is_still_to_come_and_no_day_twice(manager, board):
    pattern = changes.Pattern(Cadence.QUARTERLY, time(14), place="Hall", standing=("welcome", "Budget"))
    group, day = board["group"], date(2026, 6, 20)
    series = changes.set_up_series(group=group, pattern=pattern, valid_from=date(2026, 3, 4), at=NOW, by=manager)
    june = queries.room_for(manager, board["meeting"]).line
    found = queries.next_day(manager, june, day)
    assert (found.series, found.starts_at, found.place) == (series, datetime(2026, 9, 2, 13, tzinfo=UTC), "Hall")
    assert queries.next_day(manager, june, date(2026, 9, 2)).starts_at == datetime(2026, 12, 2, 14, tzinfo=UTC)
    called_off = changes.plan_meeting(group=group, when=SEPTEMBER, at=NOW, by=manager)
    changes.cancel_meeting(meeting=called_off, reason="No room", link="", at=NOW, by=manager)
    december = queries.next_day(manager, june, day)
    assert december.starts_at == datetime(2026, 12, 2, 14, tzinfo=UTC)
    changes.carry_item(item=room(manager, board).items[5].key, carried=True, at=NOW, by=manager)
    when = When(december.starts_at, december.ends_at, december.mode, december.place)
    key = changes.close_meeting(meeting=board["meeting"], fresh=when, series=series, at=NOW, by=manager)
    items = [item.title for item in queries.meeting_for(manager, key).items]
    assert items == ["Welcome and apologies", "Budget", "Minutes of the last meeting", "Risk"]
    assert queries.next_day(manager, june, day) is None
    with pytest.raises(Refused):
        changes.close_meeting(
            meeting=key, fresh=When(when.ends_at, when.ends_at + timedelta(hours=1)), series=group, at=NOW, by=manager
        )
    other = changes.Pattern(Cadence.MONTHLY, time(9))
    changes.end_series(series=series, valid_to=date(2027, 1, 1), cancel_planned=False, at=NOW, by=manager)
    changes.set_up_series(group=group, pattern=other, valid_from=date(2027, 1, 4), at=NOW, by=manager)
    assert (
        queries.next_day(manager, queries.meeting_for(manager, key).line, date(2026, 12, 2)) is None
    )  # its own has ended


def approve(manager, board, **more):
    changes.approve_minutes(meeting=board["meeting"], on=date(2026, 9, 2), at=NOW, by=manager, **more)


@pytest.mark.parametrize("state", [state for state in MeetingState if MeetingState.APPROVED not in MOVES[state]])
def test_only_minutes_of_a_meeting_that_was_held_are_approved_and_only_once(manager, board, state):
    told = {"meeting": board["meeting"], "link": "", "reason": "", "at": NOW, "by": manager}
    ways = {MeetingState.CIRCULATED: changes.circulate, MeetingState.CANCELLED: changes.cancel_meeting}
    if state is MeetingState.APPROVED:
        changes.close_meeting(meeting=board["meeting"], at=NOW, by=manager)
        approve(manager, board)
    if state in ways:
        ways[state](**told)
    with pytest.raises(Clash):
        approve(manager, board)


def test_approved_minutes_stay_the_same_though_a_body_is_renamed_and_nobody_writes_at_them_again(
    manager, board, as_owner
):
    took(manager, board, Council=P.PRESENT, Police=P.PRESENT)
    item = room(manager, board).items[0]
    following = changes.close_meeting(meeting=board["meeting"], fresh=SEPTEMBER, at=NOW, by=manager)
    changes.write_minute(item=item.key, text="Changed in the draft.", version=1, at=NOW, by=manager)
    approve(manager, board, approved_in=following, amendments="For “van” read “bus”.")
    first = queries.minutes_of(manager, board["meeting"])
    Body.objects.filter(name="Police").update(name="Constabulary")
    later = queries.minutes_of(manager, board["meeting"])
    assert (later.document, later.whole) == (first.document, True)
    said = words_of(manager, board)
    assert "Police" in said
    assert "Constabulary" not in said
    assert "For “van” read “bus”." in said
    assert "at the meeting “Board, 2 September 2026”" in said
    for refused in (
        lambda: changes.write_minute(item=item.key, text="Later", version=2, at=NOW, by=manager),
        lambda: changes.decide(item=item.key, text="Later", at=NOW, by=manager),
        lambda: changes.act_at(
            item=item.key, text="Later", due_on=date(2027, 1, 1), owner=board["bodies"]["Fire"], at=NOW, by=manager
        ),
        lambda: took(manager, board, Fire=P.PRESENT),
    ):
        with pytest.raises(Clash, match="approved and fixed"):
            refused()
    changes.correct_minutes(meeting=board["meeting"], text="The van was red.", at=NOW, by=manager)
    assert [one.text for one in queries.minutes_of(manager, board["meeting"]).corrections] == ["The van was red."]


def test_the_database_lets_nobody_change_approved_minutes_and_a_change_that_got_past_it_is_seen(manager, board):
    changes.close_meeting(meeting=board["meeting"], at=NOW, by=manager)
    approve(manager, board)
    assert Minutes.objects.filter(meeting=board["meeting"]).update(words="Something else") == 0
    assert Minutes.objects.filter(meeting=board["meeting"]).delete()[0] == 0
    kept = Minutes.objects.get(meeting=board["meeting"])
    assert kept.digest == kept_document.digest(kept.document, kept.words)
    assert kept.digest != kept_document.digest(kept.document, kept.words + ".")


def test_a_member_outside_the_group_sees_nothing_of_what_the_group_minutes_for_itself(manager, board, cast):
    closed = group(manager, "Closed group", circle=Circle.GROUP)
    meeting = changes.plan_meeting(group=closed, when=JUNE, at=NOW, by=manager)
    item = queries.room_for(manager, meeting).items[0]
    changes.decide(item=item.key, text="A secret decision", at=NOW, by=manager)
    changes.give_seat(group=closed, body=None, member=cast.analyst.pk, valid_from=SINCE, at=NOW, by=manager)
    found = []
    for who in (cast.reader, cast.analyst):
        standing = cast.standing(who)
        with transaction.atomic():
            declare(Asking(who.pk, standing.hat.agency, standing.hat.partnership))
            found.append([line.text for line in queries.decisions(standing).lines])
            if who == cast.reader:
                with pytest.raises(Refused):
                    queries.minutes_of(standing, meeting)
            else:
                assert "A secret decision" in kept_document.words(queries.minutes_of(standing, meeting).document)
    declare(Asking(cast.manager.pk, manager.hat.agency, manager.hat.partnership))
    assert found == [[], ["A secret decision"]]


def test_who_does_not_run_the_business_writes_nothing_at_a_meeting(manager, board, cast):
    item = room(manager, board).items[0]
    for who in (cast.reader, cast.analyst, cast.outsider):
        by = cast.standing(who)
        for refused in (
            lambda by=by: changes.write_minute(item=item.key, text="Mine", version=1, at=NOW, by=by),
            lambda by=by: changes.close_meeting(meeting=board["meeting"], at=NOW, by=by),
            lambda by=by: changes.decide(item=item.key, text="Mine", at=NOW, by=by),
        ):
            with pytest.raises(Refused):
                refused()
