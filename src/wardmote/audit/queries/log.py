"""Reading the log: who did or saw what. Row-level security says which events somebody may see; that they looked is recorded, with the events they got."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from wardmote.audit.models import Event
from wardmote.audit.states import Outcome
from wardmote.audit.writing import record
from wardmote.platform.keys import first_key_at
from wardmote.platform.transaction import Asking

PAGE = 50
APART = timedelta(
    hours=6
)  # a key carries the application's time, `at` is the register's: their clocks are never that far apart


@dataclass(frozen=True)
class Filters:
    """What to look for; nothing set means everything that the asker may see. `since` and `until` are half-open. `about` is the key of a record."""

    since: datetime | None = None
    until: datetime | None = None
    member: UUID | None = None
    agency: UUID | None = None
    partnership: UUID | None = None
    verbs: Collection[str] | None = None
    outcome: Outcome | None = None
    about: UUID | None = None
    request: UUID | None = None


@dataclass(frozen=True)
class Entry:
    """One event, as pages show it. Keys are for whoever knows their names to look up."""

    id: UUID
    at: datetime
    request: UUID | None
    member: UUID | None
    agency: UUID | None
    partnership: UUID | None
    purpose: str
    origin: str
    verb: str
    kind: str
    ids: Sequence[UUID]
    outcome: Outcome
    facts: Mapping[str, str | int | bool]


@dataclass(frozen=True)
class Page:
    """Some entries, newest first. `older` is what to ask the next page with; None: there are no more."""

    entries: Sequence[Entry]
    older: UUID | None


COLUMNS = tuple(Entry.__dataclass_fields__)


def events(  # row-level security knows who asks: the argument is the house's rule, and keeps anybody from calling this for nobody
    asking: Asking,  # noqa: ARG001
    filters: Filters,
    *,
    before: UUID | None = None,
    size: int = PAGE,
) -> Page:
    """The events that `filters` lets through, older than the event `before` (the last one of the page before). One event tells of the looking."""
    wanted = _wanted(filters)
    if before is not None:
        wanted &= Q(pk__lt=before)
    page = _page(Event.objects.filter(wanted), size)
    _tell("search-log" if filters != Filters() else "see-log", page, filters.about)
    return page


def about(
    asking: Asking,  # noqa: ARG001
    records: Collection[UUID],
    *,
    before: UUID | None = None,
    size: int = PAGE,
) -> Page:
    """Who looked at these records or changed them, when and why, as far as the asker may know."""
    wanted = Q(pk__in=_speaking_of(records))
    if before is not None:
        wanted &= Q(pk__lt=before)
    page = _page(Event.objects.filter(wanted), size)
    _tell("see-log-of-record", page, *records)
    return page


def _wanted(filters: Filters) -> Q:
    names = ("member", "agency", "partnership", "outcome", "request")
    wanted = Q(**{name: getattr(filters, name) for name in names if getattr(filters, name) is not None})
    if filters.since is not None:
        wanted &= Q(at__gte=filters.since, pk__gte=first_key_at(filters.since - APART))
    if filters.until is not None:
        wanted &= Q(at__lt=filters.until, pk__lt=first_key_at(filters.until + APART))
    if filters.verbs is not None:
        wanted &= Q(verb__in=filters.verbs)
    if filters.about is not None:
        wanted &= Q(pk__in=_speaking_of([filters.about]))
    return wanted


def _speaking_of(records: Collection[UUID]) -> RawSQL:
    return RawSQL("SELECT audit_events_about(%s)", [list(records)])


def _page(found: QuerySet[Event], size: int) -> Page:
    rows = list(found.order_by("-pk").values_list(*COLUMNS)[: size + 1])
    entries = [Entry(*row) for row in rows[:size]]
    return Page(entries, entries[-1].id if len(rows) > size else None)


def _tell(verb: str, page: Page, *sought: UUID | None) -> None:
    """The events that were shown, and behind them the records that were asked about."""
    ids = [entry.id for entry in page.entries] + [key for key in sought if key is not None]
    record(verb, kind="event", ids=ids, facts={"count": len(page.entries)})
