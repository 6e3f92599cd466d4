"""Bodies and groups over time: what ends stays, what follows is known, and nobody writes what clashes."""

from datetime import date

import pytest

from tests.cast import NOW
from wardmote.accounts.models import Agency
from wardmote.governance import changes, queries
from wardmote.governance.changes import Clash
from wardmote.governance.changes.groups import Shape
from wardmote.governance.states import Capacity, GroupKind, Merger, StatutoryRole
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import Asking, acting_as

SINCE = date(2013, 4, 1)
TODAY = date(2026, 1, 5)
RESPONSIBLE = StatutoryRole.RESPONSIBLE


@pytest.fixture
def manager(cast):
    """Southfold's manager at work."""
    standing = cast.standing(cast.manager)
    with acting_as(Asking(cast.manager.pk, standing.hat.agency, standing.hat.partnership)):
        yield standing


def body(manager, name: str, kind: str = "district-council", role=RESPONSIBLE, votes=True, since=SINCE):
    return changes.add_body(
        partnership=manager.hat.partnership,
        name=name,
        kind=kind,
        role=role,
        votes=votes,
        valid_from=since,
        at=NOW,
        by=manager,
    )


def group(manager, name: str, parent=None, since=SINCE, **more):
    shape = Shape(name, GroupKind.BOARD, parent=parent, **more)
    return changes.found_group(partnership=manager.hat.partnership, shape=shape, valid_from=since, at=NOW, by=manager)


def names(manager, on: date) -> list[str]:
    return [one.name for one in queries.bodies_on(manager, on)]


def test_ac_43_a_commissioner_votes_and_is_no_responsible_authority_and_eight_councils_are_seven_and_the_county(
    manager,
):
    for n in range(7):
        body(manager, f"District {n}")
    body(manager, "County", "county-council")
    body(manager, "Commissioner", "pcc", StatutoryRole.INVITED, votes=True)
    body(manager, "Prison", "prison", StatutoryRole.OTHER, votes=False)
    found = {one.name: one for one in queries.bodies_on(manager, TODAY)}
    assert (found["Commissioner"].votes, found["Commissioner"].role) == (True, StatutoryRole.INVITED)
    assert found["Commissioner"].doubts == ()
    councils = [one for one in found.values() if one.kind in {"district-council", "county-council"} and one.votes]
    assert len(councils) == 8
    assert not found["Prison"].votes


def test_in_23_an_informal_merger_leaves_the_duties_of_each_and_a_formal_one_is_something_else(manager):
    for kind in (Merger.INFORMAL, Merger.FORMAL):
        changes.link_partnership(
            partnership=manager.hat.partnership,
            kind=kind,
            with_name=f"{kind} county",
            valid_from=SINCE,
            at=NOW,
            by=manager,
        )
    assert [(link.kind, link.with_name) for link in queries.links_on(manager, TODAY)] == [
        (Merger.INFORMAL, "informal county"), (Merger.FORMAL, "formal county"),
    ]  # fmt: skip
    assert queries.links_on(manager, date(2013, 3, 31)) == []


def test_two_councils_that_merge_end_on_the_day_and_the_day_before_is_as_it_was(manager):
    old = [body(manager, "North"), body(manager, "South")]
    new = body(manager, "Both", "unitary-council", since=date(2025, 4, 1))
    changes.succeed(before=old, after=[new], on=date(2025, 4, 1), reason="reorganisation", at=NOW, by=manager)
    assert names(manager, date(2025, 3, 31)) == ["North", "South"]
    assert names(manager, date(2025, 4, 1)) == ["Both"]
    assert queries.successions(manager) == [
        (date(2025, 4, 1), "North", "Both", "reorganisation"), (date(2025, 4, 1), "South", "Both", "reorganisation"),
    ]  # fmt: skip


def test_a_council_that_is_split_has_two_successors(manager):
    old, one, two = (
        body(manager, "County"),
        body(manager, "East", since=date(2025, 4, 1)),
        body(manager, "West", since=date(2025, 4, 1)),
    )
    changes.succeed(before=[old], after=[one, two], on=date(2025, 4, 1), reason="", at=NOW, by=manager)
    assert names(manager, date(2025, 4, 1)) == ["East", "West"]
    assert len(queries.successions(manager)) == 2


def test_a_successor_that_is_not_there_yet_or_is_the_one_that_ends_clashes_and_nothing_is_written(manager):
    old, late = body(manager, "Old"), body(manager, "Late", since=date(2025, 4, 2))
    for after in ([late], [old]):
        with pytest.raises(Clash):
            changes.succeed(before=[old], after=after, on=date(2025, 4, 1), reason="", at=NOW, by=manager)
    assert queries.successions(manager) == []
    assert names(manager, TODAY) == ["Late", "Old"]


