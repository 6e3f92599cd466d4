"""Words looked for in all of governance. What is not for whoever asks is neither found nor counted: row-level security decides about every row.

Long texts are made ready when they are written (`Sought`). The function `governance_found` says which keys have the words; which of these are rows for whoever asks is decided here,
by the tables, like everywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    Func,
    Model,
    OuterRef,
    QuerySet,
    TextField,
    UUIDField,
    Value,
    Window,
)

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import duties
from wardmote.governance.models import (
    Action,
    ActionAnswer,
    AgendaItem,
    Body,
    Decision,
    Entry,
    Framework,
    GroupShape,
    Matter,
    Meeting,
    Paper,
    Recommendation,
    ReportLine,
    Risk,
)
from wardmote.governance.models.searched import LANGUAGE, plainly, sought_in
from wardmote.governance.queries.actions import group_names
from wardmote.governance.queries.asked import lines_asked
from wardmote.governance.queries.bodies import worn
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.states import NUMBERED, Found

BEST = 5  # of each kind, on the page of all kinds
RANKED = 100  # of a kind, the newest, are put in order of how well they fit
PAGE = 50
BEGINS, ENDS = "\ue000", "\ue001"  # around a word that was found: private characters, which mean nothing to a browser
NUMBER = re.compile(r"(?:([a-z]+)\s*)?(?:no\.?\s*|#\s*)?(\d{1,9})", re.IGNORECASE)

WITH_NUMBERS = {*NUMBERED.values(), Found.ASKED, Found.FRAMEWORK}
IN_LABELS = """
    SELECT key FROM unnest(%s::text[], %s::text[]) AS duty (key, label)
     WHERE to_tsvector('english', label) @@ websearch_to_tsquery('english', %s) ORDER BY label
