"""The only door to the lake. Every function is asked by a member, and asks the policy before it opens.

The lake is opened once in a process, and again when its snapshot has changed. What was measured is remembered per
snapshot and language: a page with forty numbers, and the pictures that it then asks for, measure once.
"""

import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from wardmote.accounts.policies import may_see_evidence
from wardmote.accounts.states import Standing
from wardmote.engine import geography as geographies
from wardmote.engine import lake as lakes
from wardmote.engine import measures
from wardmote.engine.errors import UnknownArea, WardmoteError
from wardmote.engine.geography import Area, Geography, Level, Population
from wardmote.engine.lake import Lake
from wardmote.engine.lake import Part as File
from wardmote.engine.lake.store import Store
from wardmote.engine.measures import Against, Comparators, Indicator, Part, Result, Series
from wardmote.engine.measures.cells import columns, repeats, totals
from wardmote.engine.measures.counting import forces_of, held
from wardmote.engine.periods import Month, Period, runs
from wardmote.platform import places
from wardmote.words import gettext as _
from wardmote.words import language

TREND = 25  # months that a chart of months shows, where the lake has them
FIRST_INDICATOR = "all-crime"
QUARTER = 3  # months: quarters end with March, June, September and December
REJECTS = 200  # lines shown; all are counted
BELOW = {  # what may be mapped or ranked inside an area, the first by default
    Level.FORCE: (Level.DISTRICT, Level.WARD, Level.LSOA),
    Level.COUNTY: (Level.DISTRICT, Level.WARD, Level.LSOA),
    Level.PARTNERSHIP: (Level.WARD, Level.LSOA),
    Level.DISTRICT: (Level.WARD, Level.LSOA),
    Level.CUSTOM: (Level.LSOA, Level.WARD),
    Level.WARD: (Level.LSOA,),
    Level.LSOA: (),
}


class NoLakeYet(WardmoteError):
    """The installation has taken in no files so far."""


@dataclass(frozen=True)
class Opened:
    """The lake and the geography as they are now, and the language that words are written in."""

    lake: Lake
    geography: Geography
    language: str


@dataclass(frozen=True)
class Question:
    """What is asked of the lake, settled: an indicator, an area, a period, and what it is compared with."""

    indicator: str
    area: Area
    period: Period
    against: Against = Against.PREVIOUS_YEAR

    @property
    def address(self) -> dict[str, str]:
        """The question as the query of an address."""
        months = {"from": str(self.period.first), "to": str(self.period.last)}
        return {"area": self.area.code, "indicator": self.indicator, **months, "against": self.against.value}


_lock = threading.Lock()
_lakes: dict[Path, Lake] = {}


def _lake() -> Lake:
    folder = places.lake_folder()
    snapshot = Store(folder).current() if folder.is_dir() else None
    if snapshot is None:
        raise NoLakeYet(_("No police files have been taken in yet."))
    with _lock:
        if folder not in _lakes or _lakes[folder].snapshot != snapshot:
            _lakes[folder] = lakes.open_lake(folder)
        return _lakes[folder]


def warm() -> None:
    """Load what the first question would wait for: libraries, geography, the lake. Nothing is measured and nothing returned."""
    geographies.load(_own_areas())
    with suppress(NoLakeYet):
        _lake().cube()


def _own_areas() -> Path:
    return Path(os.environ.get("WARDMOTE_AREAS") or places.home() / "areas")


def opened(asking: Standing) -> Opened:
    """The lake as it is now. Raises Refused, NoLakeYet, UnreadableLake."""
    may_see_evidence(asking)
    return Opened(_lake(), geographies.load(_own_areas()), language())


# Settling what is asked


def home_areas(asking: Standing) -> tuple[Area, ...]:
    """The asker's own partnership area; where its districts are not exactly one published partnership, those districts."""
    geography = opened(asking).geography
    districts = tuple(geography.find(one.code) for one in asking.districts)
    shared = {geography.parents(one).get(Level.PARTNERSHIP) for one in districts}
    whole = shared.pop() if len(shared) == 1 else None
    if whole and set(geography.within(whole, Level.DISTRICT)) == set(districts):
        return (whole,)
    return districts


def home_area(asking: Standing) -> Area:
    """The area to begin with. Raises WardmoteError when the partnership has none."""
    found = home_areas(asking)
    if not found:
        raise WardmoteError(_("your partnership has no area yet: choose one"))
    return found[0]


