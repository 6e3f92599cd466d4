"""Actions as whoever asks may read them: lists of fifty, one action with its history, and what waits for an agency."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wardmote.accounts.models import Grant
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Action, ActionAnswer, ActionEntry, Escalation, GroupShape, LetterWish, Seat
from wardmote.governance.queries.batches import in_batches
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.rows import ANSWERING
from wardmote.governance.states import ActionState, Capacity, Circle, EntryKind, GroupKind, OwnedBy, Pace, Rung
from wardmote.platform.refusals import Refused

PAGE = 50
KEEPERS = frozenset({Role.MANAGER, Role.COORDINATOR})
ORDER = {Rung.OWNER: 1, Rung.CHAIR: 2, Rung.EXECUTIVE: 3}


@dataclass(frozen=True)
class Sought:
    """What a list of actions is narrowed to. `whose`: all, the agency's of the hat worn, or those that the member was asked to see to. `state`: open, ended, or all."""

    whose: str = "all"
    state: str = "open"
    words: str = ""
    group: UUID | None = None
    body: UUID | None = None
    page: int = 1


@dataclass(frozen=True)
class Line:
    """What one body answers for an action."""

    key: UUID
    body: str
    agency: UUID | None
    state: ActionState
    text: str
    evidence: str
    answered_at: datetime | None
    answered_by: str
    member: UUID | None
    member_name: str
    moved_from: str
    version: int


@dataclass(frozen=True)
class ActionRow:
    """One action of a list. `escalated` is the furthest step that it reached with the day by which it is due now. Without a `group` it is what a closed group asked."""

    key: UUID
    number: int
    text: str
    group: UUID | None
    group_name: str
    meeting: UUID | None
    met_at: datetime | None
    owned_by: OwnedBy
    due_on: date
    state: ActionState
    ended_on: date | None
    escalated: Rung | None
    version: int
    given_at: datetime
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many lines have ended."""
        return sum(line.state is not ActionState.OPEN for line in self.lines)


@dataclass(frozen=True)
class Actions:
    """A page of a list, and how many there are in all."""

    rows: list[ActionRow]
    total: int
    late: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Entry:
    """A line of an action's history."""

    kind: EntryKind
    at: datetime
    by: str
    body: str
    state: ActionState | None
    text: str
    evidence: str
    was_due_on: date | None


