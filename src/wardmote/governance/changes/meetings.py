"""Meetings: planned with their agenda."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.changes.planning import When, agenda_of, new_items, new_meeting, series_of_group
from wardmote.governance.changes.writing import Clash, minuting_of
from wardmote.governance.models import Group
from wardmote.governance.states import MeetingKind, Standing
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def plan_meeting(
    *, group: UUID, when: When, at: datetime, by: Asker | None, kind: MeetingKind = MeetingKind.MEETING, series: UUID | None = None,
    question: str = "", explanation: str = "",
) -> UUID:  # fmt: skip
    """A meeting of a group with its standing agenda: those of its series, else the usual six: its key. A written procedure has its question for an agenda.

    Raises Clash when the group is not there on that day, the end is before the start, or a written procedure asks nothing.
    """
    # Whoever may not change the group cannot lock it: for them the key of the new meeting alone holds it.
    wanted = Group.objects.filter(pk=group)
    found = wanted.select_for_update().first() or wanted.first()
    if found is None:
        raise Refused("run-governance")
    who = minuting_of(by, found.partnership_id, found.pk)
    of_series = series_of_group(found, series) if series else None
    if kind is MeetingKind.WRITTEN and not question:
        raise Clash(_("Say what is asked."))
    made = new_meeting(found, when, kind=kind, series=of_series, at=at, who=who)
    if kind is MeetingKind.WRITTEN:
        new_items(made, [(question, Standing.NONE, explanation)], at=at, who=who)
    else:
        new_items(made, agenda_of(of_series), at=at, who=who)
    facts: dict[str, str | int | bool] = {"meeting": kind}
    record("plan-meeting", kind="meeting", ids=[made.pk], partnership=found.partnership_id, facts=facts)
    return made.pk
