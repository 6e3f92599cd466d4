"""The structure whole, with all its days: bodies and their parts, groups and their shapes, and seats. For Popolo, which tells of times past too."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Model

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Body, BodyPart, GroupShape, Seat
from wardmote.governance.queries.bodies import worn
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class Span:
    """From a day until before another."""

    first: date
    end: date | None


@dataclass(frozen=True)
class BodyWhole:
    key: UUID
    name: str
    short_name: str
    kind: str
    area_code: str
    span: Span


@dataclass(frozen=True)
class PartWhole:
    key: UUID
    body: UUID
    role: str
    votes: bool
    span: Span


@dataclass(frozen=True)
class ShapeWhole:
    key: UUID
    group: UUID
    parent: UUID | None
    name: str
    short_name: str
    kind: str
    purpose: str
    area_code: str
    span: Span


@dataclass(frozen=True)
class SeatWhole:
    """`person` is the key of a colleague that whoever asks may see; `name` is for whoever has no account, or what a colleague is called."""

    key: UUID
    group: UUID
    body: UUID | None
    person: UUID | None
    name: str
    capacity: str
    votes: bool
    span: Span


@dataclass(frozen=True)
class StructureWhole:
    key: UUID
    name: str
    bodies: list[BodyWhole]
    parts: list[PartWhole]
    shapes: list[ShapeWhole]
    seats: list[SeatWhole]


def structure_whole(standing: Standing) -> StructureWhole:
    """All of it of the partnership worn, each in order of time. The log says that it was taken."""
    here = worn(standing)
    if here is None:
        raise Refused("see-governance")
    place = Partnership.objects.get(pk=here)
    bodies = [
        BodyWhole(one.pk, one.name, one.short_name, one.kind, one.area_code, _span(one))
        for one in Body.objects.filter(partnership=here).order_by("valid_from", "name", "pk")
    ]
    parts = [
        PartWhole(one.pk, one.body_id, one.role, one.votes, _span(one))
        for one in BodyPart.objects.filter(partnership=here).order_by("valid_from", "pk")
    ]
    shapes = [
        ShapeWhole(
            one.pk,
            one.group_id,
            one.parent_id,
            one.name,
            one.short_name,
            one.kind,
            one.purpose,
            one.area_code,
            _span(one),
        )
        for one in GroupShape.objects.filter(partnership=here).order_by("valid_from", "pk")
    ]
    seats = [
        _seat(one)
        for one in Seat.objects.filter(partnership=here).select_related("member").order_by("valid_from", "pk")
    ]
    people = sorted({seat.person for seat in seats if seat.person})
    record(
        "take-popolo",
        kind="member",
        ids=people,
        partnership=here,
        facts={"count": len(bodies) + len(shapes) + len(seats)},
    )
    return StructureWhole(place.pk, place.name, bodies, parts, shapes, seats)  # fmt: skip


def _seat(one: Seat) -> SeatWhole:
    name = one.member.name if one.member else one.name
    person = one.member.pk if one.member else None
    return SeatWhole(one.pk, one.group_id, one.body_id, person, name, one.capacity, one.votes, _span(one))


def _span(one: Model) -> Span:
    return Span(one.valid_from, one.valid_to)  # type: ignore[attr-defined]
