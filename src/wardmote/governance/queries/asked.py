"""What closed groups asked of the agency worn: its own line and nothing else of the action. Whoever reads the action itself finds it in the lists of actions, and not here."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from wardmote.accounts.models import Grant
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Action, ActionAnswer, Body, BodyPart, GroupShape
from wardmote.governance.queries.actions import (
    PAGE,
    ActionRow,
    Entry,
    Line,
    Sought,
    action,
    agency_worn,
    history_of,
    line_shown,
    steps_reached,
)
from wardmote.governance.queries.batches import AT_ONCE
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.rows import ANSWERING
from wardmote.governance.states import ActionState, Circle, OwnedBy, Rung, StatutoryRole
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused

BY_DAY = ("due_on", "asked_number", "pk")


def lines_asked(standing: Standing) -> QuerySet[ActionAnswer]:
    """The lines of the agency worn whose actions whoever asks may not read."""
    read = Action.objects.filter(pk=OuterRef("action"))
    rows = ActionAnswer.objects.filter(
        partnership=worn(standing), agency=agency_worn(standing), circle=Circle.GROUP, due_on__isnull=False
    )
    return rows.filter(~Exists(read))


def asked_of_us(standing: Standing, sought: Sought) -> list[ActionRow]:
    """What closed groups asked, as the list of actions is narrowed: the first fifty. From which group it is nobody is told, so none is found by its group."""
    found = _rows(_narrowed(standing, sought)[:PAGE])
    if found:
        record("see-actions", kind="action", ids=[row.key for row in found])
    return found


def asked_count(standing: Standing, sought: Sought) -> int:
    """How many there are of them in all."""
    return _narrowed(standing, sought).count()


def asked_whole(standing: Standing, sought: Sought) -> Iterator[ActionRow]:
    """Every one of them, a few hundred at a time; whoever takes them away tells the log."""
    keys = list(_narrowed(standing, sought).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        yield from _rows(ActionAnswer.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by(*BY_DAY))


def _narrowed(standing: Standing, sought: Sought) -> QuerySet[ActionAnswer]:
    rows = lines_asked(standing).order_by(*BY_DAY)
    if sought.group is not None:
        return rows.none()
    if sought.state != "all":
        ended = sought.state == "ended"
        rows = rows.exclude(state=ActionState.OPEN) if ended else rows.filter(state=ActionState.OPEN)
    if sought.whose == "mine":
        rows = rows.filter(member=standing.member)
    if sought.words:
        rows = rows.filter(asked__icontains=sought.words)
    if sought.body:
        rows = rows.filter(body=sought.body)
    return rows


def asked_line(standing: Standing, answer: UUID) -> tuple[ActionRow, list[Entry]]:
    """One line that a closed group asked of the agency worn, with what the agency answered. Raises Refused when there is none for whoever asks."""
    found = _rows(lines_asked(standing).filter(pk=answer))
    if not found:
        raise Refused("see-governance")
    record("see-action", kind="action", ids=[found[0].key])
    return found[0], history_of(found[0].key)


def line_of(standing: Standing, answer: UUID) -> tuple[ActionRow, Line]:
    """One body's line, with its action as far as whoever asks may read it. Raises Refused when there is none for them."""
    found = ActionAnswer.objects.filter(pk=answer, partnership=worn(standing)).values_list("action", flat=True).first()
    if found is None:
        raise Refused("see-governance")
    if Action.objects.filter(pk=found).exists():
        row, _entries = action(standing, found)
    else:
        row, _entries = asked_line(standing, answer)
    return row, next(line for line in row.lines if line.key == answer)


def _rows(rows: QuerySet[ActionAnswer]) -> list[ActionRow]:
    """Lines as rows of a list, without a word about where they come from."""
    lines = list(rows.select_related("body", "moved_from", "member", "answered_by"))
    steps = steps_reached([line.action_id for line in lines])
    return [_row(line, steps) for line in lines if line.due_on is not None]


def _row(line: ActionAnswer, steps: dict[tuple[UUID, date], Rung]) -> ActionRow:
    assert line.due_on is not None
    state = ActionState(line.state)
    over = line.over and state in {ActionState.OPEN, ActionState.DONE, ActionState.NOT_DONE}
    ended = line.answered_at.astimezone(LONDON).date() if line.answered_at and state is not ActionState.OPEN else None
    return ActionRow(
        line.action_id, line.asked_number or 0, line.asked, None, "", None, None, OwnedBy.BODY, line.due_on,
        ActionState.WITHDRAWN if over else state, ended, steps.get((line.action_id, line.due_on)), 0, line.given_at, (line_shown(line),),
    )  # fmt: skip


def closed_on(standing: Standing, group: UUID, on: date) -> bool:
    """Whether what a group does is the group's alone."""
    shapes = GroupShape.objects.filter(holds(on), group=group, partnership=worn(standing))
    return shapes.filter(circle=Circle.GROUP).exists()


def will_read(standing: Standing, owner: UUID | OwnedBy, on: date) -> list[tuple[str, list[str]]]:
    """Who could read a line that a closed group gives to an owner: each body with the people of its agency who answer here. A body without any has nobody who signs in."""
    bodies = Body.objects.filter(holds(on), partnership=worn(standing))
    if isinstance(owner, UUID):
        bodies = bodies.filter(pk=owner)
    else:
        parts = BodyPart.objects.filter(holds(on), partnership=worn(standing), role=StatutoryRole.RESPONSIBLE)
        bodies = bodies.filter(pk__in=parts.values("body"))
    found = list(bodies.order_by("name").values_list("name", "agency"))
    people = _people(standing, {agency for _name, agency in found if agency}, on)
    return [(name, people.get(agency, [])) for name, agency in found]


def _people(standing: Standing, agencies: set[UUID], on: date) -> dict[UUID, list[str]]:
    grants = Grant.objects.filter(
        holds(on), partnership=worn(standing), agency__in=agencies, role__in=ANSWERING, member__is_active=True,
        member__left_at__isnull=True,
    )  # fmt: skip
    found: dict[UUID, list[str]] = {}
    rows = list(grants.order_by("member__name").values_list("agency", "member", "member__name").distinct())
    for agency, _member, name in rows:
        found.setdefault(agency, []).append(name)
    if agencies:
        record("list-people", kind="member", ids=sorted({member for _agency, member, _name in rows}))
    return found