def actions_sought(standing: Standing, sought: Sought, *, on: date) -> Actions:
    """A page of the actions of the partnership worn: open ones by the day by which they are due, ended ones the latest first. The log is told which."""
    rows = _narrowed(standing, Action.objects.filter(partnership=worn(standing)), sought)
    late = Q(state=ActionState.OPEN, due_on__lt=on)
    counted = rows.aggregate(total=Count("pk"), late=Count("pk", filter=late))
    total = counted["total"]
    page = max(1, min(sought.page, -(-total // PAGE) or 1))
    ordered = rows.order_by(*_order(sought.state))[(page - 1) * PAGE : page * PAGE]
    found = Actions(_rows(ordered), total, counted["late"], page)
    record("see-actions", kind="action", ids=[row.key for row in found.rows])
    return found


def actions_whole(standing: Standing, sought: Sought) -> Iterator[ActionRow]:
    """Every action that fits, in the order of the list; whoever takes them away tells the log."""
    rows = _narrowed(standing, Action.objects.filter(partnership=worn(standing)), sought)
    return in_batches(rows.order_by(*_order(sought.state)), _rows)


def action(standing: Standing, key: UUID) -> tuple[ActionRow, list[Entry]]:
    """One action with its history, oldest first. Raises Refused when there is none for whoever asks."""
    found = _rows(Action.objects.filter(pk=key, partnership=worn(standing)))
    if not found:
        raise Refused("see-governance")
    record("see-action", kind="action", ids=[key])
    return found[0], history_of(key)


def escalated_to(standing: Standing, group: UUID, on: date) -> list[ActionRow]:
    """The late actions that stand on a group's next agenda by themselves: its own, and at the statutory executive all that reached it."""
    shape = GroupShape.objects.filter(holds(on), group=group, partnership=worn(standing)).first()
    if shape is None:
        return []
    late = Action.objects.filter(partnership=worn(standing), state=ActionState.OPEN, due_on__lt=on)
    if shape.kind == GroupKind.EXECUTIVE:
        late = late.filter(_reached_step([Rung.EXECUTIVE]))
    else:
        late = late.filter(_reached_step([Rung.CHAIR, Rung.EXECUTIVE]), group=group)
    found = _rows(late.order_by("due_on")[:PAGE])
    if found:
        record("see-actions", kind="action", ids=[row.key for row in found])
    return found


def reached(standing: Standing, on: date) -> list[ActionRow]:
    """The late actions that reached whoever asks, the latest first."""
    return _rows(late_reached(standing, on).order_by("due_on", "number")[:PAGE])


def late_reached(standing: Standing, on: date) -> QuerySet[Action]:
    """The late actions that reached whoever asks: as a chair, or as whoever runs the business."""
    late = Action.objects.filter(partnership=worn(standing), state=ActionState.OPEN, due_on__lt=on)
    chaired = Seat.objects.filter(
        holds(on), member=standing.member, capacity=Capacity.CHAIR, partnership=worn(standing)
    )
    reached = late.filter(
        _reached_step([Rung.CHAIR, Rung.EXECUTIVE]), group__in=list(chaired.values_list("group", flat=True))
    )
    if standing.roles & KEEPERS:
        reached = late.filter(_reached_step([Rung.EXECUTIVE])) | reached
    return reached


def _reached_step(told: list[Rung]) -> Exists:
    reached = Escalation.objects.filter(partnership=OuterRef("partnership"), told__in=told)  # few of all that is late
    return Exists(reached.filter(action=OuterRef("pk"), due_on=OuterRef("due_on")))


def _narrowed(standing: Standing, rows: QuerySet[Action], sought: Sought) -> QuerySet[Action]:
    if sought.whose == "waiting":
        return rows.filter(_with_line(agency=agency_worn(standing), state=ActionState.OPEN), state=ActionState.OPEN)
    if sought.whose == "agency":
        rows = rows.filter(_with_line(agency=agency_worn(standing)))
    if sought.whose == "mine":
        rows = rows.filter(_with_line(member=standing.member))
    if sought.state == "open":
        rows = rows.filter(state=ActionState.OPEN)
    elif sought.state == "ended":
        rows = rows.exclude(state=ActionState.OPEN)
    if sought.words:
        rows = rows.filter(text__icontains=sought.words)
    if sought.group:
        rows = rows.filter(group=sought.group)
    return rows.filter(_with_line(body=sought.body)) if sought.body else rows


def _with_line(**sought: object) -> Exists:
    return Exists(ActionAnswer.objects.filter(action=OuterRef("pk"), **sought))


def agency_worn(standing: Standing) -> UUID | None:
    """The agency of the hat worn."""
    return standing.hat.agency if standing.hat else None


def _order(state: str) -> tuple[str, ...]:
    return {"open": ("due_on", "number"), "ended": ("-ended_on", "-number")}.get(state, ("-number",))


def _rows(found: QuerySet[Action]) -> list[ActionRow]:
    """Whole rows: with their lines, names and steps, in as many questions whatever their number."""
    chosen = list(found.select_related("meeting"))
    keys = [one.pk for one in chosen]
    lines, steps = _lines(keys), steps_reached(keys)
    names = group_names({one.group_id for one in chosen})
    return [
        ActionRow(
            one.pk, one.number, one.text, one.group_id, names.get(one.group_id, ""), one.meeting_id, one.meeting.starts_at if one.meeting else None,
            OwnedBy(one.owned_by), one.due_on, ActionState(one.state), one.ended_on, steps.get((one.pk, one.due_on)), one.version, one.recorded_at,
            tuple(lines.get(one.pk, ())),
        )
        for one in chosen
    ]  # fmt: skip


def _lines(keys: list[UUID]) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = {}
    rows = ActionAnswer.objects.filter(action__in=keys).select_related("body", "moved_from", "member", "answered_by")
    for row in rows.order_by("body__name"):
        found.setdefault(row.action_id, []).append(line_shown(row))
    return found


def line_shown(row: ActionAnswer) -> Line:
    return Line(
        row.pk, row.body.name, row.agency_id, ActionState(row.state), row.text, row.evidence, row.answered_at,
        row.answered_by.name if row.answered_by else "", row.member_id, row.member.name if row.member else "",
        row.moved_from.name if row.moved_from else "", row.version,
    )  # fmt: skip


def unread_by(standing: Standing, key: UUID, on: date) -> list[str]:
    """The bodies that answer for an action of a closed circle, and have nobody here who signs in for them: by name. Empty for what the partnership reads."""
    found = ActionAnswer.objects.filter(
        partnership=worn(standing), action=key, circle=Circle.GROUP, state=ActionState.OPEN
    )
    open_lines = list(found.select_related("body"))
    grants = Grant.objects.filter(holds(on), partnership=worn(standing), role__in=ANSWERING)
    reading = set(grants.values_list("agency", flat=True)) if open_lines else set()
    return sorted(line.body.name for line in open_lines if line.agency_id not in reading)


def steps_reached(keys: list[UUID]) -> dict[tuple[UUID, date], Rung]:
    """The furthest step that each reached, for each day by which it was due."""
    found: dict[tuple[UUID, date], Rung] = {}
    for action_key, due_on, told in Escalation.objects.filter(action__in=keys).values_list("action", "due_on", "told"):
        before = found.get((action_key, due_on))
        if before is None or ORDER[Rung(told)] > ORDER[before]:
            found[action_key, due_on] = Rung(told)
    return found


def group_names(groups: Iterable[UUID]) -> dict[UUID, str]:
    """What groups are called now, or were last."""
    return dict(GroupShape.objects.filter(group__in=groups).order_by("valid_from").values_list("group", "name"))


def history_of(key: UUID) -> list[Entry]:
    rows = ActionEntry.objects.filter(action=key).select_related("body", "recorded_by").order_by("recorded_at", "pk")
    return [
        Entry(
            EntryKind(row.kind), row.recorded_at, row.recorded_by.name if row.recorded_by else "", row.body.name if row.body else "",
            ActionState(row.state) if row.state else None, row.text, row.evidence, row.was_due_on,
        )
        for row in rows
    ]  # fmt: skip


def steps_of(standing: Standing, key: UUID) -> list[tuple[Rung, date, datetime]]:
    """The steps that an action reached: whom it concerns, the day by which it was due then, and when. Oldest first."""
    rows = Escalation.objects.filter(action=key, partnership=worn(standing)).order_by("reached_at", "pk")
    return [(Rung(row.told), row.due_on, row.reached_at) for row in rows]


def pace_of(standing: Standing) -> Pace:
    """How often the member is written to about what waits for them in the partnership worn."""
    found = LetterWish.objects.filter(partnership=worn(standing), member=standing.member).values_list("pace", flat=True)
    return Pace(found.first() or Pace.DAILY)
