"""Tables for pages: cells of words, with a tone where they are a verdict and an address where they are a door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wardmote.charts import Table, palette
from wardmote.engine.figures import number, percent
from wardmote.engine.measures import Good, Qualifier, Result, Verdict
from wardmote.engine.measures.sentences import likely_range
from wardmote.words import gettext as _

Qualifiers = frozenset[Qualifier]


@dataclass(frozen=True)
class Cell:
    """Words; `tone` makes them a tag with a colour, `note` is smaller and stands after them."""

    text: str
    tone: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its caption. The first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def of_table(table: Table, *, most: int | None = None) -> Grid:
    """A chart's own table."""
    columns = tuple(Column(one.label, one.numeric) for one in table.columns)
    rows = tuple(tuple(Cell(text) for text in row) for row in table.rows[:most])
    return Grid(table.caption, columns, rows)


def grid(
    caption: str, columns: Iterable[tuple[str, bool]], rows: Iterable[Sequence[Cell | str]], *, note: str = ""
) -> Grid:
    """A table from plain parts: columns are pairs of a label and whether it holds numbers."""
    cells = (tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows)
    return Grid(caption, tuple(Column(*pair) for pair in columns), tuple(cells), note)


def tone(verdict: Verdict, good: Good) -> str:
    return palette.tone(verdict, good).value


def badges(result: Result) -> tuple[Cell, ...]:
    """The verdict and each of its qualifiers, as tags."""
    if result.change is None:
        return ()
    verdict = Cell(_(result.change.verdict.value), tone(result.change.verdict, result.good))
    return (verdict, *(Cell(_(one.value), "qualifier") for one in result.change.qualifiers))


def verdict(result: Result, shared: Qualifiers = frozenset()) -> Cell:
    """The verdict as a tag, with the qualifiers that its row does not share with all others."""
    if result.change is None:
        return Cell("–")
    own = [_(one.value) for one in result.change.qualifiers if one not in shared]
    return Cell(_(result.change.verdict.value), tone(result.change.verdict, result.good), note=", ".join(own))


def change(result: Result) -> str:
    """The percentage change; words where there is none to give."""
    known = result.change and result.change.percent is not None
    return percent(result.change.percent) if known and result.change else _("n/a")


def placed(result: Result) -> str:
    """The percentage change allowing for placement; words where there is none to give."""
    known = result.change and result.change.percent_placed is not None
    return percent(result.change.percent_placed) if known and result.change else _("n/a")


def earlier(result: Result) -> str:
    return number(result.comparison.count if result.comparison else None)


def likely(result: Result) -> str:
    """The interval of the change, widened for how much such counts vary."""
    return likely_range(result.change)


def rate(result: Result) -> str:
    return number(result.rate.value, 1)


def rate_range(result: Result) -> str:
    ends = result.rate.ci95
    if ends.low is None or ends.high is None:
        return _("n/a")
    return _("{low} to {high}").format(low=number(ends.low, 1), high=number(ends.high, 1))
