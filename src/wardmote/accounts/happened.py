"""What happened since somebody was last here, for Home: out of what every app puts into it, as `waiting` does with what needs them now.

An app puts itself in by a module `happened` with a tuple HAPPENED of functions `(standing, since, now) -> Iterable[News]`. The web layer gathers them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wardmote.accounts.states import Standing

LONG = timedelta(days=31)  # after a longer time away it is said how much happened of each kind, and not what


@dataclass(frozen=True)
class Piece:
    """One thing that happened."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class News:
    """What happened of one kind: a sentence with the count, some of it, and where all of it is listed."""

    words: str
    href: str
    pieces: tuple[Piece, ...] = ()
    more: int = 0  # so many besides `pieces`


Contributor = Callable[[Standing, datetime, datetime], Iterable[News]]


def is_long(since: datetime | None, now: datetime) -> bool:
    """Whether so much time went by that only counts are told."""
    return since is not None and now - since > LONG
