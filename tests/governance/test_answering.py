"""Who answers to whom over time: no group comes to answer to itself, today or on a later day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles import answering as slow
from wardmote.governance.answering import Answers, first_circle

START = date(2026, 1, 1)
LAST = START + timedelta(days=12)
GROUPS = range(5)


@st.composite
def histories(draw) -> list[Answers]:
    """Each group's parents, one after the other, with gaps; the last may have no end."""
    held = []
    for group in GROUPS:
        marks = sorted(draw(st.sets(st.integers(0, 12), max_size=4)))
        for first, end in zip(marks, [*marks[1:], None][: len(marks)], strict=True):
            if draw(st.booleans()):
                stays = None if end is None else START + timedelta(days=end)
                held.append(
                    Answers(group, draw(st.sampled_from([None, *GROUPS])), START + timedelta(days=first), stays)
                )
    return held


@given(histories(), st.sampled_from(GROUPS), st.sampled_from([None, *GROUPS]), st.integers(0, 12))
@settings(max_examples=600, deadline=None)
def test_a_circle_is_seen_on_the_day_on_which_living_through_every_day_meets_it(held, group, parent, day):
    on = START + timedelta(days=day)
    others = [one for one in held if one.group != group]
    assert first_circle(group, parent, on, held) == slow.first_circle(group, parent, on, others, LAST)


def test_a_circle_that_closes_only_on_a_later_day_is_seen():
    later = START + timedelta(days=5)
    held = [Answers("B", None, START, later), Answers("B", "A", later)]
    assert first_circle("A", "B", START, held) == later
    assert first_circle("A", "B", START, [Answers("B", None, START)]) is None
