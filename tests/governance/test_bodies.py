"""The reference table of bodies, against what five reports say of them."""

from datetime import date

import pytest

from wardmote.definitions import BadDefinition, parse
from wardmote.governance import bodies
from wardmote.governance.bodies import Fault
from wardmote.governance.states import StatutoryRole

RESPONSIBLE = StatutoryRole.RESPONSIBLE
CHORLEY_2023 = ("district-council", "police", "fire", "ccg", "crc", "nps")
WEST_LANCASHIRE_2014 = ("district-council", "fire", "police", "ccg", "county-council", "crc")


def faults(kinds, on: date) -> dict[str, Fault]:
    return {kind: warning.fault for kind in kinds for warning in bodies.doubts(kind, RESPONSIBLE, on)}


def test_ac_20_of_six_authorities_listed_in_january_2023_two_are_gone_and_one_has_another_name():
    found = faults(CHORLEY_2023, date(2023, 1, 26))
    assert found == {"ccg": Fault.ENDED, "crc": Fault.ENDED, "nps": Fault.RENAMED}
    (ccg,), (crc,) = (bodies.doubts(kind, RESPONSIBLE, date(2023, 1, 26)) for kind in ("ccg", "crc"))
    assert ccg.instead == ("icb",)
    assert crc.instead == ("probation",)
    assert "1 July 2022" in ccg.words
    assert "Integrated care board" in ccg.words
    assert "26 June 2021" in crc.words


def test_in_09_both_lists_of_six_were_right_in_their_time_and_neither_is_the_other():
    assert faults(WEST_LANCASHIRE_2014, date(2014, 6, 1)) == {}
    assert faults(CHORLEY_2023, date(2021, 6, 25)) == {}
    assert set(CHORLEY_2023) - set(WEST_LANCASHIRE_2014) == {"nps"}


@pytest.mark.parametrize(
    ("on", "health", "probation"),
    [
        (date(2013, 3, 31), ["pct", "health-board"], ["probation-trust"]),
        (date(2013, 4, 1), ["ccg", "health-board"], ["probation-trust"]),
        (date(2014, 6, 1), ["ccg", "health-board"], ["nps", "crc"]),
        (date(2021, 6, 26), ["ccg", "health-board"], ["probation"]),
        (date(2022, 7, 1), ["icb", "health-board"], ["probation"]),
    ],
)
def test_what_fills_a_slot_changes_on_the_very_day(on, health, probation):
    assert bodies.slots(on)["health"] == health
    assert bodies.slots(on)["probation"] == probation


def test_there_are_five_slots_today_and_no_number_of_bodies_is_fixed():
    assert set(bodies.slots(date(2026, 11, 1))) == {"council", "police", "fire", "health", "probation"}
    assert len(bodies.slots(date(2016, 1, 1))["probation"]) == 2


@pytest.mark.parametrize("on", [date(2015, 10, 1), date(2017, 3, 31), date(2026, 11, 1)])
def test_in_42_a_police_and_crime_commissioner_is_at_no_time_a_responsible_authority(on):
    (warning,) = bodies.doubts("pcc", RESPONSIBLE, on)
    assert warning.fault is Fault.NEVER
    assert "section 10" in warning.words
    assert bodies.doubts("pcc", StatutoryRole.INVITED, on) == []


def test_a_body_that_is_gone_is_said_whatever_its_role():
    assert [w.fault for w in bodies.doubts("ccg", StatutoryRole.INVITED, date(2023, 1, 26))] == [Fault.ENDED]
    assert bodies.doubts("ccg", StatutoryRole.INVITED, date(2022, 6, 30)) == []


def test_an_authority_before_its_time_is_said():
    assert faults(["fire"], date(2003, 3, 31)) == {"fire": Fault.TOO_EARLY}
    assert faults(["fire"], date(2003, 4, 1)) == {}


def test_a_kind_that_nobody_knows_is_said():
    assert faults(["guild"], date(2020, 1, 1)) == {"guild": Fault.UNKNOWN}


def test_every_successor_is_a_kind_of_the_table():
    named = [
        name
        for kind in bodies.kinds().values()
        for name in (*kind.successors, *((kind.renamed.into,) if kind.renamed else ()))
    ]
    assert named
    assert set(named) <= set(bodies.kinds())


def test_every_authority_says_where_that_comes_from():
    assert [key for key, kind in bodies.kinds().items() if kind.responsible_from and not kind.source] == []


def test_an_unknown_word_in_the_table_is_refused():
    with pytest.raises(BadDefinition, match="responsible_form"):
        parse({"kinds": {"x": {"label": "X", "responsible_form": "2003-04-01"}}}, bodies.Table, where="bodies")
