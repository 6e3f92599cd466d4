"""Lists of meetings and of series: pages of fifty at most, with how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance import recurrence
from wardmote.governance.models import GroupShape, Meeting, Series
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import worn
from wardmote.governance.queries.meetings import MeetingLine, lines, named_on
from wardmote.governance.states import Cadence, MeetingKind, MeetingState, Mode
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused

PAGE = 50


@dataclass(frozen=True)
class Listing:
    """One page of meetings: those to come first, the next one first; then those that were, the latest first."""

    coming: list[MeetingLine]
    past: list[MeetingLine]
    coming_in_all: int
    past_in_all: int
    page: int
    pages: int


@dataclass(frozen=True)
class SeriesLine:
    """A series, with how many of its meetings are planned ahead."""

    key: UUID
    group: UUID
    group_name: str
    cadence: Cadence
    starts: time
    minutes: int
    mode: Mode
    place: str
    standing: tuple[str, ...]
    first: date
    end: date | None
    version: int
    planned: int


@dataclass(frozen=True)
class NextDay:
    """The next day of a series on which no meeting stands."""

    series: UUID
    cadence: Cadence
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    place: str


def meetings_listed(
    standing: Asker, *, now: datetime, group: UUID | None = None, kind: MeetingKind | None = None, page: int = 1
) -> Listing:  # fmt: skip
    """Meetings of the partnership worn that the asker may see, of a group or a kind or all. A page beyond the last is the last."""
    rows = Meeting.objects.filter(partnership=worn(standing))
    rows = rows.filter(group=group) if group else rows
    rows = rows.filter(kind=kind) if kind else rows
    coming, past = rows.filter(ends_at__gte=now), rows.filter(ends_at__lt=now)
    ahead, behind = coming.count(), past.count()
    pages = max(1, -(-(ahead + behind) // PAGE))
    page = min(max(page, 1), pages)
    start, end = (page - 1) * PAGE, page * PAGE
    first = list(coming.order_by("starts_at", "pk")[start:end])
    then = list(past.order_by("-starts_at", "pk")[max(0, start - ahead) : max(0, end - ahead)])
    record("list-meetings", kind="meeting", ids=[row.pk for row in (*first, *then)])
    found = lines([*first, *then])
    return Listing(found[: len(first)], found[len(first) :], ahead, behind, page, pages)


def meetings_whole(
    standing: Asker, *, group: UUID | None = None, kind: MeetingKind | None = None
) -> Iterator[MeetingLine]:
    """Every meeting that fits, the latest first; whoever takes them away tells the log."""
    rows = Meeting.objects.filter(partnership=worn(standing))
    rows = rows.filter(group=group) if group else rows
    rows = rows.filter(kind=kind) if kind else rows
    return in_batches(rows.order_by("-starts_at", "pk"), lambda some: lines(list(some)))


def next_of_group(standing: Asker, group: UUID, *, now: datetime, count: int = 3) -> list[MeetingLine]:
    """The next meetings of a group that are on."""
    rows = Meeting.objects.filter(partnership=worn(standing), group=group, ends_at__gte=now)
    found = list(rows.exclude(state=MeetingState.CANCELLED).order_by("starts_at", "pk")[:count])
    record("list-meetings", kind="meeting", ids=[row.pk for row in found])
    return lines(found)


def series_of(standing: Asker, group: UUID, *, now: datetime) -> list[SeriesLine]:
    """The series of a group, the newest first."""
    rows = Series.objects.filter(partnership=worn(standing), group=group).order_by("-valid_from", "pk")[:PAGE]
    return [_series(standing, row, now) for row in rows]


def series_for(standing: Asker, key: UUID, *, now: datetime) -> SeriesLine:
    """One series. Raises Refused when there is none for whoever asks."""
    row = Series.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    return _series(standing, row, now)


def next_day(standing: Asker, line: MeetingLine, today: date) -> NextDay | None:
    """The day on which a series would have the group meet after a meeting and after today. None when its next is planned already, or no series says when.

    The series is the meeting's own; for a meeting of none, the group's only one.
    """
    row = _series_after(standing, line)
    if row is None:
        return None
    meetings = Meeting.objects.filter(partnership=worn(standing), group=line.group, starts_at__gt=line.starts_at)
    if meetings.filter(series=row, state__in=[MeetingState.PLANNED, MeetingState.CIRCULATED]).exists():
        return None
    taken = {moment.astimezone(LONDON).date() for moment in meetings.values_list("starts_at", flat=True)}
    after = max(today, line.on)
    days = recurrence.next_days(
        Cadence(row.cadence), row.valid_from, after=after, count=len(taken) + 1, before=row.valid_to
    )
    day = next((day for day in days if day not in taken), None)
    if day is None:
        return None
    starts, ends = recurrence.moments(day, row.starts, row.minutes)
    return NextDay(row.pk, Cadence(row.cadence), starts, ends, Mode(row.mode), row.place)


def _series_after(standing: Asker, line: MeetingLine) -> Series | None:
    own = Meeting.objects.filter(partnership=worn(standing), pk=line.key).values("series")
    rows = Series.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=line.on), partnership=worn(standing), group=line.group
    )
    found = list(rows.filter(pk__in=own)) or list(rows[:2])
    return found[0] if len(found) == 1 else None


def _series(standing: Asker, row: Series, now: datetime) -> SeriesLine:
    planned = Meeting.objects.filter(
        partnership=worn(standing), series=row, starts_at__gt=now, state=MeetingState.PLANNED
    )
    record("list-meetings", kind="meeting")
    return SeriesLine(
        row.pk, row.group_id, named_on(row.group_id, row.valid_from), Cadence(row.cadence), row.starts, row.minutes, Mode(row.mode),
        row.place, tuple(row.standing), row.valid_from, row.valid_to, row.version, planned.count(),
    )  # fmt: skip


def groups_with_meetings(slug: str) -> tuple[dict[str, UUID], bool]:
    """The groups of the partnership with this short name, by what they are called now, and whether meetings are on file: for the installation's command line."""
    here = Partnership.objects.values_list("pk", flat=True).get(slug=slug)
    shapes = GroupShape.objects.filter(partnership=here, valid_to__isnull=True)
    return {shape.name: shape.group_id for shape in shapes}, Meeting.objects.filter(partnership=here).exists()
