"""What a document is made of. A block that some reader could not use is refused when it is made, not when it is printed.

Formats are other modules' business: nothing here knows HTML, Word or PDF.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wardmote.charts.chart import Chart
from wardmote.charts.chart import Table as DataTable
from wardmote.documents.runs import BadDocument, Inline, named, plain, runs, written
from wardmote.engine.periods import MONTH_NAMES
from wardmote.words import gettext as _

DEEPEST = 4  # levels of headings under the title
RUNNING = 90  # letters in the line at the foot of a page
PNG_START = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Heading:
    """A section's heading: 1 is right under the title, and each goes at most one deeper than the one before."""

    level: int
    text: str

    def __post_init__(self) -> None:
        named(self.text, _("a heading"))
        if not 1 <= self.level <= DEEPEST:
            said = _("the heading '{text}' has level {level}: levels go from 1 to {deepest}")
            raise BadDocument(said.format(text=self.text, level=self.level, deepest=DEEPEST))


@dataclass(frozen=True)
class Paragraph:
    """Running words."""

    words: Inline

    def __post_init__(self) -> None:
        _checked(self.words, _("a paragraph"))


@dataclass(frozen=True)
class NumberedParagraph:
    """A paragraph that a meeting can point to: numbered on through the whole document."""

    words: Inline

    def __post_init__(self) -> None:
        _checked(self.words, _("a numbered paragraph"))


@dataclass(frozen=True)
class BulletList:
    """Items in no order."""

    items: tuple[Inline, ...]

    def __post_init__(self) -> None:
        _all_checked(self.items, _("a list"))


@dataclass(frozen=True)
class NumberedList:
    """Items in order, numbered from 1."""

    items: tuple[Inline, ...]

    def __post_init__(self) -> None:
        _all_checked(self.items, _("a numbered list"))


@dataclass(frozen=True)
class Column:
    """A table's column; numbers are set to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under named columns. With `header_column` the first cell of each row names the row.

    Raises BadDocument without a caption, a name for each column, or as many cells in each row as there are columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inline, ...], ...]
    header_column: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        named(self.caption, _("a table's caption"))
        for column in self.columns:
            named(column.label, _("a column of the table '{caption}'").format(caption=self.caption))
        if not self.columns:
            raise BadDocument(_("the table '{caption}' has no columns").format(caption=self.caption))
        _all_checked([cell for row in self.rows for cell in row], _("a table"), empty=True)
        written(self.note, _("a table's note"))
        self._squared()

    def _squared(self) -> None:
        for at, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                said = _("row {row} of the table '{caption}' has {cells} cells: it needs {columns}")
                numbers = {"row": at, "cells": len(row), "columns": len(self.columns)}
                raise BadDocument(said.format(caption=self.caption, **numbers))

    @classmethod
    def of(cls, data: DataTable, *, header_column: bool = True, note: str = "") -> "Table":
        """A chart's data as a table of the document."""
        columns = tuple(Column(column.label, column.numeric) for column in data.columns)
        return cls(data.caption, columns, data.rows, header_column, note)


