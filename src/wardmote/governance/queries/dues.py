"""What waits for whoever asks, in the partnership of the hat: how much of each kind, and by when the first is due. For Home."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import TruncDate

from wardmote.accounts.policies import allows
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import quarters
from wardmote.governance.models import (
    Entry,
    ExceptionReport,
    GroupShape,
    Matter,
    Meeting,
    RecommendationAnswer,
    ReportDuty,
    ReportLine,
    Risk,
    Seat,
    WrittenAnswer,
)
from wardmote.governance.policies import may_answer_actions, may_report_by_exception, may_run_governance
from wardmote.governance.queries.actions import late_reached
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.queries.duties import duties_begun, duties_calendar
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.queries.reports import groups_reported_for
from wardmote.governance.states import (
    AskState,
    Capacity,
    DutyState,
    MatterState,
    MeetingKind,
    MeetingState,
    ReportState,
    Response,
    RiskState,
    Waits,
    WrittenReply,
)
from wardmote.platform.clock import LONDON

SOON = timedelta(days=14)  # a review, or the next meeting, is said this long before
EXPIRING = timedelta(days=30)  # and an entry of a register that runs out
OLDEST = 5  # quarters back that a report is still asked for


@dataclass(frozen=True)
class Owing:
    """So much of a kind, the first of it by this day. `key` opens the one thing where there is one; `meeting` says which meeting it is."""

    kind: Waits
    count: int
    first: date
    key: UUID | None = None
    meeting: MeetingLine | None = None


@dataclass(frozen=True)
class First:
    """A kind of which the first and their number are still to be asked for. `day` is the field that puts its rows in order."""

    kind: Waits
    rows: QuerySet[Any]
    day: str


def owing(standing: Standing, *, now: datetime) -> list[Owing]:
    """Everything that waits for whoever asks, in the partnership of the hat. The log is told once."""
    today = now.astimezone(LONDON).date()
    asked = [one for ask in ASKED for one in ask(standing, now, today)]
    firsts = _firsts([one for one in asked if isinstance(one, First)])
    found = [one for one in (firsts.get(one.kind) if isinstance(one, First) else one for one in asked) if one]
    record("see-owing", kind="governance", partnership=worn(standing), facts={"count": len(found)})
    return found


def _firsts(asked: list[First]) -> dict[Waits, Owing]:
    """All kinds in one question: each of its own would cost more to ask than to answer."""
    if not asked:
        return {}
    parts = [
        one.rows.annotate(what=Value(one.kind.value), n=Window(Count("pk")), at=_as_day(one))
        .order_by(one.day).values_list("what", "pk", "at", "n")[:1]
        for one in asked
    ]  # fmt: skip
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return {Waits(what): Owing(Waits(what), n, at, key if n == 1 else None) for what, key, at, n in found}


def _as_day(one: First) -> Any:
    """A moment counts as its day in London: the columns of one answer are of one type."""
    model: Any = one.rows.model
    *steps, name = one.day.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return TruncDate(one.day, tzinfo=LONDON) if isinstance(model._meta.get_field(name), DateTimeField) else F(one.day)


def _of_the_agency(standing: Standing, now: datetime, _today: date) -> Iterable[Owing | First]:
    """What the agency's body has not answered."""
    if not allows(may_answer_actions, standing) or standing.hat is None:
        return
    own = {"partnership": worn(standing), "agency": standing.hat.agency}
    asked = WrittenAnswer.objects.filter(
        **own, reply=WrittenReply.NONE, meeting__kind=MeetingKind.WRITTEN, meeting__state=MeetingState.CIRCULATED, meeting__ends_at__gt=now
    )  # fmt: skip
    yield First(Waits.WRITTEN, asked, "meeting__ends_at")
    waiting = RecommendationAnswer.objects.filter(**own, response=Response.WAITING)
    yield First(Waits.RECOMMENDATION, waiting.exclude(recommendation__due_on=None), "recommendation__due_on")
    yield First(Waits.RECOMMENDATION_SOON, waiting.filter(recommendation__due_on=None), "recommendation__made_on")


def _groups_of(standing: Standing, today: date, *capacities: Capacity) -> QuerySet[Seat]:
    mine = Seat.objects.filter(holds(today), partnership=worn(standing), member=standing.member)
    return mine.filter(capacity__in=capacities) if capacities else mine


