"""Attendance is counted over the meetings held while a body had a seat, and rounded half up; the slow twin counts the same."""

import random
from datetime import date, timedelta

from tests.oracles import attending as oracle
from wardmote.governance import attending
from wardmote.governance.attending import Attended, Held, Sat
from wardmote.governance.states import Presence

DAYS = (date(2016, 7, 1), date(2016, 10, 14), date(2017, 3, 31))


def test_ac_86_and_in_42_two_of_three_is_67_and_not_66_and_none_of_three_is_0():
    assert [Attended(3, came).percent for came in (3, 2, 1, 0)] == [100, 67, 33, 0]
    assert Attended(0, 0).percent is None
    assert [Attended(8, 1).percent, Attended(200, 1).percent] == [13, 1]  # a half goes up


def test_ac_87_fourteen_of_twenty_one_seats_were_filled():
    every = attending.together(Attended(3, came) for came in (3, 2, 2, 3, 0, 1, 3))
    assert (every.attended, every.held) == (14, 21)
    assert str(attending.percentage(14, 21, 1)) == "66.7"


def test_a_body_that_joined_in_the_year_is_measured_by_what_was_held_since():
    held = [Held(n, "board", day) for n, day in enumerate(DAYS)]
    seats = [
        Sat("council", "board", date(2015, 4, 1)),
        Sat("new", "board", date(2016, 10, 14)),
        Sat("gone", "board", DAYS[0], DAYS[1]),
    ]
    came = {(1, "new"): Presence.SUBSTITUTE, (0, "new"): Presence.PRESENT, (0, "gone"): Presence.PRESENT}
    found = attending.count(held, seats, came)
    assert found["new"] == Attended(2, 1, substitutes=1, as_guest=1)
    assert found["gone"] == Attended(1, 1)
    assert found["council"] == Attended(3, 0)


def test_the_slow_twin_counts_the_same():
    chance = random.Random(66)
    for _turn in range(200):
        held = [(n, chance.choice("ab"), DAYS[0] + timedelta(days=chance.randrange(300))) for n in range(6)]
        seats = [
            (chance.choice("xyz"), chance.choice("ab"), DAYS[0] + timedelta(days=chance.randrange(200)), chance.choice([None, DAYS[2]]))
            for _seat in range(4)
        ]  # fmt: skip
        came = {(chance.randrange(7), chance.choice("wxyz")): chance.choice(list(Presence)) for _came in range(8)}
        found = attending.count([Held(*one) for one in held], [Sat(*one) for one in seats], came)
        slow = oracle.attendance(held, seats, came)
        assert {body: (a.held, a.attended, a.substitutes, a.apologies, a.as_guest) for body, a in found.items()} == slow
    assert all(Attended(w, p).percent == oracle.percent(p, w) for w in range(1, 60) for p in range(w + 1))
