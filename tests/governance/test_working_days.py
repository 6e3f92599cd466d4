"""Days on which a series meets, days that are no working days, and clear days before a meeting."""

from datetime import date, time, timedelta

import pytest
from dateutil.easter import easter

from wardmote.days import holidays
from wardmote.governance import recurrence, working_days
from wardmote.governance.states import Cadence, MeetingKind


def test_the_bank_holidays_on_file_are_those_of_the_calendar():
    days = holidays().days
    for year in range(2016, 2029):
        of_year = [day for day in days if day.year == year]
        assert len(of_year) == {2022: 10, 2023: 9}.get(year, 8)
        assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= set(of_year)
    assert all(day.weekday() < 5 for day in days)
    assert working_days.bank_holiday(date(2026, 12, 28)) == "Boxing Day"


def test_five_clear_working_days_count_neither_end_nor_easter():
    meeting = date(2026, 4, 10)  # a Friday; Good Friday and Easter Monday are before it
    assert working_days.out_by(meeting, MeetingKind.PUBLIC) == date(2026, 3, 31)
    assert working_days.clear_days(date(2026, 3, 31), meeting) == 5
    assert working_days.days_late(date(2026, 4, 2), meeting, MeetingKind.PUBLIC) == 2
    assert working_days.days_late(date(2026, 3, 31), meeting, MeetingKind.PUBLIC) == 0
    assert working_days.out_by(meeting, MeetingKind.WRITTEN) == date(2026, 4, 9)


def test_a_day_that_speaks_against_itself_says_why():
    said = [
        working_days.doubts(day) for day in (date(2026, 5, 4), date(2026, 5, 2), date(2029, 1, 2), date(2026, 5, 5))
    ]
    assert said == [
        "a bank holiday (Early May bank holiday)", "at a weekend", "beyond the bank holidays that are known (to 2028)", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cadence", "first", "then"),
    [
        (Cadence.WEEKLY, date(2026, 6, 3), [date(2026, 6, 10), date(2026, 6, 17)]),
        (Cadence.FORTNIGHTLY, date(2026, 6, 3), [date(2026, 6, 17), date(2026, 7, 1)]),
        (Cadence.MONTHLY, date(2026, 6, 9), [date(2026, 7, 14), date(2026, 8, 11)]),  # second Tuesdays
        (Cadence.QUARTERLY, date(2026, 1, 30), [date(2026, 4, 24), date(2026, 7, 31)]),  # last Fridays
        (Cadence.YEARLY, date(2026, 6, 3), [date(2027, 6, 2), date(2028, 6, 7)]),
        (Cadence.AS_NEEDED, date(2026, 6, 3), []),
    ],
)
def test_a_series_meets_on_the_weekday_of_its_first_day(cadence, first, then):
    assert recurrence.next_days(cadence, first, after=first, count=2) == then


def test_a_meeting_at_two_is_at_two_in_summer_and_in_winter():
    summer, _ = recurrence.moments(date(2026, 7, 1), time(14), 120)
    winter, ends = recurrence.moments(date(2026, 12, 1), time(14), 120)
    assert [moment.utcoffset() for moment in (summer, winter)] == [timedelta(hours=1), timedelta(0)]
    assert f"{ends:%H:%M}" == "16:00"
