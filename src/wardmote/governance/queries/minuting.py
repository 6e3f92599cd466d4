"""A meeting as it is minuted: everything that was written at it, and what its minutes say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.accounts import words as days
from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance import words
from wardmote.governance.minutes import AtTheMeeting, Decided, Declared, Facts, Given, Point
from wardmote.governance.models import (
    Action,
    ActionAnswer,
    AgendaItem,
    Attendance,
    Decision,
    GroupShape,
    Interest,
    Meeting,
    Pulse,
    Seat,
)
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.queries.meetings import MeetingLine, lines
from wardmote.governance.quorum import Quorum, counted
from wardmote.governance.states import Capacity, MeetingKind, MeetingState, OwnedBy, Presence, Standing
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@dataclass(frozen=True)
class DecisionRead:
    key: UUID
    number: int
    text: str
    reasons: str
    options: str
    version: int
    meeting: UUID
    item: UUID | None


@dataclass(frozen=True)
class InterestRead:
    key: UUID
    declared: Declared
    meeting: UUID


@dataclass(frozen=True)
class Written:
    """A point of the agenda as it is minuted. `by` and `at`: who wrote there last, and when."""

    key: UUID
    position: int
    title: str
    standing: Standing
    lead: str
    note: str
    minute: str
    version: int
    by: str
    at: datetime | None
    carried: bool
    decisions: tuple[DecisionRead, ...]
    actions: tuple[Given, ...]


@dataclass(frozen=True)
class Line:
    """How a body with a seat on the day came. `people` are those who sit for it."""

    body: UUID
    name: str
    short_name: str
    kind: str
    votes: bool
    people: str
    presence: Presence | None
    came: str
    instead_of: str


@dataclass(frozen=True)
class Room:
    """A meeting with all that was written at it. `beat` is the number of the last thing written. `chaired_by` is the group's chair while nobody is written down (`chair_written`)."""

    line: MeetingLine
    chaired_by: str
    chair_written: str
    also_there: str
    items: tuple[Written, ...]
    lines: tuple[Line, ...]
    quorum: Quorum
    interests: tuple[InterestRead, ...]
    beat: int

    @property
    def open(self) -> bool:
        """Whether something may still be written."""
        return self.line.state not in {MeetingState.APPROVED, MeetingState.CANCELLED}


def room_for(standing: Asker, key: UUID) -> Room:
    """The meeting as it is minuted. Raises Refused when there is none for whoever asks, or nobody meets in it. The log says that it was opened."""
    row = one_meeting(standing, key)
    beat = beat_of(key)  # before the rest: what is written meanwhile is news to the page
    items, bodies = _items(row), _lines(row)
    interests = tuple(_interest(one) for one in _interests(row))
    return Room(
        lines([row])[0], row.chaired_by or _chair(row), row.chaired_by, row.also_there, items, bodies, _quorum(row, bodies), interests, beat
    )  # fmt: skip


def item_for(standing: Asker, key: UUID) -> tuple[Written, UUID]:
    """One point of an agenda, and the key of its meeting. Raises Refused when there is none for whoever asks."""
    found = AgendaItem.objects.filter(pk=key, partnership=worn(standing)).values_list("meeting", flat=True).first()
    if found is None:
        raise Refused("see-governance")
    row = one_meeting(standing, found)
    return next(item for item in _items(row, only=key)), row.pk


def decision_for(standing: Asker, key: UUID) -> DecisionRead:
    """One decision. Raises Refused when there is none for whoever asks."""
    row = Decision.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    one_meeting(standing, row.meeting_id)
    return _decision(row)


def interest_for(standing: Asker, key: UUID) -> InterestRead:
    """One declared interest. Raises Refused when there is none for whoever asks."""
    row = Interest.objects.filter(pk=key, partnership=worn(standing)).select_related("item").first()
    if row is None:
        raise Refused("see-governance")
    one_meeting(standing, row.meeting_id)
    return _interest(row)


def beat_of(meeting: UUID) -> int:
    """How often something was written at a meeting; 0 for never, and for whoever does not see it. It tells nothing of anybody, so the log is not told."""
    return Pulse.objects.filter(meeting=meeting).values_list("beat", flat=True).first() or 0


def one_meeting(standing: Asker, key: UUID) -> Meeting:
    """A meeting at which people meet. Raises Refused when there is none for whoever asks. The log says that it was opened."""
    row = Meeting.objects.filter(pk=key, partnership=worn(standing)).exclude(kind=MeetingKind.WRITTEN).first()
    if row is None:
        raise Refused("see-governance")
    record("open-meeting", kind="meeting", ids=[row.pk], partnership=row.partnership_id)
    return row


def on(meeting: Meeting) -> date:
    """The day of a meeting, in London."""
    return meeting.starts_at.astimezone(LONDON).date()


def _items(meeting: Meeting, only: UUID | None = None) -> tuple[Written, ...]:
    decisions = _by_item(Decision.objects.filter(meeting=meeting).order_by("number"))
    actions = _given(meeting)
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("minute_by").order_by("position")
    rows = rows.filter(pk=only) if only else rows
    return tuple(
        Written(
            row.pk, row.position, row.title, Standing(row.standing), row.lead, row.note, row.minute, row.minute_version,
            row.minute_by.name if row.minute_by else "", row.minute_at, row.carried, tuple(decisions.get(row.pk, ())),
            tuple(actions.get(row.pk, ())),
        )
        for row in rows
    )  # fmt: skip


