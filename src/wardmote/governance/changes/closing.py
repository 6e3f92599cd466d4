"""The end of a meeting: it is closed and the next agenda made ready; its minutes are approved and fixed; what is found wrong later is written beside them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wardmote.accounts import words as days
from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance import kept_document, minutes, words
from wardmote.governance.changes.planning import (
    When,
    agenda_of,
    meeting_run_by,
    new_items,
    new_meeting,
    series_of_group,
    step,
)
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import AgendaItem, Correction, Meeting, Minutes
from wardmote.governance.queries.minuting import facts_of, title_of
from wardmote.governance.states import MeetingKind, MeetingState, Standing
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def close_meeting(
    *, meeting: UUID, at: datetime, by: Asker | None, following: UUID | None = None, fresh: When | None = None,
    series: UUID | None = None,
) -> UUID | None:  # fmt: skip
    """The meeting was held: its minutes are drafted, and the next agenda is ready. The key of the next meeting: `following`, or a new one (`fresh`), or none.

    A new one belongs to the meeting's series, or to another `series` of the group, and begins with that one's agenda.

    On the next agenda stand the minutes of this meeting and what was carried over. Raises Clash when the meeting cannot be closed, or the next one is not after it.
    """
    found = meeting_run_by(meeting, by)
    who = by.member if by else None
    if found.kind == MeetingKind.WRITTEN:
        raise Clash(_("Nobody meets in a written procedure."))
    step(found, MeetingState.HELD)
    after = (
        _following(found, following) if following else _fresh(found, fresh, series, at=at, who=who) if fresh else None
    )
    if after:
        _hand_over(found, after, at=at, who=who)
    facts: dict[str, str | int | bool] = {"next": after is not None}
    record("close-meeting", kind="meeting", ids=[found.pk], partnership=found.partnership_id, facts=facts)
    return after.pk if after else None


@transaction.atomic
def approve_minutes(
    *, meeting: UUID, on: date, at: datetime, by: Asker | None, approved_in: UUID | None = None, amendments: str = ""
) -> UUID:  # fmt: skip
    """The minutes are approved, as they are or with amendments, and fixed with every name as it is now: the key of what is kept.

    Raises Clash when the meeting was not held, its minutes are approved already, or the meeting that approves them is not a later one of the group.
    """
    found = meeting_run_by(meeting, by)
    business_of(by, found.partnership_id)
    if found.kind == MeetingKind.WRITTEN:
        raise Clash(_("Nobody meets in a written procedure."))
    step(found, MeetingState.APPROVED)
    there = _approving(found, approved_in) if approved_in else None
    if on < found.starts_at.astimezone(LONDON).date():
        raise Clash(_("Minutes cannot be approved before the meeting was."))
    document = minutes.approved(
        facts_of(found), on=days.day(on), where=title_of(there) if there else "", amendments=amendments
    )
    data, said = kept_document.to_data(document), kept_document.words(document)
    made = Minutes.objects.create(
        partnership_id=found.partnership_id, meeting=found, document=data, words=said, digest=kept_document.digest(data, said), amendments=amendments,
        approved_on=on, approved_in=there, recorded_at=at, recorded_by_id=by.member if by else None,
    )  # fmt: skip
    record("approve-minutes", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


@transaction.atomic
def correct_minutes(*, meeting: UUID, text: str, at: datetime, by: Asker | None) -> UUID:
    """What was found wrong in approved minutes, as a later entry: its key. Raises Clash while they can still be changed."""
    found = meeting_run_by(meeting, by)
    business_of(by, found.partnership_id)
    if found.state != MeetingState.APPROVED:
        raise Clash(_("These minutes are not approved yet: change them instead."))
    made = Correction.objects.create(
        partnership_id=found.partnership_id,
        meeting=found,
        text=text,
        recorded_at=at,
        recorded_by_id=by.member if by else None,
    )
    record("correct-minutes", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


def _following(meeting: Meeting, key: UUID) -> Meeting:
    after = Meeting.objects.select_for_update().filter(pk=key, group=meeting.group_id).first()
    if after is None:
        raise Refused("run-governance")
    if after.starts_at <= meeting.starts_at or after.kind == MeetingKind.WRITTEN:
        raise Clash(_("The next meeting must be a later one."))
    if after.state not in {MeetingState.PLANNED, MeetingState.CIRCULATED}:
        raise Clash(_("The next meeting has been held or cancelled: choose another."))
    return after


def _fresh(meeting: Meeting, when: When, key: UUID | None, *, at: datetime, who: UUID | None) -> Meeting:
    if when.starts_at <= meeting.starts_at:
        raise Clash(_("The next meeting must be a later one."))
    series = series_of_group(meeting.group, key) if key else meeting.series
    made = new_meeting(meeting.group, when, kind=MeetingKind(meeting.kind), series=series, at=at, who=who)
    new_items(made, agenda_of(series), at=at, who=who)
    return made


def _hand_over(meeting: Meeting, after: Meeting, *, at: datetime, who: UUID | None) -> None:
    """Put on the next agenda what belongs there: the minutes, unless they stand there, and each point that was carried over, once."""
    there = AgendaItem.objects.filter(meeting=after)
    items = (
        []
        if there.filter(standing=Standing.MINUTES).exists()
        else [(words.standing(Standing.MINUTES), Standing.MINUTES, "", "")]
    )
    titles = set(there.filter(standing=Standing.NONE).values_list("title", flat=True))
    note = _("Carried over from {meeting}.").format(meeting=title_of(meeting))
    carried = AgendaItem.objects.filter(meeting=meeting, carried=True).exclude(title__in=titles).order_by("position")
    items += [(item.title, Standing.NONE, item.lead, note) for item in carried]
    last = there.aggregate(last=Max("position"))["last"] or 0
    AgendaItem.objects.bulk_create(
        AgendaItem(
            partnership_id=after.partnership_id, meeting=after, position=place, title=title, standing=standing, lead=lead, note=said,
            recorded_at=at, recorded_by_id=who,
        )
        for place, (title, standing, lead, said) in enumerate(items, start=last + 1)
    )  # fmt: skip


def _approving(meeting: Meeting, key: UUID) -> Meeting:
    found = Meeting.objects.filter(pk=key, group=meeting.group_id).first()
    if found is None:
        raise Refused("run-governance")
    if found.starts_at <= meeting.starts_at or found.kind == MeetingKind.WRITTEN:
        raise Clash(_("Only a later meeting approves the minutes."))
    return found
