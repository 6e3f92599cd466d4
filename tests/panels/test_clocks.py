"""When something is due, against an oracle that writes the days out; and how a clock stands."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.oracles import clocks as oracle
from wardmote import days
from wardmote.panels.clocks import State, Stop, due, standing
from wardmote.panels.definition import Rule

CASES = 10_000
FIRST, LAST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
LENGTHS = {"hours": (1, 72), "days": (1, 60), "working_days": (1, 40), "months": (1, 13)}


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def a_moment(draw: random.Random) -> datetime:
    """A whole minute; more often than by chance around midnight, a change of the clocks, the end of a month, Christmas and Easter."""
    moment = FIRST + timedelta(minutes=draw.randrange(int((LAST - FIRST).total_seconds() // 60)))
    turn = draw.random()
    if turn < 0.1:
        return moment.replace(month=draw.choice([1, 3, 5, 8, 10, 12]), day=draw.choice([29, 30, 31]))
    if turn < 0.2:
        return moment.replace(hour=draw.choice([22, 23, 0]), minute=draw.choice([0, 30, 59]))
    if turn < 0.3:
        return moment.replace(month=draw.choice([3, 4, 12]), day=draw.randint(20, 28))
    return moment


def stops_after(draw: random.Random, started: datetime) -> list[tuple[datetime, datetime | None]]:
    """None, one or several times in which a case stood still: before its start, across midnight, overlapping, without an end."""
    made: list[tuple[datetime, datetime | None]] = []
    for _one in range(draw.choice([0, 0, 1, 1, 2, 4])):
        since = started + timedelta(minutes=draw.randrange(-3 * 1440, 30 * 1440))
        until = since + timedelta(minutes=draw.choice([0, 1, 59, 1440, draw.randrange(20 * 1440)]))
        made.append((since, None if draw.random() < 0.05 else until))
    return made


@pytest.mark.clocks
def test_ten_thousand_random_clocks_are_due_when_the_oracle_says():
    draw = random.Random(20260101)
    seen = dict.fromkeys(LENGTHS, 0)
    stopped = 0
    for _case in range(CASES):
        kind = draw.choice(list(LENGTHS))
        length = draw.randint(*LENGTHS[kind])
        started, rolls = a_moment(draw), kind != "hours" and draw.random() < 0.3
        stops = stops_after(draw, started)
        found = due(Rule(**{kind: length}, rolls=rolls), started, [Stop(*one) for one in stops])
        assert found == oracle.due(kind, length, started, stops, rolls), (kind, length, started, rolls, stops)
        seen[kind] += 1
        stopped += found is None
    assert min(seen.values()) > CASES / 5
    assert stopped > CASES / 50


@pytest.mark.clocks
def test_the_bank_holidays_on_file_are_those_of_the_holidays_package():
    on_file = {day for day in days.holidays().days if day.year >= 2016}
    assert on_file == {
        day for day in oracle.bank_holidays() if 2016 <= day.year <= days.known_until().year and day.weekday() < 5
    }


def test_a_month_is_the_corresponding_day_and_the_last_of_a_month_that_has_none_such():
    assert due(Rule(months=1), at(2026, 1, 31, 12)) == at(2026, 3, 1)  # the end of 28 February
    assert due(Rule(months=1), at(2028, 1, 31, 12)) == at(2028, 3, 1)  # the end of 29 February
    assert due(Rule(months=12), at(2024, 2, 29, 12)) == at(2025, 3, 1)


def test_a_day_is_londons_also_when_the_clocks_change():
    assert due(Rule(days=1), at(2026, 6, 1, 23, 30)) == at(2026, 6, 3, 23)  # 2 June already in London
    assert due(Rule(hours=24), at(2026, 3, 28, 12)) == at(2026, 3, 29, 12)


def test_a_list_goes_out_with_eight_clear_working_days_before_the_hearing():
    hearing = at(2026, 4, 14, 9)  # a Tuesday; Good Friday and Easter Monday lie before it
    assert due(Rule(working_days=8, before=True), hearing) == at(2026, 3, 30, 23)  # the end of 30 March, in summer time
    between = [date(2026, 3, 31) + timedelta(days=n) for n in range(14)]
    assert sum(days.works(day) for day in between) == 8


def test_a_clock_stands_as_it_runs_stops_is_kept_missed_or_late():
    rule, started = Rule(days=2), at(2026, 1, 5, 9)
    last = at(2026, 1, 8)
    hour = timedelta(hours=1)
    assert standing(rule, None, None, started).state is State.NOT_STARTED
    assert standing(rule, started, None, started - hour).state is State.NOT_STARTED
    assert standing(rule, started, None, started + hour) == standing(rule, started, None, last)
    assert standing(rule, started, None, last).state is State.RUNNING
    late = standing(rule, started, None, last + hour)
    assert (late.state, late.due, late.late) == (State.LATE, last, hour)
    assert standing(rule, started, last, last + 9 * hour).state is State.KEPT
    missed = standing(rule, started, last + hour, last + 9 * hour)
    assert (missed.state, missed.late) == (State.MISSED, hour)
    stopped = standing(rule, started, None, last + hour, [Stop(at(2026, 1, 6, 9))])
    assert (stopped.state, stopped.due) == (State.STOPPED, None)
    for_now = standing(rule, started, None, at(2026, 1, 6, 12), [Stop(at(2026, 1, 6, 9), at(2026, 1, 7, 9))])
    assert (for_now.state, for_now.due) == (State.STOPPED, at(2026, 1, 9))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due(Rule(days=1), datetime(2026, 1, 1))  # noqa: DTZ001
