"""Pictures of a risk register, as SVG by plain arithmetic: how many risks stand where (`heat`), and how each has moved and is to move (`movement`).

Every band is a word besides a shade, every mark a shape besides a colour; what is drawn is said again by a table beside it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from wardmote.charts.fonts import FAMILY
from wardmote.charts.palette import OUTLINE, QUIET, TEXT
from wardmote.words import gettext as _

SHADES = {"low": "#edf1ee", "medium": "#fbf1c9", "high": "#f8d5b8", "very-high": "#eaaba3"}
NARROW = 480  # below it words are short
SMALL, PLAIN, LARGE = 12, 14, 22
LETTER = 7.2  # width of a letter of the labels, at most, on the whole
ROW = 54  # height of one risk in the chart of movements
INDIGO = "#23316e"


@dataclass(frozen=True)
class Grid:
    """The scale as a picture needs it: words of the levels, lowest first; `bands` are (key, word, first score), lowest first."""

    likelihood: Sequence[str]
    impact: Sequence[str]
    bands: Sequence[tuple[str, str, int]]

    @property
    def most(self) -> int:
        return len(self.likelihood) * len(self.impact)

    def band(self, score: int) -> tuple[str, str]:
        """Key and word of the band of a score."""
        return [(key, word) for key, word, first in self.bands if first <= score][-1]


@dataclass(frozen=True)
class Cell:
    """How many risks stand in a cell, where that leads, and what a link says of it."""

    count: int
    href: str = ""
    said: str = ""


@dataclass(frozen=True)
class Move:
    """A risk's scores: where it was, is and is to be; None: nobody said."""

    label: str
    then: int | None
    now: int
    target: int | None = None


def heat(grid: Grid, cells: Mapping[tuple[int, int], Cell], *, name: str, width: int) -> str:
    """The register as a grid no wider than `width`: likelihood upwards, impact to the right. `cells` by (likelihood, impact), each from 1; cells with an address are links."""
    short = width < NARROW
    left = 34 if short else 150
    side = (width - left - 2) / len(grid.impact)
    high = min(side, 84 if not short else 64)
    parts = [
        _text(left, SMALL + 4, _("Impact →"), SMALL, QUIET),
        _text(2, SMALL + 4, _("↑ Likelihood"), SMALL, QUIET) if not short else "",
    ]
    top = 24.0
    for row, likelihood in enumerate(range(len(grid.likelihood), 0, -1)):
        y = top + row * high
        parts.append(_text(2, y + high / 2 + 5, _level(grid.likelihood, likelihood, short=short), PLAIN, TEXT))
        for impact in range(1, len(grid.impact) + 1):
            box = left + (impact - 1) * side, y, side, high
            parts.extend(_cell(grid, cells.get((likelihood, impact)), likelihood * impact, box, short=short))
    bottom = top + len(grid.likelihood) * high
    for impact in range(1, len(grid.impact) + 1):
        middle = left + (impact - 0.5) * side
        parts.append(_text(middle, bottom + 20, _level(grid.impact, impact, short=short), PLAIN, TEXT, anchor="middle"))
    linked = any(cell.href for cell in cells.values())
    return _svg(parts, width, bottom + 30, name, role="group" if linked else "img")


def _level(words: Sequence[str], level: int, *, short: bool) -> str:
    return str(level) if short else f"{words[level - 1]} ({level})"


def _cell(
    grid: Grid, cell: Cell | None, score: int, box: tuple[float, float, float, float], *, short: bool
) -> Iterator[str]:
    x, y, width, height = box
    key, word = grid.band(score)
    linked = cell is not None and cell.href
    note = f"{_initials(word)} {score}" if short else f"{word} {score}"
    if cell is not None and linked:
        # a title and no aria-label: what is read aloud begins with what is seen
        yield f"<a href={quoteattr(cell.href)}><title>{escape(f'{cell.count} {note}: {cell.said}')}</title>"
    yield (
        f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}" fill="{SHADES[key]}" '
        f'stroke="{OUTLINE if cell else SHADES[key]}" stroke-width="1.5"/>'
    )
    if cell is not None and cell.count:
        yield _text(x + width / 2, y + height / 2 + 4, str(cell.count), LARGE, TEXT, anchor="middle", bold=True)
    yield _text(x + width / 2, y + height - 7, note, 11, TEXT, anchor="middle")
    if linked:
        yield "</a>"


