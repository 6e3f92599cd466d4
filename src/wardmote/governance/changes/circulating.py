"""What goes out about a meeting: that there is something to read, and where. Never what: mail is read by others."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.changes.planning import When, circle_on, meeting_run_by, step
from wardmote.governance.changes.writing import Clash
from wardmote.governance.models import BodyPart, Meeting, Notice, Seat, WrittenAnswer
from wardmote.governance.queries.telling import told_of
from wardmote.governance.states import MeetingKind, MeetingState, NoticeKind
from wardmote.platform import outbox, versions
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


@transaction.atomic
def circulate(*, meeting: UUID, link: str, at: datetime, by: Asker | None, reason: str = "") -> int:
    """Call the meeting, or say that its papers changed: how many letters went out. Of a written procedure, each body with a seat is asked for its answer."""
    found = meeting_run_by(meeting, by)
    again = found.state == MeetingState.CIRCULATED
    if not again:
        step(found, MeetingState.CIRCULATED)
    if found.kind == MeetingKind.WRITTEN:
        _ask_bodies(found, at=at, by=by)
    kind = NoticeKind.CHANGED if again else NoticeKind.CIRCULATED
    told = _send(found, kind, link, reason, at=at, by=by)
    facts: dict[str, str | int | bool] = {"told": told, "again": again}
    record("circulate-meeting", kind="meeting", ids=[found.pk], partnership=found.partnership_id, facts=facts)
    return told


@transaction.atomic
def cancel_meeting(*, meeting: UUID, reason: str, link: str, at: datetime, by: Asker | None) -> int:
    """The meeting does not take place: how many were told, which is nobody where nobody knew of it."""
    found = meeting_run_by(meeting, by)
    known = found.state == MeetingState.CIRCULATED
    step(found, MeetingState.CANCELLED)
    told = _send(found, NoticeKind.CANCELLED, link, reason, at=at, by=by, letters=known)
    record("cancel-meeting", kind="meeting", ids=[found.pk], partnership=found.partnership_id, facts={"told": told})
    return told


@transaction.atomic
def plan_again(*, meeting: UUID, at: datetime, by: Asker | None) -> None:
    """A cancelled meeting is to take place after all, or a circulated one is being worked at again."""
    found = meeting_run_by(meeting, by)
    step(found, MeetingState.PLANNED)
    _send(found, NoticeKind.PLANNED_AGAIN, "", "", at=at, by=by, letters=False)
    record("plan-again", kind="meeting", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def move_meeting(
    *, meeting: UUID, when: When, reason: str, link: str, version: int, at: datetime, by: Asker | None
) -> int:  # fmt: skip
    """Another day, time or place: how many were told, which is nobody where nobody knew of it. Raises versions.Stale when somebody was quicker."""
    found = meeting_run_by(meeting, by)
    if found.state not in {MeetingState.PLANNED, MeetingState.CIRCULATED}:
        raise Clash(_("Only a meeting that is still to be held can be moved."))
    if when.ends_at <= when.starts_at:
        raise Clash(_("It must end after it starts."))
    was = found.starts_at
    circle_on(found.group, when.starts_at.astimezone(LONDON).date())
    new = {"starts_at": when.starts_at, "ends_at": when.ends_at, "mode": when.mode, "place": when.place}
    try:
        versions.expect(Meeting.objects.filter(pk=found.pk), version, **new)
    except versions.Stale as stale:
        raise versions.Stale(stale.version, _as_filled_in(found)) from stale
    known = found.state == MeetingState.CIRCULATED
    told = _send(found, NoticeKind.MOVED, link, reason, at=at, by=by, letters=known, was=was)
    record("reschedule-meeting", kind="meeting", ids=[found.pk], partnership=found.partnership_id, facts={"told": told})
    return told


def _send(
    meeting: Meeting, kind: NoticeKind, link: str, reason: str, *, at: datetime, by: Asker | None, letters: bool = True,
    was: datetime | None = None,
) -> int:  # fmt: skip
    """Post the letters, and write down that they went out, why, and to how many."""
    people = told_of(by, meeting.pk, at.astimezone(LONDON).date()) if letters else []
    for person in people:
        outbox.post(
            to=person.email, subject=_("There is something for you in Wardmote"), kind="meeting",
            body=_("Something about a meeting is new or has changed. Sign in to see it:\n\n{address}").format(address=link),
        )  # fmt: skip
    Notice.objects.create(
        partnership_id=meeting.partnership_id, meeting=meeting, kind=kind, reason=reason, told=len(people), was_at=was,
        recorded_at=at, recorded_by_id=by.member if by else None,
    )  # fmt: skip
    return len(people)


def _as_filled_in(meeting: Meeting) -> dict[str, object]:
    """When and where it is now, as its form has it."""
    starts = meeting.starts_at.astimezone(LONDON)
    lasts = meeting.ends_at - meeting.starts_at
    return {
        "on": starts.date(), "starts": starts.time(), "minutes": int(lasts.total_seconds() // 60), "mode": meeting.mode, "place": meeting.place,
    }  # fmt: skip


def _ask_bodies(meeting: Meeting, *, at: datetime, by: Asker | None) -> None:
    """An empty answer for each body with a seat that has none yet."""
    on = at.astimezone(LONDON).date()
    seats = Seat.objects.filter(_holds(on), group=meeting.group_id, body__isnull=False).select_related("body")
    there = set(WrittenAnswer.objects.filter(meeting=meeting).values_list("body", flat=True))
    bodies = {seat.body.pk: seat.body for seat in seats if seat.body and seat.body.pk not in there}
    if not bodies and not there:
        raise Clash(_("No body has a seat on the group: there is nobody to ask."))
    votes = set(BodyPart.objects.filter(_holds(on), body__in=bodies, votes=True).values_list("body", flat=True))
    WrittenAnswer.objects.bulk_create(
        WrittenAnswer(
            partnership_id=meeting.partnership_id, meeting=meeting, body_id=key, agency_id=body.agency_id,
            votes=key in votes, recorded_at=at, recorded_by_id=by.member if by else None,
        )
        for key, body in bodies.items()
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1)


def _holds(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
