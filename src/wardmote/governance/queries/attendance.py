"""Who came to what was held in a year: by body, for one group or for every group that the law requires."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance import bodies as table
from wardmote.governance.attending import Attended, Held, Sat, count, together
from wardmote.governance.models import Attendance, Body, BodyPart, GroupShape, Meeting, Seat
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import MeetingKind, MeetingState, Presence, StatutoryRole
from wardmote.platform.clock import LONDON

HELD = (MeetingState.HELD, MeetingState.APPROVED)
Came = tuple[list[Held], list[Sat], dict[tuple[UUID, UUID], Presence]]
ATTENDED = (MeetingKind.MEETING, MeetingKind.PUBLIC)


@dataclass(frozen=True)
class BodyAttended:
    """A body's line. `role` is its statutory role at the end of the period, None when it has none; `doubts` are what the reference table has against that."""

    name: str
    role: StatutoryRole | None
    doubts: tuple[str, ...]
    counted: Attended


@dataclass(frozen=True)
class YearAttended:
    """A period: the days on which meetings were held, and how many circulations there were besides."""

    bodies: list[BodyAttended]
    days: list[date]
    circulations: int
    all: Attended


def attendance_over(standing: Asker, *, first: date, end: date, group: UUID | None) -> YearAttended:
    """From a day until before another. Only what was held counts, and a written procedure is not held: it is counted apart."""
    here = worn(standing)
    rows = _of_a_group(here, first, end, group) if group else _statutory(here, first, end)
    held, sat, came = _held(here, rows)
    record("see-attendance", kind="meeting", ids=[row.pk for row in rows])
    counted = count(held, sat, came)
    found = _named(counted, here, end)
    return YearAttended(found, sorted(one.on for one in held), len(rows) - len(held), together(counted.values()))


def last_held(standing: Asker, *, until: date) -> date | None:
    """The last day, no later than this one, on which a group met that the law requires; None when none has."""
    here = worn(standing)
    statutory = GroupShape.objects.filter(partnership=here, statutory=True).values("group")
    rows = Meeting.objects.filter(partnership=here, state__in=HELD, kind__in=ATTENDED, group__in=statutory)
    before = datetime.combine(until + timedelta(days=1), time(), LONDON)
    last = rows.filter(starts_at__lt=before).only("starts_at").order_by("-starts_at").first()
    return _day(last) if last else None


def years_held(standing: Asker, *, first: date, end: date) -> Came:
    """What of the groups that the law requires was held, who had a seat and who came: to be counted over any part of it."""
    here = worn(standing)
    return _held(here, _statutory(here, first, end))


def days_held(standing: Asker, *, first: date, end: date) -> dict[UUID, date]:
    """The day of each meeting that was held of a group that the law required on it."""
    return {row.pk: _day(row) for row in _statutory(worn(standing), first, end) if row.kind in ATTENDED}


def _held(here: UUID | None, rows: list[Meeting]) -> Came:
    held = [Held(row.pk, row.group_id, _day(row)) for row in rows if row.kind in ATTENDED]
    groups, keys = {one.group for one in held}, [one.key for one in held]
    seats = Seat.objects.filter(partnership=here, group__in=groups, body__isnull=False)
    sat = [Sat(*seat) for seat in seats.values_list("body", "group", "valid_from", "valid_to")]
    lines = Attendance.objects.filter(partnership=here, meeting__in=keys).values_list("meeting", "body", "presence")
    return held, sat, {(meeting, body): Presence(presence) for meeting, body, presence in lines}


def _meetings(here: UUID | None, first: date, end: date) -> QuerySet[Meeting]:
    start, stop = (datetime.combine(day, time(), LONDON) for day in (first, end))
    rows = Meeting.objects.filter(partnership=here, state__in=HELD, starts_at__gte=start, starts_at__lt=stop)
    return rows.only("group", "kind", "starts_at").order_by("starts_at")


def _of_a_group(here: UUID | None, first: date, end: date, group: UUID) -> list[Meeting]:
    return list(_meetings(here, first, end).filter(group=group))


def _day(row: Meeting) -> date:
    return row.starts_at.astimezone(LONDON).date()


def _statutory(here: UUID | None, first: date, end: date) -> list[Meeting]:
    """Those of groups that the law required on their days; no other is read."""
    required = GroupShape.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=OuterRef("day")),
        partnership=here, statutory=True, group=OuterRef("group"), valid_from__lte=OuterRef("day"),
    )  # fmt: skip
    on_its_day = _meetings(here, first, end).annotate(day=TruncDate("starts_at", tzinfo=LONDON))
    return list(on_its_day.filter(Exists(required)))


def _named(counted: dict[UUID, Attended], here: UUID | None, end: date) -> list[BodyAttended]:
    """By name; the role and what the table says of it are of the last day of the period."""
    last = date.fromordinal(end.toordinal() - 1)
    holds = Q(valid_from__lte=last) & (Q(valid_to__isnull=True) | Q(valid_to__gt=last))
    roles = {
        part.body_id: StatutoryRole(part.role)
        for part in BodyPart.objects.filter(holds, partnership=here, body__in=counted)
    }
    found = [
        BodyAttended(body.name, roles.get(body.pk), _doubts(body.kind, roles.get(body.pk), last), counted[body.pk])
        for body in Body.objects.filter(partnership=here, pk__in=counted)
    ]
    return sorted(found, key=lambda line: line.name.casefold())


def _doubts(kind: str, role: StatutoryRole | None, on: date) -> tuple[str, ...]:
    return tuple(doubt.words for doubt in table.doubts(kind, role, on))
