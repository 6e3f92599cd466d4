"""Whether each responsible authority was at the meetings of the statutory groups: what a claim is held against."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.claims import Attended
from wardmote.governance.models import Attendance, BodyPart
from wardmote.governance.queries.attendance import days_held
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import CAME, StatutoryRole

Span = tuple[date, date]


def attended_in(standing: Standing, spans: Collection[Span]) -> dict[Span, tuple[Attended, ...]]:
    """For each span of days (half-open): how often each responsible authority came, of the meetings held while it was one. Four questions to the register, however many spans."""
    if not spans:
        return {}
    whole = min(first for first, _end in spans), max(end for _first, end in spans)
    days = days_held(standing, first=whole[0], end=whole[1])
    record("weigh-claims", kind="meeting", ids=[*days], partnership=worn(standing), facts={"count": len(days)})
    rows = Attendance.objects.filter(meeting__in=list(days), presence__in=CAME).values_list("meeting", "body")
    came = set(rows)
    parts = BodyPart.objects.filter(
        partnership=worn(standing), role=StatutoryRole.RESPONSIBLE, valid_from__lt=whole[1]
    ).values_list("body", "body__name", "valid_from", "valid_to")
    return {span: _counted(span, days, came, list(parts)) for span in spans}


def _counted(span: Span, days: dict[UUID, date], came: set, parts: list) -> tuple[Attended, ...]:  # type: ignore[type-arg]
    inside = {key: day for key, day in days.items() if span[0] <= day < span[1]}
    held: dict[object, list[object]] = {}
    names: dict[object, str] = {}
    for body, name, first, end in parts:
        names[body] = name
        there = [key for key, day in inside.items() if first <= day and (end is None or day < end)]
        held.setdefault(body, []).extend(there)
    return tuple(
        Attended(names[body], sum((key, body) in came for key in keys), len(keys))
        for body, keys in sorted(held.items(), key=lambda one: names[one[0]].casefold())
        if keys
    )
