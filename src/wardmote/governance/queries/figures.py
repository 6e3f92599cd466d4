"""What Home counts of governance: each figure by one query or a few, over what whoever asks may see."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from uuid import UUID

from django.db.models import Count, F, Min, Q

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.days import corresponding
from wardmote.governance.attending import Attended, count, together
from wardmote.governance.models import Action, Risk, RiskScoring
from wardmote.governance.queries.attendance import years_held
from wardmote.governance.queries.bodies import worn
from wardmote.governance.queries.duties import duties_begun, duties_calendar
from wardmote.governance.states import ActionState, DutyState, Scored
from wardmote.platform.clock import LONDON

BACK = 8  # months or quarters of a sparkline


@dataclass(frozen=True)
class Counted:
    """So many of so many, and the same at the end of some months or quarters, the oldest first; None where it is not known."""

    part: int
    whole: int
    past: tuple[int | None, ...] = ()


def month_starts(today: date, back: int, *, step: int = 1) -> list[date]:
    """The first days of this and the months (or, by steps of 3, quarters) before it: the days on which those before them had just ended."""
    first = date(today.year, (today.month - 1) // step * step + 1, 1)
    return [corresponding(first, -step * n) for n in range(back - 1, -1, -1)]


def late_of_open(standing: Standing, *, today: date) -> Counted:
    """Late actions of the open ones; of the past, how many were open at the end of each month. Before the first was written down nothing is known."""
    days = month_starts(today, BACK)
    open_then = {f"on{n}": Count("pk", filter=_open_on(day)) for n, day in enumerate(days)}
    is_open = Q(state=ActionState.OPEN)
    found = Action.objects.filter(partnership=worn(standing)).aggregate(
        first=Min("recorded_at"), open=Count("pk", filter=is_open), late=Count("pk", filter=is_open & Q(due_on__lt=today)), **open_then
    )  # fmt: skip
    begun = found["first"].astimezone(LONDON).date() if found["first"] else today
    past = tuple(found[f"on{n}"] if day > begun else None for n, day in enumerate(days))
    return Counted(found["late"], found["open"], (*past, found["open"]))


def _open_on(day: date) -> Q:
    return Q(recorded_at__lt=_start(day)) & (Q(ended_on=None) | Q(ended_on__gte=day))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def seats_filled(standing: Standing, *, today: date) -> Counted:
    """Seats filled of seats there were at the meetings of groups that the law requires, since April; and the share in each of the last quarters in which any was held."""
    this = date(today.year if today.month >= 4 else today.year - 1, 4, 1)
    firsts = month_starts(today, BACK, step=3)
    held, sat, came = years_held(standing, first=min(this, firsts[0]), end=today + timedelta(days=1))

    def filled(first: date, end: date) -> Attended:
        return together(count([one for one in held if first <= one.on < end], sat, came).values())

    year = filled(this, today + timedelta(days=1))
    ends = [*firsts[1:], today + timedelta(days=1)]
    past = tuple(filled(first, end).percent for first, end in zip(firsts, ends, strict=True))
    return Counted(year.attended, year.held, past)


_Score = tuple[date, int, UUID]  # the day, the score, and the scale that it was made on


def above_target(standing: Standing, *, today: date) -> Counted:
    """Open risks that score above their target, of those that have both; the same at the end of each of the last quarters. Scores of two scales are not compared."""
    risks = list(Risk.objects.filter(partnership=worn(standing)).values_list("pk", "raised_on", "closed_on"))
    scored: dict[tuple[UUID, str], list[_Score]] = defaultdict(list)
    rows = RiskScoring.objects.filter(partnership=worn(standing), kind__in=[Scored.CURRENT, Scored.TARGET])
    rows = rows.annotate(score=F("likelihood") * F("impact")).order_by("on", "recorded_at")
    for key, kind, on, score, scale in rows.values_list("risk", "kind", "on", "score", "scale"):
        scored[key, kind].append((on, score, scale))

    def then(day: date) -> tuple[int, int]:
        there = [key for key, raised, closed in risks if raised < day and (closed is None or closed >= day)]
        compared = [_above(scored, key, day) for key in there]
        return sum(one is True for one in compared), sum(one is not None for one in compared)

    above, whole = then(today + timedelta(days=1))
    days = month_starts(today, BACK - 1, step=3)
    begun = min((raised for _key, raised, _closed in risks), default=today)
    return Counted(above, whole, (*(then(day)[0] if day > begun else None for day in days), above))


def _above(scored: dict[tuple[UUID, str], list[_Score]], risk: UUID, before: date) -> bool | None:
    """None where it cannot be said."""
    current, target = (_last(scored.get((risk, kind), ()), before) for kind in (Scored.CURRENT, Scored.TARGET))
    if current is None or target is None or current[2] != target[2]:
        return None
    return current[1] > target[1]


def _last(scores: Sequence[_Score], before: date) -> _Score | None:
    found = bisect_left(scores, before, key=itemgetter(0))
    return scores[found - 1] if found else None


def duties_met(standing: Standing, *, today: date) -> Counted:
    """Duties that are met, of those that fall on the partnership and wait for no event. None of none while nothing is claimed: nobody has begun."""
    if not duties_begun(standing):
        return Counted(0, 0)
    states = [one.stand.state for one in duties_calendar(standing, today)]
    asked = [one for one in states if one not in {DutyState.QUIET, DutyState.NOT_HERE}]
    return Counted(sum(one in {DutyState.MET, DutyState.DUE} for one in asked), len(asked))


def note_figures() -> None:
    """The log is told that they were counted."""
    record("see-figures")
