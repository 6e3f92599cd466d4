"""The reference table of bodies: what the law makes of each kind, and since when. Pure: it knows no partnership.

The table is `definitions/governance/bodies.toml`. A paper of 2016/17 is judged by what held then: every question is asked of a day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from wardmote.definitions import definition, read
from wardmote.engine.periods import Month
from wardmote.governance.states import StatutoryRole
from wardmote.words import gettext as _


@definition
class Renamed:
    """It goes on under the name of another kind, from a day on."""

    on: date
    into: str


@definition
class Kind:
    """A kind of body. Without `responsible_from` it is no responsible authority; `never` says why where papers often call it one."""

    label: str
    slot: str = ""
    responsible_from: date | None = None
    ended: date | None = None
    successors: tuple[str, ...] = ()
    renamed: Renamed | None = None
    never: str = ""
    source: str = ""


@definition
class Table:
    kinds: dict[str, Kind]


class Fault(StrEnum):
    """What is wrong with an entry on a day."""

    ENDED = "ended"  # no body of the kind exists any more
    RENAMED = "renamed"  # it exists, under another name
    TOO_EARLY = "too-early"  # it is to become what the entry says
    NEVER = "never"  # it is not, and was not, a responsible authority
    UNKNOWN = "unknown"  # the table has no such kind


@dataclass(frozen=True)
class Doubt:
    """One thing that an entry says and the reference table does not. `instead` are the kinds to name in its place."""

    fault: Fault
    words: str
    instead: tuple[str, ...] = ()


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of body by its key, in the table's order."""
    return read("governance", "bodies", Table).kinds


def doubts(kind: str, role: StatutoryRole | None, on: date) -> list[Doubt]:
    """What the table has against a body of this kind being called so, in this role (None: in no role), on a day. Empty: nothing."""
    known = kinds().get(kind)
    if known is None:
        return [Doubt(Fault.UNKNOWN, _("The table of bodies has no kind “{kind}”.").format(kind=kind))]
    found = _of_its_time(known, on)
    if role is StatutoryRole.RESPONSIBLE and not (found and found[0].fault is Fault.ENDED):
        found += _of_its_role(known, on)
    return found


def _of_its_time(known: Kind, on: date) -> list[Doubt]:
    if known.ended and on >= known.ended:
        said = _("{what}: there has been none since {day}. In its place: {instead}.")
        words = said.format(what=known.label, day=_day(known.ended), instead=_labels(known.successors))
        return [Doubt(Fault.ENDED, words, known.successors)]
    if known.renamed and on >= known.renamed.on:
        said = _("{what}: since {day} it is called {instead}.")
        words = said.format(what=known.label, day=_day(known.renamed.on), instead=_labels((known.renamed.into,)))
        return [Doubt(Fault.RENAMED, words, (known.renamed.into,))]
    return []


def _of_its_role(known: Kind, on: date) -> list[Doubt]:
    if known.responsible_from is None:
        why = _(known.never) if known.never else _("It may co-operate, be invited, or take part otherwise.")
        return [
            Doubt(Fault.NEVER, _("{what}: it is no responsible authority. {why}").format(what=known.label, why=why))
        ]
    if on < known.responsible_from:
        said = _("{what}: it became a responsible authority on {day}, and was none before.")
        return [Doubt(Fault.TOO_EARLY, said.format(what=known.label, day=_day(known.responsible_from)))]
    return []


def _labels(names: tuple[str, ...]) -> str:
    return ", ".join(kinds()[name].label for name in names)


def _day(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=Month(day.year, day.month).words)


def slots(on: date) -> dict[str, list[str]]:
    """Which kinds are responsible authorities on a day, by the slot that they fill: five slots today, six bodies in 2014 to 2021. Never a fixed number."""
    found: dict[str, list[str]] = {}
    for key, kind in kinds().items():
        over = (kind.ended and on >= kind.ended) or (kind.renamed and on >= kind.renamed.on)
        if kind.responsible_from and kind.responsible_from <= on and not over:
            found.setdefault(kind.slot, []).append(key)
    return found
