"""Which column of a file holds what, and what its rows say. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.governance.incoming import values
from wardmote.governance.incoming.columns import Column, Holds, columns
from wardmote.governance.incoming.reading import LEAD, ROWS, Cell, Rows
from wardmote.governance.incoming.values import Unclear, plain, short
from wardmote.governance.states import ImportKind
from wardmote.words import gettext as _

Matching = Mapping[str, int]
LOOKED_AT = 10  # rows among which the headings are


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: where, and how to mend it."""

    number: int
    column: str
    words: str


@dataclass(frozen=True)
class Row:
    """A row of the file as it was understood. `number` is that of the sheet; `faults` are empty when it was understood whole."""

    number: int
    says: dict[str, Any]
    faults: tuple[Fault, ...] = field(default=())


def headed(rows: Rows, kind: ImportKind) -> int:
    """The place of the row of headings: among the first ones that in which most are known, of several the first."""
    found = [len(matched([values.text(cell) for cell in row], kind)) for row in rows[:LOOKED_AT]]
    best = max(found, default=0)
    if best:
        return found.index(best)
    return next((place for place, row in enumerate(rows) if any(cell not in (None, "") for cell in row)), 0)


def headings(rows: Rows, kind: ImportKind) -> list[str]:
    """The words above the columns; where there are none, their place."""
    return [short(values.text(cell)) or _("(column {n} has no heading)").format(n=n) for n, cell in enumerate(rows[headed(rows, kind)], start=1)]  # fmt: skip


def matched(names: Sequence[str], kind: ImportKind) -> dict[str, int]:
    """What the headings are known as: keys of columns, with the place of the first heading that says so. Its own label counts before what it is called besides."""
    there = {plain(name): place for place, name in reversed(list(enumerate(names))) if plain(name)}
    found: dict[str, int] = {}
    for known in (lambda one: (one.label, one.key), lambda one: one.also):
        for one in columns(kind):
            place = next((there[name] for name in map(plain, known(one)) if name in there), None)
            if one.key not in found and place is not None and place not in found.values():
                found[one.key] = place
    return found


def missing(matching: Matching, kind: ImportKind) -> list[str]:
    """The labels of columns without which nothing can be brought in."""
    return [one.label for one in columns(kind) if one.required and one.key not in matching]


def understood(rows: Rows, matching: Matching, kind: ImportKind) -> list[Row]:
    """The rows below the headings that hold anything in a matched column, as far as they are understood."""
    first = headed(rows, kind) + 1
    known = [one for one in columns(kind) if one.key in matching]
    found = [_row(number, row, known, matching) for number, row in enumerate(rows[first:], start=first + 1)]
    return [row for row in found if row.says or row.faults][: ROWS + LEAD]


def _row(number: int, row: Sequence[Cell], known: Sequence[Column], matching: Matching) -> Row:
    cells = {one.key: row[matching[one.key]] if matching[one.key] < len(row) else None for one in known}
    if all(values.text(cell) == "" for cell in cells.values()):
        return Row(number, {})
    says, faults = {}, []
    for one in known:
        try:
            says[one.key] = _value(one, cells[one.key])
        except Unclear as unclear:
            faults.append(Fault(number, one.label, str(unclear)))
            continue
        if one.required and one.each and says[one.key] in (None, ""):
            faults.append(
                Fault(number, one.label, _("The cell is empty, and nothing can be made without it. Fill it in."))
            )
    return Row(number, says, tuple(faults))  # fmt: skip


def _value(column: Column, cell: Cell) -> Any:
    match column.holds:
        case Holds.DAY:
            return values.day(cell)
        case Holds.TRUTH:
            return values.truth(cell)
        case Holds.NUMBER:
            return values.number(cell)
        case Holds.CHOICE:
            return _choice(column, values.text(cell))
    return _bounded(column, values.text(cell))


def _bounded(column: Column, words: str) -> str:
    if len(words) > column.most:
        said = _("The cell holds {n} characters, and {most} are the most that fit. Shorten it.")
        raise Unclear(said.format(n=f"{len(words):,}", most=f"{column.most:,}"))
    return words


def _choice(column: Column, words: str) -> str:
    """The key of what is meant; nothing for an empty cell. Raises Unclear with what could be written."""
    wanted = plain(words)
    if not words.strip():
        return ""
    for key, label in column.choices:
        if wanted in {plain(key), plain(label)}:
            return key
    for key, others in column.spoken.items():
        if wanted and wanted in map(plain, others):
            return key
    offered = "; ".join(label for _key, label in column.choices)
    raise Unclear(
        _("“{words}” is not known here. Write one of: {choices}.").format(words=short(words), choices=offered)
    )
