"""Actions: each owner answers for itself, the whole ends with its last line, and nothing that was said is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.cast import NOW, agency
from wardmote.governance import changes, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.groups import Shape
from wardmote.governance.models import Action, ActionAnswer, ActionEntry
from wardmote.governance.queries import asked
from wardmote.governance.queries.actions import Sought
from wardmote.governance.states import ActionState, Circle, EntryKind, Found, GroupKind, OwnedBy, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import acting_as
from wardmote.platform.versions import Stale

SINCE = date(2020, 4, 1)
DUE = date(2026, 2, 1)
BODIES = (
    ("Southfold Borough Council", "district-council", StatutoryRole.RESPONSIBLE, "southfold-council"),
    ("County Constabulary", "police", StatutoryRole.RESPONSIBLE, "county-police"),
    ("County Fire and Rescue", "fire", StatutoryRole.RESPONSIBLE, None),
    ("Commissioner", "pcc", StatutoryRole.INVITED, None),
)


@pytest.fixture
def board(cast):
    """Three responsible authorities, one body that is none, and a group."""
    by = cast.standing(cast.manager)
    common = {"partnership": cast.southfold.pk, "valid_from": SINCE, "at": NOW, "by": by}
    found = {
        name: changes.add_body(name=name, kind=kind, role=role, votes=True, agency=slug and agency(slug).pk, **common)
        for name, kind, role, slug in BODIES
    }
    found["group"] = changes.found_group(shape=Shape("Executive", GroupKind.EXECUTIVE), **common)
    return found


def give(cast, board, owner, **more):
    return changes.give_action(
        group=board["group"], text="Write to every licensee", owner=owner, at=NOW, by=cast.standing(cast.manager), **{"due_on": DUE} | more
    )  # fmt: skip


def line(action, name: str) -> ActionAnswer:
    return ActionAnswer.objects.get(action=action, body__name=name)


def answer(who, action, name: str, state=ActionState.DONE, text="All were visited.", at=NOW, **more):
    found = line(action, name)
    with acting_as(who.asking):
        return changes.answer_action(
            answer=found.pk, state=state, text=text, at=at, by=who, **{"evidence": "", "version": found.version} | more
        )


def test_an_action_of_all_responsible_authorities_is_answered_by_each_and_ends_with_the_last(cast, board):
    action = give(cast, board, OwnedBy.RESPONSIBLE)
    manager, analyst = cast.standing(cast.manager), cast.standing(cast.analyst, partnership="southfold")
    assert {one.body.name for one in ActionAnswer.objects.filter(action=action)} == {name for name, *_ in BODIES[:3]}
    answer(manager, action, "Southfold Borough Council")
    answer(analyst, action, "County Constabulary", at=NOW + timedelta(days=3))
    assert Action.objects.get(pk=action).state == ActionState.OPEN
    answer(manager, action, "County Fire and Rescue", at=NOW + timedelta(days=2))
    ended = Action.objects.get(pk=action)
    assert (ended.state, ended.ended_on) == (ActionState.DONE, date(2026, 1, 8))
    answer(analyst, action, "County Constabulary", ActionState.OPEN, "Not yet, after all.")
    again = Action.objects.get(pk=action)
    assert (again.state, again.ended_on) == (ActionState.OPEN, None)
    answer(analyst, action, "County Constabulary", ActionState.NOT_DONE, "No power to.")
    assert Action.objects.get(pk=action).state == ActionState.NOT_DONE
    texts = ActionEntry.objects.filter(action=action, agency=agency("county-police")).order_by("pk")
    assert [one.text for one in texts] == ["All were visited.", "Not yet, after all.", "No power to."]


def test_an_agency_answers_for_itself_and_for_nobody_else(cast, board):
    action = give(cast, board, OwnedBy.RESPONSIBLE)
    analyst, reader = cast.standing(cast.analyst, partnership="southfold"), cast.standing(cast.reader)
    for who, name in (
        (analyst, "Southfold Borough Council"),
        (analyst, "County Fire and Rescue"),
        (reader, "Southfold Borough Council"),
    ):
        with pytest.raises(Refused):
            answer(who, action, name)
    # The rows say the same, whatever the code would let through.
    with acting_as(analyst.asking):
        assert ActionAnswer.objects.filter(action=action).update(text="x") == 1
        assert Action.objects.filter(pk=action).update(text="x") == 0


def test_two_who_answer_at_once_lose_nothing(cast, board):
    action = give(cast, board, board["County Constabulary"])
    answer(
        cast.standing(cast.analyst, partnership="southfold"),
        action,
        "County Constabulary",
        ActionState.OPEN,
        "Half of it.",
    )
    with pytest.raises(Stale) as stale:
        answer(cast.standing(cast.manager), action, "County Constabulary", version=1)
    assert stale.value.theirs["text"] == "Half of it."


def test_what_is_not_done_says_why(cast, board):
    action = give(cast, board, board["County Constabulary"])
    with pytest.raises(Clash, match="why"):
        answer(
            cast.standing(cast.analyst, partnership="southfold"),
            action,
            "County Constabulary",
            ActionState.NOT_DONE,
            "",
        )


def test_an_action_that_was_withdrawn_after_its_day_is_late_no_more(cast, board):
    by, today = cast.standing(cast.manager), date(2026, 3, 1)
    action = give(cast, board, board["County Constabulary"])

    def sought():
        with acting_as(by.asking):
            return queries.actions_sought(by, Sought(state="all"), on=today)

    assert sought().late == 1
    changes.withdraw_action(action=action, version=1, reason="No longer needed.", at=NOW, by=by)
    assert (sought().total, sought().late) == (1, 0)


def test_a_new_day_keeps_the_old_one_with_the_reason_and_a_withdrawn_action_is_answered_no_more(cast, board):
    by, action = cast.standing(cast.manager), give(cast, board, board["County Constabulary"])
    changes.put_off(action=action, version=1, due_on=date(2026, 3, 1), reason="The court sits later.", at=NOW, by=by)
    entry = ActionEntry.objects.get(action=action)
    assert (entry.kind, entry.was_due_on, entry.text) == (EntryKind.DUE, DUE, "The court sits later.")
    changes.withdraw_action(action=action, version=2, reason="No longer needed.", at=NOW, by=by)
    assert Action.objects.get(pk=action).state == ActionState.WITHDRAWN
    with pytest.raises(Clash, match="withdrawn"):
        answer(cast.standing(cast.analyst, partnership="southfold"), action, "County Constabulary")
    with pytest.raises(Clash, match="ended"):
        changes.put_off(action=action, version=3, due_on=DUE, reason="", at=NOW, by=by)
    with pytest.raises(Refused):
        changes.withdraw_action(
            action=action, version=3, reason="", at=NOW, by=cast.standing(cast.analyst, partnership="southfold")
        )


def test_open_lines_of_a_body_that_ends_go_to_its_successor_and_the_history_says_so(cast, board):
    by = cast.standing(cast.manager)
    both, one = give(cast, board, OwnedBy.RESPONSIBLE), give(cast, board, board["County Fire and Rescue"])
    changes.succeed(
        before=[board["County Fire and Rescue"]], after=[board["County Constabulary"]], on=date(2026, 1, 5), reason="", at=NOW, by=by
    )  # fmt: skip
    moved = line(one, "County Constabulary")
    assert (moved.moved_from.name, moved.agency, moved.state) == (
        "County Fire and Rescue",
        agency("county-police"),
        ActionState.OPEN,
    )
    assert line(both, "County Fire and Rescue").state == ActionState.WITHDRAWN  # the police answer with their own line
    entries = ActionEntry.objects.filter(kind=EntryKind.MOVED)
    assert {entry.body.name for entry in entries} == {"County Fire and Rescue"}
    assert {entry.text for entry in entries} == {"County Constabulary took its place."}


def test_of_several_successors_one_is_chosen_for_what_is_open_and_nothing_is_written_before(cast, board):
    by, action = cast.standing(cast.manager), give(cast, board, board["County Fire and Rescue"])
    split = {
        "before": [board["County Fire and Rescue"]], "after": [board["County Constabulary"], board["Commissioner"]],
        "on": date(2026, 1, 5), "reason": "", "at": NOW, "by": by,
    }  # fmt: skip
    for nobody in (None, board["Southfold Borough Council"]):
        with pytest.raises(Clash, match="choose which of the bodies"):
            changes.succeed(**split, heir=nobody)
    assert line(action, "County Fire and Rescue").state == ActionState.OPEN
    assert not ActionEntry.objects.exists()
    changes.succeed(**split, heir=board["Commissioner"])
    assert line(action, "Commissioner").moved_from.name == "County Fire and Rescue"


def test_a_line_is_in_its_actions_circle_whatever_is_written_there_and_follows_it(cast, board):
    closed = give(cast, board, board["County Constabulary"], circle=Circle.GROUP)
    seen = ActionAnswer.objects.filter(action=closed).values_list("group", "circle")
    assert list(seen.all()) == [(board["group"], Circle.GROUP)]
    ActionAnswer.objects.filter(action=closed).update(circle=Circle.PARTNERSHIP, group=None)
    assert list(seen.all()) == [(board["group"], Circle.GROUP)]
    with acting_as(cast.standing(cast.reader).asking):
        assert not seen.all().exists()
    Action.objects.filter(pk=closed).update(circle=Circle.PARTNERSHIP)
    assert list(seen.all()) == [(board["group"], Circle.PARTNERSHIP)]
    with acting_as(cast.standing(cast.reader).asking):
        assert seen.all().exists()


def test_a_line_of_one_partnership_is_of_no_action_of_another(cast, board):
    line_of = line(give(cast, board, board["County Constabulary"]), "County Constabulary")
    with pytest.raises(DatabaseError), transaction.atomic():
        ActionAnswer.objects.filter(pk=line_of.pk).update(partnership=cast.northwick)


def test_a_line_moves_to_another_body_and_not_to_one_that_has_a_line(cast, board):
    by, action = cast.standing(cast.manager), give(cast, board, OwnedBy.RESPONSIBLE)
    fire = line(action, "County Fire and Rescue").pk
    with pytest.raises(Clash, match="already"):
        changes.move_action(answer=fire, body=board["County Constabulary"], reason="", at=NOW, by=by)
    changes.move_action(answer=fire, body=board["Commissioner"], reason="They asked for it.", at=NOW, by=by)
    assert line(action, "Commissioner").moved_from.name == "County Fire and Rescue"


def test_who_does_not_run_the_business_gives_no_action_and_who_is_not_in_the_group_reads_none_of_its_own(cast, board):
    with pytest.raises(Refused):
        changes.give_action(
            group=board["group"],
            text="x",
            due_on=DUE,
            owner=OwnedBy.RESPONSIBLE,
            at=NOW,
            by=cast.standing(cast.analyst, partnership="southfold"),
        )
    give(cast, board, board["County Fire and Rescue"], circle=Circle.GROUP)
    reader = cast.standing(cast.reader)
    with acting_as(reader.asking):
        assert queries.actions_sought(reader, Sought(), on=DUE).total == 0


def test_who_is_asked_by_a_closed_group_has_their_line_and_nothing_else_of_it(cast, board):
    by, analyst, auditor = (
        cast.standing(cast.manager),
        cast.standing(cast.analyst, partnership="southfold"),
        cast.standing(cast.auditor),
    )
    action = give(cast, board, OwnedBy.RESPONSIBLE, circle=Circle.GROUP)
    own = line(action, "County Constabulary")
    with acting_as(analyst.asking):
        assert list(ActionAnswer.objects.values_list("pk", flat=True)) == [own.pk]
        assert not Action.objects.exists()
        (asked,) = queries.asked_of_us(analyst, Sought())
        assert (asked.text, asked.due_on, asked.group, asked.group_name, asked.meeting) == (
            "Write to every licensee",
            DUE,
            None,
            "",
            None,
        )
        assert [one.body for one in asked.lines] == ["County Constabulary"]
        assert queries.asked_of_us(analyst, Sought(group=board["group"])) == [], (
            "of which group it is is not to be found out"
        )
        assert queries.waiting_lines(analyst, DUE + timedelta(days=1)) == (1, 1, DUE)
        assert queries.waiting(analyst, on=DUE).total == 1
        found = queries.search(analyst, "licensee")
        assert [(kind.kind, [(hit.key, hit.number, hit.group) for hit in kind.rows]) for kind in found.kinds] == [
            (Found.ASKED, [(own.pk, 1, "")])
        ]
        assert [hit.key for hit in queries.search(analyst, "action 1").numbered] == [own.pk]
    changes.put_off(
        action=action, version=1, due_on=DUE + timedelta(days=9), reason="The group says why.", at=NOW, by=by
    )
    answer(analyst, action, "County Constabulary", text="All the town’s were written to.")
    answer(by, action, "Southfold Borough Council", text="Ours, too.")
    with acting_as(analyst.asking):
        row, entries = queries.asked_line(analyst, own.pk)
        assert (row.due_on, row.state) == (DUE + timedelta(days=9), ActionState.DONE)
        assert [one.text for one in entries] == ["All the town’s were written to."], (
            "neither why it was put off, nor what others answer"
        )
        assert [one.key for one in queries.asked_of_us(analyst, Sought(state="ended"))] == [action]
    elsewhere = cast.standing(cast.analyst, partnership="northwick")
    for nobody in (auditor, cast.standing(cast.reader), elsewhere):
        with acting_as(nobody.asking), pytest.raises(Refused):
            queries.asked_line(nobody, own.pk)
        if nobody is not elsewhere:  # whose agency’s work is one queue, wherever it is
            with acting_as(nobody.asking):
                assert not ActionAnswer.objects.filter(pk=own.pk).exists()
    with acting_as(by.asking), pytest.raises(Refused):
        queries.asked_line(by, own.pk)  # who reads the action finds it in the list of actions
    changes.withdraw_action(action=action, version=2, reason="No longer.", at=NOW, by=by)
    with pytest.raises(Clash, match="withdrawn"):
        answer(analyst, action, "County Constabulary")


def test_more_than_a_page_of_what_closed_groups_asked_is_counted_whole_and_leaves_whole(cast, board, monkeypatch):
    given = [give(cast, board, board["County Constabulary"], circle=Circle.GROUP) for _one in range(5)]
    analyst = cast.standing(cast.analyst, partnership="southfold")
    monkeypatch.setattr(asked, "PAGE", 2)
    monkeypatch.setattr(asked, "AT_ONCE", 2)
    with acting_as(analyst.asking):
        assert [row.key for row in queries.asked_of_us(analyst, Sought())] == given[:2]
        assert queries.waiting(analyst, on=DUE).total == queries.waiting_lines(analyst, DUE)[0] == 5
        assert [row.key for row in asked.asked_whole(analyst, Sought())] == given


def test_a_line_of_a_closed_group_goes_with_its_body_and_stays_with_its_action(cast, board):
    analyst = cast.standing(cast.analyst, partnership="southfold")
    ours, other = (
        give(cast, board, board[name], circle=Circle.GROUP)
        for name in ("County Constabulary", "Southfold Borough Council")
    )
    own = line(ours, "County Constabulary").pk
    with acting_as(analyst.asking), pytest.raises(DatabaseError), transaction.atomic():
        ActionAnswer.objects.filter(pk=own).update(action=other)
    with acting_as(analyst.asking):
        ActionAnswer.objects.filter(pk=own).update(asked="x", asked_number=7, over=True)
        assert [row.text for row in queries.asked_of_us(analyst, Sought())] == ["Write to every licensee"]
    changes.move_action(
        answer=own, body=board["Southfold Borough Council"], reason="Theirs.", at=NOW, by=cast.standing(cast.manager)
    )
    with acting_as(analyst.asking):
        assert queries.asked_of_us(analyst, Sought(state="all")) == []
        assert not ActionEntry.objects.exists()


@pytest.mark.parametrize("said", ["", "Done.", " complete ", "OK"], ids=["nothing", "done", "complete", "ok"])
def test_what_is_done_says_what_was_done_or_where_it_can_be_seen(cast, board, said):
    analyst = cast.standing(cast.analyst, partnership="southfold")
    action = give(cast, board, board["County Constabulary"])
    with pytest.raises(Clash, match="what was done"):
        answer(analyst, action, "County Constabulary", text=said)
    answer(analyst, action, "County Constabulary", ActionState.OPEN, text=said)
    answer(analyst, action, "County Constabulary", text=said, evidence="https://example.org/letters")


def test_numbers_go_on_and_an_owner_that_is_not_there_clashes(cast, board):
    first, second = (give(cast, board, board["Commissioner"]) for _ in range(2))
    assert [Action.objects.get(pk=key).number for key in (first, second)] == [1, 2]
    early = datetime(2019, 1, 1, tzinfo=UTC)
    with pytest.raises(Clash, match="not there"):
        changes.give_action(
            group=board["group"],
            text="x",
            due_on=DUE,
            owner=OwnedBy.RESPONSIBLE,
            at=early,
            by=cast.standing(cast.manager),
        )
