"""A year as lines of marks: one line for each thing that comes round, its marks on the days. Drawn as SVG by plain arithmetic, so that it can stand in a page, a document or a print.

On a wide page the names stand to the left of their lines; where it is narrow, above them.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

from wardmote.charts.fonts import FAMILY
from wardmote.charts.palette import GRID, OUTLINE, QUIET, SERIES, SIGNAL, TEXT
from wardmote.engine.periods import SHORT_NAMES
from wardmote.words import gettext as _

MONTHS = 12
SIZE, LETTER = 13, 0.6  # of letters, and how wide one is of its size
LINE, TOP, PAD = 17, 34, 9
NARROW = 600  # below this names stand above their lines
SIDE = 330  # width of the names on a wide picture


class Sort(StrEnum):
    """What a mark says: it was done, it is due, it is late."""

    DONE = "done"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True)
class Mark:
    on: date
    sort: Sort


@dataclass(frozen=True)
class Round:
    """One thing that comes round, and its marks."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class _Frame:
    first: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; what is outside of the year stands at its edge."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month + (day.day - 1) / 31
        return self.left + (self.right - self.left) * min(max(months, 0.0), float(MONTHS)) / MONTHS


def svg(rounds: Sequence[Round], *, first: date, today: date, name: str, width: int) -> str:
    """Twelve months from the first of a month on, today marked. `name` is what a screen reader says of it."""
    narrow = width < NARROW
    frame = _Frame(first, 8 if narrow else SIDE, width - 8)
    letters = int((width - 16 if narrow else SIDE - 16) / (SIZE * LETTER))
    parts, y = list(_months(frame, narrow=narrow)), float(TOP)
    for one in rounds:
        lines = textwrap.wrap(one.label, letters)
        drawn, y = _round(one, lines, frame, y, narrow=narrow)
        parts += drawn
        if narrow:
            parts.append(_now(frame.x(today), y - 26, y))  # beside the marks alone: the names stand above them
    now = "" if narrow else _now(frame.x(today), TOP - 6, y)
    size = f'viewBox="0 0 {width} {y + 4:.0f}" width="{width}" height="{y + 4:.0f}"'
    said = f'role="img" aria-label={quoteattr(name)} focusable="false" font-family={quoteattr(FAMILY)}'
    return "".join((f'<svg xmlns="http://www.w3.org/2000/svg" {size} {said}>', *parts, now, "</svg>"))


def _now(x: float, top: float, bottom: float) -> str:
    return (
        f'<path d="M{x:.1f} {top:.1f}L{x:.1f} {bottom:.1f}" stroke="{TEXT}" stroke-width="1.5" stroke-dasharray="4 3"/>'
    )


def _months(frame: _Frame, *, narrow: bool) -> Iterator[str]:
    step = (frame.right - frame.left) / MONTHS
    for n in range(MONTHS):
        month = (frame.first.month - 1 + n) % 12
        name = _(SHORT_NAMES[month])
        x = frame.left + (n + 0.5) * step
        yield _text(name[:1] if narrow else name, x, TOP - 14, QUIET, anchor="middle")


def _round(one: Round, lines: list[str], frame: _Frame, y: float, *, narrow: bool) -> tuple[list[str], float]:
    """A line with its name, and where the next begins."""
    names = [_text(text, 8, y + PAD + LINE * at + 13, TEXT) for at, text in enumerate(lines)]
    tall = LINE * len(lines)
    middle = y + PAD + tall + 12 if narrow else y + PAD + tall / 2
    bottom = middle + 14 if narrow else y + 2 * PAD + tall
    rail = f'<path d="M{frame.left:.1f} {middle:.1f}L{frame.right:.1f} {middle:.1f}" stroke="{GRID}" stroke-width="2"/>'
    edge = f'<path d="M8 {bottom:.1f}L{frame.right:.1f} {bottom:.1f}" stroke="{GRID}" stroke-width="1"/>'
    marks = [_mark(mark.sort, frame.x(mark.on), middle) for mark in one.marks]
    return [*names, rail, *marks, edge], bottom


def _mark(sort: Sort, x: float, y: float) -> str:
    """A full disc, a ring, a diamond: told apart without their colours."""
    if sort is Sort.LATE:
        return f'<path d="M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8z" fill="{SIGNAL}"/>'
    if sort is Sort.DUE:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="#ffffff" stroke="{OUTLINE}" stroke-width="2.5"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{SERIES}"/>'


def _text(text: str, x: float, y: float, ink: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" fill="{ink}" text-anchor="{anchor}">{escape(text)}</text>'
