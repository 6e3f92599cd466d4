"""Structure charts: every box is there, none lies on another, and lines lead where they say."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.charts.structure import Node, svg, words

WEST = [
    Node("exec", "Executive Group", "statutory", strong=True),
    Node("lpg", "Local Priorities Group", "monthly", "exec"),
    Node("iwp", "Integrated Working Panel", "child sexual exploitation", "exec"),
    Node("divert", "Divert Group", "", "exec"),
    Node("task", "Task & Time Groups", "Bright Sparx", "lpg", passing=True),
]
SPACE = "{http://www.w3.org/2000/svg}"


def rectangles(drawing: str) -> list[tuple[float, float, float, float]]:
    found = ET.fromstring(drawing).iter(f"{SPACE}rect")
    return [tuple(float(one.get(side)) for side in ("x", "y", "width", "height")) for one in found]


def overlapping(boxes) -> list:
    return [
        (a, b) for a, b in combinations(boxes, 2)
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
    ]  # fmt: skip


def sizes(drawing: str) -> tuple[float, float]:
    root = ET.fromstring(drawing)
    return float(root.get("width")), float(root.get("height"))


@pytest.mark.parametrize("width", [300, 640, 960, 1600])
def test_every_group_has_a_box_none_lies_on_another_and_all_fit(width):
    drawing = svg(WEST, name="Structure", width=width)
    boxes = rectangles(drawing)
    assert len(boxes) == len(WEST)
    assert overlapping(boxes) == []
    wide, high = sizes(drawing)
    assert wide <= width
    assert all(x >= 0 and y >= 0 and x + w <= wide and y + h <= high for x, y, w, h in boxes)


def test_whoever_answers_stands_below_in_a_tree_and_indented_in_an_outline():
    tree, outline = (rectangles(svg(WEST, name="x", width=width)) for width in (1600, 300))
    assert tree[1][1] > tree[0][1] + tree[0][3]
    assert {round(box[0]) for box in outline} == {1, 21, 41}


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.text(max_size=60)), min_size=1, max_size=30, unique_by=lambda pair: pair[1]
    ),
    st.integers(260, 2000),
)
@settings(max_examples=150, deadline=None)
def test_any_structure_can_be_drawn_even_one_that_goes_round_in_a_circle(given_nodes, width):
    nodes = [Node(str(n), clean(text) or "?", "", str(parent)) for n, (parent, text) in enumerate(given_nodes)]
    drawing = svg(nodes, name="any", width=width)
    boxes = rectangles(drawing)
    assert len(boxes) == len(words(nodes))
    assert overlapping(boxes) == []
    assert sizes(drawing)[0] <= width


def clean(text: str) -> str:
    return re.sub(r"[^\w <&>\"']", "", text)


def test_names_with_signs_of_their_own_stay_words():
    drawing = svg([Node("a", "Drugs & <Alcohol>", 'the "MALT"')], name='A "name" & more', width=400)
    texts = [one.text for one in ET.fromstring(drawing).iter(f"{SPACE}text")]
    assert texts == ["Drugs &", "<Alcohol>", 'the "MALT"'] or " ".join(texts).startswith("Drugs & <Alcohol>")
    assert ET.fromstring(drawing).get("aria-label") == 'A "name" & more'


def test_the_words_say_who_answers_to_whom():
    assert [(depth, node.key) for depth, node in words(WEST)] == [
        (0, "exec"),
        (1, "lpg"),
        (2, "task"),
        (1, "iwp"),
        (1, "divert"),
    ]
