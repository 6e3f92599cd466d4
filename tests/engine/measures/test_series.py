"""The months in a row: gaps, limits, seasons, twelve months that roll."""

import pytest

from tests.engine.measures.small_lakes import ATLAS, SOUTH_RIBBLE, ask, lake_of, month_of
from wardmote.engine import measures
from wardmote.engine.periods import Month, Period


def test_series_breaks_at_a_missing_month_and_never_says_zero(tmp_path):
    opened = lake_of(tmp_path, month_of("2021-05"), month_of("2021-07"))
    found = measures.series(opened, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), Period.parse("2021-05", "2021-07"))
    assert [point.count for point in found.points] == [10, None, 10]
    assert {caveat.kind for caveat in found.caveats} == {"missing", "limits"}


def test_series_limits_follow_the_season_and_find_the_odd_month(tmp_path):
    season = [60, 60, 80, 80, 100, 100, 120, 120, 100, 100, 80, 80]
    months = [Month(2022, 1) + at for at in range(36)]
    files = [
        month_of(
            str(m),
            here=season[m.number - 1] * (3 if m == Month(2024, 9) else 1) + at % 5,
            elsewhere=season[m.number - 1],
        )
        for at, m in enumerate(months)
    ]
    opened = lake_of(tmp_path, *files)
    found = measures.series(opened, ATLAS, "all-crime", ATLAS.find("E07000117"), Period(months[0], months[-1]))
    assert found.seasonal
    own = measures.series(opened, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), Period(months[0], months[-1]))
    assert [p.signal for p in own.points if p.month == Month(2024, 9)] == ["beyond limit"]
    assert found.points[6].centre > found.points[0].centre * 1.5


def test_a_season_alone_is_no_signal(tmp_path):
    season = [60, 60, 80, 80, 100, 100, 120, 120, 100, 100, 80, 80]
    months = [Month(2022, 1) + at for at in range(24)]
    files = [
        month_of(str(m), here=season[m.number - 1] + at * 7 % 5, elsewhere=season[m.number - 1] + at * 3 % 5)
        for at, m in enumerate(months)
    ]
    opened = lake_of(tmp_path, *files)
    found = measures.series(opened, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), Period(months[0], months[-1]))
    assert {point.signal for point in found.points} == {None}


def test_a_u_chart_allows_for_the_days_of_the_month(tmp_path):
    months = [Month(2023, 1) + at for at in range(12)]
    opened = lake_of(tmp_path, *(month_of(str(m), here=m.days) for m in months))
    area, period = ATLAS.find(SOUTH_RIBBLE), Period(months[0], months[-1])
    found = measures.series(opened, ATLAS, "all-crime", area, period, chart="u")
    assert [point.centre for point in found.points] == pytest.approx([m.days for m in months])


def test_twelve_months_roll_and_a_missing_one_leaves_a_gap(sample):
    period = Period.parse("2021-08", "2022-10")
    found = measures.rolling(sample, ATLAS, "all-crime", ATLAS.find(SOUTH_RIBBLE), period)
    by_month = {one.month: one for one in found}
    assert by_month[Month(2021, 8)].count is None, "2020-09 is not held"
    assert by_month[Month(2021, 9)].count == 6002
    assert (by_month[Month(2022, 9)].count, by_month[Month(2022, 9)].earlier) == (7096, 6002)
    assert by_month[Month(2022, 9)].percent == pytest.approx(18.227, abs=1e-3)
    for one in found:
        if one.count is not None:
            period = Period(one.month - 11, one.month)
            assert one.count == ask(sample, str(period.first), str(period.last)).count
