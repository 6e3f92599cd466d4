"""The risk register between two days: what was added, closed, raised, lowered, and why. Pure: rows come in, differences go out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from wardmote.governance.states import Told


@dataclass(frozen=True)
class Score:
    """What a risk was scored on a day; `scale` is the key of the scale."""

    on: date
    scale: UUID
    likelihood: int
    impact: int
    why: str = ""

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True)
class Entry:
    """A line of a risk's journal."""

    on: date
    kind: Told
    text: str = ""


@dataclass(frozen=True)
class Past:
    """What is known of a risk over time: its current scores and its journal, each in order of time."""

    key: UUID
    raised_on: date
    scores: Sequence[Score]
    journal: Sequence[Entry]

    def is_open(self, on: date) -> bool:
        """Whether it stood in the register at the end of a day."""
        turns = [one.kind for one in self.journal if one.on <= on and one.kind in (Told.CLOSED, Told.REOPENED)]
        return self.raised_on <= on and not (turns and turns[-1] is Told.CLOSED)

    def scored(self, on: date) -> Score | None:
        """The score that held at the end of a day."""
        return next((one for one in reversed(self.scores) if one.on <= on), None)


class Change(StrEnum):
    """What became of a risk between two days. MOVED: another likelihood and impact, the same score. RESCALED: scored on another scale, so that no two numbers can be compared."""

    ADDED = "added"
    REOPENED = "reopened"
    CLOSED = "closed"
    RAISED = "raised"
    LOWERED = "lowered"
    MOVED = "moved"
    RESCALED = "rescaled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """What became of one risk, and the reasons that were given on the way, in order of time."""

    key: UUID
    change: Change
    before: Score | None
    after: Score | None
    why: tuple[str, ...] = ()


def compared(pasts: Sequence[Past], then: date, now: date) -> list[Difference]:
    """The register at the end of `now` against the end of `then`, in the order given. What stood in neither is left out."""
    return [found for past in pasts if (found := _one(past, then, now)) is not None]


def _one(past: Past, then: date, now: date) -> Difference | None:
    there, here = past.is_open(then), past.is_open(now)
    if not there and not here:
        return None
    before = past.scored(then) if there else None
    after = past.scored(now) if here else None
    change = _between(before, after) if there and here else _come_or_gone(past, then, here=here)
    return Difference(past.key, change, before, after, _reasons(past, change, then, now))


def _come_or_gone(past: Past, then: date, *, here: bool) -> Change:
    if not here:
        return Change.CLOSED
    return Change.REOPENED if past.raised_on <= then else Change.ADDED


def _between(before: Score | None, after: Score | None) -> Change:
    if before is None or after is None or before == after:
        return Change.UNCHANGED if before == after else Change.RAISED
    if before.scale != after.scale:
        return Change.RESCALED
    if before.score != after.score:
        return Change.RAISED if after.score > before.score else Change.LOWERED
    return Change.UNCHANGED if before.likelihood == after.likelihood else Change.MOVED


def _reasons(past: Past, change: Change, then: date, now: date) -> tuple[str, ...]:
    if change in (Change.CLOSED, Change.REOPENED):
        wanted = Told.CLOSED if change is Change.CLOSED else Told.REOPENED
        said = [one.text for one in past.journal if then < one.on <= now and one.kind is wanted]
        return tuple(said[-1:])
    if change in (Change.ADDED, Change.UNCHANGED):
        return ()
    return tuple(one.why for one in past.scores if then < one.on <= now and one.why)
