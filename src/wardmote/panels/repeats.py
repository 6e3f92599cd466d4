"""Whether a referral is a repeat: the same victim and the same perpetrators within the months of the definition in force. Pure.

Method: SafeLives' definition, older and current (an incident that would be a crime; any instance of abuse). The months run by the corresponding day. A perpetrator
who was not there before makes it no repeat. Which definition decided is kept with the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.days import corresponding
from wardmote.panels.definition import Panel, Repeat
from wardmote.panels.states import FromDay, Incident

Pair = tuple[UUID, tuple[UUID, ...]]


@dataclass(frozen=True)
class Before:
    """An earlier referral of the same victim."""

    case: UUID
    pair: Pair
    referred_on: date
    heard_on: date | None = None


@dataclass(frozen=True)
class Found:
    """The earlier case that makes it a repeat, and by which definition; `until`: the last day on which it would have been one."""

    case: UUID
    version: str
    until: date


def pair(victim: UUID, perpetrators: Iterable[UUID]) -> Pair:
    """The key of a repeat: a victim with all perpetrators, in whatever order they were named."""
    return victim, tuple(sorted(set(perpetrators)))


def repeat_of(panel: Panel, now: Pair, on: date, before: Sequence[Before], *, criminal: bool) -> Found | None:
    """The latest earlier case that makes a referral of a day a repeat; None when nothing does. `criminal`: the incident would be a crime if it were reported."""
    rule = panel.repeat_on(on)
    if rule is None or (rule.incident is Incident.CRIMINAL and not criminal):
        return None
    held = [
        (counted, Found(one.case, rule.version, corresponding(counted, rule.months)))
        for one in before
        if one.pair == now and (counted := counted_from(rule, one)) is not None and counted <= on
    ]
    latest = max(held, key=lambda one: one[0], default=None)
    return latest[1] if latest is not None and on <= latest[1].until else None


def counted_from(rule: Repeat, one: Before) -> date | None:
    return one.referred_on if rule.counted_from is FromDay.LAST_REFERRED else one.heard_on
