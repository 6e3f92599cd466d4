"""The partnership in five figures, for Home: out of what every app puts into them.

An app puts itself in by a module `figures` with a tuple FIGURES of functions `(standing, now, most) -> Iterable[Figure]`. The web layer takes five, in the loop's order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from wardmote.accounts.states import Standing


@dataclass(frozen=True)
class Figure:
    """One figure: a door to what it counts. `note` says of how many, and when; `verdict` what may be said of it.

    `trend` is the same as the sparkline in words, and `past` its values, None where it is not known; neither is given where nothing is known of the past.
    """

    label: str
    value: str
    note: str
    href: str
    verdict: str = ""
    past: tuple[int | None, ...] = ()
    trend: str = ""


Contributor = Callable[[Standing, datetime, int], Iterable[Figure]]
