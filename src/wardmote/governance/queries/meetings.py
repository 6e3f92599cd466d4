"""Meetings as they are read: one with its agenda, and lists of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.models import AgendaItem, GroupShape, Meeting
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import Circle, MeetingKind, MeetingState, Mode, Standing
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class Item:
    """A point of an agenda."""

    key: UUID
    position: int
    title: str
    standing: Standing
    lead: str
    note: str
    version: int


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list. `group_name` is what the group was called on that day."""

    key: UUID
    group: UUID
    group_name: str
    kind: MeetingKind
    state: MeetingState
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    place: str
    circle: Circle
    version: int

    @property
    def on(self) -> date:
        """The day of it, in London."""
        return self.starts_at.astimezone(LONDON).date()


@dataclass(frozen=True)
class MeetingRead:
    """One meeting with its agenda, as pages show it."""

    line: MeetingLine
    items: list[Item] = field(default_factory=list)


def meeting_for(standing: Asker, key: UUID) -> MeetingRead:
    """One meeting with its agenda. Raises Refused when there is none for whoever asks. The log says that it was opened."""
    row = Meeting.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    record("open-meeting", kind="meeting", ids=[row.pk], partnership=row.partnership_id)
    items = AgendaItem.objects.filter(meeting=row).order_by("position")
    return MeetingRead(lines([row])[0], [_item(one) for one in items])


def lines(rows: list[Meeting]) -> list[MeetingLine]:
    """Meetings with what their groups were called on their days: one query for all of them."""
    if not rows:
        return []
    shapes: dict[UUID, list[GroupShape]] = {}
    for shape in GroupShape.objects.filter(group__in={row.group_id for row in rows}).order_by("valid_from"):
        shapes.setdefault(shape.group_id, []).append(shape)
    return [_line(row, shapes.get(row.group_id, [])) for row in rows]


def named_on(group: UUID, day: date) -> str:
    """What a group is called on a day; what it was called last, or will be first, when it is not there."""
    return _name(list(GroupShape.objects.filter(group=group).order_by("valid_from")), day)


def _line(row: Meeting, shapes: list[GroupShape]) -> MeetingLine:
    return MeetingLine(
        row.pk, row.group_id, _name(shapes, row.starts_at.astimezone(LONDON).date()), MeetingKind(row.kind), MeetingState(row.state),
        row.starts_at, row.ends_at, Mode(row.mode), row.place, Circle(row.circle), row.version,
    )  # fmt: skip


def _name(shapes: list[GroupShape], day: date) -> str:
    """Shapes come in the order of their days."""
    begun = [shape for shape in shapes if shape.valid_from <= day]
    return (begun[-1] if begun else shapes[0]).name if shapes else ""


def _item(row: AgendaItem) -> Item:
    return Item(row.pk, row.position, row.title, Standing(row.standing), row.lead, row.note, row.version)