def area_called(asking: Standing, text: str) -> Area:
    """The area with a code or an exact name. Raises UnknownArea, which names what is close."""
    return opened(asking).geography.find(text)


def areas_like(asking: Standing, text: str, *, limit: int = 10) -> list[Area]:
    """Areas whose name holds the text or whose code begins with it; those whose force the lake holds come first."""
    if len(text.strip()) < 2:
        return []
    now = opened(asking)
    here = set(now.lake.forces())
    found = now.geography.search(text, limit=limit * 5)
    return sorted(found, key=lambda area: here.isdisjoint(now.geography.forces(area)))[:limit]


def place_of(asking: Standing, area: Area) -> str:
    """Where an area lies, to tell namesakes apart: its district, else its county or force; '' for a force."""
    parents = opened(asking).geography.parents(area)
    found = (parents.get(level) for level in (Level.DISTRICT, Level.COUNTY, Level.FORCE))
    return next((one.name for one in found if one and one.name != area.name), "")


def wards_of(asking: Standing, areas: Sequence[Area]) -> dict[str, str]:
    """The name of the ward that each LSOA lies in, by the LSOA's code; other areas are left out."""
    geography = opened(asking).geography
    smallest = (area for area in areas if area.level is Level.LSOA)
    found = ((area.code, geography.parents(area).get(Level.WARD)) for area in smallest)
    return {code: ward.name for code, ward in found if ward}


def months_held(asking: Standing, area: Area, indicator: str = FIRST_INDICATOR) -> tuple[Month, ...]:
    """The months that the lake holds for an area. Raises WardmoteError where it holds nothing of its force."""
    now, found = opened(asking), measures.indicator(indicator)
    return tuple(sorted(held(now.lake, found, forces_of(now.lake, now.geography, area, found))))


def months_offered(asking: Standing, area: Area | None, indicator: str = FIRST_INDICATOR) -> tuple[Month, ...]:
    """The same for a list to choose from: nothing held, or no area, is an empty list."""
    try:
        return months_held(asking, area or home_area(asking), indicator)
    except NoLakeYet:
        raise
    except WardmoteError:
        return ()


def latest(months: Sequence[Month], length: int = 12) -> Period:
    """The last `length` unbroken months to the end of a quarter, for partnerships report by quarters.

    Where no quarter ends at least that many months into the run: to the last month held, as many as there are. Raises
    WardmoteError when there are none.
    """
    if not months:
        raise WardmoteError(_("the lake holds no month for all of this area"))
    run = runs(months)[-1]
    quarter = run.last - run.last.number % QUARTER
    last = quarter if quarter + (1 - length) >= run.first else run.last
    return Period(max(run.first, last + (1 - length)), last)


def question(
    asking: Standing, *, area: str = "", indicator: str = "", first: str = "", last: str = "", against: str = ""
) -> Question:
    """What the words of an address ask; what it leaves out is the asker's own area, all crime, the latest year.

    Raises WardmoteError for what is not there.
    """
    where = area_called(asking, area) if area else home_area(asking)
    key = indicator or FIRST_INDICATOR
    months = months_held(asking, where, key)
    default = latest(months)
    start = Month.parse(first) if first else None
    usual = max(months) if start and start > default.last else default.last  # a start beyond the whole quarters
    end = Month.parse(last) if last else usual
    return Question(key, where, Period(start or (end - 11 if last else default.first), end), _against(against))


def _against(text: str) -> Against:
    try:
        return Against(text or Against.PREVIOUS_YEAR)
    except ValueError:
        known = ", ".join(Against)
        raise WardmoteError(
            _("a period cannot be compared with '{text}'; there is {known}").format(text=text, known=known)
        ) from None


def level_below(area: Area, text: str = "") -> Level | None:
    """The level to map or rank inside an area: the one named if it may be, else the first. None where nothing is below."""
    offered = BELOW[area.level]
    return next((level for level in offered if level == text), offered[0] if offered else None)


# Measuring. Each is remembered for the snapshot, the question and the language.


def result(asking: Standing, asked: Question) -> Result:
    return _result(opened(asking), asked)


@lru_cache(maxsize=512)
def _result(now: Opened, asked: Question) -> Result:
    return measures.measure(now.lake, now.geography, asked.indicator, asked.area, asked.period, asked.against)


def series(asking: Standing, asked: Question) -> Series:
    """The months of the period, and before it as many as make 25 where the lake has them."""
    have = months_held(asking, asked.area, asked.indicator)
    era = measures.indicator(asked.indicator).era_of(asked.period.last)
    start = max(asked.period.last + (1 - TREND), min(have), *([era.period.first] if era else []))
    return _series(opened(asking), replace(asked, period=Period(min(asked.period.first, start), asked.period.last)))


