"""What is typed in one line, or by two at once, is read kindly and never lost."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.governance import merging, one_line
from wardmote.governance.one_line import Known
from wardmote.governance.quorum import counted
from wardmote.governance.states import CAME, OwnedBy, Presence

COUNCIL, POLICE, FIRE = UUID(int=1), UUID(int=2), UUID(int=3)
BODIES = (
    Known(COUNCIL, "Southfold Borough Council", "SBC", "district-council"),
    Known(POLICE, "County Constabulary", "", "police"),
    Known(FIRE, "County Fire and Rescue", "", "fire"),
)
ON = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("Police / PC to visit / by 12 December", POLICE, "PC to visit", date(2026, 12, 12)),
        ("Constabulary/visit/12.12.26", POLICE, "visit", date(2026, 12, 12)),
        ("SBC | ask owner/tenant | in two weeks", COUNCIL, "ask owner/tenant", date(2026, 12, 4)),
        ("Write the plan / council / end of January", COUNCIL, "Write the plan", date(2027, 1, 31)),
        ("all responsible authorities / report back / next Friday", OwnedBy.RESPONSIBLE, "report back", date(2026, 11, 27)),
        ("fire / visit schools / before 3 March", FIRE, "visit schools", date(2027, 3, 3)),
        ("fire / visit schools", FIRE, "visit schools", None),
        ("visit schools / 2027-02-01", None, "visit schools", date(2027, 2, 1)),
        ("County / visit / 31 February", None, "visit / 31 February", None),
        ("Mayor / visit / tomorrow", None, "Mayor / visit", date(2026, 11, 21)),
        ("police", None, "police", None),
        ("", None, "", None),
    ],
)  # fmt: skip
def test_who_what_and_by_when_are_read_from_one_line_and_what_is_not_clear_is_left_open(line, owner, text, due):
    found = one_line.read(line, BODIES, ON)
    assert (found.owner, found.text, found.due_on) == (owner, text, due)
    assert found.whole == bool(owner and text and due)


def test_a_word_that_may_mean_two_bodies_names_both():
    assert one_line.read("County / visit / tomorrow", BODIES, ON).several == (
        "County Constabulary",
        "County Fire and Rescue",
    )


def test_police_are_the_police_and_not_their_commissioner():
    commissioner = Known(UUID(int=4), "County Police and Crime Commissioner", "PCC", "pcc")
    assert one_line.read("Police / visit / tomorrow", (*BODIES, commissioner), ON).owner == POLICE
    assert one_line.read("PCC / visit / tomorrow", (*BODIES, commissioner), ON).owner == commissioner.key


@given(st.text(alphabet="aB/ |12.-\n\t0x", max_size=60))
def test_no_line_breaks_the_reading_and_no_day_lies_long_past(line):
    found = one_line.read(line, BODIES, ON)
    assert found.due_on is None or found.due_on.year >= 2000


LINES = st.lists(st.sampled_from(["one", "two", "three", "four", ""]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_two_texts_put_together_lose_no_line_of_either_and_keep_the_order_of_each(theirs, yours):
    whole = merging.together(theirs, yours).split("\n")
    for text in (theirs, yours):
        left = iter(whole)
        assert all(line in left for line in text.split("\n"))


def test_what_both_wrote_stands_once():
    assert merging.together("Welcome.\nA", "Welcome.\nB") == "Welcome.\nA\nB"


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([*Presence, None])), max_size=12), st.integers(0, 12))
def test_a_quorum_is_what_counting_by_hand_gives(bodies, needed):
    voters = [came for votes, came in bodies if votes] or [came for _votes, came in bodies]
    found = counted(bodies, needed)
    assert (found.here, found.bodies) == (sum(1 for came in voters if came in CAME), len(voters))
    assert found.reached == (found.here >= needed)
