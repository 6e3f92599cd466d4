"""What an extract is: columns over the rows that whoever asks may see."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from wardmote.governance.spreadsheet import TYPES, Cell, Heading, Table, made
from wardmote.words import gettext as _

LONG, SHORT = 60, 12


@dataclass(frozen=True)
class Column:
    """A name, what it holds of a row, and how wide it stands."""

    label: str
    value: Callable[[Any], Cell]
    width: int = 18


@dataclass(frozen=True)
class Extract:
    """A list to take away. `who` says who may see such rows at all; the rows are those that whoever asks may."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Any]
    who: str


@dataclass(frozen=True)
class Asked:
    """What a page was narrowed to: what its query is given, and the same in words for the sheet “About”."""

    by: dict[str, Any] = field(default_factory=dict)
    words: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Taken:
    """A file, with how many rows are in it and their keys, as far as rows have one."""

    name: str
    content_type: str
    data: bytes
    count: int
    keys: list[UUID]


def taken(extract: Extract, ending: str, *, partnership: str, asked: Asked, name: str, on: date) -> Taken:
    """The extract as a file."""
    keys: list[UUID] = []
    about = [
        (_("List"), extract.title),
        (_("Partnership"), partnership),
        (_("Narrowed to"), "; ".join(f"{label}: {words}" for label, words in asked.words) or _("nothing: the whole list")),
        (_("Taken on"), on.isoformat()),
        (_("Who may see it"), extract.who),
        (_("Handle with care"), _("It holds what you may see. Others may see less: do not pass it on to them.")),
    ]  # fmt: skip
    headings = [Heading(column.label, column.width) for column in extract.columns]
    data, count = made(Table(extract.title, headings, _cells(extract, keys), about), ending)
    return Taken(f"{name}-{on.isoformat()}.{ending}", TYPES[ending], data, count, keys)


def _cells(extract: Extract, keys: list[UUID]) -> Iterator[list[Cell]]:
    for row in extract.rows:
        key = getattr(row, "key", None)
        if isinstance(key, UUID):
            keys.append(key)
        yield [column.value(row) for column in extract.columns]
