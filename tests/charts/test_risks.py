"""The pictures of a register: every risk is there, all lies inside, and nothing is said by colour alone."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote import charts
from wardmote.charts.palette import contrast
from wardmote.charts.risks import SHADES, Cell, Grid, Move, heat, movement

GRID = Grid(
    ["Rare", "Unlikely", "Possible", "Likely", "Almost <certain>"], ["Slight", "Minor", "Moderate", "Major", "Severe"],
    [("low", "Low", 1), ("medium", "Medium", 5), ("high", "High", 10), ("very-high", "Very high", 17)],
)  # fmt: skip
SMALL = Grid(["Unlikely", "Likely"], ["Minor", "Severe"], [("low", "Low", 1), ("very-high", "Very high", 4)])
SPACE = "{http://www.w3.org/2000/svg}"
WIDTHS = [280, 300, 640, 900]
CELLS = {(4, 5): Cell(3, "#cell-4-5", "three & more"), (1, 1): Cell(1, "#cell-1-1", "one")}
MOVES = [Move("Planning 1", 20, 12, 6), Move("Planning <2>", None, 16), Move("Delivery 1", 9, 9, 9)]


def texts(drawing: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(drawing).iter(f"{SPACE}text")]


def inside(drawing: str) -> bool:
    """Boxes, rings and beginnings of words lie on the picture."""
    root = ET.fromstring(drawing)
    wide, high = float(root.get("width")), float(root.get("height"))
    spans = [(float(one.get("x")), float(one.get("x")) + float(one.get("width"))) for one in root.iter(f"{SPACE}rect")]
    spans += [(float(one.get("cx")) - 7, float(one.get("cx")) + 7) for one in root.iter(f"{SPACE}circle")]
    downs = [float(one.get("y")) for one in root.iter(f"{SPACE}text")]
    return all(left >= -1 and right <= wide + 1 for left, right in spans) and all(0 < y <= high for y in downs)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("grid", [GRID, SMALL])
def test_a_heat_map_has_every_cell_its_score_and_its_band_in_words(width, grid):
    drawing = heat(grid, {}, name="Risks", width=width)
    assert len(re.findall("<rect", drawing)) == grid.most
    said = texts(drawing)
    for likelihood in range(1, len(grid.likelihood) + 1):
        for impact in range(1, len(grid.impact) + 1):
            word = grid.band(likelihood * impact)[1]
            short = "".join(part[0].upper() for part in word.split())
            assert f"{short if width < 480 else word} {likelihood * impact}" in said
    assert inside(drawing)


def test_a_cell_with_risks_says_how_many_and_leads_to_them():
    root = ET.fromstring(heat(GRID, CELLS, name="A & B", width=900))
    links = {
        one.get("href"): (one.find(f"{SPACE}title").text, [t.text for t in one.iter(f"{SPACE}text")])
        for one in root.iter(f"{SPACE}a")
    }
    assert links["#cell-4-5"] == ("3 Very high 20: three & more", ["3", "Very high 20"])
    assert root.get("role") == "group"
    assert ET.fromstring(heat(GRID, {(1, 1): Cell(2)}, name="n", width=900)).get("role") == "img"


def test_a_long_label_loses_its_target_and_then_its_end_before_it_leaves_the_picture():
    moves = [Move("Performance and delivery 3", 20, 15, 8), Move("A series with a very long name indeed 12", 20, 15, 8)]
    said = texts(movement(GRID, moves, name="Moves", width=300))
    assert "Performance and delivery 3: 20 to 15" in said
    (cut,) = (one for one in said if one.startswith("A series"))
    assert cut.endswith("…: 20 to 15")
    assert len(cut) <= 280 / 7.2


@pytest.mark.parametrize("width", WIDTHS)
def test_a_movement_says_in_words_what_its_marks_say(width):
    drawing = movement(GRID, MOVES, name="Moves", width=width)
    said = texts(drawing)
    assert "Planning 1: 20 to 12, target 6" in said
    assert "Planning <2>: 16" in said
    assert "Delivery 1: 9, target 9" in said
    assert {"was", "is now", "target"} <= set(said)
    assert inside(drawing)


@given(
    st.lists(
        st.tuples(st.none() | st.integers(1, 25), st.integers(1, 25), st.none() | st.integers(1, 25)), max_size=30
    ),
    st.sampled_from(WIDTHS),
)
@settings(max_examples=80, deadline=None)
def test_any_movement_is_drawn_within_its_picture(scores, width):
    drawing = movement(GRID, [Move(f"R {n}", *one) for n, one in enumerate(scores)], name="any", width=width)
    assert inside(drawing)
    assert sum(one.startswith("R ") for one in texts(drawing)) == len(scores)


def test_a_mark_further_right_is_a_higher_score():
    xs = [
        float(one)
        for one in re.findall(
            r'<circle cx="([\d.]+)" cy="\d+\.?\d*" r="6.5"',
            movement(GRID, [Move("a", None, n) for n in (1, 12, 25)], name="n", width=640),
        )
    ]
    assert xs[1:] == sorted(xs[1:])  # the first is the legend's
    assert len(set(xs)) == 4


def test_words_can_be_read_on_every_shade():
    assert all(contrast("#0b0c0c", shade) >= 4.5 for shade in SHADES.values())


def test_it_is_named_drawn_alike_and_can_be_a_png():
    for drawing in (
        heat(GRID, CELLS, name='The "register" & more', width=300),
        movement(GRID, MOVES, name='The "register" & more', width=300),
    ):
        root = ET.fromstring(drawing)
        assert root.get("aria-label") == root.find(f"{SPACE}title").text == 'The "register" & more'
        assert charts.png_of(drawing).startswith(b"\x89PNG")
    assert heat(GRID, CELLS, name="n", width=300) == heat(GRID, CELLS, name="n", width=300)