@dataclass(frozen=True)
class Picture:
    """A PNG, as bytes. Its size in CSS pixels is half its own, as pictures are drawn at twice the size they are shown."""

    png: bytes

    def __post_init__(self) -> None:
        if not self.png.startswith(PNG_START) or len(self.png) < 24:
            raise BadDocument(_("a picture is not a PNG: charts draw themselves, other pictures must be PNG files"))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in picture elements."""
        width, height = struct.unpack(">II", self.png[16:24])
        return width, height


@dataclass(frozen=True)
class Figure:
    """A picture with a title, what it says in words for those who cannot see it, and where it comes from.

    `narrow` is the same chart laid out for a phone: HTML shows it there. Raises BadDocument without alternative text.
    """

    title: str
    picture: Chart | Picture
    alt: str
    caption: str = ""
    source: str = ""
    narrow: Chart | None = None

    def __post_init__(self) -> None:
        named(self.title, _("a figure's title"))
        if not self.alt.strip():
            said = _("the figure '{title}' has no text alternative: say in words what it shows")
            raise BadDocument(said.format(title=self.title))
        for text in (self.alt, self.caption, self.source):
            written(text, _("the figure '{title}'").format(title=self.title))

    @classmethod
    def of(cls, chart: Chart, *, caption: str = "", narrow: Chart | None = None) -> "Figure":
        """A chart as a figure: its title, its summary as the text alternative, its source."""
        return cls(chart.title, chart, chart.summary, caption, chart.source, narrow)


@dataclass(frozen=True)
class Note:
    """Something to be read with what is around it: ``inset`` stands aside, ``warning`` stands out."""

    words: Inline
    kind: Literal["inset", "warning"] = "inset"

    def __post_init__(self) -> None:
        _checked(self.words, _("a note"))


@dataclass(frozen=True)
class KeyFigure:
    """One number large, with what it counts and, if need be, what to make of it."""

    value: str
    label: str
    words: Inline = ""

    def __post_init__(self) -> None:
        named(self.value, _("a key figure"))
        named(self.label, _("a key figure's label"))
        _checked(self.words, _("a key figure"), empty=True)


@dataclass(frozen=True)
class KeyFigures:
    """One to four key figures side by side."""

    figures: tuple[KeyFigure, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.figures) <= 4:
            raise BadDocument(_("{n} key figures: a row holds one to four").format(n=len(self.figures)))


@dataclass(frozen=True)
class Provenance:
    """Where the numbers come from, name by name: an annex that lets anybody make them again."""

    entries: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.entries:
            raise BadDocument(_("a provenance annex is empty: it names what the numbers were made from"))
        for name, value in self.entries:
            named(name, _("a name in the provenance"))
            named(value, _("the provenance's '{name}'").format(name=name))


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page of paper."""


Block = (
    Heading | Paragraph | NumberedParagraph | BulletList | NumberedList | Table | Figure | Note | KeyFigures
    | Provenance | PageBreak
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A whole document. `dated` is its day: files carry it instead of the clock's time, so that equal documents are equal.

    `language` is an IETF tag such as ``en-GB``; `period` and `status` are words for the title block. Raises BadDocument
    for an untitled document and for headings that skip a level.
    """

    title: str
    organisation: str
    dated: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    period: str = ""
    status: str = ""
    language: str = "en-GB"
    dated_as: str = ""  # what the day is, where "Date" would mislead: a report that is the same whenever it is made

    def __post_init__(self) -> None:
        named(self.title, _("the document's title"))
        named(self.organisation, _("the document's organisation"))
        for text in (self.subtitle, self.period, self.status):
            written(text, _("the title block"))
        language, _dash, region = self.language.partition("-")
        if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3) or (_dash and len(region) != 2):
            raise BadDocument(_("'{tag}' is no language tag: write en-GB or cy-GB").format(tag=self.language))
        _unskipped(block for block in self.blocks if isinstance(block, Heading))

    @property
    def date_words(self) -> str:
        """``22 November 2026``."""
        return f"{self.dated.day} {_(MONTH_NAMES[self.dated.month - 1])} {self.dated.year}"

    @property
    def whole_title(self) -> str:
        """The title as a list of files shows it: with what it is about and when, ``Report: Crime in Ambridge. The year to May 2022``."""
        about = f"{self.title}: {self.subtitle}" if self.subtitle else self.title
        return f"{about}. {self.period}" if self.period else about

    @property
    def running_title(self) -> str:
        """What stands at the foot of every page: one line, so the title alone and shortened when the two are long."""
        whole = f"{self.organisation}: {self.title}"
        text = whole if len(whole) <= RUNNING else self.title
        return text if len(text) <= RUNNING else text[: RUNNING - 1].rstrip() + "…"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The lines of the title block, those that are known."""
        lines = (
            (_("Report of"), self.organisation),
            (_("Period"), self.period),
            (self.dated_as or _("Date"), self.date_words),
        )
        return tuple((name, value) for name, value in (*lines, (_("Status"), self.status)) if value)


def _checked(words: Inline, where: str, *, empty: bool = False) -> None:
    for run in runs(words):
        written(run.text, where)
    if not empty:
        named(plain(words), where)


def _all_checked(items: Sequence[Inline], where: str, *, empty: bool = False) -> None:
    if not items and not empty:
        raise BadDocument(_("{where} is empty: it needs words").format(where=where))
    for item in items:
        _checked(item, where, empty=empty)


def _unskipped(headings: Iterable[Heading]) -> None:
    before = 0
    for heading in headings:
        if heading.level > before + 1:
            said = _("the heading '{text}' has level {level} after level {before}: no level may be skipped")
            raise BadDocument(said.format(text=heading.text, level=heading.level, before=before))
        before = heading.level
