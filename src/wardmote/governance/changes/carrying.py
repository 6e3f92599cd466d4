"""How each table of governance is carried when one partnership takes the place of another. One table for all of them: a test fails for a model that is not in it.

COPIED: the successor gets a row of its own for each that holds or is open on the day. REMADE: the successor begins with something new that says where it comes from. STAYS: it is the
predecessor's for ever, and is read there. Nothing of a predecessor is moved or deleted.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from wardmote.governance import models as m
from wardmote.governance.queries.open_things import reaching, upcoming
from wardmote.governance.states import ActionState, AskState, MatterState, Response, RiskState


class How(StrEnum):
    COPIED = "copied"
    REMADE = "remade"
    STAYS = "stays"


Current = Callable[[date], Q]


@dataclass(frozen=True)
class Carry:
    """`current` chooses the rows; `kind` is the plan's word for what is given by name, without one a row follows what it belongs to; `same` says when two rows are one thing in the successor."""

    how: How
    current: Current | None = None
    kind: str = ""
    same: Callable[[Any], Hashable] | None = None


def _body(day: date) -> Q:
    """Bodies that take part, and those in whose place they stand: their history is told in the successor too."""
    return reaching(day) | Q(Exists(m.Succession.objects.filter(reaching(day, "after__"), before=OuterRef("pk"))))


def _group(day: date) -> Q:
    return Q(Exists(m.GroupShape.objects.filter(reaching(day), group=OuterRef("pk"))))


def _line(day: date) -> Q:
    return Q(action__state=ActionState.OPEN) & (Q(state=ActionState.OPEN) | reaching(day, "body__"))


def _waiting(recommendation: str) -> Exists:
    """What somebody still has to answer; `recommendation` is the column with its key."""
    return Exists(
        m.RecommendationAnswer.objects.filter(recommendation=OuterRef(recommendation), response=Response.WAITING)
    )


def _last_scores(_day: date) -> Q:
    later = m.RiskScoring.objects.filter(risk=OuterRef("risk"), kind=OuterRef("kind")).order_by(
        "-on", "-recorded_at", "-pk"
    )
    return Q(risk__state=RiskState.OPEN) & Q(pk=later.values("pk")[:1])


def _asking(name: str) -> Q:
    return Q(Exists(m.ReportLine.objects.filter(report=OuterRef(name), asks=AskState.OPEN)))


def _in_force(day: date, before: str = "") -> Q:
    return Q(**{f"{before}until__isnull": True}) | Q(**{f"{before}until__gt": day})


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


def _dated(day: date) -> Q:
    return reaching(day)


def _named(*fields: str) -> Callable[[Any], Hashable]:
    """Rows are one thing where these columns agree, capitals or none."""

    def same(row: Any) -> Hashable:
        found = (getattr(row, name) for name in fields)
        return tuple(one.casefold() if isinstance(one, str) else one for one in found)

    return same


def _same_body(row: m.Body) -> Hashable:
    """A body that people sign in for is the same wherever it is; another by its kind and name."""
    return (row.agency_id, row.kind) if row.agency_id else (row.kind, row.name.casefold())


def _of_open_actions(_day: date) -> Q:
    return Q(state=ActionState.OPEN)


