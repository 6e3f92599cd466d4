"""The lake's cube of a few police force areas, as a dense block in memory.

Reading a cube is Ibis's work, so that the same expression runs on DuckDB and on Spark. What it gives is small enough to
keep (LSOAs x months x categories: 1.3 MB for Lancashire's two years), and every measure of the same force is then a
slice of it: a page with forty numbers asks the lake once.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis
import numpy as np
from numpy.typing import NDArray

from wardmote.engine.geography import Area, Geography
from wardmote.engine.lake import Lake

Ints = NDArray[np.int64]
KEPT = 24  # force areas kept in memory; the largest with ten years take about 40 MB


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts of placed rows. `n` is categories x months x LSOAs; the other three say which, each sorted."""

    lsoas: NDArray[np.object_]
    months: Ints  # yyyymm
    categories: Ints
    n: NDArray[np.int32]

    def of(self, months: list[int], categories: list[int], places: Ints) -> Ints:
        """The LSOAs at `places` x `months`, summed over categories. A month or category without any row is zero."""
        kept = np.flatnonzero(np.isin(self.categories, categories))
        where = {month: at for at, month in enumerate(self.months.tolist())}
        found = np.zeros((len(months), len(places)), dtype=np.int64)
        for at, month in enumerate(months):
            if month in where:
                found[at] = self.n[kept, where[month]].sum(axis=0)[places]
        return found.T


@lru_cache(maxsize=KEPT)
def cells(lake: Lake, geography: Geography, source: str, forces: tuple[Area, ...]) -> Cells:
    """The rows placed in the LSOAs of some force areas, whichever force's file they came in."""
    lsoas, _ = geography.membership_table(forces)
    places = ibis.memtable(
        {"lsoa": lsoas.tolist(), "place": range(len(lsoas))}, schema=ibis.schema({"lsoa": "string", "place": "int32"})
    )
    joined = lake.cube(source).join(places, "lsoa").select("place", "month", "category", "n")
    place, month, category, n = columns(joined, "place", "month", "category", "n")
    (months, month_at), (categories, category_at) = numbered(month), numbered(category)
    block = np.zeros((len(categories), len(months), len(lsoas)), dtype=np.int32)
    np.add.at(block.reshape(-1), (category_at * len(months) + month_at) * len(lsoas) + place, n)
    return Cells(lsoas, months, categories, block)


def numbered(values: NDArray[np.signedinteger[Any]]) -> tuple[Ints, Ints]:
    """The distinct values, sorted, and the place of each value among them. For whole numbers that lie close together."""
    if not len(values):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    least = int(values.min())
    there = np.bincount(values - least) > 0
    return np.flatnonzero(there) + least, (np.cumsum(there) - 1)[values - least]


@lru_cache(maxsize=8)
def totals(lake: Lake, source: str) -> dict[tuple[str, int, int], tuple[int, int]]:
    """(force, month, category) -> rows with and without a place, by the force whose file they came in."""
    names = ("force", "month", "category", "placed", "unplaced")
    rows = zip(*(column.tolist() for column in columns(lake.totals(source).select(*names), *names)), strict=True)
    return {(force, month, category): (placed, unplaced) for force, month, category, placed, unplaced in rows}


@dataclass(frozen=True, eq=False)
class Repeats:
    """Rows whose Crime ID stands more than once in a force's files: one entry a row. Ids are numbered."""

    ids: Ints
    months: Ints
    categories: Ints
    lsoas: NDArray[np.object_]


@lru_cache(maxsize=KEPT)
def repeats(lake: Lake, source: str, forces: tuple[str, ...]) -> Repeats:
    """The repeated rows of some forces' files."""
    table = lake.repeats(source)
    rows = table.filter(table.force.isin(list(forces)))
    ids, month, category, lsoa = columns(
        rows.select("crime_id", "month", "category", "lsoa"), "crime_id", "month", "category", "lsoa"
    )
    numbered = np.unique(ids.astype(str), return_inverse=True)[1]
    return Repeats(numbered, month.astype(np.int64), category.astype(np.int64), lsoa)


def columns(expression: Any, *names: str) -> tuple[NDArray[Any], ...]:
    """The columns of what an expression gives, each as an array."""
    found = expression.to_pyarrow()
    return tuple(found.column(name).to_numpy() for name in names)
