"""Adding a partnership's own areas, and outlines of areas that the package has no map of.

All or nothing: a file is read, checked against every known code and against what was added before, and only then does
the folder's one Parquet file change, in one step.
"""

import csv
import io
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from wardmote.engine.errors import BadFile
from wardmote.engine.geography.areas import Area, Level
from wardmote.engine.geography.drawn import CODE_COLUMNS, NAME_COLUMNS, Drawn, read_drawn
from wardmote.engine.geography.own import FILE, SCHEMA, read_rows
from wardmote.engine.geography.tables import BOTH, WARD_VINTAGE, Tables, packaged_tables
from wardmote.words import gettext as _
from wardmote.words import ngettext

OFFICIAL = re.compile(r"[EWSNK]\d{8}", re.IGNORECASE)
VINTAGES = {Level.LSOA: "2011 or 2021", Level.WARD: "2018 or 2024"}
LIST_COLUMNS = {"code", "name", "lsoa", "valid_from", "valid_to"}


@dataclass(frozen=True)
class Added:
    """What a file added. `repaired` names areas whose outline crossed itself; `replaced` those that were there already."""

    areas: tuple[Area, ...]
    outlines: int
    repaired: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "areas": [{"code": area.code, "name": area.name, "level": area.level.value} for area in self.areas],
            "outlines": self.outlines,
            "repaired": list(self.repaired),
            "replaced": list(self.replaced),
        }


@dataclass(frozen=True)
class _New:
    """One row to be stored."""

    area: Area
    lsoas: tuple[str, ...] = ()
    by_centre: bool = False
    geometry: str | None = None


@dataclass(frozen=True)
class _Dates:
    valid_from: date | None
    valid_to: date | None


def add_areas(
    path: Path,
    folder: Path,
    *,
    level: Level = Level.CUSTOM,
    valid_from: date | None = None,
    valid_to: date | None = None,
    code_column: str | None = None,
    name_column: str | None = None,
    layer: str | None = None,
    crs: str | None = None,
) -> Added:
    """Add the areas of a file to `folder`, where `load(extra=folder)` finds them.

    With a level other than custom the file (GeoJSON, TopoJSON or GeoPackage, also as .gz) gives outlines of areas
    whose codes are known. With ``Level.CUSTOM`` it gives areas of the partnership's own: polygons, which hold the LSOAs
    whose centre point lies inside, or a CSV or TOML list of LSOAs (columns code, name, lsoa, and perhaps valid_from and
    valid_to; in TOML ``[[area]]`` tables with a list under lsoa). These are dated: `valid_from` is needed unless the
    list has it. The same code and day again replaces what was added before; versions of a code may not overlap.

    Raises BadFile, with nothing stored, for an unreadable file, coordinates in an unknown system, a missing column, an
    unknown or repeated code, contradicting names or dates.
    """
    tables, dates = packaged_tables(), _Dates(valid_from, valid_to)
    repaired: tuple[str, ...] = ()
    if path.suffix.lower() in (".csv", ".toml"):
        new = _from_list(path, dates, tables)
    else:
        drawn = read_drawn(path, layer=layer, crs=crs)
        if level is Level.CUSTOM:
            new = _from_polygons(path, drawn, dates, code_column, name_column, tables)
        else:
            new = _outlines(path, drawn, level, code_column, tables)
        repaired = tuple(new[place].area.code for place in drawn.repaired)
    replaced = _store(path, folder, new)
    return Added(tuple(row.area for row in new), sum(row.geometry is not None for row in new), repaired, replaced)


def _some(codes: Iterable[str]) -> str:
    """The first five of some codes, and how many more there are."""
    ordered = sorted(codes)
    more = len(ordered) - 5
    return ", ".join(ordered[:5]) + (
        ngettext(" and {n} more", " and {n} more", more).format(n=more) if more > 0 else ""
    )


def _column(path: Path, drawn: Drawn, given: str | None, pattern: str, what: str) -> str:
    found = given if given in drawn.columns else None if given else drawn.guess(pattern)
    if found is None:
        raise BadFile(
            _("{path} has no column {what}; its columns are {columns}").format(
                path=path, what=given or what, columns=", ".join(drawn.columns) or _("none")
            )
        )
    return found


def _refuse_repeats(path: Path, codes: Sequence[str]) -> None:
    repeats = [code for code, times in Counter(codes).items() if times > 1]
    if repeats:
        raise BadFile(_("{path} has more than one area with the code {codes}").format(path=path, codes=_some(repeats)))


# Outlines of known areas


