"""Areas beside one another: ranks, funnels, and what each contributes to a change."""

import pytest

from tests.engine.measures.small_lakes import ATLAS, IDS, SOUTH_RIBBLE, lake_of
from tests.engine.sources import genuine
from wardmote.engine import measures
from wardmote.engine.geography import Level
from wardmote.engine.periods import Period


def test_contributions_sum_to_the_change_of_the_whole(tmp_path):
    files = []
    for month, burglaries, drugs in (("2023-04", 40, 60), ("2023-05", 70, 50)):
        rows = [genuine.row(next(IDS), Month=month, LSOA_code="E01025399") for _ in range(burglaries)]
        rows += [genuine.row(next(IDS), Month=month, LSOA_code="E01025399", Crime_type="Drugs") for _ in range(drugs)]
        files.append((f"{month}-lancashire-street.csv", genuine.street(rows)))
    area, period = ATLAS.find(SOUTH_RIBBLE), Period.parse("2023-05", "2023-05")
    parts = measures.breakdown(
        lake_of(tmp_path, *files), ATLAS, "all-crime", area, period, measures.Against.PREVIOUS_PERIOD
    )
    assert {part.result.indicator: part.contribution for part in parts if part.result.count} == {
        "burglary": 30.0,
        "drugs": -10.0,
    }
    assert sum(part.contribution for part in parts) == pytest.approx(20.0)


def test_rank_and_measure_say_the_same_of_an_area(sample):
    period = Period.parse("2021-10", "2022-09")
    district = ATLAS.find(SOUTH_RIBBLE)
    for ranked in measures.rank(sample, ATLAS, "burglary", Level.WARD, district, period)[:5]:
        alone = measures.measure(sample, ATLAS, "burglary", ranked.area, period)
        assert ranked.change == alone.change
        assert ranked.rate == alone.rate


def test_ranks_are_in_order_of_the_rate_and_ties_share_one(sample):
    period = Period.parse("2021-10", "2021-10")
    found = measures.rank(sample, ATLAS, "robbery", Level.LSOA, ATLAS.find(SOUTH_RIBBLE), period)
    rates = [one.rate.value for one in found]
    assert rates == sorted(rates, reverse=True)
    zeros = [one.rank for one in found if one.rate.value == 0]
    assert len(zeros) > 1
    assert len(set(zeros)) == 1


def test_funnel_positions_agree_with_their_limits(sample):
    period = Period.parse("2021-10", "2022-09")
    found = measures.rank(sample, ATLAS, "all-crime", Level.DISTRICT, ATLAS.find("E23000003"), period)
    wards = measures.rank(sample, ATLAS, "burglary", Level.WARD, ATLAS.find("E23000003"), period)
    for one in (*found, *wards):
        limits, value = one.funnel, one.rate.value
        above = "above" if value > limits.high998 else "high" if value > limits.high95 else None
        below = "below" if value < limits.low998 else "low" if value < limits.low95 else None
        assert one.funnel.position == (above or below or "inside")
    assert {one.funnel.position for one in wards} >= {"above", "inside"}
    outside = [one for one in wards if one.funnel.position in ("above", "below")]
    assert len(outside) < len(wards) / 5, "a funnel that nearly all are outside of singles nobody out"
    assert found[0].area.name == "Blackpool"
    assert found[0].funnel.position in ("above", "high")