def test_seats_end_with_their_body(manager):
    old, board = body(manager, "Old"), group(manager, "Board")
    changes.give_seat(group=board, body=old, valid_from=SINCE, at=NOW, by=manager)
    changes.end_body(body=old, valid_to=date(2025, 1, 1), at=NOW, by=manager)
    assert [seat.who for seat in queries.seats_of(manager, board, date(2024, 12, 31))] == ["Old"]
    assert queries.seats_of(manager, board, date(2025, 1, 1)) == []


def test_a_group_is_on_each_day_what_it_was_then(manager):
    top = group(manager, "Executive")
    board = group(manager, "Reducing Reoffending Board", top)
    changes.reshape_group(
        group=board,
        shape=Shape("Reducing Offending Board", GroupKind.BOARD, parent=top),
        valid_from=date(2015, 9, 1),
        at=NOW,
        by=manager,
    )
    found = {on: [one.name for one in queries.groups_on(manager, on)] for on in (date(2015, 8, 31), date(2015, 9, 1))}
    assert found == {
        date(2015, 8, 31): ["Executive", "Reducing Reoffending Board"],
        date(2015, 9, 1): ["Executive", "Reducing Offending Board"],
    }
    assert queries.days_of_change(manager) == [SINCE, date(2015, 9, 1)]


def test_a_group_cannot_answer_to_itself_not_even_by_way_of_others(manager):
    top = group(manager, "Top")
    middle = group(manager, "Middle", top)
    below = group(manager, "Below", middle)
    for parent in (below, middle, top):
        with pytest.raises(Clash, match="answer to itself"):
            changes.reshape_group(
                group=top,
                shape=Shape("Top", GroupKind.BOARD, parent=parent),
                valid_from=date(2020, 1, 1),
                at=NOW,
                by=manager,
            )


def test_a_group_to_which_others_answer_does_not_end_before_them(manager):
    top = group(manager, "Top")
    group(manager, "Below", top)
    with pytest.raises(Clash, match="Below"):
        changes.end_group(group=top, valid_to=date(2020, 1, 1), at=NOW, by=manager)


def test_a_group_has_one_chair_at_a_time(manager):
    board = group(manager, "Board")
    seat = {"group": board, "body": None, "capacity": Capacity.CHAIR, "at": NOW, "by": manager}
    first = changes.give_seat(name="One", valid_from=SINCE, **seat)
    with pytest.raises(Clash, match="has a chair"):
        changes.give_seat(name="Two", valid_from=date(2020, 1, 1), **seat)
    changes.end_seat(seat=first, valid_to=date(2020, 1, 1), at=NOW, by=manager)
    changes.give_seat(name="Two", valid_from=date(2020, 1, 1), **seat)
    assert [one.chair for one in queries.groups_on(manager, TODAY)] == ["Two"]


def test_a_circle_of_groups_that_would_close_only_on_a_later_day_clashes_and_says_the_day(manager):
    top, low = group(manager, "Top"), group(manager, "Low")
    other = group(manager, "Other", parent=top)
    shape = Shape("Other", GroupKind.BOARD, parent=low)
    changes.reshape_group(group=other, shape=shape, valid_from=date(2026, 9, 1), at=NOW, by=manager)
    for parent, said in ((other, "From 1 September 2026 it would"), (low, "cannot answer to itself")):
        below = Shape("Low", GroupKind.BOARD, parent=parent)
        with pytest.raises(Clash, match=said):
            changes.reshape_group(group=low, shape=below, valid_from=date(2026, 3, 1), at=NOW, by=manager)


def test_a_body_is_not_given_an_agency_of_elsewhere(manager, cast):
    northwick = Agency.objects.get(slug="northwick-council").pk
    common = {
        "partnership": cast.southfold.pk,
        "kind": "fire",
        "role": RESPONSIBLE,
        "votes": True,
        "valid_from": SINCE,
        "at": NOW,
    }
    with pytest.raises(Refused):
        changes.add_body(name="Fire", agency=northwick, by=manager, **common)


def test_whoever_does_not_run_the_business_of_that_partnership_is_refused(cast, manager):
    there = body(manager, "Body")
    for who in (cast.reader, cast.analyst, cast.administrator, cast.outsider):
        standing = cast.standing(who)
        with pytest.raises(Refused):
            changes.add_body(
                partnership=cast.southfold.pk,
                name="Mine",
                kind="fire",
                role=RESPONSIBLE,
                votes=True,
                valid_from=SINCE,
                at=NOW,
                by=standing,
            )
        with pytest.raises(Refused):
            changes.end_body(body=there, valid_to=TODAY, at=NOW, by=standing)


