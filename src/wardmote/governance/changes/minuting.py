"""What is written at a meeting: what was said at each point, who was there, what was declared and decided. All of it stays open until the minutes are approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.actions import give_action
from wardmote.governance.changes.numbering import next_number
from wardmote.governance.changes.planning import meeting_run_by
from wardmote.governance.changes.writing import Clash
from wardmote.governance.models import AgendaItem, Attendance, Body, Decision, Interest, Meeting, Pulse
from wardmote.governance.states import MeetingKind, MeetingState, OwnedBy, Presence
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Came:
    """How a body came, as a page says it; `presence` None: nobody has said. `was` is the version of its line when the page was made."""

    body: UUID
    presence: Presence | None
    name: str = ""
    instead_of: str = ""
    was: int = 0

    @property
    def version(self) -> int:
        return version_of(self.presence, self.name, self.instead_of)


def version_of(presence: str | None, name: str, instead_of: str) -> int:
    """The version of a line of attendance, which counts none."""
    return versions.of(str(presence or ""), name, instead_of) if presence else 0


@transaction.atomic
def write_minute(*, item: UUID, text: str, version: int, at: datetime, by: Standing | None) -> int:
    """What was said at a point of the agenda: the new version of that text. Raises versions.Stale when somebody wrote something else there meanwhile."""
    meeting, found, who = _item(item, by)
    fresh = found.minute_version
    if found.minute != text:
        if found.minute_version != version:
            raise versions.Stale(found.minute_version, {"minute": found.minute})
        fresh += 1
        AgendaItem.objects.filter(pk=item).update(minute=text, minute_version=fresh, minute_at=at, minute_by=who)
        _beat(meeting)
    record("write-minute", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)
    return fresh


@transaction.atomic
def carry_item(*, item: UUID, carried: bool, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """The point goes on the next agenda, or no longer does."""
    meeting, found, _who = _item(item, by)
    AgendaItem.objects.filter(pk=found.pk).update(carried=carried)
    _beat(meeting)
    record("carry-item", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)


@transaction.atomic
def take_attendance(
    *, meeting: UUID, came: Sequence[Came], chaired_by: str, also_there: str, head_was: int, at: datetime, by: Standing | None
) -> None:  # fmt: skip
    """Who is there. Only lines that were changed on the page are written, so that two who take attendance do not undo each other.

    Raises Clash, naming the bodies, where both changed the same line to different things.
    """
    found, who = _run(meeting, by)
    there = {row.body_id: row for row in Attendance.objects.filter(meeting=found)}
    changed = [one for one in came if one.version != one.was and one.version != _now(there.get(one.body))]
    _refuse_strangers(found, changed)
    _refuse_overwritten([one for one in changed if _now(there.get(one.body)) != one.was])
    for one in changed:
        _write(found, one, at=at, who=who)
    _write_head(found, chaired_by, also_there, head_was)
    _beat(found)
    facts: dict[str, str | int | bool] = {"count": len(changed)}
    record("take-attendance", kind="meeting", ids=[found.pk], partnership=found.partnership_id, facts=facts)


@transaction.atomic
def declare_interest(
    *, meeting: UUID, name: str, interest: str, left_the_room: bool, at: datetime, by: Standing | None, item: UUID | None = None
) -> UUID:  # fmt: skip
    """Somebody declared an interest, in a point of the agenda or in general: its key."""
    found, who = _run(meeting, by)
    if item is not None and not AgendaItem.objects.filter(pk=item, meeting=found).exists():
        raise Refused("run-governance")
    made = Interest.objects.create(
        partnership_id=found.partnership_id, meeting=found, item_id=item, name=name, interest=interest, left_the_room=left_the_room,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    _beat(found)
    record("declare-interest", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


@transaction.atomic
def remove_interest(*, interest: UUID, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """It was written down in error. What it was stays in the history."""
    row = _part(Interest, interest)
    found, _who = _run(row.meeting_id, by)
    row.delete()
    _beat(found)
    record("remove-interest", kind="meeting", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def act_at(*, item: UUID, text: str, due_on: date, owner: UUID | OwnedBy, at: datetime, by: Standing | None) -> UUID:
    """An action is given at a point of the agenda: its key. Raises Clash as `give_action` does, and once the minutes are fixed."""
    meeting, found, _who = _item(item, by)
    made = give_action(
        group=meeting.group_id, text=text, due_on=due_on, owner=owner, meeting=meeting.pk, item=found.pk, at=at, by=by
    )  # fmt: skip
    _beat(meeting)
    return made


@transaction.atomic
def decide(
    *, item: UUID, text: str, at: datetime, by: Standing | None, reasons: str = "", options: str = ""
) -> UUID:  # fmt: skip
    """A decision at a point of the agenda, with the partnership's next number: its key."""
    meeting, found, who = _item(item, by)
    number = next_number(Decision, meeting.partnership_id)
    made = Decision.objects.create(
        partnership_id=meeting.partnership_id, meeting=meeting, item=found, number=number, text=text, reasons=reasons, options=options,
        recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    _beat(meeting)
    record("decide", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)
    return made.pk


@transaction.atomic
def change_decision(
    *, decision: UUID, version: int, text: str, reasons: str, options: str, at: datetime, by: Standing | None  # noqa: ARG001 - the same for all changes
) -> int:  # fmt: skip
    """What was decided, said better: the new version. Raises versions.Stale when somebody was quicker."""
    found, _who = _run(_part(Decision, decision).meeting_id, by)
    rows = Decision.objects.filter(pk=decision)
    fresh = versions.expect(rows, version, text=text, reasons=reasons, options=options)
    _beat(found)
    record("change-decision", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return fresh


@transaction.atomic
def remove_decision(*, decision: UUID, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """It was not decided after all. Its number is not given again; what it was stays in the history."""
    row = _part(Decision, decision)
    found, _who = _run(row.meeting_id, by)
    row.delete()
    _beat(found)
    record("remove-decision", kind="meeting", ids=[found.pk], partnership=found.partnership_id)


def _run(key: UUID, by: Standing | None) -> tuple[Meeting, UUID | None]:
    """The meeting, locked, while something may still be written at it."""
    found = meeting_run_by(key, by)
    if found.kind == MeetingKind.WRITTEN:
        raise Clash(_("Nobody meets in a written procedure."))
    if found.state == MeetingState.APPROVED:
        raise Clash(_("The minutes are approved and fixed. Write a correction beside them."))
    if found.state == MeetingState.CANCELLED:
        raise Clash(_("The meeting is cancelled."))
    return found, by.member if by else None


def _item(key: UUID, by: Standing | None) -> tuple[Meeting, AgendaItem, UUID | None]:
    """The point as it is once the meeting is locked."""
    meeting, who = _run(_part(AgendaItem, key).meeting_id, by)
    return meeting, _part(AgendaItem, key), who


def _part(model: Any, key: UUID) -> Any:
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _now(row: Attendance | None) -> int:
    return version_of(row.presence, row.name, row.instead_of) if row else 0


def _refuse_strangers(meeting: Meeting, came: Sequence[Came]) -> None:
    keys = {one.body for one in came}
    if Body.objects.filter(pk__in=keys, partnership=meeting.partnership_id).count() != len(keys):
        raise Refused("run-governance")


def _refuse_overwritten(came: Sequence[Came]) -> None:
    if came:
        names = Body.objects.filter(pk__in=[one.body for one in came]).order_by("name").values_list("name", flat=True)
        said = _("Somebody else has just said something else of: {names}. Look at the page again, and choose.")
        raise Clash(said.format(names=", ".join(names)))


def _write(meeting: Meeting, one: Came, *, at: datetime, who: UUID | None) -> None:
    rows = Attendance.objects.filter(meeting=meeting, body=one.body)
    if one.presence is None:
        rows.delete()
        return
    said = {
        "presence": one.presence,
        "name": one.name,
        "instead_of": one.instead_of,
        "recorded_at": at,
        "recorded_by_id": who,
    }
    if not rows.update(**said):
        Attendance.objects.create(partnership_id=meeting.partnership_id, meeting=meeting, body_id=one.body, **said)


def _write_head(meeting: Meeting, chaired_by: str, also_there: str, was: int) -> None:
    now = versions.of(meeting.chaired_by, meeting.also_there)
    if versions.of(chaired_by, also_there) in {was, now}:
        return
    if now != was:
        raise Clash(
            _("Somebody else has just changed who was in the chair, or who else was there. Look at the page again.")
        )
    Meeting.objects.filter(pk=meeting.pk).update(chaired_by=chaired_by, also_there=also_there)


def _beat(meeting: Meeting) -> None:
    """Tell the pages that follow the meeting that there is news. The meeting's lock keeps two from beating at once."""
    if not Pulse.objects.filter(meeting=meeting).update(beat=F("beat") + 1):
        Pulse.objects.create(partnership_id=meeting.partnership_id, meeting=meeting, beat=1)
