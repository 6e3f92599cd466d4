"""Structure charts: who answers to whom, as boxes and lines. Drawn as SVG by plain arithmetic, so that it can stand in a page, a document or a print.

Whoever answers to the top stands in columns below it, in as many rows as the width asks for; what answers to these stands indented under them. Where there is no room for two columns, as
on a telephone, all is one column. Letters keep their size whatever the width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import vl_convert

from wardmote.charts import fonts, lettering
from wardmote.charts.fonts import FAMILY
from wardmote.charts.palette import OUTLINE, QUIET, TEXT

TITLE, NOTE = 15, 13  # sizes of letters
LEADING = 4  # between lines
PAD, GAP, DROP, INDENT = 10, 16, 32, 18
LEAST, MOST = 168, 300  # width of a column
DEEPEST = 5  # steps of indenting; what is deeper stands on the fifth
STRONG, PLAIN, PASSING = "#e3eef8", "#ffffff", "#f7f0d5"


@dataclass(frozen=True)
class Node:
    """One box: `parent` is the key of the one that it answers to, None at the top. `strong` marks a statutory group, `passing` one that is set to end. `about` says what it is for."""

    key: str
    title: str
    note: str = ""
    parent: str | None = None
    strong: bool = False
    passing: bool = False
    about: str = ""


@dataclass(frozen=True)
class _Box:
    node: Node
    x: float
    y: float
    width: float
    title: list[str]
    about: list[str]
    note: list[str]

    @property
    def height(self) -> float:
        return 2 * PAD + len(self.title) * (TITLE + LEADING) + len(self.about + self.note) * (NOTE + LEADING)

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


Line = tuple[float, float, float, float]


def svg(nodes: Sequence[Node], *, name: str, width: int) -> str:
    """The chart no wider than `width` (units of one pixel at full size). Nodes whose parent is not among them stand at the top. `name` is what a screen reader says of it."""
    return _drawn(*_laid(nodes, width), name)


def png(nodes: Sequence[Node], *, name: str, width: int) -> bytes:
    """The chart as PNG, two picture elements to a unit: for a document."""
    if (place := fonts.folder()) is not None:
        fonts.register(place)
    return vl_convert.svg_to_png(svg(nodes, name=name, width=width), scale=2)


def words(nodes: Sequence[Node]) -> list[tuple[int, Node]]:
    """The same as text: every node with its depth (0 at the top), each below the one that it answers to."""
    forest = _Forest(nodes)
    return [found for top in forest.tops for found in forest.walk(top, 0)]


def sheets(nodes: Sequence[Node], *, width: int, tallest: float) -> list[list[Node]]:
    """The nodes on as many sheets as it takes for none to be taller than `tallest`: the top with those directly below it first, then each of these with its own.
    A box that is taller alone has a sheet to itself."""
    if _height(nodes, width) <= tallest:
        return [list(nodes)]
    forest = _Forest(nodes)
    if len(forest.tops) > 1:
        return [
            sheet
            for part in _halves(forest.tops)
            for sheet in sheets(list(_all(forest, part)), width=width, tallest=tallest)
        ]
    (top,) = forest.tops
    below = forest.children(top)
    first = [[top, *part] for part in _fitting(top, below, width, tallest)]
    deeper = [list(_all(forest, [child])) for child in below if forest.children(child)]
    return first + [sheet for part in deeper for sheet in sheets(part, width=width, tallest=tallest)]


def _all(forest: "_Forest", tops: Iterable[Node]) -> Iterator[Node]:
    yield from (node for top in tops for _depth, node in forest.walk(top, 0))


def _halves(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    return nodes[: len(nodes) // 2], nodes[len(nodes) // 2 :]


def _fitting(top: Node, below: list[Node], width: int, tallest: float) -> list[list[Node]]:
    """Those directly below the top, in parts that fit on a sheet together with it."""
    if len(below) < 2 or _height([top, *below], width) <= tallest:
        return [below]
    return [part for half in _halves(below) for part in _fitting(top, half, width, tallest)]


class _Forest:
    """Nodes by whom they answer to. What goes round in a circle is cut where it was entered."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.parents = {node.key: node.parent for node in nodes}
        for node in nodes:
            if self.parents[node.key] not in self.parents or self._returns(node.key):
                self.parents[node.key] = None
        self.tops = [node for node in nodes if self.parents[node.key] is None]
        self.below: dict[str, list[Node]] = {}
        for node in nodes:
            if (above := self.parents[node.key]) is not None:
                self.below.setdefault(above, []).append(node)

    def _returns(self, key: str) -> bool:
        """Whether climbing from a node comes back to it."""
        above, seen = self.parents.get(key), set[str]()
        while above is not None and above != key and above not in seen:
            seen.add(above)
            above = self.parents.get(above)
        return above == key

    def children(self, node: Node) -> list[Node]:
        return self.below.get(node.key, [])

    def walk(self, node: Node, depth: int) -> Iterator[tuple[int, Node]]:
        yield depth, node
        for child in self.children(node):
            yield from self.walk(child, depth + 1)


