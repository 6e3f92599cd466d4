"""What is open in a partnership that ends is closed as passed on; what its successor begins anew says where it comes from. Nothing is asked and nothing recorded here."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F

from wardmote.accounts.models import Partnership
from wardmote.governance import models as m
from wardmote.governance.changes.copying import Copying
from wardmote.governance.queries.open_things import reaching, upcoming
from wardmote.governance.reorganising import Plan
from wardmote.governance.states import (
    ActionState,
    AskState,
    EntryKind,
    MatterState,
    MeetingState,
    NoticeKind,
    Response,
    RiskState,
    Told,
)
from wardmote.words import gettext as _


def close(predecessor: Partnership, after: Sequence[str], on: date, *, at: datetime) -> None:
    """Nothing there is late any more, and nothing done that was not: what is open is passed on."""
    said = _("Passed on to {partnerships}.").format(partnerships=", ".join(after))
    _actions(predecessor, said, on, at)
    _risks(predecessor, said, on, at)
    _meetings(predecessor, said, on, at)
    m.Matter.objects.filter(partnership=predecessor, state=MatterState.OPEN).update(
        state=MatterState.PASSED_ON, response=said, answered_on=on, version=F("version") + 1
    )
    m.RecommendationAnswer.objects.filter(partnership=predecessor, response=Response.WAITING).update(
        response=Response.PASSED_ON, outcome=said, answered_on=on, version=F("version") + 1
    )
    m.ReportLine.objects.filter(partnership=predecessor, asks=AskState.OPEN).update(
        asks=AskState.ANSWERED, answer=said, answered_at=at, version=F("version") + 1
    )


def _actions(predecessor: Partnership, said: str, on: date, at: datetime) -> None:
    found = m.Action.objects.filter(partnership=predecessor, state=ActionState.OPEN)
    keys = list(found.values_list("pk", flat=True))
    found.update(state=ActionState.PASSED_ON, ended_on=on, version=F("version") + 1)
    m.ActionAnswer.objects.filter(action__in=keys, state=ActionState.OPEN).update(
        state=ActionState.PASSED_ON, version=F("version") + 1
    )
    m.ActionEntry.objects.bulk_create(
        m.ActionEntry(partnership=predecessor, action_id=key, kind=EntryKind.PASSED_ON, text=said, recorded_at=at) for key in keys
    )  # fmt: skip


def _risks(predecessor: Partnership, said: str, on: date, at: datetime) -> None:
    found = m.Risk.objects.filter(partnership=predecessor, state=RiskState.OPEN)
    days = {key: max(on, raised) for key, raised in found.values_list("pk", "raised_on")}
    found.filter(raised_on__lte=on).update(state=RiskState.CLOSED, closed_on=on, version=F("version") + 1)
    found.update(state=RiskState.CLOSED, closed_on=F("raised_on"), version=F("version") + 1)  # written after the day
    m.RiskNote.objects.bulk_create(
        m.RiskNote(partnership=predecessor, risk_id=key, kind=Told.CLOSED, on=day, text=said, recorded_at=at) for key, day in days.items()
    )  # fmt: skip


def _meetings(predecessor: Partnership, said: str, on: date, at: datetime) -> None:
    found = m.Meeting.objects.filter(upcoming(on), partnership=predecessor)
    keys = list(found.values_list("pk", flat=True))
    m.Meeting.objects.filter(pk__in=keys).update(state=MeetingState.CANCELLED, version=F("version") + 1)
    m.Notice.objects.bulk_create(
        m.Notice(partnership=predecessor, meeting_id=key, kind=NoticeKind.CANCELLED, reason=said, recorded_at=at) for key in keys
    )  # fmt: skip
    for model in (m.Series, m.ReportDuty):
        model.objects.filter(reaching(on), partnership=predecessor, valid_from__lt=on).update(valid_to=on)


def begin_anew(copying: Copying, predecessor: Partnership, plan: Plan, *, at: datetime) -> None:
    """Each action and risk of the successor says where it was before, and what it was there."""
    made, name = copying.taken.made, predecessor.name
    actions = m.Action.objects.filter(partnership=predecessor, state=ActionState.OPEN).values_list("pk", "number")
    said = _("Taken over from {partnership}, where it was action {n}.")
    m.ActionEntry.objects.bulk_create(
        m.ActionEntry(
            partnership=copying.successor, action_id=made[key], kind=EntryKind.PASSED_ON, text=said.format(partnership=name, n=number),
            recorded_at=at,
        )
        for key, number in actions if key in made
    )  # fmt: skip
    risks = m.Risk.objects.filter(partnership=predecessor, state=RiskState.OPEN).values_list("pk", "reference")
    told = _("Taken over from {partnership}, where it was {reference}.")
    m.RiskNote.objects.bulk_create(
        m.RiskNote(
            partnership=copying.successor, risk_id=made[key], kind=Told.HAPPENED, on=plan.on, text=told.format(partnership=name, reference=known),
            recorded_at=at,
        )
        for key, known in risks if key in made
    )  # fmt: skip


def draft_framework(successor: Partnership, predecessor: Partnership, *, at: datetime) -> None:
    """The framework document that held is the successor's draft to begin with: it has adopted nothing yet."""
    there = m.Framework.objects.filter(partnership=successor)
    held = m.Framework.objects.filter(partnership=predecessor, adopted_on__isnull=False).order_by("-adopted_on").first()
    if held is None or there.filter(adopted_on=None).exists():
        return
    said = _("Taken over from {partnership}, whose version {n} it was. Adopt it, or change it first.")
    m.Framework.objects.create(
        partnership=successor, number=1 + max(there.values_list("number", flat=True), default=0), title=held.title, text=held.text,
        link=held.link, what_changed=said.format(partnership=predecessor.name, n=held.number), recorded_at=at,
    )  # fmt: skip
