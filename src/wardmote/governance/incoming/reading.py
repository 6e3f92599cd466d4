"""A spreadsheet as rows of cells, read within bounds: XLSX and CSV, whatever wrote them. Nothing of it is calculated or run.

A workbook is unpacked here first, within its bounds and against its own checksums, and what the reader gets is packed anew: a file that says less of itself than is in it, or one with a
cell at the far end of an endless sheet, is refused before anything is made of it.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import Any
from xml.parsers import expat

from wardmote.governance.paper_files import Unfit, examined
from wardmote.words import gettext as _

LARGEST = 5 * 1024 * 1024
UNPACKED = 60 * 1024 * 1024
ROWS, COLUMNS, SHEETS = 1_000, 60, 20  # each row is tried before it is brought in: a thousand take about a minute
LEAD = 20  # rows above the headings
LONGEST = 10_000  # characters of a cell
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
FAR = 256  # columns, and twice ROWS rows: beyond it lies no table, but something that was left behind
ELEMENTS = 2_000_000  # of XML in one part: many times what a table of ROWS rows has
CELL = re.compile(r"([A-Za-z]{1,8})([0-9]{1,12})")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Rows = list[list[Cell]]


@dataclass(frozen=True)
class Book:
    """The sheets of a file by their names, in order, those that are empty left out. A CSV file has one, without a name."""

    sheets: dict[str, Rows]


def read(name: str, data: bytes) -> Book:
    """What is in the file. Raises Unfit with the sentence for whoever sent it."""
    if not data:
        raise Unfit(_("The file is empty."))
    if len(data) > LARGEST:
        raise Unfit(_("The file is larger than 5 MB. Leave out what is not to be brought in, or split it."))
    ending = name.rpartition(".")[2].lower()
    if data.startswith(OLD_OR_LOCKED):
        raise Unfit(_("The file is protected by a password, or of the old Excel kind (.xls). Save it as an Excel workbook (.xlsx) without a password and send that."))  # fmt: skip
    if ending == "xlsm" or data.startswith(b"PK"):
        sheets = _workbook(data)
    elif ending in {"csv", "txt", "tsv"}:
        sheets = {"": _text(data)}
    else:
        raise Unfit(_("Send an Excel workbook (.xlsx) or a CSV file."))
    found = {title: rows for title, rows in sheets.items() if rows}
    if not found:
        raise Unfit(_("There is nothing in the file: no row of it holds a word."))
    return Book({title: _bounded(title, rows) for title, rows in found.items()})


def _bounded(title: str, rows: Rows) -> Rows:
    where = _("The sheet “{title}”").format(title=title) if title else _("The file")
    if len(rows) > ROWS + LEAD:
        raise Unfit(_("{where} has {n} rows. At most {most} are brought in at once: split it.").format(where=where, n=f"{len(rows):,}", most=f"{ROWS:,}"))  # fmt: skip
    if max(map(len, rows)) > COLUMNS:
        raise Unfit(_("{where} has more than {most} columns. Leave out those that are not to be brought in.").format(where=where, most=COLUMNS))  # fmt: skip
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and len(cell) > LONGEST for cell in row):
            raise Unfit(_("{where}, row {n}: a cell holds more than {most} characters. Shorten it.").format(where=where, n=number, most=f"{LONGEST:,}"))  # fmt: skip
    return rows


def _workbook(data: bytes) -> dict[str, Rows]:
    examined("table.xlsx", data)  # what it is, and that it has no macros
    from python_calamine import CalamineWorkbook

    packed = _packed_anew(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        if len(book.sheet_names) > SHEETS:
            raise Unfit(_("The workbook has more than {most} sheets. Save the one that is meant as a file of its own.").format(most=SHEETS))  # fmt: skip
        return {title: _kept(book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names}  # fmt: skip
    except Unfit:
        raise
    except BaseException as broken:
        if isinstance(broken, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise _broken() from None  # the reader's own words are no help to anybody, and may quote the file


def _broken() -> Unfit:
    return Unfit(_("The file is broken, or no Excel workbook. Open it in a spreadsheet program, save it as .xlsx and send that."))  # fmt: skip


def _too_much() -> Unfit:
    return Unfit(_("The file would unpack to far more than a table of {most} rows holds.").format(most=f"{ROWS:,}"))


def _packed_anew(data: bytes) -> bytes:
    """The same archive, of what was unpacked within bounds."""
    clean, left = io.BytesIO(), UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(clean, "w") as anew:
            for entry in packed.infolist():
                if not entry.filename.endswith((".xml", ".rels")):
                    continue
                if (left := left - entry.file_size) < 0:
                    raise _too_much()
                text = packed.read(entry)
                _near(text)
                anew.writestr(entry.filename, text)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as broken:
        if isinstance(broken, Unfit):
            raise
        raise _broken() from None
    return clean.getvalue()


def _near(part: bytes) -> None:
    """Refuse a part in which a cell lies far away: between it and the others a reader would make room for every cell there is, more than any machine has.

    Any part may be a sheet, whatever it is called, and a cell without an address of its own follows the one before it.
    """
    looking, parser = _Looking(), expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = looking.at, _no_doctype
    try:
        parser.Parse(part, True)  # noqa: FBT003 - all of it
    except expat.ExpatError:
        raise _broken() from None


def _no_doctype(*_said: object) -> None:
    raise _broken()


class _Looking:
    """Where in a sheet something stands."""

    def __init__(self) -> None:
        self.row = self.column = self.elements = 0

    def at(self, name: str, says: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS:
            raise _too_much()
        match name.rpartition(":")[2]:
            case "row":
                self.row, self.column = _number(says["r"]) if "r" in says else self.row + 1, 0
            case "c":
                self._cell(says.get("r"))
            case "f" | "v" | "is":
                if self.column > FAR or self.row > 2 * ROWS:
                    raise _far_away(self.column, self.row)

    def _cell(self, address: str | None) -> None:
        if address is None:
            self.column += 1
            return
        found = CELL.fullmatch(address.strip())
        if found is None:
            raise _broken()
        self.column = reduce(lambda before, letter: before * 26 + ord(letter) - ord("A") + 1, found[1].upper(), 0)
        self.row = int(found[2])


def _number(words: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", words.strip()):
        raise _broken()
    return int(words)


def _far_away(column: int, row: int) -> Unfit:
    return Unfit(_("Something stands far away in the sheet, in row {row}, column {column}. Copy the table into a new workbook and send that.").format(row=row, column=column))  # fmt: skip


def _text(data: bytes) -> Rows:
    text = _decoded(data)
    if "\x00" in text:
        raise Unfit(_("The file is not a CSV file. Save it as CSV or as an Excel workbook (.xlsx) and send that."))
    head = next((line for line in text.splitlines() if line.strip()), "")
    between = max(",;\t", key=lambda mark: re.sub(r'"[^"]*"', "", head).count(mark))
    try:
        return _kept([list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=between)])
    except csv.Error:
        raise Unfit(_("The CSV file is broken: a quotation mark is not closed, or a cell is far too long. Save it again from a spreadsheet program.")) from None  # fmt: skip


def _decoded(data: bytes) -> str:
    """UTF-8 with its mark or without, UTF-16 with its mark, else what Windows wrote before."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _kept(rows: list[list[Any]]) -> Rows:
    """Cells without what nobody sees, and without the empty end of the sheet; rows of one length, but for a sheet that is too large: it is refused, and not filled up before."""
    found = [[_cell(cell) for cell in row] for row in rows]
    while found and not any(_holds(cell) for cell in found[-1]):
        found.pop()
    width = max((place for row in found for place in _used(row)), default=0)
    if len(found) > ROWS + LEAD or width > COLUMNS:
        return found
    return [row[:width] + [None] * (width - len(row)) for row in found]


def _used(row: list[Cell]) -> Iterator[int]:
    return (place for place, cell in enumerate(row, start=1) if _holds(cell))


def _holds(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _cell(cell: Any) -> Cell:
    if isinstance(cell, str):
        return CONTROL.sub("", cell).replace("\r\n", "\n").replace("\u00a0", " ").strip()
    return cell if isinstance(cell, int | float | bool | date | datetime | time | timedelta) else None