COPIED, REMADE, STAYS = How.COPIED, How.REMADE, How.STAYS
CARRIED: dict[type[Model], Carry] = {  # in the order in which rows name each other
    # structure
    m.Body: Carry(COPIED, _body, "body", _same_body),
    m.BodyPart: Carry(COPIED, _dated, same=_named("body_id")),
    m.Succession: Carry(COPIED, lambda day: reaching(day, "after__"), same=_named("before_id", "after_id")),
    m.Group: Carry(COPIED, _group, "group"),
    m.GroupShape: Carry(COPIED, _dated),
    m.Seat: Carry(COPIED, _dated, same=_named("group_id", "body_id", "member_id", "name", "capacity")),
    m.PartnershipLink: Carry(COPIED, _dated, same=_named("kind", "with_name")),
    m.BoardPart: Carry(COPIED, _dated, same=_named("topic", "board")),
    # meetings to come
    m.Series: Carry(COPIED, _dated),
    m.Meeting: Carry(COPIED, upcoming),
    m.AgendaItem: Carry(COPIED, lambda day: upcoming(day, "meeting__")),
    m.Paper: Carry(COPIED, lambda day: upcoming(day, "meeting__")),
    m.PaperVersion: Carry(COPIED, lambda day: upcoming(day, "meeting__")),
    m.PaperContent: Carry(COPIED, lambda day: upcoming(day, "meeting__")),
    m.WrittenAnswer: Carry(
        COPIED, lambda day: upcoming(day, "meeting__") & reaching(day, "body__"), same=_named("meeting_id", "body_id")
    ),
    # what is open
    m.Action: Carry(COPIED, _of_open_actions),
    m.ActionAnswer: Carry(COPIED, _line, same=_named("action_id", "body_id")),
    m.Recommendation: Carry(COPIED, lambda _day: Q(_waiting("pk")), "recommendation"),
    m.RecommendationAnswer: Carry(
        COPIED,
        lambda day: Q(_waiting("recommendation")) & (Q(response=Response.WAITING) | reaching(day, "body__")),
        same=_named("recommendation_id", "body_id"),
    ),
    m.Matter: Carry(COPIED, lambda _day: Q(state=MatterState.OPEN), "matter"),
    m.RiskCategory: Carry(COPIED, lambda _day: Q(), same=_named("name")),
    m.RiskScale: Carry(COPIED, _dated, same=_named("name", "most")),
    m.Risk: Carry(COPIED, lambda _day: Q(state=RiskState.OPEN), "risk"),
    m.RiskControl: Carry(COPIED, lambda day: Q(risk__state=RiskState.OPEN) & reaching(day)),
    m.RiskScoring: Carry(COPIED, _last_scores),
    # reports by exception
    m.Theme: Carry(COPIED, _dated, same=_named("parent_id", "name", "cross_cutting")),
    m.ReportDuty: Carry(COPIED, _dated, same=_named("group_id")),
    m.ExceptionReport: Carry(COPIED, lambda _day: _asking("pk"), same=_named("group_id", "quarter_from")),
    m.ReportLine: Carry(COPIED, lambda _day: Q(asks=AskState.OPEN)),
    m.LineTheme: Carry(
        COPIED, lambda day: Q(line__asks=AskState.OPEN) & reaching(day, "theme__"), same=_named("line_id", "theme_id")
    ),
    # duties and registers
    m.Occasion: Carry(COPIED, lambda _day: Q(closed=False), "occasion"),
    m.DutyScope: Carry(COPIED, _dated, same=_named("duty")),
    m.Entry: Carry(COPIED, _in_force, "entry"),
    m.EntryStatus: Carry(COPIED, lambda day: reaching(day) & _in_force(day, "entry__")),
    m.ScrutinyMeeting: Carry(
        COPIED, lambda day: Q(held_on__gt=_a_year_before(day)), same=_named("committee", "held_on")
    ),
    # begun anew, with a word about where it comes from
    m.Framework: Carry(REMADE),
    m.ActionEntry: Carry(REMADE),
    m.RiskNote: Carry(REMADE),
    # a claim says what one partnership did in its area; whoever covers another area claims for itself
    m.Claim: Carry(STAYS),
    m.Evidence: Carry(STAYS),
    # what was, and what is somebody's own
    m.Attendance: Carry(STAYS),
    m.CalendarFeed: Carry(STAYS),
    m.Correction: Carry(STAYS),
    m.Decision: Carry(STAYS),
    m.Escalation: Carry(STAYS),
    m.Import: Carry(STAYS),
    m.ImportContent: Carry(STAYS),
    m.ImportedRow: Carry(STAYS),
    m.PlannedRow: Carry(STAYS),
    m.Exit: Carry(STAYS),
    m.ExitPiece: Carry(STAYS),
    m.Interest: Carry(STAYS),
    m.LastNumber: Carry(STAYS),
    m.LetterWish: Carry(STAYS),
    m.Minutes: Carry(STAYS),
    m.Notice: Carry(STAYS),
    m.Pulse: Carry(STAYS),
    m.Sought: Carry(STAYS),  # triggers make the successor its own
    m.Handover: Carry(STAYS),
    m.HandoverPlan: Carry(STAYS),
    m.Carried: Carry(STAYS),
    m.ProposedRole: Carry(STAYS),
}
