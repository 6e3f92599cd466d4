"""By when scrutiny is answered: twenty-eight days, the corresponding day, the day that whoever asks has set."""

import random
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from wardmote.days import corresponding
from wardmote.definitions import BadDefinition, parse
from wardmote.governance import clocks
from wardmote.governance.escalation import Ladder, steps
from wardmote.governance.states import MatterKind, Rung


def test_what_scrutiny_reports_or_recommends_is_due_after_28_days():
    assert clocks.due("response", date(2026, 1, 5)) == date(2026, 2, 2)
    assert clocks.due("response", date(2026, 2, 1)) == date(2026, 3, 1)  # 28 days, not a month
    assert clocks.due("response", date(2024, 2, 1)) == date(2024, 2, 29)


def test_scrutiny_meets_again_by_the_corresponding_day_a_year_later():
    assert clocks.due("meeting", date(2025, 3, 31)) == date(2026, 3, 31)
    assert clocks.due("meeting", date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
    ],
)
def test_a_month_ends_on_the_corresponding_day_or_the_last_of_a_shorter_month(start, months, expected):
    assert corresponding(start, months) == expected


def test_the_corresponding_day_agrees_with_an_independent_calendar():
    chance = random.Random(1)
    for _ in range(10_000):
        start, months = date(1998, 1, 1) + timedelta(days=chance.randrange(15_000)), chance.randrange(60)
        assert corresponding(start, months) == start + relativedelta(months=months)


def test_what_the_asker_sets_is_due_on_that_day_and_on_none_when_they_set_none():
    for kind in MatterKind:
        if kind is not MatterKind.REPORT:
            assert clocks.due(clocks.CLOCK_OF[kind], date(2026, 1, 5), date(2026, 1, 20)) == date(2026, 1, 20)
            assert clocks.due(clocks.CLOCK_OF[kind], date(2026, 1, 5)) is None
    assert clocks.due("response", date(2026, 1, 5), date(2026, 1, 20)) == date(2026, 2, 2)


def test_before_the_regulations_there_was_no_clock():
    assert clocks.rule_on("response", date(2009, 4, 29)) is None
    assert clocks.due("response", date(2009, 4, 29)) is None


def test_a_definition_with_a_key_that_nobody_knows_is_refused():
    with pytest.raises(BadDefinition, match="weeks"):
        parse(
            {
                "clocks": {
                    "x": {
                        "label": "X",
                        "rules": [{"valid_from": date(2020, 1, 1), "source": "", "verified": False, "weeks": 4}],
                    }
                }
            },
            clocks.Table,
            where="x",
        )
    with pytest.raises(BadDefinition, match="told"):
        parse({"steps": {"x": {"days": 1, "told": "nobody", "label": "", "source": ""}}}, Ladder, where="x")


def test_the_steps_go_further_the_later_it_is():
    found = list(steps().values())
    assert [step.told for step in found] == [Rung.OWNER, Rung.CHAIR, Rung.EXECUTIVE]
    assert [step.days for step in found] == sorted({step.days for step in found})
