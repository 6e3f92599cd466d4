"""Every number and verdict of `measure` equals what plain Python counts in the published files."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracles import police
from wardmote.engine import geography, lake, measures
from wardmote.engine.periods import Month, Period

SHARED = Path(os.environ.get("WARDMOTE_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
FORCES = ("lancashire", "lincolnshire", "city-of-london")
EXAMPLES = 500

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared open data are not beside this checkout")


@pytest.fixture(scope="module")
def world():
    return police.world(SHARED, FORCES)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twins") / "lake"
    lake.ingest([SHARED / "police" / force for force in FORCES], folder)
    return lake.open_lake(folder)


@st.composite
def questions(draw):
    """(indicator, level, pick, force, first month, number of months, against the previous year?)"""
    return (
        draw(st.sampled_from(sorted(police.INDICATORS))),
        draw(st.sampled_from(["district", "district", "lsoa", "partnership", "force"])),
        draw(st.integers(0, 10**6)),
        draw(st.sampled_from(FORCES)),
        draw(st.integers(0, 100)),
        draw(st.sampled_from([1, 1, 2, 3, 6, 9, 12, 12, 13, 24])),
        draw(st.booleans()),
    )


def _settled(world, question):
    """Make a drawn question one that can be asked: an area of the force, a run of held months."""
    indicator, level, pick, force, start, n, years_back = question
    held = sorted(world.held[force])
    starts = [m for m in held if set(police.months_from(m, n)) <= world.held[force]]
    if not starts:
        n, starts = 1, held
    codes = (
        sorted(
            {world.places[level][lsoa] for lsoa, of in world.force_of.items() if of == force and lsoa in world.people}
        )
        if level != "force"
        else [police.FORCE_AREAS[force]]
    )
    return indicator, level, codes[pick % len(codes)], force, starts[start % len(starts)], n, years_back


def test_five_hundred_measures_equal_their_slow_twins(world, opened):
    """One test over many draws: the twin reads its files once."""
    atlas = geography.load()
    asked = []

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(questions())
    def ask(question):
        indicator, level, code, force, first, n, years_back = _settled(world, question)
        slow = police.answer(world, indicator, level, code, force, first, n, years_back)
        start = Month.parse(first)
        against = measures.Against.PREVIOUS_YEAR if years_back else measures.Against.PREVIOUS_PERIOD
        fast = measures.measure(opened, atlas, indicator, atlas.find(code), Period(start, start + (n - 1)), against)
        asked.append(slow.verdict)
        _compare(fast, slow)

    ask()
    assert len(asked) >= EXAMPLES
    assert {"rose", "fell", "no clear change", "cannot tell"} <= set(asked), "every verdict was met"


def _compare(fast, slow):
    assert fast.count == slow.count
    assert fast.comparison.count == slow.old
    assert fast.change.verdict.value == slow.verdict
    assert fast.rate.value == (slow.rate if slow.rate is None else pytest.approx(slow.rate, rel=1e-9))
    if slow.rate_ends:
        assert (fast.rate.ci95.low, fast.rate.ci95.high) == pytest.approx(slow.rate_ends, rel=1e-6)
    if slow.old is None:
        assert fast.change.difference is None
        assert fast.change.qualifiers == ()
        return
    assert fast.change.difference == slow.count - slow.old
    assert tuple(q.value for q in fast.change.qualifiers) == slow.qualifiers
    for name, tolerance in (("percent", 1e-9), ("percent_placed", 1e-9), ("p", 1e-6), ("dispersion", 1e-9)):
        expected = getattr(slow, name)
        assert getattr(fast.change, name) == (
            expected if expected is None else pytest.approx(expected, rel=tolerance, abs=1e-9)
        ), name
    for ends, expected in ((fast.change.ci95, slow.ci95), (fast.change.ci95_adjusted, slow.adjusted)):
        assert ends.low == pytest.approx(expected[0], rel=1e-6, abs=1e-9)
        assert (float("inf") if ends.high is None else ends.high) == pytest.approx(expected[1], rel=1e-6)