"""


@dataclass(frozen=True)
class Source:
    """Where a kind is looked for. `ready`: its words are made ready, and `governance_found` looks through them."""

    rows: type[Model]
    columns: tuple[str, ...]
    order: tuple[str, ...] = ("-recorded_at", "-pk")
    ready: bool = False
    beside: tuple[str, ...] = ()


SOURCES: dict[Found, Source] = {
    Found.GROUP: Source(GroupShape, ("name", "short_name", "purpose"), ("name",)),
    Found.BODY: Source(Body, ("name", "short_name"), ("name",)),
    Found.MEETING: Source(Meeting, ("place", "chaired_by", "also_there"), ("-starts_at",)),
    Found.ITEM: Source(AgendaItem, ("title", "note", "minute"), ("-meeting__starts_at", "position"), ready=True, beside=("meeting",)),
    Found.PAPER: Source(Paper, ("title",), beside=("meeting",)),
    Found.DECISION: Source(Decision, ("text", "reasons", "options"), ("-number",), ready=True, beside=("meeting",)),
    Found.ACTION: Source(Action, ("text",), ("-number",), ready=True),
    Found.ASKED: Source(ActionAnswer, ("asked",), ("-asked_number",)),
    Found.RECOMMENDATION: Source(Recommendation, ("text", "source_name"), ("-number",)),
    Found.MATTER: Source(Matter, ("text", "asked_by", "response"), ("-number",)),
    Found.RISK: Source(Risk, ("reference", "also_called", "title", "cause", "event", "effect"), ("reference",)),
    Found.REPORT: Source(ReportLine, ("text", "asked_of", "answer"), beside=("report",)),
    Found.ENTRY: Source(Entry, ("title", "search"), ("-on",)),
    Found.FRAMEWORK: Source(Framework, ("title", "what_changed", "text"), ("-number",)),
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """Something that was found. `said` is some of its words, in pieces; the ones that were looked for are True. `key` is a UUID, or the name of a duty."""

    kind: Found
    key: UUID | str
    said: tuple[tuple[str, bool], ...] = ()
    number: int | None = None
    name: str = ""
    group: str = ""
    on: date | None = None
    meeting: MeetingLine | None = None
    register: str = ""
    minuted: bool = False


@dataclass(frozen=True)
class Hits:
    """What was found of a kind, and how many there are in all."""

    kind: Found
    rows: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class Searched:
    """What a search found: by kind, and what has the number that was asked for. `empty`: its words are in every text, or are none."""

    kinds: tuple[Hits, ...] = ()
    numbered: tuple[Hit, ...] = ()
    empty: bool = False
    total: int = field(default=0)


def search(standing: Standing, sought: str) -> Searched:
    """The best of each kind. The log is told the keys of what was shown and how much was found, and never a word that was looked for."""
    numbered = _numbered(standing, sought)
    kinds = [_best(kind, sought, keys, total) for kind, (keys, total) in _newest(standing, sought).items()]
    kinds += [found for found in (_duties(sought),) if found.total]
    total = sum(one.total for one in kinds)
    _tell([*numbered, *(row for one in kinds for row in one.rows)], total)
    kinds.sort(key=lambda one: list(Found).index(one.kind))
    return Searched(tuple(kinds), numbered, not (total or numbered) and _says_nothing(sought), total)


def search_kind(standing: Standing, sought: str, kind: Found, page: int) -> tuple[Hits, int]:
    """A page of what was found of one kind, the newest first, and its number."""
    if kind is Found.DUTY:
        found = _duties(sought, PAGE)
        _tell(found.rows, found.total)
        return found, 1
    matching = _matching(standing, kind, sought)
    total = matching.count()
    page = max(1, min(page, -(-total // PAGE)))
    rows = _marked(matching.order_by(*SOURCES[kind].order), kind, sought)[(page - 1) * PAGE : page * PAGE]
    hits = _hits(kind, list(rows))
    _tell(hits, total)
    return Hits(kind, hits, total), page


def _tell(hits: Sequence[Hit], total: int) -> None:
    record("search-governance", ids=[hit.key for hit in hits if isinstance(hit.key, UUID)], facts={"found": total})


def _newest(standing: Standing, sought: str) -> dict[Found, tuple[list[UUID], int]]:
    """Of each kind that has any, the keys of the newest and how many there are in all: one question for all kinds."""
    parts = [
        _matching(standing, kind, sought).annotate(what=Value(kind.value), total=Window(Count("pk")))
        .order_by(*source.order).values_list("what", "pk", "total")[:RANKED]
        for kind, source in SOURCES.items()
    ]  # fmt: skip
    found: dict[Found, tuple[list[UUID], int]] = {}
    for what, key, total in parts[0].union(*parts[1:], all=True):
        found.setdefault(Found(what), ([], total))[0].append(key)
    return found


def _best(kind: Found, sought: str, newest: list[UUID], total: int) -> Hits:
    """The best of the newest."""
    rows = SOURCES[kind].rows._default_manager.filter(pk__in=newest)
    best = _marked(rows, kind, sought).annotate(rank=SearchRank(sought_in(*SOURCES[kind].columns), _query(sought)))
    return Hits(kind, _hits(kind, list(best.order_by("-rank", *SOURCES[kind].order)[:BEST])), total)


def _query(sought: str) -> SearchQuery:
    return SearchQuery(plainly(sought), config=LANGUAGE, search_type="websearch")


def _matching(standing: Standing, kind: Found, sought: str) -> QuerySet[Any]:
    """The rows of a kind with these words, among those that whoever asks may see."""
    source = SOURCES[kind]
    rows: QuerySet[Any] = source.rows._default_manager.filter(partnership=worn(standing))
    if kind is Found.GROUP:  # as it is called now, or was last
        later = GroupShape.objects.filter(group=OuterRef("group"), valid_from__gt=OuterRef("valid_from"))
        rows = rows.filter(~Exists(later))
    if kind is Found.ASKED:
        rows = lines_asked(standing)
    if kind is Found.PAPER:
        rows = rows.filter(withdrawn_at=None)
    if source.ready:
        found_in = [Value(source.rows._meta.db_table), Value(worn(standing), UUIDField()), Value(plainly(sought))]
        keys = Func(
            *found_in, template="(ARRAY (SELECT governance_found(%(expressions)s)))"
        )  # beside IN, each key would be looked up
        return rows.filter(
            Func(F("pk"), keys, template="%(expressions)s", arg_joiner=" = ANY ", output_field=BooleanField())
        )
    found: QuerySet[Any] = rows.annotate(words=sought_in(*source.columns)).filter(words=_query(sought))
    return found


def _marked(rows: QuerySet[Any], kind: Found, sought: str) -> QuerySet[Any]:
    source = SOURCES[kind]
    filled = [Func(F(column), Value(""), function="NULLIF", output_field=TextField()) for column in _shown(kind)]
    text = Func(Value(" · "), *filled, function="concat_ws", output_field=TextField())
    said = SearchHeadline(
        text, _query(sought), config=LANGUAGE, start_sel=BEGINS, stop_sel=ENDS, max_words=35, min_words=20
    )
    marked: QuerySet[Any] = (rows.select_related(*source.beside) if source.beside else rows).annotate(said=said)
    return marked


def _shown(kind: Found) -> tuple[str, ...]:
    """The columns of which some words are shown: not the name that stands above them."""
    if kind is Found.ENTRY:
        return ("search",)
    columns = SOURCES[kind].columns
    return tuple(one for one in columns if one not in {"name", "title", "reference"}) or columns


def _numbered(standing: Standing, sought: str) -> tuple[Hit, ...]:
    """What has the number that was asked for: “action 45”, or “45” of every kind that has numbers. “d12” is decision 12."""
    asked = NUMBER.fullmatch(sought.strip())
    if asked is None:
        return ()
    word, number = (asked[1] or "").lower().removesuffix("s"), int(asked[2])
    kinds = [
        kind for name, kind in NUMBERED.items() if not word or name == word or (len(word) == 1 and name[0] == word)
    ]
    found: list[Hit] = []
    for kind in kinds if number < 2**31 else ():
        rows = SOURCES[kind].rows._default_manager.filter(partnership=worn(standing), number=number)
        found += _hits(kind, list(_marked(rows, kind, sought)))
        if kind is Found.ACTION:
            closed = _marked(lines_asked(standing).filter(asked_number=number), Found.ASKED, sought)
            found += _hits(Found.ASKED, list(closed))
    return tuple(found)


def _says_nothing(sought: str) -> bool:
    """Whether nothing is left to look for: “the” is in every text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s::regconfig, %s))", [LANGUAGE, plainly(sought)])
        return bool(cursor.fetchone() == (0,))


