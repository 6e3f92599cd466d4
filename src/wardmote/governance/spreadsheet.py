"""Tables as files that a spreadsheet opens: XLSX with types kept, and CSV. Pure; written row by row, so that fifty thousand lines need no more memory than five hundred.

No cell is ever a formula: XLSX cells are written as text, number or day by name, and in CSV a text that a spreadsheet would calculate begins with an apostrophe.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

Cell = str | int | bool | date | datetime | None
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST = 32_000  # characters that a cell of a spreadsheet holds, with room for saying that there was more
EARLIEST = date(1900, 3, 1)  # before it the days of a spreadsheet are counted wrongly
MOST_ROWS = 1_048_576


@dataclass(frozen=True)
class Heading:
    label: str
    width: int = 18


@dataclass(frozen=True)
class Table:
    """What a file holds. `rows` may be read only once. `allowed` are the words that a column takes, by its place: for a template."""

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]] = ()
    allowed: dict[int, Sequence[str]] | None = None


def made(table: Table, ending: str) -> tuple[bytes, int]:
    """The file, and how many rows are in it below the headings."""
    return as_xlsx(table) if ending == "xlsx" else as_csv(table)


def as_csv(table: Table) -> tuple[bytes, int]:
    """UTF-8 with the mark that tells spreadsheets so; days as 2026-06-03, truth as words."""
    written, count = io.StringIO(), 0
    lines = csv.writer(written)
    lines.writerow([harmless(heading.label) for heading in table.headings])
    for row in table.rows:
        lines.writerow([_plain(cell) for cell in row])
        count += 1
    return ("\ufeff" + written.getvalue()).encode(), count


def harmless(text: str) -> str:
    """A text that a spreadsheet takes for text, whatever somebody wrote."""
    return f"'{text}" if text.startswith(CALCULATED) else text


def harmed(text: str) -> str:
    """The text again that `harmless` made harmless."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(CALCULATED) else text


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, datetime):
        return cell.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else harmless(str(cell)) if isinstance(cell, str) else str(cell)


def as_xlsx(table: Table) -> tuple[bytes, int]:
    """A sheet with the rows below a heading that stays in sight, and a sheet that says what this is."""
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(path, options) as book:
            count = _sheet(book, table)
            _about(book, table, count)
        return path.read_bytes(), count


def _sheet(book: Any, table: Table) -> int:
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "d mmmm yyyy hh:mm", "valign": "top", "align": "left"}),
    }
    sheet = book.add_worksheet(_named(table.title))
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(table.headings):
        sheet.set_column(place, place, heading.width)
        _write(sheet, 0, place, heading.label, looks, "head")
    count = 0
    for count, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, count, place, cell, looks, "text")
    if count and table.headings:
        sheet.autofilter(0, 0, count, len(table.headings) - 1)
    for place, words in (table.allowed or {}).items():
        _only(sheet, place, words)
    return count


def _only(sheet: Any, place: int, words: Sequence[str]) -> None:
    """Offer the words of a column as a list, where they fit into one; others may be typed, and are judged when the file comes in."""
    if len(",".join(words)) <= 250 and not any("," in word for word in words):
        rule = {"validate": "list", "source": list(words), "error_type": "information", "ignore_blank": True}
        sheet.data_validation(1, place, 5_000, place, rule)


def _write(sheet: Any, row: int, place: int, cell: Cell, looks: dict[str, Any], look: str) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_string(row, place, _("yes") if cell else _("no"), looks[look])
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, place, cell.astimezone(LONDON).replace(tzinfo=None), looks["moment"])
    elif isinstance(cell, date) and cell >= EARLIEST:
        sheet.write_datetime(row, place, cell, looks["day"])
    elif isinstance(cell, int):
        sheet.write_number(row, place, cell, looks[look])
    else:
        sheet.write_string(row, place, _short(str(cell)), looks[look])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + " " + _("(there is more: take the list away as CSV)")


def _named(title: str) -> str:
    """A title as a sheet may be called."""
    return "".join("-" if one in "[]:*?/\\'" else one for one in title)[:31] or "1"


def _about(book: Any, table: Table, count: int) -> None:
    sheet, bold = book.add_worksheet(_("About")), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for row, (name, words) in enumerate([*table.about, (_("Rows"), f"{count:,}")]):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words, wrapped)
