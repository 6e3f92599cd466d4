"""What bodies hold or owe on a day: what goes to the bodies in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import models as m
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import ActionState, MatterState, MeetingState, Response, RiskState, WrittenReply
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

AT_MOST = 50  # things that a form asks about one by one


def reaching(day: date, before: str = "") -> Q:
    """What holds on the day or begins later; half-open, `before` is the way to the dated row."""
    return Q(**{f"{before}valid_to__isnull": True}) | Q(**{f"{before}valid_to__gt": day})


def upcoming(day: date, before: str = "") -> Q:
    """Meetings to come, and what is out in writing: its answers are asked until it ends."""
    midnight = datetime.combine(day, time.min, LONDON)
    planned = [MeetingState.PLANNED, MeetingState.CIRCULATED]
    return Q(**{f"{before}state__in": planned}) & Q(**{f"{before}ends_at__gte": midnight})


@dataclass(frozen=True)
class Owed:
    """Something that a body holds or owes on a day, and what it is called."""

    key: UUID
    says: str
    row: Any


def owed_by(bodies: Sequence[UUID], on: date) -> Iterator[Owed]:
    """What bodies hold or owe on a day and later, in the order in which a form asks about it; without actions."""
    of = Q(body__in=bodies)
    for lead in m.GroupShape.objects.filter(reaching(on), lead__in=bodies).order_by("valid_from"):
        yield Owed(lead.pk, _("Leads {group}").format(group=lead.name), lead)
    groups = dict(m.GroupShape.objects.filter(reaching(on)).order_by("-valid_from").values_list("group", "name"))
    for seat in m.Seat.objects.filter(of & reaching(on)).order_by("pk"):
        yield Owed(seat.pk, _("Seat on {group}").format(group=groups.get(seat.group_id, "")), seat)
    for risk in m.Risk.objects.select_related("body").filter(of, state=RiskState.OPEN).order_by("reference"):
        yield Owed(risk.pk, _("Risk {reference}").format(reference=risk.reference), risk)
    for control in m.RiskControl.objects.select_related("risk").filter(of & reaching(on)).order_by("pk"):
        yield Owed(control.pk, _("Control of {reference}").format(reference=control.risk.reference), control)
    for answer in (
        m.RecommendationAnswer.objects.select_related("recommendation")
        .filter(of, response=Response.WAITING)
        .order_by("pk")
    ):
        yield Owed(answer.pk, _("Recommendation {n}").format(n=answer.recommendation.number), answer)
    for reply in m.WrittenAnswer.objects.filter(of & upcoming(on, "meeting__"), reply=WrittenReply.NONE).order_by("pk"):
        yield Owed(reply.pk, _("An answer in writing"), reply)
    for matter in m.Matter.objects.filter(of, state=MatterState.OPEN).order_by("number"):
        yield Owed(matter.pk, _("Matter {n}").format(n=matter.number), matter)


def owed_when_split(standing: Standing, typed: QueryDict, on: date) -> list[tuple[UUID, str]]:
    """What a form asks about one by one when several bodies are to take the place of others: open actions first. The rest goes to the one that is chosen for all."""
    if len(typed.getlist("after")) < 2:
        return []
    there = m.Body.objects.filter(partnership=worn(standing)).values_list("pk", flat=True)
    bodies = [key for key in there if str(key) in typed.getlist("before")]
    lines = m.ActionAnswer.objects.filter(body__in=bodies, state=ActionState.OPEN, action__state=ActionState.OPEN)
    record("see-actions", kind="action", ids=list(lines.values_list("action", flat=True).distinct()[:AT_MOST]))
    actions = [
        (key, _("Action {n}: {text}").format(n=number, text=text[:80]))
        for key, number, text in lines.order_by("action__number").values_list("pk", "action__number", "action__text")
    ]
    return [*actions, *((owed.key, owed.says) for owed in owed_by(bodies, on))][:AT_MOST]
