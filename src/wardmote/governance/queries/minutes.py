"""Minutes as they are read: a draft as it stands, or what was approved and kept; and the register of decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.documents import Document
from wardmote.governance import kept_document, minutes
from wardmote.governance.models import AgendaItem, Correction, Decision, Meeting, Minutes
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import worn
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.queries.minuting import facts_of, one_meeting
from wardmote.governance.states import MeetingKind, MeetingState

PAGE = 50
WAITING = 20  # no more minutes than that wait for approval on one page


@dataclass(frozen=True)
class Corrected:
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class MinutesRead:
    """The minutes of a meeting. `approved_on` is None while they are a draft. `whole`: what is kept still has the digest that it was kept with.

    `changed`: who last wrote in a draft, and when.
    """

    line: MeetingLine
    document: Document
    approved_on: date | None
    digest: str
    whole: bool
    changed: tuple[str, datetime] | None
    corrections: tuple[Corrected, ...]


@dataclass(frozen=True)
class DecisionLine:
    """A decision in the register, with its meeting."""

    key: UUID
    number: int
    text: str
    reasons: str
    meeting: MeetingLine
    options: str = ""


@dataclass(frozen=True)
class Register:
    """One page of the decisions: `count` of them in all."""

    lines: tuple[DecisionLine, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE))


def minutes_of(standing: Asker, key: UUID) -> MinutesRead:
    """The minutes of a meeting. Raises Refused when there is no such meeting for whoever asks. The log says that it was opened."""
    row = one_meeting(standing, key)
    line, kept = lines([row])[0], Minutes.objects.filter(meeting=row).first()
    if kept is None:
        return MinutesRead(
            line, minutes.draft(facts_of(row)), None, "", whole=True, changed=_changed(row), corrections=()
        )
    whole = kept.digest == kept_document.digest(kept.document, kept.words)
    document = kept_document.from_data(kept.document)
    return MinutesRead(line, document, kept.approved_on, kept.digest, whole, None, _corrections(row))


def _changed(meeting: Meeting) -> tuple[str, datetime] | None:
    rows = AgendaItem.objects.filter(meeting=meeting, minute_at__isnull=False).select_related("minute_by")
    row = rows.order_by("-minute_at").first()
    return (row.minute_by.name if row.minute_by else "", row.minute_at) if row and row.minute_at else None


def _corrections(meeting: Meeting) -> tuple[Corrected, ...]:
    rows = Correction.objects.filter(meeting=meeting).select_related("recorded_by").order_by("recorded_at")
    return tuple(Corrected(row.text, row.recorded_at, row.recorded_by.name if row.recorded_by else "") for row in rows)


def waiting_for_approval(standing: Asker, before: MeetingLine) -> list[MeetingLine]:
    """The meetings of a group whose minutes wait for its next meeting, oldest first."""
    rows = Meeting.objects.filter(
        partnership=worn(standing), group=before.group, state=MeetingState.HELD, starts_at__lt=before.starts_at
    )
    return lines(list(rows.exclude(kind=MeetingKind.WRITTEN).order_by("starts_at")[:WAITING]))


def later_meetings(standing: Asker, after: MeetingLine, *, held: bool) -> list[MeetingLine]:
    """The meetings of a group after one, the soonest first: those that are still to come, or (`held`) all that are not cancelled."""
    rows = Meeting.objects.filter(partnership=worn(standing), group=after.group, starts_at__gt=after.starts_at)
    rows = rows.exclude(kind=MeetingKind.WRITTEN).exclude(state=MeetingState.CANCELLED)
    rows = rows if held else rows.filter(state__in=[MeetingState.PLANNED, MeetingState.CIRCULATED])
    return lines(list(rows.order_by("starts_at")[:WAITING]))


def decisions(standing: Asker, *, words: str = "", group: UUID | None = None, page: int = 1) -> Register:
    """The decisions of the partnership worn that whoever asks may read, the newest first. The log says that the register was read."""
    rows = _decided(standing, words, group)
    count = rows.count()
    page = min(max(page, 1), max(1, -(-count // PAGE)))
    found = list(rows.select_related("meeting").order_by("-number")[(page - 1) * PAGE : page * PAGE])
    record("read-decisions", kind="partnership", facts={"count": len(found)})
    return Register(tuple(_decision_lines(found)), count, page)


def decisions_whole(standing: Asker, *, words: str = "", group: UUID | None = None) -> Iterator[DecisionLine]:
    """Every decision that fits, the newest first; whoever takes them away tells the log."""
    rows = _decided(standing, words, group).order_by("-number")
    return in_batches(rows, lambda some: _decision_lines(list(some.select_related("meeting"))))


def _decided(standing: Asker, words: str, group: UUID | None) -> QuerySet[Decision]:
    rows = Decision.objects.filter(partnership=worn(standing))
    for word in words.split()[:8]:
        rows = rows.filter(Q(text__icontains=word) | Q(reasons__icontains=word) | Q(options__icontains=word))
    return rows.filter(meeting__group=group) if group else rows


def _decision_lines(found: list[Decision]) -> list[DecisionLine]:
    meetings = {line.key: line for line in lines(list({row.meeting_id: row.meeting for row in found}.values()))}
    return [
        DecisionLine(row.pk, row.number, row.text, row.reasons, meetings[row.meeting_id], row.options) for row in found
    ]
