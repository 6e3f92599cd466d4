"""Results made by hand, as the measures would give them."""

from dataclasses import replace

from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.measures.results import (
    Change,
    Comparison,
    Funnel,
    Interval,
    Marker,
    Part,
    Point,
    Provenance,
    Qualifier,
    Rate,
    Result,
    Series,
)
from wardmote.engine.periods import Month, Period
from wardmote.engine.verdicts import Good, Verdict

SOUTH_RIBBLE = Area("E07000126", "2021", "South Ribble", Level.DISTRICT)
YEAR = Period.parse("2021-10", "2022-09")
TWO_YEARS = Period.parse("2020-10", "2022-09")
PROVENANCE = Provenance(
    snapshot="9f" * 32,
    parts=("ab" * 32, "cd" * 32),
    definition="all-crime@1f2e3d4c5b6a",
    geography="LSOA 2011 and 2021, wards 2024",
    population="ONS mid-2020",
    function="wardmote.engine.measures.measure",
    version="0.1.0",
)
LOCKDOWNS = (
    Marker("second-lockdown", "Second lockdown", Period.parse("2020-11", "2020-12")),
    Marker("third-lockdown", "Third lockdown", Period.parse("2021-01", "2021-03")),
)
COUNTS = (473, 452, 441, 398, 405, 512, 521, 566, 548, 561, 570, 555,
          592, 601, 560, 545, 530, 622, 598, 640, 655, 702, 641, 410)  # fmt: skip


def change(
    now: int, then: int, verdict: Verdict, *, spread: float = 0.06, qualifiers: tuple[Qualifier, ...] = ()
) -> Change:
    ratio = now / then if then else None
    ends = Interval(ratio - spread, ratio + spread) if ratio else Interval(None, None)
    wide = Interval(ratio - 1.7 * spread, ratio + 1.7 * spread) if ratio else Interval(None, None)
    percent = (ratio - 1) * 100 if ratio and then >= 10 else None
    return Change(now - then, percent, ratio, ends, wide, 0.01, 3.087, None, verdict, qualifiers)


def result(
    now: int = 7096,
    then: int | None = 6002,
    verdict: Verdict = Verdict.ROSE,
    *,
    label: str = "All crime",
    area: Area = SOUTH_RIBBLE,
    good: Good = Good.LOWER,
    persons: int | None = 111_000,
    spread: float = 0.06,
    qualifiers: tuple[Qualifier, ...] = (),
) -> Result:
    value = now / persons * 1000 if persons else None
    rate = Rate(
        1000,
        value,
        Interval(value * 0.98, value * 1.02) if value else Interval(None, None),
        persons,
        2020 if persons else None,
    )
    moved = None if then is None else change(now, then, verdict, spread=spread, qualifiers=qualifiers)
    before = Comparison(YEAR.earlier(12), then, () if then is not None else (Month(2020, 12),))
    return Result(label.lower().replace(" ", "-"), label, good, area, YEAR, now, before, moved, rate, PROVENANCE)


def series(
    counts: tuple[int | None, ...] = COUNTS, *, markers: tuple[Marker, ...] = LOCKDOWNS, limits: bool = True
) -> Series:
    first = TWO_YEARS.first
    signals = {23: "beyond limit", 19: "run of 8 on one side", 20: "run of 8 on one side", 21: "beyond limit"}
    points = tuple(
        Point(
            first + at,
            value,
            *((546.0, 425.5, 666.5) if limits else (None,) * 3),
            signals.get(at) if limits and value is not None else None,
        )
        for at, value in enumerate(counts)
    )
    period = Period(first, first + len(counts) - 1)
    return Series(
        "all-crime", "All crime", Good.LOWER, SOUTH_RIBBLE, period, points, "xmr", False, PROVENANCE, markers=markers
    )


def parts() -> list[Part]:
    made = [
        (result(2890, 2401, Verdict.ROSE, label="Violence and sexual offences", good=Good.CONTEXT), 8.1),
        (result(702, 655, Verdict.NO_CLEAR_CHANGE, label="Criminal damage and arson", spread=0.11), 0.8),
        (result(511, 380, Verdict.ROSE, label="Shoplifting", spread=0.12), 2.2),
        (result(301, 402, Verdict.FELL, label="Burglary", spread=0.1), -1.7),
        (
            result(
                96, 88, Verdict.CANNOT_TELL, label="Vehicle crime", spread=0.3, qualifiers=(Qualifier.SIZE_UNCERTAIN,)
            ),
            0.1,
        ),
        (result(31, 14, Verdict.ROSE, label="Robbery", spread=1.2, qualifiers=(Qualifier.SMALL_NUMBERS,)), 0.3),
        (
            result(
                7,
                4,
                Verdict.NO_CLEAR_CHANGE,
                label="Possession of weapons",
                spread=1.2,
                qualifiers=(Qualifier.SMALL_NUMBERS,),
            ),
            0.0,
        ),
        (result(3, 0, Verdict.NO_CLEAR_CHANGE, label="Theft from the person"), None),
        (result(40, None, label="Other crime"), None),
    ]
    return [Part(found, points) for found, points in made]


def ranked() -> list[Result]:
    names = ["Leyland Central", "Bamber Bridge West", "Seven Stars", "Lostock Hall", "Earnshaw Bridge", "Walton-le-Dale East",
             "Farington West", "Moss Side", "Samlesbury and Walton", "Longton and Hutton West"]  # fmt: skip
    found = []
    for at, name in enumerate(names):
        persons = 5200 - 90 * at
        now = int(persons * (0.118 - 0.0095 * at))
        overall = 72.0
        half = 9 + at / 3
        rate = now / persons * 1000
        position = (
            "above"
            if rate > overall + 1.55 * half
            else "high"
            if rate > overall + half
            else "below"
            if rate < overall - 1.55 * half
            else "low"
            if rate < overall - half
            else "inside"
        )
        funnel = Funnel(overall, overall - half, overall + half, overall - 1.55 * half, overall + 1.55 * half, position)
        area = Area(f"E0500{5000 + at}", "2024", name, Level.WARD)
        made = result(now, now - 20 + 7 * at, Verdict.NO_CLEAR_CHANGE, area=area, persons=persons)
        found.append(replace(made, funnel=funnel, rank=at + 1))
    return [
        *found,
        replace(result(12, None, area=Area("E05009999", "2024", "Unpeopled", Level.WARD), persons=None), rank=None),
    ]
