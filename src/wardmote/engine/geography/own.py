"""The areas and outlines that a partnership added itself: one Parquet file in a folder of its own.

One row is an area as it was from `valid_from` to `valid_to`: for a custom area its LSOAs, for any area an outline if
there is one. `adding` writes the file in one step.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from wardmote.engine.errors import BadFile
from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.geography.boundaries import Outlines, outlines
from wardmote.words import gettext as _

FILE = "areas.parquet"
COLUMNS: dict[str, pl.DataType] = {
    "code": pl.String(),
    "vintage": pl.String(),
    "level": pl.String(),
    "name": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "lsoas": pl.List(pl.String()),
    "by_centre": pl.Boolean(),
    "geometry": pl.String(),
    "source": pl.String(),
}
SCHEMA = pl.Schema(COLUMNS)


@dataclass(frozen=True)
class OwnArea:
    """A custom area and its LSOAs. `by_centre`: those whose centre point lies inside the polygon that was given."""

    area: Area
    lsoas: tuple[str, ...]
    by_centre: bool


@dataclass(frozen=True)
class Own:
    """What the folder holds."""

    areas: tuple[OwnArea, ...] = ()
    outlines: Outlines | None = None


def read_rows(folder: Path) -> pl.DataFrame:
    """The stored rows, none when nothing was added yet. Raises BadFile when the file is not one of ours."""
    path = folder / FILE
    if not path.exists():
        return pl.DataFrame(schema=SCHEMA)
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise BadFile(_("{path} cannot be read as areas: {problem}").format(path=path, problem=problem)) from problem
    if frame.schema != SCHEMA:
        raise BadFile(_("{path} does not hold areas that Wardmote wrote").format(path=path))
    return frame


def _own_area(row: dict[str, Any]) -> OwnArea:
    area = Area(row["code"], row["vintage"], row["name"], Level.CUSTOM, row["valid_from"], row["valid_to"])
    return OwnArea(area, tuple(row["lsoas"]), row["by_centre"])


def read_own(folder: Path | None) -> Own:
    """Everything in the folder; nothing for no folder, or an empty one."""
    if folder is None:
        return Own()
    rows = read_rows(folder)
    custom = rows.filter(pl.col("level") == Level.CUSTOM.value).sort("code", "vintage")
    drawn = rows.filter(pl.col("geometry").is_not_null()).sort("vintage")
    return Own(
        tuple(_own_area(row) for row in custom.iter_rows(named=True)),
        outlines(drawn.select("code", "vintage", "level", "geometry").iter_rows()),
    )
