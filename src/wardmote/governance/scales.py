"""Scales of risks: what a level means, what a score is worth. Pure: it knows no partnership.

Those to choose from are in `definitions/governance/risk_scales.toml`. A partnership's own copy is kept with what was scored on it.
"""

from functools import cache
from typing import Any

from wardmote.definitions import definition, parse, read
from wardmote.words import gettext as _

BANDS = ("low", "medium", "high", "very-high")


@definition
class Level:
    """One step of likelihood or impact; `anchor` says what it looks like."""

    label: str
    anchor: str = ""


@definition
class Band:
    """From the score `first` on a risk is called so. `key` is one of BANDS."""

    key: str
    first: int


@definition
class Scale:
    """Levels, lowest first; bands, lowest first."""

    label: str
    bands: tuple[Band, ...]
    likelihood: tuple[Level, ...]
    impact: tuple[Level, ...]

    @property
    def most(self) -> int:
        return len(self.likelihood) * len(self.impact)

    def holds(self, likelihood: int, impact: int) -> bool:
        return 1 <= likelihood <= len(self.likelihood) and 1 <= impact <= len(self.impact)

    def band(self, score: int) -> str:
        """The key of the band that a score falls in."""
        return [band.key for band in self.bands if band.first <= score][-1]


@definition
class Table:
    usual: str
    scales: dict[str, Scale]


@cache
def table() -> Table:
    found = read("governance", "risk_scales", Table)
    for key, scale in found.scales.items():
        check(scale, key)
    return found


def check(scale: Scale, where: str) -> None:
    """Raise ValueError for bands that do not begin at 1 and rise, or are not known, and for fewer than two levels."""
    firsts = [band.first for band in scale.bands]
    rising = firsts == sorted(set(firsts)) and firsts[:1] == [1] and firsts[-1] <= scale.most
    known = [key for key in BANDS if key in {band.key for band in scale.bands}] == [band.key for band in scale.bands]
    if not rising or not known or min(len(scale.likelihood), len(scale.impact)) < 2:
        raise ValueError(f"{where}: bands begin at 1 and rise in the order of {BANDS}; levels are two or more")


def kept(document: dict[str, Any]) -> Scale:
    """A scale as it was kept with a partnership's scores."""
    return parse(document, Scale, where="risk scale")


def written(scale: Scale) -> dict[str, Any]:
    """A scale as it is kept."""
    levels = {
        name: [{"label": level.label, "anchor": level.anchor} for level in getattr(scale, name)]
        for name in ("likelihood", "impact")
    }
    return {"label": scale.label, "bands": [{"key": b.key, "first": b.first} for b in scale.bands]} | levels


def in_words(scale: Scale, likelihood: int, impact: int) -> str:
    """``likely (4) × major (4)``."""
    one, other = scale.likelihood[likelihood - 1], scale.impact[impact - 1]
    return _("{likelihood} ({l}) × {impact} ({i})").format(
        likelihood=_(one.label).lower(), l=likelihood, impact=_(other.label).lower(), i=impact
    )
