"""Structure charts: who answers to whom, as boxes and lines. Drawn as SVG by plain arithmetic, so that it can stand in a page, a document or a print.

Two layouts of the same boxes. `tree` puts each below the one that it answers to; `outline` sets them one under another, indented, and is readable on a telephone. A tree that would be wider
than it may is drawn as an outline.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import vl_convert

from wardmote.charts import fonts
from wardmote.charts.fonts import FAMILY
from wardmote.charts.palette import OUTLINE, QUIET, TEXT

TITLE, NOTE = 15, 12  # sizes of letters
LETTER = 0.6  # how wide a letter is of its size, on average and a little over
PAD, GAP, DROP, INDENT = 10, 16, 34, 20
BOX = 176  # width of a box in a tree
STRONG, PLAIN, PASSING = "#e3eef8", "#ffffff", "#f7f0d5"


@dataclass(frozen=True)
class Node:
    """One box: `parent` is the key of the one that it answers to, None at the top. `strong` marks a statutory group, `passing` one that is set to end."""

    key: str
    title: str
    note: str = ""
    parent: str | None = None
    strong: bool = False
    passing: bool = False


@dataclass(frozen=True)
class _Box:
    node: Node
    x: float
    y: float
    width: float
    title: list[str]
    note: list[str]

    @property
    def height(self) -> float:
        return 2 * PAD + len(self.title) * (TITLE + 4) + len(self.note) * (NOTE + 4)


Line = tuple[float, float, float, float]


def svg(nodes: Sequence[Node], *, name: str, width: int) -> str:
    """The chart no wider than `width` (units of one pixel at full size). Nodes whose parent is not among them stand at the top. `name` is what a screen reader says of it."""
    forest = _Forest(nodes)
    leaves = sum(forest.leaves(top) for top in forest.tops)
    if leaves * (BOX + GAP) - GAP <= width:
        boxes = list(_tree(forest))
        lines = [line for box in boxes for line in _drops(box, boxes, forest)]
    else:
        boxes = list(_outline(forest, width))
        lines = [line for box in boxes for line in _elbows(box, boxes, forest)]
    return _drawn(boxes, lines, name)


def png(nodes: Sequence[Node], *, name: str, width: int) -> bytes:
    """The chart as PNG, two picture elements to a unit: for a document."""
    if (place := fonts.folder()) is not None:
        fonts.register(place)
    return vl_convert.svg_to_png(svg(nodes, name=name, width=width), scale=2)


def words(nodes: Sequence[Node]) -> list[tuple[int, Node]]:
    """The same as text: every node with its depth (0 at the top), each below the one that it answers to."""
    forest = _Forest(nodes)
    return [found for top in forest.tops for found in forest.walk(top, 0)]


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

    def leaves(self, node: Node) -> int:
        return max(1, sum(not self.children(found) for _depth, found in self.walk(node, 0)))


def _wrapped(text: str, width: float, size: int) -> list[str]:
    return textwrap.wrap(text, max(8, int((width - 2 * PAD) / (size * LETTER))), break_long_words=True)


def _box(node: Node, x: float, y: float, width: float) -> _Box:
    return _Box(node, x, y, width, _wrapped(node.title, width, TITLE), _wrapped(node.note, width, NOTE))


def _tree(forest: _Forest) -> Iterator[_Box]:
    """Each box in the middle above its own; all of one depth stand on one line."""
    depths: dict[int, float] = {}
    for top in forest.tops:
        for depth, node in forest.walk(top, 0):
            depths[depth] = max(depths.get(depth, 0), _box(node, 0, 0, BOX).height)
    lines = {depth: sum(depths[d] + DROP for d in range(depth)) + 1 for depth in depths}
    left = 1.0
    for top in forest.tops:
        yield from _placed(forest, top, 0, left, lines)
        left += forest.leaves(top) * (BOX + GAP)


def _placed(forest: _Forest, node: Node, depth: int, left: float, lines: dict[int, float]) -> Iterator[_Box]:
    span = forest.leaves(node) * (BOX + GAP) - GAP
    yield _box(node, left + (span - BOX) / 2, lines[depth], BOX)
    for child in forest.children(node):
        yield from _placed(forest, child, depth + 1, left, lines)
        left += forest.leaves(child) * (BOX + GAP)


def _outline(forest: _Forest, width: int) -> Iterator[_Box]:
    y = 1.0
    for top in forest.tops:
        for depth, node in forest.walk(top, 0):
            indent = min(depth, 5) * INDENT
            box = _box(node, 1 + indent, y, width - indent - 2)
            y += box.height + GAP
            yield box


def _drops(box: _Box, boxes: Sequence[_Box], forest: _Forest) -> Iterator[Line]:
    """From the middle of a box down, across, and down to each of its own."""
    children = {node.key for node in forest.children(box.node)}
    below = [other for other in boxes if other.node.key in children]
    if not below:
        return
    middle, bottom = box.x + box.width / 2, box.y + box.height
    turn = min(other.y for other in below) - DROP / 2
    yield middle, bottom, middle, turn
    ends = [other.x + other.width / 2 for other in below]
    yield min(*ends, middle), turn, max(*ends, middle), turn
    yield from ((end, turn, end, other.y) for end, other in zip(ends, below, strict=True))


def _elbows(box: _Box, boxes: Sequence[_Box], forest: _Forest) -> Iterator[Line]:
    """Down along the left of a box's own, and across to each."""
    children = {node.key for node in forest.children(box.node)}
    below = [other for other in boxes if other.node.key in children]
    if not below:
        return
    x = box.x + INDENT / 2
    ends = [other.y + other.height / 2 for other in below]
    yield x, box.y + box.height, x, max(ends)
    yield from ((x, end, other.x, end) for end, other in zip(ends, below, strict=True))


def _drawn(boxes: Sequence[_Box], lines: Sequence[Line], name: str) -> str:
    width = max((box.x + box.width for box in boxes), default=0) + 1
    height = max((box.y + box.height for box in boxes), default=0) + 1
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
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
        *((line, NOTE, QUIET, "normal") for line in box.note),
    ):
        y += size + 4
        yield f'<text x="{box.x + PAD:.1f}" y="{y - 5:.1f}" font-size="{size}" font-weight="{weight}" fill="{ink}">{escape(text)}</text>'