@lru_cache(maxsize=256)
def _series(now: Opened, asked: Question) -> Series:
    return measures.series(now.lake, now.geography, asked.indicator, asked.area, asked.period)


def kinds(asking: Standing, asked: Question) -> tuple[Part, ...]:
    """The categories of the indicator, the largest first."""
    return _kinds(opened(asking), asked)


@lru_cache(maxsize=256)
def _kinds(now: Opened, asked: Question) -> tuple[Part, ...]:
    found = (now.lake, now.geography, asked.indicator, asked.area, asked.period, asked.against)
    return tuple(measures.breakdown(*found))


def beside(asking: Standing, asked: Question) -> Comparators:
    """The area beside its force and the force's other areas of its level."""
    return _beside(opened(asking), asked)


@lru_cache(maxsize=128)
def _beside(now: Opened, asked: Question) -> Comparators:
    return measures.compare(now.lake, now.geography, asked.indicator, asked.area, asked.period, asked.against)


def ranked(asking: Standing, asked: Question, level: Level) -> tuple[Result, ...]:
    """The areas of a level inside the question's area, by rate. Raises WardmoteError where there are none."""
    return _ranked(opened(asking), asked, level)


@lru_cache(maxsize=128)
def _ranked(now: Opened, asked: Question, level: Level) -> tuple[Result, ...]:
    found = (asked.indicator, level, asked.area, asked.period, asked.against)
    return tuple(measures.rank(now.lake, now.geography, *found))


def outlines(asking: Standing, areas: Sequence[Area]) -> dict[str, Any]:
    """Boundaries of areas as GeoJSON; those without one are left out."""
    return opened(asking).geography.boundaries(areas)


# What numbers are made of


def files(asking: Standing, found: Result) -> tuple[File, ...]:
    """The published files that a result counted, by force and month."""
    wanted = set(found.provenance.parts)
    parts = (part for part in opened(asking).lake.parts if part.sha256 in wanted)
    return tuple(sorted(parts, key=lambda part: (part.force, part.month)))


def population(asking: Standing, found: Result) -> Population | None:
    return opened(asking).geography.population(found.area, found.period.last)


def indicators(asking: Standing) -> dict[str, Indicator]:
    """What may be asked for, by key, all crime first."""
    may_see_evidence(asking)
    return dict(sorted(measures.indicators().items(), key=lambda pair: (pair[0] != FIRST_INDICATOR, pair[1].label)))


def wards(asking: Standing) -> tuple[Area, ...]:
    """The wards of the asker's own partnership area, by name."""
    geography = opened(asking).geography
    found = {ward for area in home_areas(asking) for ward in geography.within(area, Level.WARD)}
    return tuple(sorted(found, key=lambda ward: (ward.name, ward.code)))


def ward(asking: Standing, code: str) -> Area:
    """A ward by its code. Raises UnknownArea for what is none."""
    found = area_called(asking, code)
    if found.level is not Level.WARD:
        raise UnknownArea(_("{name} ({code}) is no ward").format(name=found.name, code=found.code))
    return found


# The lake itself


def lake_facts(asking: Standing) -> Lake:
    """The open lake, for what its manifest says of files and revisions."""
    return opened(asking).lake


def rejects(asking: Standing) -> list[dict[str, Any]]:
    """The first lines that did not count: source, file, line, reason, text."""
    names = ("source", "file", "line", "reason", "text")
    found = columns(opened(asking).lake.rejects().limit(REJECTS), *names)
    return [dict(zip(names, row, strict=True)) for row in zip(*(column.tolist() for column in found), strict=True)]


def repeated(asking: Standing, force: str, source: str) -> int:
    """How many Crime IDs stand more than once in all of a force's files together."""
    return len(set(repeats(opened(asking).lake, source, (force,)).ids.tolist()))


def unplaced(asking: Standing, force: str, source: str) -> dict[Month, tuple[int, int]]:
    """Rows of a force's files with and without a place, month by month."""
    sums: dict[Month, tuple[int, int]] = {}
    for (slug, month, _category), (placed, without) in totals(opened(asking).lake, source).items():
        if slug == force:
            before = sums.get(Month.of(month), (0, 0))
            sums[Month.of(month)] = (before[0] + placed, before[1] + without)
    return dict(sorted(sums.items()))
