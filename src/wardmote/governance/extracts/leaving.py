"""A partnership leaves with everything that governance keeps of it, in open formats: each table as JSON Lines and as CSV, files as files, a dictionary, and a manifest that proves it whole.

The folder is built beside its place and put there as the last step. The same rows make the same bytes.
"""

import csv
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from wardmote.engine.errors import WardmoteError
from wardmote.governance.queries import leaving as queries
from wardmote.governance.queries.leaving import TableToldOf
from wardmote.governance.spreadsheet import harmless
from wardmote.platform.progress import Show, Step, silent
from wardmote.words import gettext as _

FORMAT = 1


@dataclass
class Handover:
    """What has been written so far: rows by table, and whom the rows point at."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    members: set[UUID] = field(default_factory=set)
    agencies: set[UUID] = field(default_factory=set)
    lacking: str = ""

    @property
    def count(self) -> int:
        return sum(self.rows.values())


def leave(slug: str, to: Path, *, on: date, show: Show = silent) -> Handover:
    """Write it all into a new folder. Raises WardmoteError for a folder that is there already, and when rows are missing at the end."""
    key, name = queries.partnership_called(slug)
    if to.exists():
        raise WardmoteError(_("{folder} is there already: name a new folder").format(folder=to))
    aside = to.with_name(f".{to.name}.unfinished")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True, mode=0o700)  # from the first file on it is nobody else's to look into
    try:
        done = write_down(aside, key, slug, name, on=on, show=show)
        queries.left(key, rows=done.count)  # first: what the log cannot be told of is not handed over
        aside.rename(to)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    done.folder = to
    return done


def write_down(
    folder: Path, partnership: UUID, slug: str, name: str, *, on: date, show: Show = silent, lacking: str = ""
) -> Handover:
    """All that whoever asks may read of a partnership, into a folder that is empty. `lacking` says in words what that leaves out."""
    for part in ("tables", "spreadsheets", "files"):
        (folder / part).mkdir(mode=0o700)
    done = _written(Handover(folder, lacking=lacking), partnership, show)
    _beside(done, slug, name, on)
    return done


def _written(done: Handover, partnership: UUID, show: Show) -> Handover:
    expected = queries.counted(partnership)
    step = Step(_("Rows"), sum(expected.values()), show)
    for table in queries.tables():
        done.rows[table.name] = _table(done, table, queries.rows_of(partnership, table.name), step)
    if done.rows != expected:
        raise WardmoteError(_("rows changed while they were written: try again"))
    return done


def _table(done: Handover, table: TableToldOf, rows: Iterable[Sequence[Any]], step: Step) -> int:
    """One table twice: exactly, and for a spreadsheet."""
    names, count = [column.name for column in table.columns], 0
    pointing = [(place, column.refers_to) for place, column in enumerate(table.columns) if column.refers_to]
    with (
        (done.folder / "tables" / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as exact,
        (done.folder / "spreadsheets" / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as sheet,
    ):
        cells = csv.writer(sheet)
        cells.writerow(names)
        for row in rows:
            values = [_value(done, value) for value in row]
            exact.write(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False, separators=(",", ":")) + "\n")  # fmt: skip
            cells.writerow([_cell(value) for value in values])
            _point(done, row, pointing)
            step.on(1)
            count += 1
    return count


def _point(done: Handover, row: Sequence[Any], pointing: Sequence[tuple[int, str]]) -> None:
    for place, table in pointing:
        if row[place] is not None and table == "accounts_member":
            done.members.add(row[place])
        elif row[place] is not None and table == "accounts_agency":
            done.agencies.add(row[place])


def _value(done: Handover, value: Any) -> Any:
    """As JSON holds it; bytes become a file, named by their digest."""
    match value:
        case bytes() | memoryview():
            return _file(done.folder, bytes(value))
        case datetime() | date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
    return value


def _file(folder: Path, data: bytes) -> str:
    name = f"files/{hashlib.sha256(data).hexdigest()}"
    if not (folder / name).exists():
        (folder / name).write_bytes(data)
    return name


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value).lower()
    return harmless(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _beside(done: Handover, slug: str, name: str, on: date) -> None:
    """What makes the tables readable to somebody who has nothing else: names, dictionary, words, manifest."""
    people, agencies = queries.names_of(sorted(done.members), sorted(done.agencies))
    for title, found in (("people", people), ("agencies", agencies)):
        _listed(done.folder / f"{title}.csv", ("id", "name"), [(str(key), called) for key, called in found])
    columns = ("table", "what it is", "what it is for", "column", "type", "refers to", "level", "access", "remark")
    rows = [
        (table.name, table.label, table.purpose, one.name, one.kind, one.refers_to, one.level, one.access, one.remark)
        for table in queries.tables() for one in table.columns
    ]  # fmt: skip
    _listed(done.folder / "dictionary.csv", columns, rows)
    (done.folder / "README.txt").write_text(_readme(name, done), encoding="utf-8")
    manifest = {"format": FORMAT, "partnership": {"slug": slug, "name": name}, "taken_on": on.isoformat(), "rows": done.rows, "files": _files(done.folder)}  # fmt: skip
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (done.folder / "manifest.json").write_text(text, encoding="utf-8")
    for path in done.folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _listed(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as sheet:
        csv.writer(sheet).writerows([head, *([harmless(cell) for cell in row] for row in rows)])


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": _digest(path)} for path in found
    }


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _readme(name: str, done: Handover) -> str:
    lines = [
        _("Everything that Wardmote’s governance keeps of: {name}").format(name=name),
        "",
        _("tables/        every row of every table, exactly: one JSON object on each line (UTF-8)"),
        _("spreadsheets/  the same for reading in a spreadsheet (CSV, UTF-8). An empty cell is nothing or an empty text; a text that a spreadsheet would calculate begins with an apostrophe"),
        _("files/         the papers of meetings, named by their SHA-256; tables say files/… where they stand, and governance_paper_version what each was called"),
        _("people.csv     what the people are called that rows point at; agencies.csv the same of agencies"),
        _("dictionary.csv what each table is for, and each column: its type, what it points at, and how carefully it is to be kept"),
        _("manifest.json  how many rows each table has, and the size and SHA-256 of each file"),
        "",
        _("Days are half-open: valid_from is the first day, valid_to the first day on which it no longer holds. Moments are in UTC."),
        _("Tables whose names end in “history” hold what rows were before they were changed: pgh_obj_id is the row, pgh_created_at the moment."),
        _("Many rows are about people who can be told from them. Keep the folder as carefully as the register it came from."),
        "",
        *([done.lacking, ""] if done.lacking else []),
        _("Check that it is whole: sha256sum of each file against manifest.json."),
        _("{n} rows in {tables} tables.").format(n=f"{done.count:,}", tables=len(done.rows)),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
