"""Meetings of before: put on file as they were reported, with who came."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.changes.planning import When, new_meeting
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.models import Attendance, Group, Meeting
from wardmote.governance.states import MeetingKind, MeetingState, Presence
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def file_past_meeting(
    *, group: UUID, when: When, came: Mapping[UUID, Presence], at: datetime, by: Asker | None, kind: MeetingKind = MeetingKind.MEETING
) -> UUID:  # fmt: skip
    """A meeting that was held before it was planned here, with how each body was at it: its key. Raises Clash for one that is still to come, and for a written procedure that
    somebody is said to have attended."""
    found = Group.objects.filter(pk=group).first()
    if found is None:
        raise Refused("run-governance")
    who = business_of(by, found.partnership_id)
    if when.ends_at > at:
        raise Clash(_("It is still to be held: plan it instead."))
    if kind is MeetingKind.WRITTEN and came:
        raise Clash(_("Nobody attends a written procedure."))
    made = new_meeting(found, when, kind=kind, series=None, at=at, who=who)
    Meeting.objects.filter(pk=made.pk).update(state=MeetingState.HELD)
    for body in came:
        refuse_strangers(found.partnership_id, body=body)
    Attendance.objects.bulk_create(
        Attendance(partnership_id=found.partnership_id, meeting=made, body_id=body, presence=how, recorded_at=at, recorded_by_id=who)
        for body, how in came.items()
    )  # fmt: skip
    record(
        "file-past-meeting", kind="meeting", ids=[made.pk], partnership=found.partnership_id, facts={"meeting": kind}
    )
    return made.pk
