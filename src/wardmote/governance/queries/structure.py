"""The groups of a partnership as they stood on a day, and who sat on them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.governance.models import GroupShape, Seat
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import Cadence, Capacity, Circle, GroupKind
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class GroupOnDay:
    """A group on a day. `parent` is the key of the group that it answers to."""

    key: UUID
    name: str
    short_name: str
    kind: GroupKind
    statutory: bool
    purpose: str
    parent: UUID | None
    cadence: Cadence
    circle: Circle
    quorum: int
    lead: str
    lead_key: UUID | None
    accounts_to: str
    area: str
    due_to_end: date | None
    since: date
    chair: str


@dataclass(frozen=True)
class SeatOnDay:
    key: UUID
    who: str
    body: str
    capacity: Capacity
    votes: bool
    since: date


def group_on(standing: Standing, group: UUID, on: date) -> GroupOnDay:
    """One group on a day; on a day when it is not there, as it was last, or will be first. Raises Refused when there is none for whoever asks."""
    rows = GroupShape.objects.filter(group=group, partnership=worn(standing)).select_related("lead")
    row = rows.filter(holds(on)).first() or rows.order_by("-valid_from").first()
    if row is None:
        raise Refused("see-governance")
    return _group(row, _chairs(standing, on))


def shapes_of(standing: Standing, group: UUID) -> list[tuple[date, date | None, str, str]]:
    """What a group was called over time: from, until (half-open), name, the one that it answered to. Newest first."""
    rows = GroupShape.objects.filter(group=group, partnership=worn(standing)).order_by("-valid_from")
    names = {
        row.group_id: row.name for row in GroupShape.objects.filter(partnership=worn(standing)).order_by("valid_from")
    }
    return [
        (row.valid_from, row.valid_to, row.name, names.get(row.parent_id, "") if row.parent_id else "") for row in rows
    ]


def groups_on(standing: Standing, on: date) -> list[GroupOnDay]:
    """The groups of the partnership worn on a day, by name."""
    rows = GroupShape.objects.filter(holds(on), partnership=worn(standing)).select_related("lead")
    chairs = _chairs(standing, on)
    return sorted((_group(row, chairs) for row in rows), key=lambda group: group.name.casefold())


def _chairs(standing: Standing, on: date) -> dict[UUID, str]:
    rows = Seat.objects.filter(holds(on), partnership=worn(standing), capacity=Capacity.CHAIR)
    return {row.group_id: _who(row) for row in rows.select_related("member", "body")}


def _who(seat: Seat) -> str:
    """The person if one is said, else the body."""
    if seat.member:
        return seat.member.name
    return seat.name or (seat.body.name if seat.body else "")


def _group(row: GroupShape, chairs: dict[UUID, str]) -> GroupOnDay:
    return GroupOnDay(
        row.group_id, row.name, row.short_name, GroupKind(row.kind), row.statutory, row.purpose, row.parent_id, Cadence(row.cadence),
        Circle(row.circle), row.quorum, row.lead.name if row.lead else "", row.lead_id, row.accounts_to, row.area_code, row.due_to_end, row.valid_from,
        chairs.get(row.group_id, ""),
    )  # fmt: skip


def seats_of(standing: Standing, group: UUID, on: date) -> list[SeatOnDay]:
    """Who sits on a group on a day: the chair first."""
    order = {capacity: place for place, capacity in enumerate(Capacity)}
    rows = Seat.objects.filter(holds(on), partnership=worn(standing), group=group).select_related("member", "body")
    return sorted(map(_seat, rows), key=lambda seat: (order[seat.capacity], seat.who.casefold()))


def seats_on(standing: Standing, on: date, group: UUID | None = None) -> list[tuple[str, SeatOnDay]]:
    """Everybody who sits on a group on a day, or on one group alone, with what the group is called: by group, the chair first."""
    names = dict(GroupShape.objects.filter(holds(on), partnership=worn(standing)).values_list("group", "name"))
    rows = Seat.objects.filter(holds(on), partnership=worn(standing)).select_related("member", "body")
    rows = rows.filter(group=group) if group else rows
    order = {capacity: place for place, capacity in enumerate(Capacity)}
    found = [(names.get(row.group_id, ""), _seat(row)) for row in rows]
    return sorted(found, key=lambda one: (one[0].casefold(), order[one[1].capacity], one[1].who.casefold()))


def _seat(row: Seat) -> SeatOnDay:
    return SeatOnDay(
        row.pk, _who(row), row.body.name if row.body else "", Capacity(row.capacity), row.votes, row.valid_from
    )


def seat_of(standing: Standing, seat: UUID) -> tuple[UUID, str]:
    """The group of a seat, and who sits there. Raises Refused when there is none for whoever asks."""
    row = Seat.objects.filter(pk=seat, partnership=worn(standing)).select_related("member", "body").first()
    if row is None:
        raise Refused("see-governance")
    return row.group_id, _who(row)


def days_of_change(standing: Standing) -> list[date]:
    """The days on which the structure changed, oldest first: where the slider stops."""
    rows = GroupShape.objects.filter(partnership=worn(standing)).values_list("valid_from", "valid_to")
    return sorted({day for pair in rows for day in pair if day is not None})
