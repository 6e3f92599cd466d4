"""What a chart is: a picture to draw, the same thing in words, and the same thing as a table. None goes out alone."""

import csv
import io
from dataclasses import dataclass
from typing import Any

Machine = str | int | float | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column of a table for people; numbers are set to the right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """The data of a chart, twice: `rows` of words for people under `columns`, and `machine` rows under `keys`.

    Each row has one cell per column (or key). Machine cells are plain, unrounded values; None means unknown.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    machine: tuple[tuple[Machine, ...], ...]

    def csv(self) -> str:
        """Comma-separated values (RFC 4180) of the machine rows under their keys; an unknown cell is empty.

        Text that a spreadsheet would run as a formula gets an apostrophe before it.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.keys)
        writer.writerows([[_safe(cell) for cell in row] for row in self.machine])
        return out.getvalue()


def _safe(cell: Machine) -> Machine:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn, read aloud or tabulated.

    `spec` is Vega-Lite 6 with its data inside and nothing that needs `eval`; `summary` is plain words, good as the
    text alternative; `width` is the whole picture's, `height` that of the plot alone, both in CSS pixels.
    """

    title: str
    spec: dict[str, Any]
    summary: str
    table: Table
    source: str
    width: int
    height: int
