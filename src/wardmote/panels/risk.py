"""Risk tools: what is asked, how answers are scored, what stands out whatever the score, and why. Pure.

The shape of `definitions/risk_tools/*.toml`. A tool scores; it never decides: below a threshold nothing is refused, and "don't know" is neither yes nor no.
Method: the number of items answered yes (SafeLives' checklist; the police version of 2009 has 27 items), bands and threshold as the definition gives them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.definitions import definition
from wardmote.words import gettext as _
from wardmote.words import ngettext


class Said(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@definition
class Item:
    """`name`: our short name of what is asked. The tool's own wording is its owner's: who fills it in has it before them."""

    key: str
    name: str


@definition
class Band:
    """From so many yes on, until the next band."""

    key: str
    label: str
    least: int


@definition
class Combination:
    """Items that stand out together, whatever the score: every one of `every`, and where `any_of` is given at least one of it."""

    key: str
    label: str
    every: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()

    def holds(self, yes: frozenset[str]) -> bool:
        return yes.issuperset(self.every) and (not self.any_of or not yes.isdisjoint(self.any_of))


@definition
class Tool:
    name: str
    version: str
    valid_from: date
    source: str
    wording: str
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    combinations: tuple[Combination, ...] = ()
    review_weeks: int = 0

    def __post_init__(self) -> None:
        keys = [one.key for one in self.items]
        if len(set(keys)) != len(keys):
            raise ValueError("items: a key stands twice")
        least = [one.least for one in self.bands]
        if not least or least[0] != 0 or least != sorted(set(least)) or least[-1] > len(keys):
            raise ValueError("bands: the first begins at 0, each later one higher, none above the number of items")
        for one in self.combinations:
            if not (one.every or one.any_of) or not {*one.every, *one.any_of} <= set(keys):
                raise ValueError(f"combinations: '{one.key}' names what the tool does not ask")

    def named(self, key: str) -> str:
        return next(one.name for one in self.items if one.key == key)


@dataclass(frozen=True)
class Judgement:
    """What a professional says beyond the tool; only upward, and never without a reason."""

    by: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError(_("Say why you judge the risk to be higher than the answers show."))


@dataclass(frozen=True)
class Assessed:
    """Answers scored by a tool. `most`: what the score would be if every unknown were a yes."""

    tool: str
    version: str
    score: int
    most: int
    band: Band
    yes: tuple[str, ...]
    unknown: tuple[str, ...]
    unanswered: tuple[str, ...]
    combinations: tuple[Combination, ...]
    judgement: Judgement | None

    def meets(self, threshold: int) -> bool:
        return self.score >= threshold

    def might_meet(self, threshold: int) -> bool:
        """Whether what nobody knew, or answered, could lift it to the threshold."""
        return self.score < threshold <= self.most

    @property
    def stands_out(self) -> bool:
        """Whether somebody must look at it whatever the score."""
        return bool(self.combinations) or self.judgement is not None


def assess(tool: Tool, answers: Mapping[str, Said], judgement: Judgement | None = None) -> Assessed:
    """Score answers by their items' keys. Raises KeyError for an answer to what the tool does not ask."""
    asked = [one.key for one in tool.items]
    if stray := sorted(set(answers) - set(asked)):
        raise KeyError(", ".join(stray))
    yes = tuple(key for key in asked if answers.get(key) is Said.YES)
    unknown = tuple(key for key in asked if answers.get(key) is Said.UNKNOWN)
    unanswered = tuple(key for key in asked if key not in answers)
    band = [one for one in tool.bands if one.least <= len(yes)][-1]
    held = tuple(one for one in tool.combinations if one.holds(frozenset(yes)))
    most = len(yes) + len(unknown) + len(unanswered)
    return Assessed(tool.name, tool.version, len(yes), most, band, yes, unknown, unanswered, held, judgement)


def explained(found: Assessed, tool: Tool) -> list[str]:
    """Why it came out so, in sentences: what was answered yes, what nobody knew, what stands out, who judged otherwise."""
    said = [
        ngettext(
            "{n} item of {of} was answered yes: {band}.", "{n} items of {of} were answered yes: {band}.", found.score
        ).format(n=found.score, of=len(tool.items), band=found.band.label)
    ]
    if found.yes:
        said.append(_("Yes to: {items}.").format(items=", ".join(tool.named(key) for key in found.yes)))
    if found.unknown:
        said.append(_("Not known: {items}. That is not a no: with them the score could be as high as {most}.").format(items=", ".join(tool.named(key) for key in found.unknown), most=found.most))  # fmt: skip
    if found.unanswered:
        said.append(ngettext("{n} item was not answered.", "{n} items were not answered.", len(found.unanswered)).format(n=len(found.unanswered)))  # fmt: skip
    said += [_("Stands out whatever the score: {label}.").format(label=one.label) for one in found.combinations]
    if found.judgement is not None:
        said.append(_("{who} judges the risk to be higher: {reason}").format(who=found.judgement.by, reason=found.judgement.reason))  # fmt: skip
    return said
