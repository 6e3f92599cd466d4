"""Recommendations and what is answered to them; what scrutiny asks, and when it met."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts.policies import may_in
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.numbering import next_number
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.clocks import CLOCK_OF, RESPONSE, due
from wardmote.governance.models import (
    Action,
    Body,
    BodyPart,
    Matter,
    Recommendation,
    RecommendationAnswer,
    ScrutinyMeeting,
)
from wardmote.governance.states import MatterKind, MatterState, OwnedBy, Response, Source, StatutoryRole
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

KEEPERS = frozenset({Role.MANAGER, Role.COORDINATOR})


@dataclass(frozen=True)
class Asked:
    """What scrutiny asks: of which kind, by whom, received when. `by_on` is the day that they have set; `body` the authority that it is about."""

    kind: MatterKind
    asked_by: str
    received_on: date
    text: str
    by_on: date | None = None
    body: UUID | None = None


@transaction.atomic
def write_recommendation(
    *, partnership: UUID, source: Source, source_name: str, made_on: date, text: str, to: tuple[UUID, ...] | OwnedBy, at: datetime,
    by: Standing | None, due_on: date | None = None,
) -> UUID:  # fmt: skip
    """Somebody recommends something to one or more bodies, or to each responsible authority (OwnedBy.RESPONSIBLE): its key.

    Scrutiny's own are due by its clock; others by the day that is said, if any. Raises Clash when nobody is addressed, or a body is not there on the day.
    """
    who = business_of(by, partnership)
    bodies = _addressed(partnership, to, made_on)
    clock = RESPONSE if source is Source.SCRUTINY else ""
    made = Recommendation.objects.create(
        partnership_id=partnership, number=next_number(Recommendation, partnership), source=source, source_name=source_name, made_on=made_on,
        text=text, addressed_to=to if isinstance(to, OwnedBy) else OwnedBy.BODY, clock=clock,
        due_on=due(clock, made_on) if clock else due_on, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    RecommendationAnswer.objects.bulk_create(
        RecommendationAnswer(partnership_id=partnership, recommendation=made, body=body, agency_id=body.agency_id)
        for body in bodies
    )
    facts: dict[str, str | int | bool] = {"source": source, "count": len(bodies)}
    record("write-recommendation", kind="recommendation", ids=[made.pk], partnership=partnership, facts=facts)
    return made.pk


@transaction.atomic
def answer_recommendation(
    *, answer: UUID, version: int, response: Response, reasons: str, outcome: str, action: UUID | None, answered_on: date, at: datetime,
    by: Standing | None,
) -> int:  # fmt: skip
    """What a body says to a recommendation: by its agency's people, or by whoever runs the business. The answer's new version.

    Raises versions.Stale when somebody was quicker, and Clash for a no without reasons, or a day before the recommendation or after today.
    """
    found = RecommendationAnswer.objects.filter(pk=answer).select_related("recommendation").first()
    if found is None:
        raise Refused("answer-actions")
    who = _answering(by, found)
    if response is Response.WAITING:
        raise Clash(_("Say whether it is accepted."))
    if response is not Response.ACCEPTED and not reasons:
        raise Clash(_("Give the reasons."))
    if not found.recommendation.made_on <= answered_on <= at.astimezone(LONDON).date():
        raise Clash(_("The answer is dated between the recommendation and today."))
    if action is not None and not Action.objects.filter(pk=action, partnership=found.partnership_id).exists():
        raise Refused("see-governance")
    new = {
        "response": response,
        "reasons": reasons,
        "outcome": outcome,
        "action_id": action,
        "answered_on": answered_on,
    }
    rows = RecommendationAnswer.objects.filter(pk=answer)
    fresh = versions.expect(rows, version, **new)
    rows.update(answered_at=at, answered_by=who)
    facts: dict[str, str | int | bool] = {"response": response}
    record(
        "answer-recommendation", kind="recommendation", ids=[found.recommendation_id], partnership=found.partnership_id, facts=facts
    )  # fmt: skip
    return fresh


@transaction.atomic
def write_matter(*, partnership: UUID, asked: Asked, at: datetime, by: Standing | None) -> UUID:
    """Scrutiny asks something: its key. By whoever runs the business; a councillor of scrutiny may ask for information themselves. Raises Clash for a day to come."""
    who = _asking(by, partnership, asked.kind)
    refuse_strangers(partnership, body=asked.body)
    if asked.received_on > at.astimezone(LONDON).date():
        raise Clash(_("It cannot have been received on a day to come."))
    if asked.by_on is not None and asked.by_on < asked.received_on:
        raise Clash(_("It cannot be due before it was received."))
    made = Matter.objects.create(
        partnership_id=partnership, number=next_number(Matter, partnership), kind=asked.kind, asked_by=asked.asked_by,
        received_on=asked.received_on, text=asked.text, body_id=asked.body, by_on=asked.by_on,
        due_on=due(CLOCK_OF[asked.kind], asked.received_on, asked.by_on), recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("write-matter", kind="matter", ids=[made.pk], partnership=partnership, facts={"matter": asked.kind})
    return made.pk


@transaction.atomic
def answer_matter(
    *, matter: UUID, version: int, response: str, link: str, answered_on: date, at: datetime, by: Standing | None
) -> int:
    """What the partnership answers. The matter's new version. Raises versions.Stale, and Clash for one that was withdrawn or a day out of order."""
    found = _matter(matter)
    business_of(by, found.partnership_id)
    if found.state == MatterState.WITHDRAWN:
        raise Clash(_("It was withdrawn: there is nothing more to answer."))
    if not found.received_on <= answered_on <= at.astimezone(LONDON).date():
        raise Clash(_("The answer is dated between the day of the question and today."))
    new = {"response": response, "link": link, "answered_on": answered_on}
    fresh = versions.expect(Matter.objects.filter(pk=matter), version, **new, state=MatterState.ANSWERED)
    record("answer-matter", kind="matter", ids=[found.pk], partnership=found.partnership_id)
    return fresh