def _initials(word: str) -> str:
    """``VH`` for “Very high”: the caption says what they stand for."""
    return "".join(part[0].upper() for part in word.split())


def movement(grid: Grid, moves: Sequence[Move], *, name: str, width: int) -> str:
    """One line for each risk on the scale of scores: a ring where it was, a dot where it is, a diamond where it is to be; an arrow from the first to the second, a broken line on to the third."""
    left, right = 4.0, 8.0
    step = (width - left - right) / grid.most
    top = 62.0
    bottom = top + len(moves) * ROW

    def at(score: int) -> float:
        return left + (score - 0.5) * step

    parts = list(_legend(width))
    for place, (key, word, first) in enumerate(grid.bands):
        following = grid.bands[place + 1][2] if place + 1 < len(grid.bands) else grid.most + 1
        x, wide = at(first) - step / 2, (following - first) * step
        parts.append(
            f'<rect x="{x:.1f}" y="{top - 20:.1f}" width="{wide:.1f}" height="{bottom - top + 20:.1f}" fill="{SHADES[key]}"/>'
        )
        parts.append(_text(x + 4, top - 6, word if len(word) * 7.5 < wide else _initials(word), SMALL, TEXT))
    for place, move in enumerate(moves):
        parts.extend(_move(move, at, top + place * ROW, width))
    return _svg(parts, width, bottom + 4, name)


def _legend(width: int) -> Iterator[str]:
    short = width < NARROW
    places = (10, width * 0.36, width * 0.66) if short else (10, 190, 360)
    for x, draw, word in zip(places, (_ring, _dot, _diamond), (_("was"), _("is now"), _("target")), strict=True):
        yield draw(x, 14)
        yield _text(x + 12, 19, word, PLAIN, TEXT)


def _move(move: Move, at: Callable[[int], float], y: float, width: int) -> Iterator[str]:
    line = y + 36
    yield _text(10, y + 17, _said(move, int((width - 20) / LETTER)), 13, TEXT)
    if move.target is not None and move.target != move.now:
        yield f'<path d="M{at(move.now):.1f} {line}L{at(move.target):.1f} {line}" stroke="{OUTLINE}" stroke-width="1.5" stroke-dasharray="4 3"/>'
    if move.then is not None and move.then != move.now:
        yield _arrow(at(move.then), at(move.now), line)
    if move.then is not None:
        yield _ring(at(move.then), line)
    if move.target is not None:
        yield _diamond(at(move.target), line)
    yield _dot(at(move.now), line)


def _said(move: Move, most: int) -> str:
    """The label with its scores in at most so many letters: first the target goes, which the diamond shows, then the end of the label."""
    full, short = _in_words(move, move.target), _in_words(move, None)
    if len(full) <= most or len(short) <= most:
        return full if len(full) <= most else short
    kept = max(len(move.label) - (len(short) - most) - 1, 1)
    return _in_words(replace(move, label=f"{move.label[:kept].rstrip()}…"), None)


def _in_words(move: Move, target: int | None) -> str:
    if move.then is None or move.then == move.now:
        said = _("{label}: {now}").format(label=move.label, now=move.now)
    else:
        said = _("{label}: {then} to {now}").format(label=move.label, then=move.then, now=move.now)
    return _("{said}, target {target}").format(said=said, target=target) if target is not None else said


def _arrow(start: float, end: float, y: float) -> str:
    way = 1 if end > start else -1
    tip = end - way * 7
    return (
        f'<path d="M{start:.1f} {y}L{tip:.1f} {y}" stroke="{INDIGO}" stroke-width="2.5"/>'
        f'<path d="M{tip:.1f} {y}l{-way * 8} -5v10z" fill="{INDIGO}"/>'
    )


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y}" r="6" fill="#ffffff" stroke="{INDIGO}" stroke-width="2"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y}" r="6.5" fill="{INDIGO}"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 7}l7 7l-7 7l-7 -7z" fill="#ffffff" stroke="{TEXT}" stroke-width="2"/>'


def _text(x: float, y: float, words: str, size: int, ink: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{ink}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def _svg(parts: Sequence[str], width: float, height: float, name: str, role: str = "img") -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    said = f'role="{role}" aria-label={quoteattr(name)} focusable="false" font-family={quoteattr(FAMILY)}'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {said}><title>{escape(name)}</title>{"".join(parts)}</svg>'
