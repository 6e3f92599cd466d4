"""The packaged tables of areas, as arrays.

Every LSOA code of 2011 and 2021 has a *position*, its place in the sorted list of all codes. A layer (wards of 2018,
wards of 2024, districts, ...) is one array that gives the area of each position; so "which rows belong to these
areas" is an array look-up, never a search.

`scripts/build_geography.py` makes the files and says how the sources were joined.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wardmote.engine.geography.areas import Area, Level

DATA = Path(__file__).with_name("data")
WARD_VINTAGE = "2024"
BOTH = "2011/2021"  # the vintage of an LSOA that the census of 2021 left as it was
YEARS = (2019, 2020)  # of the mid-year estimates, which are of 2011 LSOAs
IRREGULAR = "X"  # moved across a district's boundary, or redrawn: the lookup promises no exact relation

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
Key = tuple[Level, str]  # level and vintage


@dataclass(frozen=True)
class Layer:
    """One level in one vintage: `index[position]` is the area's place in `areas`, -1 where it has none."""

    areas: tuple[Area, ...]  # sorted by code
    index: NDArray[np.int32]
    native: Flags  # the positions of the LSOA vintage in which the layer is published

    @cached_property
    def place(self) -> dict[str, int]:
        return {area.code: place for place, area in enumerate(self.areas)}

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """Native LSOAs in each area."""
        return self.counts(np.flatnonzero(self.native))

    @cached_property
    def firsts(self) -> Positions:
        """The native LSOA with the lowest code in each area: it decides where halves are equal."""
        native = np.flatnonzero(self.native & (self.index >= 0))
        return native[np.unique(self.index[native], return_index=True)[1]]

    @cached_property
    def _order(self) -> tuple[Positions, NDArray[np.int64]]:
        order = np.argsort(self.index, kind="stable")
        starts = np.searchsorted(self.index[order], np.arange(len(self.areas) + 1))
        return order, starts

    def positions(self, place: int) -> Positions:
        """Every LSOA code, of both vintages, that is allotted to one area."""
        order, starts = self._order
        return order[starts[place] : starts[place + 1]]

    def counts(self, positions: Positions) -> NDArray[np.int64]:
        """How many of some LSOAs lie in each area."""
        found = self.index[positions]
        return np.bincount(found[found >= 0], minlength=len(self.areas)).astype(np.int64)


@dataclass(frozen=True)
class Tables:
    """What the package holds about England and Wales, boundaries apart."""

    codes: NDArray[np.object_]  # every LSOA code, sorted
    lsoas: tuple[Area, ...]  # by position
    old_names: tuple[str | None, ...]  # the name of 2011, by position
    in_2011: Flags
    in_2021: Flags
    layers: dict[Key, Layer]
    centres: NDArray[np.float64]  # longitude, latitude in degrees
    persons: dict[int, NDArray[np.int64]]  # by year; -1 where there is no estimate
    relatives: dict[int, tuple[int, ...]]  # position -> the positions in the other vintage that it shares ground with
    irregular: frozenset[int]
    retired: dict[str, tuple[str, str]]  # code -> its last name, today's code
    regions: dict[str, str]  # district -> name of its region

    @cached_property
    def place(self) -> dict[str, int]:
        return {code: position for position, code in enumerate(self.codes.tolist())}

    def layer(self, area: Area) -> Layer:
        return self.layers[area.level, area.vintage]


def _areas(frame: pl.DataFrame) -> dict[Key, tuple[Area, ...]]:
    found: dict[Key, list[Area]] = {}
    for code, vintage, level, name in frame.select("code", "vintage", "level", "name").sort("code").iter_rows():
        found.setdefault((Level(level), vintage), []).append(Area(code, vintage, name, Level(level)))
    return {key: tuple(areas) for key, areas in found.items()}


def _layer(areas: tuple[Area, ...], column: pl.Series, native: Flags) -> Layer:
    places = pl.DataFrame({"code": [area.code for area in areas], "place": range(len(areas))})
    index = pl.DataFrame({"code": column}).join(places, on="code", how="left", maintain_order="left")["place"]
    return Layer(areas, index.fill_null(-1).to_numpy().astype(np.int32), native)


def _layers(
    frame: pl.DataFrame, areas: dict[Key, tuple[Area, ...]], in_2011: Flags, in_2021: Flags
) -> dict[Key, Layer]:
    return {
        (level, vintage): _layer(
            known,
            frame[f"ward{vintage[2:]}" if level is Level.WARD else level.value],
            in_2011 if vintage == "2018" else in_2021,
        )
        for (level, vintage), known in areas.items()
    }


def _lsoa(code: str, old: str | None, new: str | None) -> Area:
    vintage = BOTH if old and new else "2021" if new else "2011"
    return Area(code, vintage, new or old or code, Level.LSOA)


def _relatives(changes: pl.DataFrame, place: dict[str, int]) -> tuple[dict[int, tuple[int, ...]], frozenset[int]]:
    found: dict[int, list[int]] = {}
    irregular: set[int] = set()
    for old, new, change in changes.select("code11", "code21", "change").iter_rows():
        found.setdefault(place[old], []).append(place[new])
        found.setdefault(place[new], []).append(place[old])
        if change == IRREGULAR:
            irregular |= {place[old], place[new]}
    return {position: tuple(others) for position, others in found.items()}, frozenset(irregular)


def read_tables(folder: Path = DATA) -> Tables:
    """Read the packaged tables: about a fifth of a second."""
    frame = pl.read_parquet(folder / "lsoas.parquet")
    table = pl.read_parquet(folder / "areas.parquet")
    codes = frame["code"].to_list()
    in_2011 = frame["name11"].is_not_null().to_numpy()
    in_2021 = frame["name21"].is_not_null().to_numpy()
    relatives, irregular = _relatives(
        pl.read_parquet(folder / "changes.parquet"), {code: position for position, code in enumerate(codes)}
    )
    return Tables(
        codes=np.array(codes, dtype=object),
        lsoas=tuple(_lsoa(*row) for row in frame.select("code", "name11", "name21").iter_rows()),
        old_names=tuple(frame["name11"]),
        in_2011=in_2011,
        in_2021=in_2021,
        layers=_layers(frame, _areas(table), in_2011, in_2021),
        centres=frame.select("lon", "lat").to_numpy() / 1e5,
        persons={year: frame[f"persons_{year}"].fill_null(-1).cast(pl.Int64).to_numpy() for year in YEARS},
        relatives=relatives,
        irregular=irregular,
        retired={
            code: (name, current) for code, name, current in pl.read_parquet(folder / "retired.parquet").iter_rows()
        },
        regions=dict(table.filter(pl.col("region").is_not_null()).select("code", "region").iter_rows()),
    )


@cache
def packaged_tables() -> Tables:
    """The packaged tables, read once in a process."""
    return read_tables()
