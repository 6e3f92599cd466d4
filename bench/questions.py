"""What a page asks of the engine, in a warm process, over the lake of synthetic rows.

Each question is put once (a force's counts may have to be read first) and then again; the goal is for the median.
"""

from pathlib import Path

from bench.timing import Timing, timed
from wardmote.engine import geography, lake, measures
from wardmote.engine.geography import Area, Level
from wardmote.engine.periods import Period

YEAR = Period.parse("2022-01", "2022-12")
GOAL = 100.0
KEY = "all-crime"
BELOW = (Level.LSOA, Level.WARD, Level.DISTRICT, Level.PARTNERSHIP, Level.COUNTY)
TYPICAL = "lancashire"


def bench(folder: Path, runs: int) -> list[Timing]:
    """Time every kind of question over the lake in `folder`, which bench.generate filled."""
    opened, atlas = lake.open_lake(folder), geography.load()
    rows = sum(part.rows for part in opened.parts)
    areas = {force.key: atlas.find(force.area) for force in geography.police_forces() if force.area}
    sizes = {slug: len(atlas.within(areas[slug], Level.LSOA)) for slug in opened.forces()}
    largest, smallest = max(sizes, key=sizes.__getitem__), min(sizes, key=sizes.__getitem__)
    measures.measure(opened, atlas, KEY, areas[smallest], YEAR)  # warm: what a first question loads, and no other force
    return [
        timing
        for slug in sorted({TYPICAL, largest}, key=sizes.__getitem__)
        for timing in _of_force(opened, atlas, areas[slug], f"{rows:,} rows, {slug}", runs)
    ]


def _of_force(opened: lake.Lake, atlas: geography.Geography, force: Area, size: str, runs: int) -> list[Timing]:
    question = (opened, atlas, KEY)
    found = [
        timed(f"measure {level}", size, lambda area=area: measures.measure(*question, area, YEAR), runs, goal=GOAL)
        for level, area in _one_of_each(atlas, force)
    ]
    district = atlas.within(force, Level.DISTRICT)[0]
    lsoas = len(atlas.within(force, Level.LSOA))
    rankings = {
        f"rank {lsoas:,} LSOAs": lambda: measures.rank(*question, Level.LSOA, force, YEAR),
        "rank wards": lambda: measures.rank(*question, Level.WARD, force, YEAR),
        "series": lambda: measures.series(*question, district, YEAR),
        "breakdown": lambda: measures.breakdown(*question, district, YEAR),
        "compare": lambda: measures.compare(*question, district, YEAR),
    }
    return found + [timed(what, size, ask, runs, goal=GOAL) for what, ask in rankings.items()]


def _one_of_each(atlas: geography.Geography, force: Area) -> list[tuple[Level, Area]]:
    """An area of every level in the force; the first of them waits for the force's counts to be read."""
    inside = [(level, atlas.within(force, level)) for level in BELOW]
    return [(level, areas[len(areas) // 2]) for level, areas in inside if areas] + [(Level.FORCE, force)]
