"""Cells understood: text, days in the order of this country, yes and no, numbers. Whatever is not understood says what would be."""

import re
from datetime import date, datetime, timedelta

from wardmote.governance.incoming.reading import Cell
from wardmote.governance.spreadsheet import harmed
from wardmote.words import gettext as _

FIRST_DAY = date(1899, 12, 30)  # of the days that spreadsheets count
SERIAL = (10_000, 80_000)  # 1927 to 2119
YES = {"yes", "y", "true", "1", "x", "✓", "voting", "votes", "full"}
NO = {"no", "n", "false", "0", "-", "non-voting", "nonvoting", "does not vote", "no vote"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
NAMED = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})", re.IGNORECASE
)


class Unclear(ValueError):
    """A cell is not understood; the sentence says what would be."""


def text(cell: Cell) -> str:
    """What stands in a cell, as one would read it aloud."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d")
    return harmed(str(cell).strip())


def day(cell: Cell) -> date | None:
    """A day: one of a spreadsheet, its number, or words, the day before the month. None for an empty cell. Raises Unclear."""
    if isinstance(cell, datetime):
        return _sensible(cell.date(), cell)
    if isinstance(cell, date):
        return _sensible(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not SERIAL[0] <= cell <= SERIAL[1]:
            raise _no_day(text(cell))
        return FIRST_DAY + timedelta(days=int(cell))
    written = text(cell)
    if not written:
        return None
    try:
        return _sensible(_written(written), cell)
    except ValueError:
        raise _no_day(written) from None


def _written(words: str) -> date:
    """Raises ValueError for no day."""
    if found := ISO.fullmatch(words):
        return date(*map(int, found.groups()))
    if found := NUMBERS.fullmatch(words):
        first, second, year = found.groups()
        return date(_year(year), int(second), int(first))
    if found := NAMED.fullmatch(words):
        first, month, year = found.groups()
        return date(_year(year), MONTHS.index(month[:3].lower()) + 1, int(first))
    raise ValueError(words)


def _year(words: str) -> int:
    return int(words) if len(words) == 4 else 2000 + int(words)


def _sensible(found: date, cell: Cell) -> date:
    if not 1900 <= found.year <= 2200:
        raise _no_day(text(cell))
    return found


def _no_day(words: str) -> Unclear:
    return Unclear(_("“{words}” is no day. Write it like 17/5/2027 or 17 May 2027, the day before the month.").format(words=short(words)))  # fmt: skip


def truth(cell: Cell) -> bool | None:
    """Yes or no; None for an empty cell. Raises Unclear."""
    words = text(cell).casefold()
    if not words:
        return None
    if words not in YES | NO:
        raise Unclear(_("“{words}” is neither yes nor no. Write yes or no.").format(words=short(words)))
    return words in YES


def number(cell: Cell) -> int | None:
    """A whole number, or one that words begin with, such as “4 - Likely”. None for an empty cell. Raises Unclear."""
    words = text(cell)
    if not words:
        return None
    found = re.match(r"(\d{1,4})(?![\d.,])", words)
    if not found:
        raise Unclear(_("“{words}” is no whole number. Write it like 4.").format(words=short(words)))
    return int(found[1])


def short(words: str) -> str:
    """As much of a cell as a sentence has room for."""
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:57] + "…"


def plain(words: str) -> str:
    """Words as they are compared: without case, marks and spaces more than one."""
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold()).split())