@transaction.atomic
def withdraw_matter(*, matter: UUID, version: int, reason: str, at: datetime, by: Standing | None) -> None:
    """Whoever asked asks no longer; why stays on file. Raises versions.Stale, and Clash for one that has ended."""
    found = _matter(matter)
    business_of(by, found.partnership_id)
    if found.state != MatterState.OPEN:
        raise Clash(_("It has ended already."))
    new = {"state": MatterState.WITHDRAWN, "response": reason, "answered_on": at.astimezone(LONDON).date()}
    versions.expect(Matter.objects.filter(pk=matter), version, **new)
    record("withdraw-matter", kind="matter", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def write_scrutiny_meeting(
    *, partnership: UUID, committee: str, held_on: date, at: datetime, by: Standing | None, note: str = ""
) -> UUID:
    """A committee met to scrutinise the responsible authorities: its key. Raises Clash for a day to come, or one that is on file."""
    who = business_of(by, partnership)
    if held_on > at.astimezone(LONDON).date():
        raise Clash(_("Write it down once it has been held."))
    if ScrutinyMeeting.objects.filter(partnership=partnership, committee=committee, held_on=held_on).exists():
        raise Clash(_("That meeting is on file already."))
    made = ScrutinyMeeting.objects.create(
        partnership_id=partnership, committee=committee, held_on=held_on, note=note, recorded_at=at, recorded_by_id=who
    )
    record("write-scrutiny-meeting", kind="scrutiny-meeting", ids=[made.pk], partnership=partnership)
    return made.pk


def _matter(key: UUID) -> Matter:
    found = Matter.objects.filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _asking(by: Standing | None, partnership: UUID, kind: MatterKind) -> UUID | None:
    """The key of who writes down what is asked. A councillor asks for information; everything else is written down by whoever runs the business."""
    if by is None:
        return None
    may_in("ask-as-scrutiny", by, partnership)
    if kind is not MatterKind.INFORMATION:
        may_in("run-governance", by, partnership)
    return by.member


def _answering(by: Standing | None, line: RecommendationAnswer) -> UUID | None:
    if by is None:
        return None
    may_in("answer-actions", by, line.partnership_id)
    keeps = by.roles_in(line.partnership_id) & KEEPERS
    if not keeps and (by.hat is None or line.agency_id is None or by.hat.agency != line.agency_id):
        raise Refused("answer-actions")
    return by.member


def _addressed(partnership: UUID, to: tuple[UUID, ...] | OwnedBy, on: date) -> list[Body]:
    there = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    if isinstance(to, OwnedBy):
        parts = BodyPart.objects.filter(there, partnership=partnership, role=StatutoryRole.RESPONSIBLE)
        found = [part.body for part in parts.select_related("body")]
    else:
        for key in to:
            refuse_strangers(partnership, body=key)
        found = list(Body.objects.filter(there, pk__in=to))
        if len(found) != len(set(to)):
            raise Clash(_("A body that it is addressed to is not there on that day."))
    if not found:
        raise Clash(_("Say whom it is addressed to."))
    return found
