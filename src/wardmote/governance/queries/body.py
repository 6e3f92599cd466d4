"""One body: what it was from when to when, whose place it took and who took its own, and what it still has to do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.bodies import kinds
from wardmote.governance.models import ActionAnswer, Body, BodyPart, GroupShape, Seat, Succession
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import ActionState, Capacity, StatutoryRole
from wardmote.platform.refusals import Refused

MOST = 50  # seats, parts, bodies before and after: more than a body has


@dataclass(frozen=True)
class Followed:
    """A body in whose place it stands, or that stands in its place."""

    on: date
    key: UUID
    name: str
    reason: str


@dataclass(frozen=True)
class Held:
    """A part or a seat, from one day to another (half-open)."""

    what: StatutoryRole | Capacity
    votes: bool
    since: date
    until: date | None
    where: str = ""
    group: UUID | None = None


@dataclass(frozen=True)
class BodyRead:
    key: UUID
    name: str
    kind_label: str
    area_code: str
    since: date
    until: date | None
    before: list[Followed]
    after: list[Followed]
    parts: list[Held]
    seats: list[Held]
    open_lines: int


def body_read(standing: Standing, key: UUID, on: date) -> BodyRead:
    """A body of the partnership worn, whenever it was there; group names are those of the day. Raises Refused when there is none for whoever asks."""
    row = Body.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    record("see-body", kind="body", ids=[key])  # it counts what it has to do, behind closed doors too for who may
    known = kinds().get(row.kind)
    return BodyRead(
        row.pk, row.name, known.label if known else row.kind, row.area_code, row.valid_from, row.valid_to, _before(key), _after(key), _parts(key),
        _seats(standing, key, on), ActionAnswer.objects.filter(body=key, state=ActionState.OPEN, action__state=ActionState.OPEN).count(),
    )  # fmt: skip


def _before(key: UUID) -> list[Followed]:
    rows = Succession.objects.filter(after=key).select_related("before").order_by("on", "before__name")[:MOST]
    return [Followed(row.on, row.before_id, row.before.name, row.reason) for row in rows]


def _after(key: UUID) -> list[Followed]:
    rows = Succession.objects.filter(before=key).select_related("after").order_by("on", "after__name")[:MOST]
    return [Followed(row.on, row.after_id, row.after.name, row.reason) for row in rows]


def _parts(key: UUID) -> list[Held]:
    rows = BodyPart.objects.filter(body=key).order_by("valid_from")[:MOST]
    return [Held(StatutoryRole(row.role), row.votes, row.valid_from, row.valid_to) for row in rows]


def _seats(standing: Standing, key: UUID, on: date) -> list[Held]:
    rows = list(Seat.objects.filter(body=key, partnership=worn(standing)).order_by("valid_from")[:MOST])
    shapes = GroupShape.objects.filter(group__in=[row.group_id for row in rows]).order_by("valid_from")
    names = dict(shapes.values_list("group", "name")) | dict(shapes.filter(holds(on)).values_list("group", "name"))
    return [
        Held(Capacity(row.capacity), row.votes, row.valid_from, row.valid_to, names.get(row.group_id, ""), row.group_id)
        for row in rows
    ]
