"""How wide letters are, and where lines of text are to be broken. DejaVu Sans, which all pictures are drawn with."""

import unicodedata
from functools import lru_cache

FIRST = 32  # the space; the tables go to the tilde, in thousandths of the letters' size
PLAIN = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
BOLD = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
    733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
    712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
)  # fmt: skip
OTHER, WIDE = 800, 1050  # of letters that the tables do not have: on the safe side; wide ones are those of East Asia
SPARE = 1.02  # where a machine has another face, it is Verdana, which is as wide


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in the units of `size`."""
    return sum(_letter(letter, BOLD if bold else PLAIN) for letter in text) * size * SPARE / 1000


def _letter(letter: str, table: tuple[int, ...]) -> int:
    place = ord(letter) - FIRST
    if 0 <= place < len(table):
        return table[place]
    return WIDE if unicodedata.east_asian_width(letter) in "WF" else OTHER


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`, broken between words; a word that is wider alone is broken within. A letter always finds room."""
    found: list[str] = []
    for word in text.split():
        if found and width(f"{found[-1]} {word}", size, bold=bold) <= room:
            found[-1] += f" {word}"
        else:
            found += _pieces(word, room, size, bold=bold)
    return found


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
