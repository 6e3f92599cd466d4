"""A written procedure: bodies answer, and a decision comes of it without anybody meeting."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.changes.numbering import next_number
from wardmote.governance.changes.planning import meeting_run_by, step
from wardmote.governance.changes.writing import Clash
from wardmote.governance.models import AgendaItem, Decision, WrittenAnswer
from wardmote.governance.rows import ANSWERING, KEEPERS
from wardmote.governance.states import MeetingKind, MeetingState, WrittenReply
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def answer_in_writing(
    *, answer: UUID, reply: WrittenReply, text: str, version: int, at: datetime, by: Asker | None
) -> None:  # fmt: skip
    """What a body answers, by its agency's people, or written down by whoever runs the business, after the deadline too: an answer may have come by telephone.

    Raises Clash before the question went out, after the decision, and for the agency's people after the deadline; versions.Stale when somebody was quicker.
    """
    found = WrittenAnswer.objects.select_related("meeting").filter(pk=answer).first()
    if found is None:
        raise Refused("see-governance")
    keeper = _may_answer(by, found)
    if found.meeting.state != MeetingState.CIRCULATED:
        raise Clash(_("Answers are not being taken."))
    if not keeper and at > found.meeting.ends_at:
        raise Clash(
            _("The deadline has passed. Ask whoever runs the partnership’s business to write your answer down.")
        )
    versions.expect(
        WrittenAnswer.objects.filter(pk=answer), version, reply=reply, text=text, answered_at=at, answered_by_id=by.member if by else None
    )  # fmt: skip
    record(
        "answer-in-writing",
        kind="meeting",
        ids=[found.meeting_id],
        partnership=found.partnership_id,
        facts={"reply": reply},
    )


@transaction.atomic
def decide_in_writing(*, meeting: UUID, text: str, reasons: str, at: datetime, by: Asker | None) -> UUID:
    """The procedure ends with a decision: the decision's key. Raises Clash before the question went out, and after it was decided."""
    found = meeting_run_by(meeting, by)
    if found.kind != MeetingKind.WRITTEN or found.state != MeetingState.CIRCULATED:
        raise Clash(_("Only a question that was circulated can be decided in writing."))
    step(found, MeetingState.HELD)
    made = Decision.objects.create(
        partnership_id=found.partnership_id, meeting=found, item=AgendaItem.objects.filter(meeting=found).order_by("position").first(),
        number=next_number(Decision, found.partnership_id), text=text, reasons=reasons, recorded_at=at, recorded_by_id=by.member if by else None,
    )  # fmt: skip
    record("decide-in-writing", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


def _may_answer(by: Asker | None, answer: WrittenAnswer) -> bool:
    """Whether they run the business. Refused unless they do, or act for the agency of the body."""
    roles = by.roles_in(answer.partnership_id) if by else frozenset(KEEPERS)
    if roles & set(KEEPERS):
        return True
    if by is None or by.hat is None or not roles & set(ANSWERING) or by.hat.agency != answer.agency_id:
        raise Refused("see-governance")
    return False
