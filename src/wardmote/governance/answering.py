"""Who answers to whom over time. Pure: which groups stand above another on which days, and when one would come to answer to itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Answers:
    """A group answers to another (`parent`; None: to nobody) from `first` until the day before `end`; without an end, from then on. Groups are keys of any kind."""

    group: Any
    parent: Any
    first: date
    end: date | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.end is None or day < self.end)


def first_circle(group: Any, parent: Any, on: date, held: Iterable[Answers]) -> date | None:
    """The first day on which `group` would answer to itself, however many steps up, if it answered to `parent` from a day on and for good. None: never.

    `held` is what holds on that day or begins later, of all groups; what the group itself answers to then is not looked at. Only a day on which something begins can close
    a circle that was open the day before.
    """
    others = [one for one in held if one.group != group]
    for day in sorted({on} | {one.first for one in others if one.first > on}):
        if _leads_to(group, parent, {one.group: one.parent for one in others if one.on(day)}):
            return day
    return None


def _leads_to(group: Any, above: Any, parents: Mapping[Any, Any]) -> bool:
    """Whether the way up from `above` comes by the group. A circle of others does not."""
    seen = set()
    while above is not None and above not in seen:
        if above == group:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
