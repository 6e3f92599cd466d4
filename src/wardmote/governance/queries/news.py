"""What happened in governance since a moment, as far as whoever asks may see it: read from the tables themselves, so that row-level security decides, and never from the log.

What somebody did themselves is no news to them. Each kind is one question, whatever happened; nothing is listed beyond a few of each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import RowNumber

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import (
    Action,
    ActionAnswer,
    Claim,
    Decision,
    Entry,
    ExceptionReport,
    Framework,
    GroupShape,
    Matter,
    Meeting,
    Minutes,
    Notice,
    Recommendation,
    RecommendationAnswer,
    Risk,
    RiskNote,
    RiskScoring,
    Seat,
)
from wardmote.governance.queries.actions import group_names
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.states import (
    ActionState,
    Happened,
    MeetingState,
    NoticeKind,
    ReportState,
    Response,
    Scored,
    Told,
)
from wardmote.platform.clock import LONDON

FEW = 3  # of each kind are named
RECORDED, ANSWERED = ("recorded_by", "recorded_at"), ("answered_by", "answered_at")
WRITTEN: dict[Any, tuple[str, str]] = {  # by whom and when the rows of a table became news
    **dict.fromkeys((Meeting, Notice, Minutes, Decision, Action, Recommendation, Matter, Risk, RiskNote, RiskScoring, GroupShape, Seat, Claim, Entry), RECORDED),
    ActionAnswer: ANSWERED, RecommendationAnswer: ANSWERED, ExceptionReport: ("handed_in_by", "handed_in_at"),
}  # fmt: skip


@dataclass(frozen=True)
class One:
    """One thing that happened. `key` opens its page."""

    key: UUID | str
    words: str = ""
    number: int | None = None
    group: str = ""
    on: date | None = None
    meeting: MeetingLine | None = None


@dataclass(frozen=True)
class Kind:
    """What happened of one kind, the newest first: some of it, how much in all, and how much of that is the business of the agency worn."""

    kind: Happened
    some: tuple[One, ...]
    count: int
    ours: int = 0


@dataclass(frozen=True)
class Stretch:
    """From when until now, seen by whom."""

    standing: Standing
    since: datetime
    now: datetime

    @property
    def first(self) -> date:
        return self.since.astimezone(LONDON).date()

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    def here(self, model: Any, **sought: Any) -> QuerySet[Any]:
        """The rows of the partnership worn."""
        found: QuerySet[Any] = model._default_manager.filter(partnership=worn(self.standing), **sought)
        return found

    def by_others(self, model: Any, **sought: Any) -> QuerySet[Any]:
        """Those that others wrote since; none, and nothing is asked, where nobody wrote anything."""
        return self._written(model).filter(**sought) if model in self._fresh else model._default_manager.none()

    def _written(self, model: Any) -> QuerySet[Any]:
        by, at = WRITTEN[model]
        rows = self.here(model, **{f"{at}__gt": self.since, f"{at}__lte": self.now})
        return rows.filter(Q(**{f"{by}__isnull": True}) | ~Q(**{by: self.standing.member}))

    @cached_property
    def _fresh(self) -> set[Any]:
        """Where others wrote anything since: one question for all tables, and most of the others need not be asked."""
        asked = {"here": worn(self.standing), "since": self.since, "now": self.now, "own": self.standing.member}
        with connection.cursor() as cursor:
            cursor.execute(_anything(), asked)
            names = {name for (name,) in cursor.fetchall()}
        return {model for model in WRITTEN if model._meta.db_table in names}

    @property
    def agency(self) -> UUID | None:
        return self.standing.hat.agency if self.standing.hat else None


@cache
def _anything() -> str:
    """The names of the tables in which others wrote. As text: seventeen querysets cost more to put together than to answer."""
    one = "SELECT '{table}' WHERE EXISTS (SELECT FROM {table} WHERE partnership_id = %(here)s AND {at} > %(since)s AND {at} <= %(now)s AND ({by}_id IS NULL OR {by}_id <> %(own)s))"
    return " UNION ALL ".join(
        one.format(table=model._meta.db_table, by=by, at=at) for model, (by, at) in WRITTEN.items()
    )


def happened(standing: Standing, *, since: datetime, now: datetime) -> list[Kind]:
    """Everything that happened since, kind by kind. The log is told that somebody was told, and of what."""
    stretch = Stretch(standing, since, now)
    found = [kind for ask in ASKED for kind in ask(stretch) if kind.count]
    keys = [one.key for kind in found for one in kind.some if isinstance(one.key, UUID)]
    record("see-news", ids=keys, facts={"kinds": len(found), "days": (stretch.today - stretch.first).days})
    return sorted(found, key=lambda kind: list(Happened).index(kind.kind))


def _some(rows: QuerySet[Any], *order: str, **more: Any) -> list[Any]:
    """The first few, each with how many there are (`total`)."""
    if rows.query.is_empty():
        return []
    return list(rows.annotate(total=Window(Count("pk")), **more).order_by(*order, "-pk")[:FEW])


def _kind(kind: Happened, rows: list[Any], one: Callable[[Any], One], ours: int = 0) -> Iterable[Kind]:
    if rows:
        yield Kind(kind, tuple(one(row) for row in rows), rows[0].total, ours)


def _held(rows: Iterable[Any]) -> dict[UUID, MeetingLine]:
    return {line.key: line for line in lines([row if isinstance(row, Meeting) else row.meeting for row in rows])}


def _meetings(stretch: Stretch) -> Iterable[Kind]:
    """Planned; and what letters went out about, each meeting once for each reason."""
    planned = _some(stretch.by_others(Meeting).exclude(state=MeetingState.CANCELLED), "starts_at")
    held = _held(planned)
    yield from _kind(Happened.PLANNED, planned, lambda row: One(row.pk, meeting=held[row.pk]))
    sent = stretch.by_others(Notice, kind__in=NOTICES).select_related("meeting")
    place = Window(RowNumber(), partition_by=["kind"], order_by=["-recorded_at"])
    numbered = sent.annotate(place=place, total=Window(Count("pk"), partition_by=["kind"]))
    rows = list(numbered.filter(place__lte=FEW).order_by("kind", "place"))
    held = _held(rows)
    for name, kind in NOTICES.items():
        of_kind = [row for row in rows if row.kind == name]
        yield from _kind(kind, of_kind, lambda row: One(row.meeting_id, meeting=held[row.meeting_id]))


NOTICES = {
    NoticeKind.CIRCULATED: Happened.CIRCULATED,
    NoticeKind.MOVED: Happened.MOVED,
    NoticeKind.CANCELLED: Happened.CANCELLED,
}


def _of_meetings(stretch: Stretch) -> Iterable[Kind]:
    minutes = _some(stretch.by_others(Minutes).select_related("meeting").defer("document", "words"), "-recorded_at")
    decided = _some(stretch.by_others(Decision).select_related("meeting"), "-recorded_at")
    held = _held([*minutes, *decided])
    yield from _kind(Happened.APPROVED, minutes, lambda row: One(row.meeting_id, meeting=held[row.meeting_id]))
    yield from _kind(Happened.DECIDED, decided, lambda row: One(row.meeting_id, row.text, row.number, meeting=held[row.meeting_id]))  # fmt: skip


def _actions(stretch: Stretch) -> Iterable[Kind]:
    own = Exists(ActionAnswer.objects.filter(action=OuterRef("pk"), agency=stretch.agency))
    ours = {"ours": Window(Count("pk", filter=Q(own=True)))}
    given = stretch.by_others(Action).annotate(own=own)
    late = stretch.here(Action, state=ActionState.OPEN, due_on__gte=stretch.first, due_on__lt=stretch.today).annotate(own=own)  # fmt: skip
    for kind, rows in (
        (Happened.GIVEN, _some(given, "-own", "-recorded_at", **ours)),
        (Happened.LATE, _some(late, "-own", "due_on", **ours)),
    ):
        yield from _kind(kind, rows, lambda row: One(row.pk, row.text, row.number), ours=rows[0].ours if rows else 0)
    answers = stretch.by_others(ActionAnswer).exclude(state=ActionState.OPEN)
    answered = _some(answers.select_related("action", "body"), "-answered_at")
    yield from _kind(
        Happened.ANSWERED, answered, lambda row: One(row.action_id, row.action.text, row.action.number, row.body.name)
    )


def _scrutiny(stretch: Stretch) -> Iterable[Kind]:
    made = _some(stretch.by_others(Recommendation), "-recorded_at")
    yield from _kind(Happened.RECOMMENDED, made, lambda row: One(row.pk, row.text, row.number))
    answers = stretch.by_others(RecommendationAnswer).exclude(response=Response.WAITING)
    answered = _some(answers.select_related("recommendation", "body"), "-answered_at")
    yield from _kind(
        Happened.RESPONDED,
        answered,
        lambda row: One(row.recommendation_id, row.recommendation.text, row.recommendation.number, row.body.name),
    )
    asked = _some(stretch.by_others(Matter), "-recorded_at")
    yield from _kind(Happened.ASKED, asked, lambda row: One(row.pk, row.text, row.number))


def _risks(stretch: Stretch) -> Iterable[Kind]:
    raised = _some(stretch.by_others(Risk), "-recorded_at")
    yield from _kind(Happened.RISK_RAISED, raised, lambda row: One(row.pk, f"{row.reference}: {row.title}"))
    closed = _some(stretch.by_others(RiskNote, kind=Told.CLOSED).select_related("risk"), "-recorded_at")
    yield from _kind(Happened.RISK_CLOSED, closed, _of_risk)
    before = RiskScoring.objects.filter(risk=OuterRef("risk"), kind=Scored.CURRENT, scale=OuterRef("scale"))
    before = before.filter(Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), recorded_at__lt=OuterRef("recorded_at")))
    earlier = before.order_by("-on", "-recorded_at").annotate(score=F("likelihood") * F("impact")).values("score")[:1]
    scored = stretch.by_others(RiskScoring, kind=Scored.CURRENT).select_related("risk")
    scored = scored.annotate(score=F("likelihood") * F("impact"), was=Subquery(earlier)).exclude(score=F("was"))
    up = Case(When(score__gt=F("was"), then=Value(1)), default=Value(0))
    moved = scored.filter(was__isnull=False).annotate(up=up)
    for way, kind in ((1, Happened.RISK_UP), (0, Happened.RISK_DOWN)):
        yield from _kind(kind, _some(moved.filter(up=way), "-recorded_at"), _of_risk)


def _of_risk(row: Any) -> One:
    return One(row.risk_id, f"{row.risk.reference}: {row.risk.title}")


def _reports(stretch: Stretch) -> Iterable[Kind]:
    rows = _some(stretch.by_others(ExceptionReport, state=ReportState.HANDED_IN), "-handed_in_at")  # fmt: skip
    names = group_names({row.group_id for row in rows}) if rows else {}
    yield from _kind(
        Happened.HANDED_IN, rows, lambda row: One(row.pk, group=names.get(row.group_id, ""), on=row.quarter_from)
    )


def _structure(stretch: Stretch) -> Iterable[Kind]:
    """Groups that are new or changed, and who came to those on which somebody sits."""
    shapes = _some(stretch.by_others(GroupShape, valid_to__isnull=True), "-recorded_at")
    yield from _kind(Happened.GROUPS, shapes, lambda row: One(row.group_id, row.name))
    mine = stretch.here(Seat, member=stretch.standing.member).filter(holds(stretch.today)).values("group")
    seats = stretch.by_others(Seat, group__in=mine).exclude(member=stretch.standing.member)
    seats = seats.filter(holds(stretch.today)).select_related("member", "body")
    rows = _some(seats, "-recorded_at")
    names = group_names({row.group_id for row in rows}) if rows else {}
    yield from _kind(Happened.SEATED, rows, lambda row: One(row.group_id, _who(row), group=names.get(row.group_id, "")))


def _who(row: Any) -> str:
    return (row.member.name if row.member else row.name) or (row.body.name if row.body else "")


def _papers(stretch: Stretch) -> Iterable[Kind]:
    """The framework, duties and registers."""
    adopted = stretch.here(Framework, adopted_on__gte=stretch.first, adopted_on__lte=stretch.today)
    rows = _some(adopted.defer("text"), "-adopted_on")
    yield from _kind(Happened.ADOPTED, rows, lambda row: One(row.pk, row.title, row.number, on=row.adopted_on))
    claims = _some(stretch.by_others(Claim, taken_back_at=None), "-recorded_at")
    yield from _kind(Happened.CLAIMED, claims, lambda row: One(row.duty, on=row.done_on))
    entries = _some(stretch.by_others(Entry).defer("fields", "search"), "-recorded_at")
    yield from _kind(Happened.ENTERED, entries, lambda row: One(row.pk, row.title, group=row.register))


ASKED = (_meetings, _of_meetings, _actions, _scrutiny, _risks, _reports, _structure, _papers)