def _by_item(rows: Iterable[Decision]) -> dict[UUID | None, list[DecisionRead]]:
    found: dict[UUID | None, list[DecisionRead]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(_decision(row))
    return found


def _decision(row: Decision) -> DecisionRead:
    return DecisionRead(
        row.pk, row.number, row.text, row.reasons, row.options, row.version, row.meeting_id, row.item_id
    )


def _interests(meeting: Meeting) -> Iterable[Interest]:
    return Interest.objects.filter(meeting=meeting).select_related("item").order_by("recorded_at", "pk")


def _interest(row: Interest) -> InterestRead:
    title = row.item.title if row.item else ""
    return InterestRead(row.pk, Declared(row.name, row.interest, title, row.left_the_room), row.meeting_id)


def _given(meeting: Meeting) -> dict[UUID | None, list[Given]]:
    """The actions of a meeting, by point of the agenda."""
    owners: dict[UUID, list[str]] = {}
    answers = ActionAnswer.objects.filter(action__meeting=meeting).select_related("body").order_by("body__name")
    for answer in answers:
        owners.setdefault(answer.action_id, []).append(answer.body.name)
    found: dict[UUID | None, list[Given]] = {}
    for row in Action.objects.filter(meeting=meeting).order_by("number"):
        everybody = row.owned_by == OwnedBy.RESPONSIBLE
        who = _("All responsible authorities") if everybody else ", ".join(owners.get(row.pk, []))
        found.setdefault(row.item_id, []).append(Given(row.number, row.text, who, days.day(row.due_on)))
    return found


def _lines(meeting: Meeting) -> tuple[Line, ...]:
    """A line for each body with a seat on the day, and for each that is marked as there without one."""
    seats: dict[UUID, list[Seat]] = {}
    for seat in Seat.objects.filter(holds(on(meeting)), group=meeting.group_id, body__isnull=False).select_related(
        "body", "member"
    ):
        seats.setdefault(seat.body_id, []).append(seat)  # type: ignore[arg-type]
    there = {row.body_id: row for row in Attendance.objects.filter(meeting=meeting).select_related("body")}
    found = [_line(sitting, there.pop(body, None)) for body, sitting in seats.items()]
    found += [_line([], row) for row in there.values()]
    return tuple(sorted(found, key=lambda line: (not line.votes, line.name.casefold())))


def _line(seats: list[Seat], row: Attendance | None) -> Line:
    body = seats[0].body if seats else row.body if row else None
    assert body is not None
    people = ", ".join(seat.member.name if seat.member else seat.name for seat in seats if seat.member or seat.name)
    return Line(
        body.pk, body.name, body.short_name, body.kind, any(seat.votes for seat in seats), people, Presence(row.presence) if row else None,
        row.name if row else "", row.instead_of if row else "",
    )  # fmt: skip


def _quorum(meeting: Meeting, bodies: Iterable[Line]) -> Quorum:
    shapes = GroupShape.objects.filter(holds(on(meeting)), group=meeting.group_id)
    needed = shapes.values_list("quorum", flat=True).first() or 0
    return counted([(line.votes, line.presence) for line in bodies], needed)


def _chair(meeting: Meeting) -> str:
    """Who chairs the group on the day: the one in the chair, unless somebody else is written down."""
    seat = (
        Seat.objects.filter(holds(on(meeting)), group=meeting.group_id, capacity=Capacity.CHAIR)
        .select_related("member", "body")
        .first()
    )
    if seat is None:
        return ""
    return seat.member.name if seat.member else seat.name or (seat.body.name if seat.body else "")


def title_of(meeting: Meeting) -> str:
    """``Executive Group, 3 June 2026``."""
    return _("{group}, {day}").format(group=lines([meeting])[0].group_name, day=days.day(on(meeting)))


def facts_of(meeting: Meeting) -> Facts:
    """What the minutes of a meeting say now."""
    line, bodies = lines([meeting])[0], _lines(meeting)
    points = tuple(
        Point(
            item.title, item.lead, item.minute, tuple(Decided(one.number, one.text, one.reasons, one.options) for one in item.decisions),
            item.actions, item.carried,
        )
        for item in _items(meeting)
    )  # fmt: skip
    return Facts(
        partnership=meeting.partnership.name, group=line.group_name, on=line.on, when=_when(line), where=_where(line),
        chair=meeting.chaired_by or _chair(meeting), also_there=meeting.also_there,
        bodies=tuple(AtTheMeeting(one.name, one.presence, one.came, one.instead_of, one.votes) for one in bodies),
        quorum=_quorum(meeting, bodies), points=points, next_meeting=_next(meeting),
        declared=tuple(_interest(one).declared for one in _interests(meeting)),
    )  # fmt: skip


def _when(line: MeetingLine) -> str:
    start, end = (moment.astimezone(LONDON) for moment in (line.starts_at, line.ends_at))
    said = _("{day}, {start} to {end}")
    return said.format(day=days.day(line.on), start=f"{start:%H:%M}", end=f"{end:%H:%M}")


def _where(line: MeetingLine) -> str:
    mode = words.mode(line.mode)
    return _("{mode}: {place}").format(mode=mode, place=line.place) if line.place else mode


def _next(meeting: Meeting) -> str:
    """When the group meets next after a meeting, if that is planned."""
    rows = Meeting.objects.filter(group=meeting.group_id, starts_at__gt=meeting.starts_at)
    row = rows.exclude(kind=MeetingKind.WRITTEN).exclude(state=MeetingState.CANCELLED).order_by("starts_at").first()
    return _when(lines([row])[0]) if row else ""
