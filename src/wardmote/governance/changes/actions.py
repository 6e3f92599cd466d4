"""Actions: given, answered by each body for itself, put off, moved to another body, withdrawn."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from wardmote.accounts.policies import may_in
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.handing_on import enter, enter_for, move_line
from wardmote.governance.changes.looked_up import looked_up
from wardmote.governance.changes.numbering import next_number
from wardmote.governance.changes.writing import Clash, minuting_of, refuse_strangers
from wardmote.governance.models import (
    Action,
    ActionAnswer,
    AgendaItem,
    Body,
    BodyPart,
    GroupShape,
    Meeting,
)
from wardmote.governance.states import ActionState, Circle, EntryKind, OwnedBy, StatutoryRole, says_what
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

KEEPERS = frozenset({Role.MANAGER, Role.COORDINATOR})


@transaction.atomic
def give_action(
    *, group: UUID, text: str, due_on: date, owner: UUID | OwnedBy, at: datetime, by: Standing | None, meeting: UUID | None = None,
    item: UUID | None = None, circle: Circle | None = None, member: UUID | None = None,
) -> UUID:  # fmt: skip
    """Something to be done by a day: its key. `owner` is one body, or OwnedBy.RESPONSIBLE: each body that is a responsible authority on that day answers for itself.

    It is read by whoever reads its meeting, without one by whoever reads what its group does; `circle` says otherwise. `member` is whom the owner asks to see to it.
    Raises Clash when the group or the owner is not there on the day, or there is no responsible authority.
    """
    on, its_meeting = at.astimezone(LONDON).date(), _meeting(meeting, group)
    shape = looked_up(("shape", group, on), lambda: GroupShape.objects.filter(_on(on), group=group).first())
    if shape is None:
        raise _no_group(group)
    who = minuting_of(by, shape.partnership_id, group)
    if item is not None and not AgendaItem.objects.filter(pk=item, meeting=meeting).exists():
        raise Refused("run-governance")
    owners = looked_up(("owners", shape.partnership_id, owner, on), lambda: _owners(shape.partnership_id, owner, on))
    refuse_strangers(shape.partnership_id, member=member)
    made = Action.objects.create(
        partnership_id=shape.partnership_id, group_id=group, meeting=its_meeting, item_id=item, text=text, due_on=due_on,
        circle=circle or (its_meeting.circle if its_meeting else shape.circle), number=next_number(Action, shape.partnership_id),
        owned_by=OwnedBy.RESPONSIBLE if owner is OwnedBy.RESPONSIBLE else OwnedBy.BODY, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    ActionAnswer.objects.bulk_create(
        ActionAnswer(
            partnership_id=made.partnership_id, action=made, body=body, agency_id=body.agency_id, member_id=member, given_at=at
        )
        for body in owners
    )  # fmt: skip
    facts: dict[str, str | int | bool] = {"count": len(owners)}
    record("give-action", kind="action", ids=[made.pk], partnership=made.partnership_id, facts=facts)
    return made.pk


@transaction.atomic
def answer_action(
    *, answer: UUID, version: int, state: ActionState, text: str, evidence: str, at: datetime, by: Standing | None, member: UUID | None = None
) -> int:  # fmt: skip
    """What a body says of its line: how far it is, what was done, where the evidence is. The line's new version.

    By the agency's own people, or by whoever runs the business. The action ends when every line of it has. Raises versions.Stale when somebody was quicker, Clash when
    the action was withdrawn, is not done without a word why, or is done without a word or evidence of what was done.
    """
    found = ActionAnswer.objects.filter(pk=answer).first()
    if found is None:
        raise Refused("answer-actions")
    who = _answering(by, found)
    # Whoever answers to a closed group reads the line alone: it says itself whether the action is over.
    withdrawn = Action.objects.filter(pk=found.action_id, state=ActionState.WITHDRAWN).exists()
    if withdrawn or found.over or found.state == ActionState.WITHDRAWN:
        raise Clash(_("It was withdrawn: there is nothing more to answer."))
    if state is ActionState.WITHDRAWN:
        raise Clash(_("Whoever runs the partnership’s business withdraws an action."))
    if state is ActionState.NOT_DONE and not text:
        raise Clash(_("Say why it is not done."))
    if state is ActionState.DONE and not says_what(text, evidence):
        raise Clash(
            _("Say in a sentence what was done, or give evidence: a web address, a paper, where it can be seen.")
        )
    refuse_strangers(found.partnership_id, member=member)
    new = {"state": state, "text": text, "evidence": evidence, "member_id": member}
    # The moment goes with the state in one statement: the trigger that ends the action reads both.
    fresh = versions.expect(ActionAnswer.objects.filter(pk=answer), version, **new, answered_at=at, answered_by=who)
    enter_for(found, EntryKind.ANSWERED, at, who, state=state, text=text, evidence=evidence)
    record(
        "answer-action", kind="action", ids=[found.action_id], partnership=found.partnership_id, facts={"state": state}
    )
    return fresh


@transaction.atomic
def put_off(*, action: UUID, version: int, due_on: date, reason: str, at: datetime, by: Standing | None) -> int:
    """The action is due on another day; the old one and the reason stay on file. Its new version. Raises versions.Stale, and Clash for one that has ended."""
    _lines_first(action)
    found, who = _running(action, by)
    if due_on == found.due_on:
        raise Clash(_("It is due on that day already."))
    fresh = versions.expect(Action.objects.filter(pk=action), version, due_on=due_on)
    enter(found, EntryKind.DUE, None, at, who, text=reason, was_due_on=found.due_on)
    record("put-off-action", kind="action", ids=[found.pk], partnership=found.partnership_id)
    return fresh


@transaction.atomic
def move_action(*, answer: UUID, body: UUID, reason: str, at: datetime, by: Standing | None) -> None:
    """Another body answers for the line from now on. What the former one answered stays on file. Raises Clash for a body that has a line of its own, or is not there."""
    found = (
        ActionAnswer.objects.select_for_update(of=("self",)).filter(pk=answer).select_related("action", "body").first()
    )
    if found is None:
        raise Refused("run-governance")
    who = minuting_of(by, found.partnership_id, found.action.group_id)
    refuse_strangers(found.partnership_id, body=body)
    on = at.astimezone(LONDON).date()
    to = Body.objects.filter(_on(on), pk=body).first()
    if to is None:
        raise Clash(_("The body is not there on that day."))
    if found.state != ActionState.OPEN:
        raise Clash(_("It has been answered: give a new action instead."))
    if ActionAnswer.objects.filter(action=found.action_id, body=to).exists():
        raise Clash(_("{name} answers for this action already.").format(name=to.name))
    move_line(found, to, reason, at, who)
    record("move-action", kind="action", ids=[found.action_id], partnership=found.partnership_id)


@transaction.atomic
def withdraw_action(*, action: UUID, version: int, reason: str, at: datetime, by: Standing | None) -> None:
    """Nobody has to do it any more; why stays on file, and so does what was answered. Raises versions.Stale, and Clash for one that has ended."""
    _lines_first(action)
    found, who = _running(action, by)
    ended = {"state": ActionState.WITHDRAWN, "ended_on": at.astimezone(LONDON).date()}
    versions.expect(Action.objects.filter(pk=action), version, **ended)
    ActionAnswer.objects.filter(action=action, state=ActionState.OPEN).update(
        state=ActionState.WITHDRAWN, version=F("version") + 1
    )
    enter(found, EntryKind.WITHDRAWN, None, at, who, text=reason)
    record("withdraw-action", kind="action", ids=[found.pk], partnership=found.partnership_id)


def _lines_first(action: UUID) -> None:
    """Lines before the action, as everybody locks them who answers: two who write at once wait, and neither for the other."""
    list(ActionAnswer.objects.select_for_update().filter(action=action).order_by("pk"))


def _answering(by: Standing | None, line: ActionAnswer) -> UUID | None:
    """The key of who answers: of the line's own agency, or running the partnership's business. Else Refused."""
    if by is None:
        return None
    may_in("answer-actions", by, line.partnership_id)
    keeps = by.roles_in(line.partnership_id) & KEEPERS
    if not keeps and (by.hat is None or line.agency_id is None or by.hat.agency != line.agency_id):
        raise Refused("answer-actions")
    return by.member


def _running(action: UUID, by: Standing | None) -> tuple[Action, UUID | None]:
    found = Action.objects.filter(pk=action).first()
    if found is None:
        raise Refused("run-governance")
    who = minuting_of(by, found.partnership_id, found.group_id)
    if found.state != ActionState.OPEN:
        raise Clash(_("It has ended: nothing of it is to be changed any more."))
    return found, who


def _owners(partnership: UUID, owner: UUID | OwnedBy, on: date) -> list[Body]:
    if isinstance(owner, UUID):
        refuse_strangers(partnership, body=owner)
        found = list(Body.objects.filter(_on(on), pk=owner))
        if not found:
            raise Clash(_("The body that is to do it is not there on that day."))
        return found
    parts = BodyPart.objects.filter(_on(on), partnership=partnership, role=StatutoryRole.RESPONSIBLE).select_related(
        "body"
    )
    owners = [part.body for part in parts.order_by("body__name")]
    if not owners:
        raise Clash(_("No responsible authority is on file on that day: add the bodies first."))
    return owners


def _meeting(meeting: UUID | None, group: UUID) -> Meeting | None:
    if meeting is None:
        return None
    found = Meeting.objects.filter(pk=meeting, group=group).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _no_group(group: UUID) -> Exception:
    there = GroupShape.objects.filter(group=group).exists()
    return Clash(_("The group is not there on that day.")) if there else Refused("run-governance")


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