def test_a_coordinator_of_two_partnerships_mixes_nothing_of_them(cast):
    there, here = (cast.standing(cast.coordinator, partnership=slug) for slug in ("northwick", "southfold"))
    with acting_as(Asking(cast.coordinator.pk, here.hat.agency, here.hat.partnership)):
        strange, own = body(there, "Northwick Council"), body(here, "Southfold Council")
        top, board = group(there, "Northwick Executive"), group(here, "Southfold Board")
        seat = {"group": board, "valid_from": SINCE, "at": NOW, "by": here}
        for refused in (
            lambda: changes.give_seat(body=strange, **seat),
            lambda: changes.give_seat(body=own, member=cast.outsider.pk, **seat),
            lambda: group(here, "Led from elsewhere", lead=strange),
            lambda: changes.succeed(before=[own], after=[strange], on=TODAY, reason="", at=NOW, by=here),
        ):
            with pytest.raises(Refused):
                refused()
        with pytest.raises(Clash):
            group(here, "Below a stranger", parent=top)


def test_a_body_that_ends_gets_no_part_after_that_and_none_that_outlives_it(manager):
    there = body(manager, "Going")
    changes.end_body(body=there, valid_to=date(2027, 1, 1), at=NOW, by=manager)
    part = {"body": there, "role": StatutoryRole.INVITED, "votes": True, "at": NOW, "by": manager}
    changes.give_part(valid_from=date(2025, 1, 1), **part)
    assert [one.role for one in queries.bodies_on(manager, TODAY)] == [StatutoryRole.INVITED]
    assert names(manager, date(2027, 1, 1)) == []
    with pytest.raises(Clash, match="no part any more"):
        changes.give_part(valid_from=date(2027, 1, 1), **part)


def test_what_has_ended_is_not_ended_again_for_later(manager):
    there, board = body(manager, "Body"), group(manager, "Board")
    seat = changes.give_seat(group=board, body=there, valid_from=SINCE, at=NOW, by=manager)
    changes.end_seat(seat=seat, valid_to=date(2018, 1, 1), at=NOW, by=manager)
    changes.end_body(body=there, valid_to=date(2020, 1, 1), at=NOW, by=manager)
    with pytest.raises(Clash, match="ended already"):
        changes.end_seat(seat=seat, valid_to=date(2040, 1, 1), at=NOW, by=manager)
    with pytest.raises(Clash, match="ended already"):
        changes.end_body(body=there, valid_to=date(2030, 1, 1), at=NOW, by=manager)


def test_nobody_sits_on_a_group_that_is_not_there_or_for_a_body_that_is_not(manager):
    there, board = body(manager, "Body", since=date(2020, 1, 1)), group(manager, "Board")
    seat = {"group": board, "at": NOW, "by": manager}
    for refused in (
        {"body": there, "valid_from": date(2019, 12, 31)},
        {"body": None, "name": "X", "valid_from": date(2013, 3, 31)},
    ):
        with pytest.raises(Clash, match="not there on that day"):
            changes.give_seat(**seat, **refused)
    changes.give_seat(body=there, valid_from=date(2027, 1, 1), **seat)
    with pytest.raises(Clash, match="to join it"):
        changes.end_group(group=board, valid_to=date(2026, 6, 1), at=NOW, by=manager)


def test_a_body_that_leads_a_group_does_not_end_before_another_leads_it(manager):
    there = body(manager, "Leader", since=date(2020, 1, 1))
    with pytest.raises(Clash, match="not there on that day"):
        group(manager, "Too early", lead=there)
    group(manager, "Board", since=date(2020, 1, 1), lead=there)
    with pytest.raises(Clash, match="still leads"):
        changes.end_body(body=there, valid_to=date(2026, 6, 1), at=NOW, by=manager)


def test_a_successor_that_has_ended_takes_nobodys_place_and_a_pair_named_twice_is_one(manager):
    old, gone, new = (body(manager, name) for name in ("Old", "Gone", "New"))
    changes.end_body(body=gone, valid_to=date(2020, 1, 1), at=NOW, by=manager)
    with pytest.raises(Clash, match="Gone"):
        changes.succeed(before=[old], after=[gone], on=date(2025, 4, 1), reason="", at=NOW, by=manager)
    changes.succeed(before=[old, old], after=[new, new], on=date(2025, 4, 1), reason="", at=NOW, by=manager)
    assert len(queries.successions(manager)) == 1
