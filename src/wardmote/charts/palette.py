"""Colours, and what they mean. A colour never speaks alone: a word and a shape always come with it.

Every `ink` reaches 4.5:1 on white (text) and so every mark reaches 3:1 (graphics). Better and worse are blue and
orange, which people with any common colour blindness tell apart; red and green are not used. Whether a rise is better
or worse is the indicator's to say (`Good`), never the chart's.
"""

from dataclasses import dataclass
from enum import StrEnum

from wardmote.engine.verdicts import Good, Verdict

TEXT = "#0b0c0c"
QUIET = "#505a5f"  # secondary text, axes
GRID = "#dcdfe0"
SERIES = "#1d5a96"
LIMIT = "#6f5a0a"
SHADE = "#e3dff0"  # dated disruptions
NO_DATA = "#ececec"
SIGNAL = "#b5400c"
OUTLINE = "#5f686d"

SEQUENTIAL = ("#fff3d6", "#fbc98e", "#ee8f5f", "#c8505b", "#7d2352")  # light to dark for rates: lightness falls evenly
BETTER_STEPS = ("#3f7fb8", "#a9cbe6")  # strong, weak
WORSE_STEPS = ("#c9600f", "#f6c79b")
MORE_STEPS = ("#6b4fa0", "#c9bde2")  # up, where neither direction is better
LESS_STEPS = ("#2f7f79", "#a8d5d0")
UNCHANGED = "#d3d6d8"
UNKNOWN = "#ffffff"


class Tone(StrEnum):
    """What a change means for people."""

    BETTER = "better"
    WORSE = "worse"
    MOVED = "moved"  # it changed, and neither direction is better
    UNCLEAR = "unclear"  # no clear change: a result, not an absence of one
    UNKNOWN = "unknown"  # cannot tell


@dataclass(frozen=True)
class Paint:
    """How a tone looks: `ink` for text and marks, `tint` for backgrounds behind `TEXT`."""

    ink: str
    tint: str


PAINTS = {
    Tone.BETTER: Paint("#1d5a96", "#e3eef8"),
    Tone.WORSE: Paint("#a8430a", "#fdeadd"),
    Tone.MOVED: Paint("#5b3f92", "#ece7f6"),
    Tone.UNCLEAR: Paint("#505a5f", "#eceeef"),
    Tone.UNKNOWN: Paint("#6f5a0a", "#f7f0d5"),
}

SHAPES = {
    Verdict.ROSE: "triangle-up",
    Verdict.FELL: "triangle-down",
    Verdict.NO_CLEAR_CHANGE: "circle",
    Verdict.CANNOT_TELL: "diamond",
}


def tone(verdict: Verdict, good: Good) -> Tone:
    """What a verdict means, given which direction of the indicator is better."""
    if verdict is Verdict.NO_CLEAR_CHANGE:
        return Tone.UNCLEAR
    if verdict is Verdict.CANNOT_TELL:
        return Tone.UNKNOWN
    if good not in (Good.LOWER, Good.HIGHER):
        return Tone.MOVED
    return Tone.BETTER if (verdict is Verdict.ROSE) == (good is Good.HIGHER) else Tone.WORSE


def steps(*, rose: bool, good: Good) -> tuple[str, str]:
    """The strong and the weak map colour of a rise or a fall."""
    if good in (Good.LOWER, Good.HIGHER):
        return BETTER_STEPS if rose == (good is Good.HIGHER) else WORSE_STEPS
    return MORE_STEPS if rose else LESS_STEPS


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
