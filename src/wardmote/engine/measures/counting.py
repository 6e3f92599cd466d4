"""Counts: which months are held, how many rows an area has, with and without a place.

Everything here counts rows as published, of months that are held; whether a month is held is asked first, and a month
that is not is never a zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wardmote.engine.errors import MissingMonths, WardmoteError
from wardmote.engine.geography import Area, Geography, Level, police_forces
from wardmote.engine.lake import Lake
from wardmote.engine.measures import cells
from wardmote.engine.measures.indicators import Era, Indicator
from wardmote.engine.periods import Month, Period, in_words
from wardmote.engine.sources import described
from wardmote.words import gettext as _

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Monthly:
    """Counts of an indicator: `table` is areas x `months`."""

    months: tuple[Month, ...]
    table: Counts

    def over(self, period: Period) -> Counts:
        """Sums by area over the months of a period, all of which must be there."""
        sums: Counts = self.table[:, [month in period for month in self.months]].sum(axis=1)
        return sums


@dataclass(frozen=True)
class Placement:
    """Rows of the forces' files by month, with and without a place. One value a month."""

    months: tuple[Month, ...]
    placed: Counts
    unplaced: Counts

    @property
    def all(self) -> Counts:
        return self.placed + self.unplaced

    @property
    def share(self) -> NDArray[np.float64]:
        """Placed share of each month; 1 where a month has no rows at all (nothing to scale)."""
        return np.divide(self.placed, self.all, out=np.ones(len(self.months)), where=self.all > 0)

    def unplaced_share(self, period: Period) -> float:
        kept = [month in period for month in self.months]
        total = self.all[kept].sum()
        return float(self.unplaced[kept].sum() / total) if total else 0.0


@lru_cache(maxsize=256)
def codes(source: str, categories: tuple[str, ...]) -> list[int]:
    """The cube's codes for categories."""
    return sorted(one.code for one in described(source).category if one.key in categories)


def held(lake: Lake, indicator: Indicator, forces: Iterable[str]) -> frozenset[Month]:
    """The months that the lake holds for every one of the forces."""
    months = [frozenset(lake.held(force, indicator.source)) for force in forces]
    return frozenset.intersection(*months) if months else frozenset()


def missing(lake: Lake, indicator: Indicator, forces: Sequence[str], period: Period) -> tuple[Month, ...]:
    have = held(lake, indicator, forces)
    return tuple(month for month in period if month not in have)


def forces_of(lake: Lake, geography: Geography, area: Area, indicator: Indicator) -> tuple[str, ...]:
    """The forces whose files cover an area. Raises WardmoteError where the lake holds none of their files."""
    forces = geography.forces(area)
    if not any(lake.held(force, indicator.source) for force in forces):
        there = ", ".join(lake.forces(indicator.source)) or _("no force at all")
        raise WardmoteError(
            _("the lake holds no files of {forces} for {area} ({code}); it holds {there}").format(
                forces=", ".join(forces) or _("any force"), area=area.name, code=area.code, there=there
            )
        )
    return forces


def require(lake: Lake, indicator: Indicator, forces: Sequence[str], period: Period) -> None:
    """Raises MissingMonths, naming what is missing and what is held instead."""
    gone = missing(lake, indicator, forces, period)
    if gone:
        raise MissingMonths(
            _("the lake does not hold {gone} for {forces}; it holds {there}").format(
                gone=in_words(gone), forces=", ".join(forces), there=in_words(held(lake, indicator, forces))
            )
        )


def tally(
    lake: Lake, geography: Geography, indicator: Indicator, era: Era, areas: Sequence[Area], months: Sequence[Month]
) -> Monthly:
    """Placed rows of areas that do not overlap, in months that are held, whichever force's file they came in."""
    order = tuple(sorted(months))
    table = np.zeros((len(areas), len(order)), dtype=np.int64)
    if areas:
        block, places, starts, owners = _gathered(lake, geography, indicator.source, tuple(areas))
        by_lsoa = block.of([month.yyyymm for month in order], codes(indicator.source, era.categories), places)
        if len(places):
            table[owners] = np.add.reduceat(by_lsoa, starts, axis=0)
    return Monthly(order, table)


@lru_cache(maxsize=64)
def _gathered(
    lake: Lake, geography: Geography, source: str, areas: tuple[Area, ...]
) -> tuple[cells.Cells, Counts, Counts, Counts]:
    """The block that holds some areas; their LSOAs in it, those of one area beside each other; where each area's begin;
    and which area that is.
    """
    slugs = {slug for area in areas for slug in geography.forces(area)}
    forces = tuple(geography.find(force.area) for force in police_forces() if force.key in slugs)
    block = cells.cells(lake, geography, source, forces)
    lsoas, owners = geography.membership_table(areas)
    order = np.argsort(owners, kind="stable")
    found, starts = np.unique(owners[order], return_index=True)
    return block, np.searchsorted(block.lsoas, lsoas[order]), starts, found.astype(np.int64)


def placement(lake: Lake, indicator: Indicator, era: Era, forces: Sequence[str], months: Iterable[Month]) -> Placement:
    """Rows of the forces' files in each month, by whether they have a place."""
    order, known = tuple(sorted(months)), cells.totals(lake, indicator.source)
    wanted = codes(indicator.source, era.categories)
    found = [[known.get((force, month.yyyymm, code), (0, 0)) for force in forces for code in wanted] for month in order]
    sums = np.array(found, dtype=np.int64).reshape(len(order), -1, 2).sum(axis=1)
    return Placement(order, sums[:, 0], sums[:, 1])


def repeated(
    lake: Lake,
    geography: Geography,
    indicator: Indicator,
    era: Era,
    area: Area,
    forces: tuple[str, ...],
    period: Period,
) -> int:
    """How many of an area's rows in a period repeat a Crime ID already counted in it."""
    rows = cells.repeats(lake, indicator.source, forces)
    kept = (rows.months >= period.first.yyyymm) & (rows.months <= period.last.yyyymm)
    kept &= np.isin(rows.categories, codes(indicator.source, era.categories))
    if area.level is not Level.FORCE:
        kept[kept] = np.isin(rows.lsoas[kept].astype(str), geography.membership_table([area])[0].astype(str))
    ids = rows.ids[kept]
    return len(ids) - len(np.unique(ids))