def _known(tables: Tables, level: Level) -> dict[str, Area]:
    if level is Level.LSOA:
        return {area.code: area for area in tables.lsoas}
    layers = sorted(key for key in tables.layers if key[0] is level)
    return {area.code: area for key in layers for area in tables.layers[key].areas}


def _outlines(path: Path, drawn: Drawn, level: Level, code_column: str | None, tables: Tables) -> list[_New]:
    import shapely

    known = _known(tables, level)
    column = _best(path, drawn, level, code_column, known)
    recoded = _recoded(tables)
    codes = [recoded.get(code, code) for code in drawn.columns[column]]
    unknown = set(codes) - known.keys()
    if unknown:
        raise BadFile(
            _("{path} has codes that no {level} of {vintages} has: {codes}").format(
                path=path, level=level.value, vintages=VINTAGES.get(level, WARD_VINTAGE), codes=_some(unknown)
            )
        )
    _refuse_repeats(path, codes)
    areas = [known[code] for code in codes]
    newer = any(area.vintage == "2021" for area in areas)
    texts = shapely.to_geojson(list(drawn.polygons)).tolist()
    return [
        _New(replace(area, vintage="2021" if newer else "2011") if area.vintage == BOTH else area, geometry=text)
        for area, text in zip(areas, texts, strict=True)
    ]


def _recoded(tables: Tables) -> dict[str, str]:
    """Retired codes of districts that only changed their code; the outline of a merged one is not today's district."""
    merged = Counter(current for _name, current in tables.retired.values())
    return {code: current for code, (_name, current) in tables.retired.items() if merged[current] == 1}


def _best(path: Path, drawn: Drawn, level: Level, given: str | None, known: dict[str, Area]) -> str:
    """The column given, else the one with the most codes of the level, whatever it is called."""
    if given is not None:
        return _column(path, drawn, given, "", "")
    counts = {column: sum(value in known for value in values) for column, values in drawn.columns.items()}
    best = max(counts, key=lambda column: counts[column], default=None)
    if best is None or counts[best] == 0:
        raise BadFile(
            _("{path} has no column with the codes of a {level}; its columns are {columns}").format(
                path=path, level=level.value, columns=", ".join(drawn.columns) or _("none")
            )
        )
    return best


# Areas of the partnership's own


def _custom(path: Path, code: str, name: str, dates: _Dates) -> Area:
    code, name = code.strip(), " ".join(name.split())
    if not code or not name:
        raise BadFile(_("{path}: every area needs a code and a name").format(path=path))
    if OFFICIAL.fullmatch(code):
        raise BadFile(
            _("{path}: {code} looks like an official code; give the area a code of your own").format(
                path=path, code=code
            )
        )
    if dates.valid_from is None:
        raise BadFile(_("{path}: say from which day {name} holds").format(path=path, name=name))
    if dates.valid_to is not None and dates.valid_to <= dates.valid_from:
        raise BadFile(
            _("{path}: {name} would end on {end}, before it begins on {begin}").format(
                path=path, name=name, end=dates.valid_to, begin=dates.valid_from
            )
        )
    return Area(code, dates.valid_from.isoformat(), name, Level.CUSTOM, dates.valid_from, dates.valid_to)


def _from_polygons(
    path: Path, drawn: Drawn, dates: _Dates, code_column: str | None, name_column: str | None, tables: Tables
) -> list[_New]:
    import shapely

    codes = drawn.columns[_column(path, drawn, code_column, CODE_COLUMNS, _("of codes"))]
    names = drawn.columns[_column(path, drawn, name_column, NAME_COLUMNS, _("of names"))]
    _refuse_repeats(path, codes)
    texts = shapely.to_geojson(list(drawn.polygons)).tolist()
    found = []
    for code, name, polygon, text in zip(codes, names, drawn.polygons, texts, strict=True):
        shapely.prepare(polygon)
        inside = np.flatnonzero(shapely.contains_xy(polygon, tables.centres))
        if not len(inside):
            raise BadFile(
                _("{path}: no LSOA has its centre inside {name}, so nothing could be counted there").format(
                    path=path, name=name
                )
            )
        lsoas = tuple(str(code) for code in tables.codes[inside])
        found.append(_New(_custom(path, code, name, dates), lsoas, by_centre=True, geometry=text))
    return found


@dataclass(frozen=True)
class _Listed:
    code: str
    name: str
    lsoa: str
    dates: _Dates