def _box(node: Node, x: float, y: float, width: float) -> _Box:
    room = width - 2 * PAD
    title = lettering.lines(node.title, room, TITLE, bold=True)
    return _Box(node, x, y, width, title, *(lettering.lines(text, room, NOTE) for text in (node.about, node.note)))


class _Sheet:
    """Boxes and lines as they are put down, and how far down they reach."""

    def __init__(self, forest: _Forest, width: float) -> None:
        self.forest, self.width = forest, width
        self.boxes: list[_Box] = []
        self.lines: list[Line] = []
        self.y = 1.0

    def put(self, node: Node, x: float, y: float, width: float) -> _Box:
        box = _box(node, x, y, width)
        self.boxes.append(box)
        self.y = max(self.y, box.bottom)
        return box

    def tops(self) -> None:
        """One top under another, each with its own; tops with nobody below them share rows."""
        alone = [top for top in self.forest.tops if not self.forest.children(top)]
        for top in self.forest.tops:
            if self.forest.children(top):
                self.block(top)
                self.y += GAP
        if alone:
            self.rows(alone, None)

    def block(self, top: Node) -> None:
        """A top in the middle, and below it what answers to it. One that answers alone stands in the middle too."""
        below = self.forest.children(top)
        if len(below) > 1 and self._columns(below) < 2:
            self.column(top, 1, self.y, self.width - 2)
            return
        wide = min(self.width - 2, MOST + PAD)
        head = self.put(top, (self.width - wide) / 2, self.y, wide)
        if len(below) == 1:
            self.lines.append((head.middle, head.bottom, head.middle, head.bottom + DROP))
            self.y = head.bottom + DROP
            self.block(below[0])
        elif below:
            self.rows(below, head)

    def _columns(self, nodes: Sequence[Node]) -> int:
        """How many columns find room: none of the longest words is to be broken."""
        need = max((self._need(node) for node in nodes), default=LEAST)
        most = int((self.width - 2 - INDENT + GAP) / (max(LEAST, need) + GAP))
        if most < 2:
            return 1
        rows = -(-len(nodes) // most)
        return -(-len(nodes) // rows)

    def _need(self, top: Node) -> float:
        return max(
            lettering.width(word, TITLE, bold=True) + 2 * PAD + 1 + min(depth, DEEPEST) * INDENT
            for depth, node in self.forest.walk(top, 0) for word in node.title.split() or [""]
        )  # fmt: skip

    def rows(self, nodes: list[Node], head: _Box | None) -> None:
        """Nodes side by side, each with what answers to it under it; further rows hang on a line along the left."""
        count = self._columns(nodes)
        several = head is not None and len(nodes) > count
        left, edge = (1 + INDENT if several else 1.0), 1 + INDENT / 2
        wide = min(MOST, (self.width - 1 - left - (count - 1) * GAP) / count)
        first = left + (self.width - 1 - left - count * wide - (count - 1) * GAP) / 2
        former = None
        for start in range(0, len(nodes), count):
            y = self.y + (DROP if head else GAP if start else 0)
            row = [
                self.column(node, first + place * (wide + GAP), y, wide)
                for place, node in enumerate(nodes[start : start + count])
            ]
            if head is not None:
                bus, ends = y - DROP / 2, [box.middle for box in row]
                reach = [*ends, *([edge] if several else []), *([head.middle] if start == 0 else [])]
                self.lines += [(min(reach), bus, max(reach), bus), *((end, bus, end, y) for end in ends)]
                self.lines.append(
                    (head.middle, head.bottom, head.middle, bus) if former is None else (edge, former, edge, bus)
                )
                former = bus

    def column(self, top: Node, x: float, y: float, width: float) -> _Box:
        """A node with all that is below it, one under another and indented: the first box."""
        boxes: dict[str, _Box] = {}
        for depth, node in self.forest.walk(top, 0):
            indent = min(depth, DEEPEST) * INDENT
            box = boxes[node.key] = self.put(node, x + indent, y, width - indent)
            y = box.bottom + GAP / 2
        self.lines += [line for box in boxes.values() for line in self._elbows(box, boxes)]
        return boxes[top.key]

    def _elbows(self, box: _Box, boxes: dict[str, _Box]) -> Iterator[Line]:
        """Down along the left of a box's own, and across to each."""
        below = [boxes[node.key] for node in self.forest.children(box.node)]
        if below:
            x = box.x + INDENT / 2 if below[0].x > box.x else box.x - INDENT / 2
            ends = [other.y + other.height / 2 for other in below]
            yield x, box.bottom if below[0].x > box.x else box.y + box.height / 2, x, max(ends)
            yield from ((x, end, other.x, end) for end, other in zip(ends, below, strict=True))


def _laid(nodes: Sequence[Node], width: float) -> tuple[list[_Box], list[Line]]:
    sheet = _Sheet(_Forest(nodes), width)
    sheet.tops()
    return sheet.boxes, sheet.lines


def _height(nodes: Sequence[Node], width: float) -> float:
    return max((box.bottom for box in _laid(nodes, width)[0]), default=0) + 1


def _drawn(boxes: Sequence[_Box], lines: Sequence[Line], name: str) -> str:
    right = max((box.x + box.width for box in boxes), default=0) + 1
    height = max((box.bottom for box in boxes), default=0) + 1
    size = f'viewBox="0 0 {right:.0f} {height:.0f}" width="{right:.0f}" height="{height:.0f}"'
    said = f'role="img" aria-label={quoteattr(name)} focusable="false" font-family={quoteattr(FAMILY)}'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {said}>']
    for x1, y1, x2, y2 in lines:
        parts.append(f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{OUTLINE}" stroke-width="1.5"/>')
    parts += [part for box in boxes for part in _marks(box)]
    return "".join((*parts, "</svg>"))


def _marks(box: _Box) -> Iterator[str]:
    fill = STRONG if box.node.strong else PASSING if box.node.passing else PLAIN
    edge = 2.5 if box.node.strong else 1.2
    dashes = ' stroke-dasharray="5 3"' if box.node.passing else ""
    yield (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3" '
        f'fill="{fill}" stroke="{OUTLINE}" stroke-width="{edge}"{dashes}/>'
    )
    y = box.y + PAD
    for text, size, ink, weight in (
        *((line, TITLE, TEXT, "bold") for line in box.title),
        *((line, NOTE, TEXT, "normal") for line in box.about),
        *((line, NOTE, QUIET, "normal") for line in box.note),
    ):
        y += size + LEADING
        yield f'<text x="{box.x + PAD:.1f}" y="{y - LEADING:.1f}" font-size="{size}" font-weight="{weight}" fill="{ink}">{escape(text)}</text>'
