"""Registers: their entries, page by page, one entry with what became of it, and everything dated in order of days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value

from wardmote.accounts.models import Member
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import registers
from wardmote.governance.models import Body, Entry, EntryStatus
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import worn
from wardmote.governance.registers import FieldKind, Register
from wardmote.platform.refusals import Refused

PAGE = 50


@dataclass(frozen=True)
class EntryLine:
    """An entry in a list. `status` is the key of what it is now, empty where its register knows none."""

    key: UUID
    register: str
    title: str
    on: date
    until: date | None
    status: str
    fields: dict[str, str]


@dataclass(frozen=True)
class EntryPage:
    """Some entries of a register, newest first. `names` are those of the bodies in them; `of` is how many there are."""

    lines: list[EntryLine]
    names: dict[str, str]
    number: int
    pages: int
    of: int


@dataclass(frozen=True)
class EntryBecame:
    """What an entry's status was, from when to when (half-open), and why."""

    status: str
    words: str
    first: date
    end: date | None


@dataclass(frozen=True)
class EntryWas:
    """What an entry held before it was changed at a moment, by whom."""

    at: datetime
    by: str
    fields: dict[str, str]


@dataclass(frozen=True)
class OneEntry:
    line: EntryLine
    version: int
    names: dict[str, str]
    statuses: list[EntryBecame]
    changes: list[EntryWas]


@dataclass(frozen=True)
class EntryMoment:
    """Something on the line of time: an entry, or a status that it got; `status` is empty for the entry itself."""

    on: date
    entry: UUID
    register: str
    title: str
    status: str
    words: str


def register_named(key: str) -> Register:
    """A register of the definitions. Raises Refused when there is none of that name."""
    found = registers.table().get(key)
    if found is None:
        raise Refused("see-governance")
    return found


def entry_counts(standing: Standing) -> dict[str, int]:
    """How many entries each register has."""
    rows = Entry.objects.filter(partnership=worn(standing)).values("register").annotate(n=Count("id"))
    return {row["register"]: row["n"] for row in rows}


def entries(standing: Standing, key: str, *, words: str = "", status: str = "", page: int = 1) -> EntryPage:
    """A page of a register: the entries that hold every one of the words, in the status that is asked for. A page beyond the last is the last."""
    rows = _narrowed(standing, key, words, status)
    of = rows.count()
    pages = max(1, -(-of // PAGE))
    number = min(max(page, 1), pages)
    found = list(rows.order_by("-on", "id")[(number - 1) * PAGE : number * PAGE])
    now = _statuses(found)
    lines = [_line(row, now) for row in found]
    return EntryPage(lines, _names(standing, key, lines), number, pages, of)


def entries_whole(
    standing: Standing, key: str, *, words: str = "", status: str = ""
) -> tuple[Iterator[EntryLine], dict[str, str]]:
    """Every entry that fits, the newest first, and the names of all bodies by their keys; whoever takes them away tells the log."""
    rows = _narrowed(standing, key, words, status).order_by("-on", "id")
    names = Body.objects.filter(partnership=worn(standing)).values_list("pk", "name")
    return in_batches(rows, _lines), {str(body): name for body, name in names}


def _narrowed(standing: Standing, key: str, words: str, status: str) -> QuerySet[Entry]:
    rows = Entry.objects.filter(partnership=worn(standing), register=key)
    for word in words.casefold().split():
        rows = rows.filter(search__contains=word)
    return rows.filter(statuses__status=status, statuses__valid_to=None) if status else rows


def _lines(some: QuerySet[Entry]) -> list[EntryLine]:
    rows = list(some)
    now = _statuses(rows)
    return [_line(row, now) for row in rows]


def entry_of(standing: Standing, key: UUID, *, history: bool = False) -> OneEntry:
    """One entry with what became of it, and with what it was before where that is asked for. Raises Refused when there is none for whoever asks."""
    row = Entry.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    statuses = [
        EntryBecame(one.status, one.words, one.valid_from, one.valid_to)
        for one in EntryStatus.objects.filter(entry=row).order_by("-valid_from")[:PAGE]
    ]
    line = _line(row, {row.pk: statuses[0].status} if statuses else {})
    return OneEntry(
        line, row.version, _names(standing, row.register, [line]), statuses, _before(standing, row) if history else []
    )


def _before(standing: Standing, row: Entry) -> list[EntryWas]:
    """The states of an entry before the present one, newest first: each with who put another in its place, and when."""
    record("see-history", kind="entry", ids=[row.pk], partnership=worn(standing))
    history = row.history  # type: ignore[attr-defined]
    states = list(history.order_by("-pgh_id").values("pgh_created_at", "asked_by", "fields")[: PAGE + 1])
    names = dict(Member.objects.filter(pk__in={one["asked_by"] for one in states}).values_list("pk", "name"))
    return [
        EntryWas(after["pgh_created_at"], names.get(after["asked_by"], ""), before["fields"])
        for after, before in pairwise(states)
        if after["fields"] != before["fields"]
    ]


def timeline(standing: Standing, *, register: str = "", page: int = 1) -> tuple[list[EntryMoment], int, int]:
    """Everything dated in the registers, in order of days, oldest first: a page, its number, and how many pages there are."""
    here = Q(partnership=worn(standing))
    of_entries = Entry.objects.filter(here & (Q(register=register) if register else Q()))
    of_statuses = EntryStatus.objects.filter(here & (Q(entry__register=register) if register else Q()))
    of_statuses = of_statuses.filter(valid_from__gt=F("entry__on"))  # the first is told by the entry
    n = of_entries.count() + of_statuses.count()
    pages = max(1, -(-n // PAGE))
    number = min(max(page, 1), pages)
    both = of_entries.order_by().values_list("on", "id", "register", "title", Value(""), Value(""), "id").union(
        of_statuses.order_by().values_list("valid_from", "entry", "entry__register", "entry__title", "status", "words", "id"), all=True
    )  # fmt: skip
    rows: QuerySet = both.order_by("on", "id")  # type: ignore[type-arg]
    return [EntryMoment(*row[:6]) for row in rows[(number - 1) * PAGE : number * PAGE]], number, pages


def timeline_whole(standing: Standing, *, register: str = "") -> Iterator[EntryMoment]:
    """All of it, a page at a time."""
    page, pages = 1, 1
    while page <= pages:
        found, page, pages = timeline(standing, register=register, page=page)
        yield from found
        page += 1


def _statuses(rows: Sequence[Entry]) -> dict[UUID, str]:
    found = EntryStatus.objects.filter(entry__in=[row.pk for row in rows], valid_to=None)
    return dict(found.values_list("entry", "status"))


def _line(row: Entry, statuses: dict[UUID, str]) -> EntryLine:
    return EntryLine(row.pk, row.register, row.title, row.on, row.until, statuses.get(row.pk, ""), row.fields)


def _names(standing: Standing, key: str, lines: Sequence[EntryLine]) -> dict[str, str]:
    of_bodies = [one.key for one in registers.table()[key].fields if one.kind is FieldKind.BODY]
    keys = {line.fields[one] for line in lines for one in of_bodies if one in line.fields}
    rows = Body.objects.filter(partnership=worn(standing), pk__in=keys) if keys else Body.objects.none()
    return {str(key): name for key, name in rows.values_list("pk", "name")}
