"""Tables made from the rows at ingest: the cube, the totals and the repeated ids of a force.

A measure reads these and never the rows. Each is one small file for a source and force; taking in a month reads that
month's rows, and of the force's other months no more than their ids.
"""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from wardmote.engine import sources
from wardmote.engine.lake.manifest import Kept, Part
from wardmote.engine.lake.store import Staging
from wardmote.engine.periods import Month

CUBE = {"force": pl.String, "month": pl.Int32, "lsoa": pl.String, "category": pl.Int16, "n": pl.Int32}
TOTALS = {"force": pl.String, "month": pl.Int32, "category": pl.Int16, "placed": pl.Int64, "unplaced": pl.Int64}
REPEATS = {"crime_id": pl.String, "force": pl.String, "month": pl.Int32, "lsoa": pl.String, "category": pl.Int16}
SCHEMAS = {"cube": CUBE, "totals": TOTALS, "repeats": REPEATS}
ROW_GROUP = 60_000

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Counts:
    """What one month's rows give to its force's tables. `ids` are hashes of its non-blank Crime IDs.

    `cube` has the places of the source's cube; a source without one has two, somewhere (-) and nowhere ('').
    """

    cube: pl.DataFrame
    ids: Hashes


def as_parquet(frame: pl.DataFrame, *, sought: bool = True) -> bytes:
    """The frame as a Parquet file. The same frame gives the same bytes.

    A file that is `sought` by values has its row groups' least and greatest ones with it: a third of the work of
    writing, and of no use for rows, which are found by force and month.
    """
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", compression_level=1, row_group_size=ROW_GROUP, statistics=sought)
    return stream.getvalue()


def hashes(ids: pl.Series) -> Hashes:
    """A number for each non-blank id: equal ids have equal numbers, within this process."""
    return ids.drop_nulls().hash().to_numpy()


def twice(ids: Hashes) -> Hashes:
    """The numbers that are there more than once, each once."""
    found = np.sort(ids)
    return np.unique(found[1:][found[1:] == found[:-1]])


def count(rows: pl.DataFrame, source: str) -> Counts:
    """Count one month's rows of one force by place and category (0 = not coded)."""
    kept = sources.described(source).derive
    nowhere = sources.module(source).unplaced()
    place = pl.col("lsoa") if "cube" in kept else pl.when(~nowhere).then(pl.lit("-"))
    whose = (pl.lit(rows[name][0], dtype=CUBE[name]).alias(name) for name in ("force", "month"))
    grouped = rows.group_by(place.alias("lsoa"), "category").len("n")
    cube = grouped.select(
        *whose, pl.col("lsoa").fill_null(""), pl.col("category").fill_null(0), pl.col("n").cast(pl.Int32)
    )
    return Counts(cube, hashes(rows["crime_id"]) if "repeats" in kept else np.empty(0, np.uint64))


def totals(cube: pl.DataFrame) -> pl.DataFrame:
    """The counts of a force, by month and category, of rows with and without a place."""
    placed = pl.col("lsoa") != ""
    return cube.group_by("force", "month", "category").agg(
        pl.col("n").filter(placed).sum().cast(pl.Int64).alias("placed"),
        pl.col("n").filter(~placed).sum().cast(pl.Int64).alias("unplaced"),
    )


def repeated_within(rows: pl.DataFrame, ids: Hashes) -> int:
    """How many distinct ids are there more than once in one month's rows."""
    if not len(twice(ids)):
        return 0
    known = rows["crime_id"].drop_nulls()
    return known.filter(known.is_duplicated()).n_unique()


def _merged(staging: Staging, old: Kept | None, months: list[int], new: list[pl.DataFrame]) -> pl.DataFrame:
    """The force's table with the months taken in replaced."""
    frames = list(new)
    if old:
        frames.append(pl.read_parquet(staging.path(old.file)).filter(~pl.col("month").is_in(months)))
    return pl.concat(frames, rechunk=True)


def _repeats(staging: Staging, parts: list[Part], new: dict[Month, Counts]) -> pl.DataFrame:
    """Every row of the force whose id is there more than once in any of its months. `new` has the months just read."""
    ids = [new[part.month].ids if part.month in new else _stored_ids(staging, part) for part in parts]
    many = twice(np.concatenate(ids))
    found = [
        _rows_with(staging, part, many)
        for part, of_part in zip(parts, ids, strict=True)
        if len(many) and np.isin(many, of_part).any()
    ]
    rows = pl.concat([pl.DataFrame(schema=REPEATS), *found])
    return rows.filter(pl.col("crime_id").is_duplicated()).sort("crime_id", "month", "lsoa", "category")


def _stored_ids(staging: Staging, part: Part) -> Hashes:
    return hashes(pl.read_parquet(staging.path(part.file), columns=["crime_id"])["crime_id"])


def _rows_with(staging: Staging, part: Part, ids: Hashes) -> pl.DataFrame:
    rows = pl.read_parquet(staging.path(part.file), columns=list(REPEATS)).filter(pl.col("crime_id").is_not_null())
    found = rows.filter(pl.col("crime_id").hash().is_in(pl.Series(ids, dtype=pl.UInt64).implode()))
    return found.select(pl.col(name).fill_null("") if name == "lsoa" else pl.col(name) for name in REPEATS)


def derive(staging: Staging, old: dict[str, Kept], parts: list[Part], new: dict[Month, Counts]) -> dict[str, Kept]:
    """The tables of one force after an ingest.

    `old` are its tables before, `parts` all its parts now, `new` what the months taken in just now gave.
    """
    kinds = sources.described(parts[0].source).derive
    months = [month.yyyymm for month in new]
    frames: dict[str, pl.DataFrame] = {}
    if "cube" in kinds:
        cube = _merged(staging, old.get("cube"), months, [counts.cube for counts in new.values()])
        frames["cube"] = cube.sort("lsoa", "month", "category")
    if "totals" in kinds:
        news = [totals(pl.concat([counts.cube for counts in new.values()]))]
        frames["totals"] = _merged(staging, old.get("totals"), months, news).sort("month", "category")
    if "repeats" in kinds:
        frames["repeats"] = _repeats(staging, parts, new)
    return {
        kind: staging.put(as_parquet(frame.select(pl.col(n).cast(t) for n, t in SCHEMAS[kind].items())))
        for kind, frame in frames.items()
    }
