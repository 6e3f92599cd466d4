"""What is a repeat: the pair, the months, the definition of the day."""

from datetime import date
from uuid import UUID

from wardmote import panels
from wardmote.panels.repeats import Before, pair, repeat_of

MARAC = panels.panel("marac-classic")
ANN, BEN, CARL = UUID(int=1), UUID(int=2), UUID(int=3)
OLD = UUID(int=90)


def found(on, *, who=(BEN,), referred_on=date(2025, 3, 10), criminal=True):
    return repeat_of(MARAC, pair(ANN, who), on, [Before(OLD, pair(ANN, [BEN]), referred_on)], criminal=criminal)


def test_the_same_pair_within_twelve_months_of_the_last_referral_is_a_repeat_to_the_day():
    assert found(date(2026, 3, 10)).case == OLD
    assert found(date(2026, 3, 11)) is None
    assert found(date(2025, 3, 10)).until == date(2026, 3, 10)


def test_another_perpetrator_or_one_more_makes_it_no_repeat():
    assert found(date(2025, 6, 1), who=(CARL,)) is None
    assert found(date(2025, 6, 1), who=(BEN, CARL)) is None


def test_the_order_in_which_perpetrators_are_named_does_not_matter():
    before = [Before(OLD, pair(ANN, [CARL, BEN, BEN]), date(2025, 3, 10))]
    assert repeat_of(MARAC, pair(ANN, [BEN, CARL]), date(2025, 6, 1), before, criminal=False).case == OLD


def test_under_the_older_definition_the_incident_would_be_a_crime_and_under_the_current_any_abuse_counts():
    older = found(date(2017, 5, 1), referred_on=date(2017, 1, 1), criminal=True)
    assert older.version == "criminal"
    assert found(date(2017, 5, 1), referred_on=date(2017, 1, 1), criminal=False) is None
    assert found(date(2025, 5, 1), criminal=False).version == "any-abuse"


def test_the_latest_earlier_referral_decides():
    before = [Before(UUID(int=n), pair(ANN, [BEN]), date(2025, n, 1)) for n in (1, 5, 3)]
    assert repeat_of(MARAC, pair(ANN, [BEN]), date(2026, 4, 30), before, criminal=True).case == UUID(int=5)


def test_a_referral_of_a_later_day_makes_nothing_a_repeat():
    assert found(date(2025, 3, 9)) is None
