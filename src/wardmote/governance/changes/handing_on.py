"""What the changes of actions are made of: a line of the history, and a line that another body answers from now on."""

from datetime import date, datetime
from uuid import UUID

from wardmote.governance.changes.inheriting import Estate
from wardmote.governance.models import Action, ActionAnswer, ActionEntry, Body
from wardmote.governance.states import ActionState, EntryKind
from wardmote.words import gettext as _


def hand_on(estate: Estate) -> None:
    """The open lines of bodies that end go to their successors, in the transaction of the succession. A successor that has a line of the same action answers with that
    one, and the former's is withdrawn. Raises Clash when there are several successors and nobody said which of them takes over what is open.
    """
    lines = ActionAnswer.objects.select_for_update(of=("self",)).filter(body__in=estate.gone, state=ActionState.OPEN)
    found = list(lines.select_related("action", "body").order_by("pk"))
    answered = ActionAnswer.objects.filter(body__in=estate.there, action__in=[line.action_id for line in found])
    has = set(answered.values_list("action", "body"))
    for line in found:
        to = estate.to(line.pk)
        reason = _("{name} took its place.").format(name=to.name)
        if (line.action_id, to.pk) in has:
            line.state, line.version = ActionState.WITHDRAWN, line.version + 1
            line.save(update_fields=["state", "version"])
            enter(line.action, EntryKind.MOVED, line, estate.at, estate.who, text=reason)
        else:
            move_line(line, to, reason, estate.at, estate.who)
            has.add((line.action_id, to.pk))


def move_line(line: ActionAnswer, to: Body, reason: str, at: datetime, who: UUID | None) -> None:
    """Another body answers the line from now on; the history says whose it was."""
    enter(line.action, EntryKind.MOVED, line, at, who, text=reason)
    line.moved_from, line.body, line.agency_id, line.member_id = line.body, to, to.agency_id, None
    line.given_at, line.version = at, line.version + 1
    line.save(update_fields=["moved_from", "body", "agency_id", "member_id", "given_at", "version"])


def enter_for(
    line: ActionAnswer, kind: EntryKind, at: datetime, who: UUID | None, *, text: str, state: str, evidence: str
) -> None:
    """A line of the history, by somebody who may read the line and perhaps not its action."""
    ActionEntry.objects.create(
        partnership_id=line.partnership_id, action_id=line.action_id, kind=kind, body_id=line.body_id, agency_id=line.agency_id, state=state,
        text=text, evidence=evidence, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip


def enter(
    action: Action, kind: EntryKind, line: ActionAnswer | None, at: datetime, who: UUID | None, *, text: str, state: str = "",
    evidence: str = "", was_due_on: date | None = None,
) -> None:  # fmt: skip
    """A line of the history."""
    ActionEntry.objects.create(
        partnership_id=action.partnership_id, action=action, kind=kind, body_id=line.body_id if line else None,
        agency_id=line.agency_id if line else None, state=state, text=text, evidence=evidence, was_due_on=was_due_on,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
