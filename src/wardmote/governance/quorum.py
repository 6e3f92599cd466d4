"""Whether enough bodies are there. Pure: it knows no meeting, only how each body that has a seat came.

A body counts once, however many seats it has. Where any seat of the group has a vote, only bodies with a vote count; a substitute makes the body present.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.governance.states import CAME, Presence


@dataclass(frozen=True)
class Quorum:
    """`here` of `bodies` are there; `needed` of them are enough, 0 where no quorum is set. `voting`: only bodies with a vote were counted."""

    here: int
    bodies: int
    needed: int
    voting: bool

    @property
    def reached(self) -> bool:
        """True without a quorum: nothing is missing then."""
        return self.here >= self.needed


def counted(bodies: Iterable[tuple[bool, Presence | None]], needed: int) -> Quorum:
    """`bodies` are the bodies with a seat: whether one votes, and how it came; None when nobody has said yet."""
    all_of_them = list(bodies)
    voting = any(votes for votes, _presence in all_of_them)
    those = [presence for votes, presence in all_of_them if votes or not voting]
    return Quorum(sum(presence in CAME for presence in those), len(those), needed, voting)
