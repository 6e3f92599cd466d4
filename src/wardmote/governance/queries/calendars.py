"""A member's calendar: their own address of it, and what whoever holds the address reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from wardmote.accounts.queries.invitations import show_link
from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.audit.states import Outcome
from wardmote.governance.models import CalendarFeed, Meeting, Seat
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.states import FeedScope
from wardmote.platform.clock import LONDON

MOST = 500  # entries of a calendar
BACK = timedelta(days=366)
ACTS = (
    "SELECT set_config('wardmote.member', %s, true), set_config('wardmote.agency', %s, true), "
    "set_config('wardmote.partnership', %s, true), set_config('wardmote.purpose', 'read-calendar', true)"
)
STILL_HERE = "SELECT %s = ANY (ARRAY(SELECT my_partnerships()))"


@dataclass(frozen=True)
class OwnCalendar:
    scope: FeedScope
    since: datetime


@dataclass(frozen=True)
class Calendar:
    """The entries, the next last; `name` is the partnership's."""

    name: str
    entries: list[tuple[MeetingLine, datetime]]


def own_calendar(standing: Asker) -> OwnCalendar | None:
    """Whether the asker has an address for the hat worn, and what it shows. Never the address: it was shown once."""
    if standing.hat is None:
        return None
    rows = CalendarFeed.objects.filter(
        member=standing.member, partnership=standing.hat.partnership, agency=standing.hat.agency
    )
    row = rows.filter(ended_at__isnull=True).first()
    return OwnCalendar(FeedScope(row.scope), row.recorded_at) if row else None


def calendar_of(secret: str, *, now: datetime) -> Calendar | None:
    """What the holder of an address reads: the meetings that its member may see today. None for an address that opens nothing, whyever: unknown, ended, of somebody who left or sleeps."""
    feed = (
        CalendarFeed.objects.filter(secret_digest=show_link(secret), ended_at__isnull=True)
        .select_related("partnership")
        .first()
    )
    if feed is None or not _act_for(feed):
        record("read-calendar", outcome=Outcome.FAILED)
        return None
    rows = Meeting.objects.filter(partnership=feed.partnership_id, starts_at__gte=now - BACK)
    if feed.scope == FeedScope.MINE:
        rows = rows.filter(group__in=_my_groups(feed, now))
    found = list(rows.order_by("starts_at", "pk")[:MOST])
    record(
        "read-calendar",
        kind="member",
        ids=[feed.member_id],
        partnership=feed.partnership_id,
        facts={"entries": len(found)},
    )
    return Calendar(feed.partnership.name, list(zip(lines(found), [row.recorded_at for row in found], strict=True)))


def _act_for(feed: CalendarFeed) -> bool:
    """From here on, row-level security answers as to the feed's member. Whether they still have a part in the partnership."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS, [str(feed.member_id), str(feed.agency_id), str(feed.partnership_id)])
        cursor.execute(STILL_HERE, [feed.partnership_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def _my_groups(feed: CalendarFeed, now: datetime) -> list[UUID]:
    on = now.astimezone(LONDON).date()
    holds = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    seats = Seat.objects.filter(holds, member=feed.member_id, partnership=feed.partnership_id)
    return list(seats.values_list("group", flat=True))