def _from_list(path: Path, dates: _Dates, tables: Tables) -> list[_New]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(_toml_rows(path, text, dates) if path.suffix.lower() == ".toml" else _csv_rows(path, text, dates))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as problem:
        raise BadFile(_("{path} cannot be read: {problem}").format(path=path, problem=problem)) from problem
    unknown = {row.lsoa for row in rows} - tables.place.keys()
    if unknown:
        raise BadFile(_("{path} has codes that no lsoa has: {codes}").format(path=path, codes=_some(unknown)))
    groups: dict[Area, list[str]] = {}
    for row in rows:
        groups.setdefault(_custom(path, row.code, row.name, row.dates), []).append(row.lsoa)
    if not groups:
        raise BadFile(_("{path} holds no areas").format(path=path))
    return [_New(area, tuple(sorted(set(lsoas)))) for area, lsoas in groups.items()]


def _csv_rows(path: Path, text: str, dates: _Dates) -> Iterable[_Listed]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    columns = set(reader.fieldnames or ())
    if missing := {"code", "name", "lsoa"} - columns:
        raise BadFile(
            _("{path} has no column {missing}; its columns are {columns}").format(
                path=path, missing=", ".join(sorted(missing)), columns=", ".join(reader.fieldnames or ()) or _("none")
            )
        )
    for row in reader:
        values = {column: (row.get(column) or "").strip() for column in LIST_COLUMNS}
        yield _Listed(values["code"], values["name"], values["lsoa"].upper(), _dated(path, values, dates))


def _toml_rows(path: Path, text: str, dates: _Dates) -> Iterable[_Listed]:
    document = tomllib.loads(text)
    areas = document.get("area", [])
    if set(document) - {"area"} or not isinstance(areas, list) or not all(isinstance(area, dict) for area in areas):
        raise BadFile(_("{path} may hold only [[area]] tables").format(path=path))
    for area in areas:
        lsoas = area.get("lsoa")
        if set(area) - LIST_COLUMNS or not {"code", "name", "lsoa"} <= set(area) or not isinstance(lsoas, list):
            raise BadFile(
                _("{path}: an [[area]] has code, name, a list of lsoa, and perhaps valid_from and valid_to").format(
                    path=path
                )
            )
        for lsoa in lsoas:
            yield _Listed(str(area["code"]), str(area["name"]), str(lsoa).upper(), _dated(path, area, dates))


def _dated(path: Path, row: dict[str, Any], default: _Dates) -> _Dates:
    def read(column: str) -> date | None:
        value = row.get(column) or ""
        try:
            return date.fromisoformat(str(value)) if value else None
        except ValueError:
            message = _("{path}: '{value}' is not a day: write it as YYYY-MM-DD").format(path=path, value=value)
            raise BadFile(message) from None

    return _Dates(read("valid_from") or default.valid_from, read("valid_to") or default.valid_to)


# Storing


def _row(new: _New, path: Path) -> dict[str, Any]:
    area = new.area
    return {
        "code": area.code,
        "vintage": area.vintage,
        "level": area.level.value,
        "name": area.name,
        "valid_from": area.valid_from,
        "valid_to": area.valid_to,
        "lsoas": list(new.lsoas),
        "by_centre": new.by_centre,
        "geometry": new.geometry,
        "source": path.name,
    }


def _store(path: Path, folder: Path, new: Sequence[_New]) -> tuple[str, ...]:
    """Put the rows into the folder's file in one step, and say which codes were there already."""
    before = read_rows(folder)
    rows = pl.DataFrame([_row(one, path) for one in new], schema=SCHEMA, orient="row")
    if rows.select("code", "vintage", "level").is_duplicated().any():
        raise BadFile(_("{path} gives one area two names, or two ends").format(path=path))
    key = ["level", "code", "vintage"]
    after = pl.concat([before.join(rows, on=key, how="anti"), rows]).sort(key)
    _refuse_overlapping_versions(path, after)
    _write(after, folder)
    return tuple(before.join(rows, on=key, how="semi")["code"].sort())


def _write(rows: pl.DataFrame, folder: Path) -> None:
    temporary = folder / f".{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rows.write_parquet(temporary, compression="zstd")
        temporary.replace(folder / FILE)
    except OSError as problem:
        raise BadFile(_("{folder} cannot be written: {problem}").format(folder=folder, problem=problem)) from problem
    finally:
        if folder.is_dir():
            temporary.unlink(missing_ok=True)


def _refuse_overlapping_versions(path: Path, rows: pl.DataFrame) -> None:
    custom = rows.filter(pl.col("level") == Level.CUSTOM.value).sort("code", "valid_from")
    for one, other in pairwise(custom.iter_rows(named=True)):
        same = one["code"].casefold() == other["code"].casefold()
        if same and (one["valid_to"] is None or one["valid_to"] > other["valid_from"]):
            raise BadFile(
                _("{path}: {code} is already defined from {begin}: end that version before {next}").format(
                    path=path, code=one["code"], begin=one["valid_from"], next=other["valid_from"]
                )
            )
