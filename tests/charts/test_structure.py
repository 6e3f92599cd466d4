"""Structure charts: every box is there, none lies on another, and lines lead where they say."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from wardmote.charts import fonts, lettering
from wardmote.charts.structure import Node, sheets, svg, words

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


def test_more_columns_than_find_room_stand_in_rows_and_no_line_crosses_a_box():
    many = [
        Node("top", "Partnership"),
        *(Node(str(n), f"Board {n}", "quarterly", "top") for n in range(7)),
        *(Node(f"{n}-a", "Task group", "", str(n)) for n in (0, 5)),
    ]
    for width in (290, 620, 960):
        drawing = svg(many, name="x", width=width)
        boxes = rectangles(drawing)
        assert overlapping(boxes) == []
        crossing = [(line, box) for line in strokes(drawing) for box in boxes if crosses(line, box)]
        assert crossing == []
    heights = {round(box[1]) for box in rectangles(svg(many, name="x", width=620))}
    assert len(heights) == 6  # the top, three rows, and what stands below the first and the second


def strokes(drawing: str) -> list[tuple[float, ...]]:
    return [
        tuple(map(float, re.findall(r"[\d.]+", one.get("d")))) for one in ET.fromstring(drawing).iter(f"{SPACE}path")
    ]


def crosses(line: tuple[float, ...], box: tuple[float, float, float, float]) -> bool:
    """Whether some of the line lies inside the box: a line may end at an edge."""
    left, right, top, bottom = min(line[::2]), max(line[::2]), min(line[1::2]), max(line[1::2])
    x, y, wide, high = box
    return left < x + wide - 0.2 and right > x + 0.2 and top < y + high - 0.2 and bottom > y + 0.2


def test_every_line_of_words_finds_room_in_its_box_as_the_typeface_measures_it():
    long = [
        Node("a", "Community Safety Partnership Management Group", "quarterly; chair: Willow Wemmick (demonstration)"),
        Node("b", "Anti-Social Behaviour", "", "a"),
        Node("c", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "MMMM", "a"),
    ]
    for width in (290, 620):
        drawing = svg(long, name="x", width=width)
        for text in ET.fromstring(drawing).iter(f"{SPACE}text"):
            x, _y, wide, _high = within(text, rectangles(drawing))
            assert float(text.get("x")) + measured(text) <= x + wide


def within(text, boxes):
    x, y = float(text.get("x")), float(text.get("y"))
    (box,) = (box for box in boxes if box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3])
    return box


def measured(text) -> float:
    face = "DejaVuSans-Bold.ttf" if text.get("font-weight") == "bold" else "DejaVuSans.ttf"
    return ImageFont.truetype(str(fonts.folder() / face), int(text.get("font-size"))).getlength(text.text)


def test_words_are_broken_only_where_they_are_wider_alone():
    assert lettering.lines("one two three", 70, 15) == ["one two", "three"]
    assert all(lettering.width(line, 15) <= 40 for line in lettering.lines("incomprehensibilities", 40, 15))
    assert "".join(lettering.lines("incomprehensibilities", 40, 15)) == "incomprehensibilities"
    assert lettering.lines("w", 1, 15) == ["w"]


@given(st.lists(st.integers(-1, 40), min_size=1, max_size=40), st.integers(300, 900))
@settings(max_examples=60, deadline=None)
def test_a_structure_too_tall_for_a_sheet_is_told_on_several_and_nobody_is_left_out(parents, tallest):
    nodes = [Node(str(n), f"Group {n}", "monthly", str(parent)) for n, parent in enumerate(parents)]
    told = sheets(nodes, width=620, tallest=tallest)
    assert {node.key for sheet in told for node in sheet} == {node.key for node in nodes}
    for sheet in told:
        keys = {node.key for node in sheet}
        assert len(keys) == len(sheet)
        assert sizes(svg(sheet, name="x", width=620))[1] <= tallest + 1 or len(sheet) <= 2


def test_whoever_answers_stands_below_in_a_tree_and_indented_in_an_outline():
    tree, outline = (rectangles(svg(WEST, name="x", width=width)) for width in (1600, 300))
    assert tree[1][1] > tree[0][1] + tree[0][3]
    assert {round(box[0]) for box in outline} == {1, 19, 37}


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


def test_a_structure_deeper_than_it_can_be_indented_crosses_no_box_either():
    deep = [Node(f"{n}{side}", "Group", "monthly", f"{n - 1}a" if n else None) for n in range(9) for side in "ab"]
    drawing = svg(deep, name="x", width=290)
    boxes = rectangles(drawing)
    assert overlapping(boxes) == []
    assert [line for line in strokes(drawing) if any(crosses(line, box) for box in boxes)] == []