def _hits(kind: Found, rows: list[Any]) -> tuple[Hit, ...]:
    meetings = [row if kind is Found.MEETING else row.meeting for row in rows if _of_meeting(kind)]
    held = {line.key: line for line in lines(meetings)} if meetings else {}
    groups = group_names({row.group_id for row in rows}) if kind in {Found.ACTION, Found.REPORT} and rows else {}
    return tuple(_hit(kind, row, held, groups) for row in rows)


def _of_meeting(kind: Found) -> bool:
    return kind in {Found.MEETING, Found.ITEM, Found.PAPER, Found.DECISION}


def _hit(kind: Found, row: Any, held: dict[UUID, MeetingLine], groups: dict[UUID, str]) -> Hit:
    key = {Found.GROUP: "group_id", Found.REPORT: "report_id"}.get(kind, "pk")
    name = next((getattr(row, column) for column in ("name", "title") if hasattr(row, column)), "")
    return Hit(
        kind, getattr(row, key), pieces(row.said), _number(kind, row),
        f"{row.reference} {name}" if kind is Found.RISK else name,
        "" if kind is Found.ASKED else groups.get(getattr(row, "group_id", row.pk), ""), _day(kind, row),
        held.get(row.pk if kind is Found.MEETING else row.meeting_id) if _of_meeting(kind) else None,
        row.register if kind is Found.ENTRY else "", kind is Found.ITEM and bool(row.minute),
    )  # fmt: skip


def _number(kind: Found, row: Any) -> int | None:
    if kind is Found.ASKED:
        return int(row.asked_number)
    return row.number if kind in WITH_NUMBERS else None


def _day(kind: Found, row: Any) -> date | None:
    """The day that is said beside it."""
    named = {
        Found.ACTION: "due_on",
        Found.ASKED: "due_on",
        Found.RECOMMENDATION: "made_on",
        Found.MATTER: "received_on",
        Found.ENTRY: "on",
    }
    day: date | None = row.report.quarter_from if kind is Found.REPORT else getattr(row, named.get(kind, ""), None)
    return day


def pieces(said: str) -> tuple[tuple[str, bool], ...]:
    """A text as PostgreSQL marked it, in pieces: plain, and found."""
    found: list[tuple[str, bool]] = []
    for part in said.split(BEGINS):
        marked, ends, plain = part.partition(ENDS)
        found += [(marked, True), (plain, False)] if ends else [(part, False)]
    return tuple((text.replace(ENDS, ""), marked) for text, marked in found if text)


def _duties(sought: str, most: int = BEST) -> Hits:
    """Duties are a table and no rows; what they are called is searched in the same way."""
    table = duties.table()
    with connection.cursor() as cursor:
        cursor.execute(IN_LABELS, [list(table), [one.label for one in table.values()], plainly(sought)])
        found = [Hit(Found.DUTY, key, name=table[key].label) for (key,) in cursor.fetchall()]
    return Hits(Found.DUTY, tuple(found[:most]), len(found))