def _meetings(standing: Standing, now: datetime, today: date) -> Iterable[Owing | First]:
    """The next meeting of each group on which somebody sits; and minutes, for who runs the business and who chairs."""
    meetings = Meeting.objects.filter(partnership=worn(standing)).exclude(kind=MeetingKind.WRITTEN)
    to_come = meetings.filter(state__in=[MeetingState.PLANNED, MeetingState.CIRCULATED], starts_at__gt=now, starts_at__lt=now + SOON)  # fmt: skip
    rows = list(to_come.filter(group__in=_groups_of(standing, today).values("group")).order_by("starts_at")[:3])
    for line in lines(rows):
        yield Owing(Waits.NEXT_MEETING, 1, line.on, line.key, line)
    held = meetings.filter(state=MeetingState.HELD)
    if not allows(may_run_governance, standing):
        held = held.filter(group__in=_groups_of(standing, today, Capacity.CHAIR, Capacity.VICE_CHAIR).values("group"))
    yield First(Waits.MINUTES, held, "starts_at")


def _reached(standing: Standing, _now: datetime, today: date) -> Iterable[Owing | First]:
    yield First(Waits.REACHED, late_reached(standing, today), "due_on")


def _reports(standing: Standing, _now: datetime, today: date) -> Iterable[Owing | First]:
    """Reports of groups that somebody reports for, about quarters that ended not long ago; for who runs the business, those of the others that are late."""
    if not allows(may_report_by_exception, standing):
        return
    own, runs = groups_reported_for(standing), allows(may_run_governance, standing)
    due = (
        _reports_due(Q(partnership=worn(standing)) & (Q() if runs else Q(group__in=own)), today) if own or runs else []
    )
    mine = [day for group, day in due if group in own]
    late = [day for group, day in due if group not in own and day < today]
    for kind, days in ((Waits.REPORT, mine), (Waits.REPORT_LATE, late)):
        if days:
            yield Owing(kind, len(days), min(days))


def _reports_due(wanted: Q, today: date) -> list[tuple[UUID, date]]:
    """Which groups have not handed in a report, and by when it was or is due."""
    duties = list(ReportDuty.objects.filter(wanted))
    handed_in = ExceptionReport.objects.filter(wanted, state=ReportState.HANDED_IN) if duties else ExceptionReport.objects.none()  # fmt: skip
    there = set(handed_in.values_list("group", "quarter_from"))
    back = today - timedelta(days=92 * OLDEST)
    return [
        (duty.group_id, quarter.due(duty.due_days))
        for duty in duties
        for quarter in quarters.due_between(duty.quarters, duty.valid_from, duty.valid_to, back, today)
        if (duty.group_id, quarter.first) not in there
    ]


def _risks(standing: Standing, _now: datetime, today: date) -> Iterable[Owing | First]:
    """Risks whose review is due, for who runs the business, who owns them, and the agency whose body does."""
    due = Risk.objects.filter(partnership=worn(standing), state=RiskState.OPEN, review_on__lte=today + SOON)
    if not allows(may_run_governance, standing):
        agency = standing.hat.agency if standing.hat else None
        own = Q(seat__member=standing.member)
        if allows(may_answer_actions, standing):
            own |= Q(body__agency=agency, body__agency__isnull=False)
        due = due.filter(own)
    yield First(Waits.RISK, due, "review_on")


def _business(standing: Standing, _now: datetime, today: date) -> Iterable[Owing | First]:
    """What whoever runs the business sees to."""
    if not allows(may_run_governance, standing):
        return
    here = {"partnership": worn(standing)}
    matters = Matter.objects.filter(**here, state=MatterState.OPEN)
    yield First(Waits.MATTER, matters.exclude(due_on=None), "due_on")
    yield First(Waits.MATTER_SOON, matters.filter(due_on=None), "received_on")
    sits = Seat.objects.filter(holds(today), group=OuterRef("group"))
    yield First(Waits.EMPTY_GROUP, GroupShape.objects.filter(~Exists(sits), holds(today), **here), "valid_from")
    asks = ReportLine.objects.filter(**here, asks=AskState.OPEN, report__state=ReportState.HANDED_IN)
    yield First(Waits.ASK, asks, "report__handed_in_at")
    yield First(Waits.ENTRY, Entry.objects.filter(**here, until__gt=today, until__lte=today + EXPIRING), "until")
    stands = [one.stand for one in duties_calendar(standing, today)] if duties_begun(standing) else []
    for kind, state in ((Waits.DUTY_LATE, DutyState.LATE), (Waits.DUTY_DUE, DutyState.DUE)):
        days = [one.due_on for one in stands if one.state is state and one.due_on]
        if days:
            yield Owing(kind, len(days), min(days))


Ask = Callable[[Standing, datetime, date], Iterable[Owing | First]]
ASKED: tuple[Ask, ...] = (_of_the_agency, _meetings, _reached, _reports, _risks, _business)
