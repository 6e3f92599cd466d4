"""Groups: founded, given another shape, ended; and who sits on them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts import words as days
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.answering import Answers, first_circle
from wardmote.governance.changes.looked_up import looked_up
from wardmote.governance.changes.writing import Clash, business_of, refuse_strangers
from wardmote.governance.models import Body, Group, GroupShape, Seat
from wardmote.governance.states import Cadence, Capacity, Circle, GroupKind
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Shape:
    """What a group is called, is for, and stands under. `parent` and `lead` are keys of a group and a body; `area` is the code of an area of the lookups."""

    name: str
    kind: GroupKind
    short_name: str = ""
    purpose: str = ""
    parent: UUID | None = None
    statutory: bool = False
    cadence: Cadence = Cadence.AS_NEEDED
    circle: Circle = Circle.PARTNERSHIP
    quorum: int = 0
    lead: UUID | None = None
    accounts_to: str = ""
    area: str = ""
    due_to_end: date | None = None


@transaction.atomic
def found_group(*, partnership: UUID, shape: Shape, valid_from: date, at: datetime, by: Standing | None) -> UUID:
    """A new group from a day on: its key. Raises Clash when the group it is to answer to is not there on that day."""
    who = business_of(by, partnership)
    made = Group.objects.create(partnership_id=partnership, recorded_at=at, recorded_by_id=who)
    _write(made, shape, valid_from, at=at, who=who)
    record("found-group", kind="group", ids=[made.pk], partnership=partnership, facts={"group": shape.kind})
    return made.pk


@transaction.atomic
def reshape_group(*, group: UUID, shape: Shape, valid_from: date, at: datetime, by: Standing | None) -> None:
    """From a day on the group has another name, purpose or place. What it was before stays on file. Raises Clash for a day that its present shape does not reach."""
    found = _group(group)
    who = business_of(by, found.partnership_id)
    former = _present(found)
    if valid_from == former.valid_from:
        raise Clash(_("It has its present shape from that very day: choose a later one."))
    _close(former, valid_from)
    _write(found, shape, valid_from, at=at, who=who)
    record("reshape-group", kind="group", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def end_group(*, group: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on the group is no more, and nobody sits on it. Raises Clash while other groups answer to it on that day."""
    found = _group(group)
    business_of(by, found.partnership_id)
    below = GroupShape.objects.filter(_reaches(valid_to), parent=found)
    if names := sorted(below.values_list("name", flat=True)):
        raise Clash(_("These still answer to it: {names}. Move or end them first.").format(names=", ".join(names)))
    _close(_present(found), valid_to)
    seats = Seat.objects.filter(_reaches(valid_to), group=found)
    if seats.filter(valid_from__gte=valid_to).exists():
        raise Clash(_("Somebody is to join it on that day or later: end that seat first."))
    seats.update(valid_to=valid_to)
    record("end-group", kind="group", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def give_seat(
    *, group: UUID, body: UUID | None, valid_from: date, at: datetime, by: Standing | None, member: UUID | None = None,
    name: str = "", capacity: Capacity = Capacity.MEMBER, votes: bool = False,
) -> UUID:  # fmt: skip
    """Somebody sits on the group for a body from a day on: the seat's key. Raises Clash when neither a person nor a body is said, or a chair is there already."""
    found = looked_up(("group", group), lambda: _group(group))
    who = business_of(by, found.partnership_id)
    refuse_strangers(found.partnership_id, body=body, member=member)
    if body is None and member is None and not name:
        raise Clash(_("Say who sits there: a body, a colleague or a name."))
    _on_that_day(found, body, valid_from)
    open_seats = Seat.objects.filter(_reaches(valid_from), group=found)
    if capacity is Capacity.CHAIR and open_seats.filter(capacity=Capacity.CHAIR).exists():
        raise Clash(_("The group has a chair on that day: end that seat first."))
    made = Seat.objects.create(
        partnership_id=found.partnership_id, group=found, body_id=body, member_id=member, name=name, capacity=capacity, votes=votes,
        valid_from=valid_from, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    record("give-seat", kind="group", ids=[found.pk], partnership=found.partnership_id, facts={"capacity": capacity})
    return made.pk


@transaction.atomic
def end_seat(*, seat: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on nobody sits there. Raises Clash for a day before the seat began."""
    found = Seat.objects.select_for_update().filter(pk=seat).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if valid_to <= found.valid_from:
        raise Clash(_("A seat cannot end before it began."))
    if found.valid_to is not None and valid_to >= found.valid_to:
        raise Clash(_("The seat has ended already, or is about to."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    record("end-seat", kind="group", ids=[found.group_id], partnership=found.partnership_id)


def _group(key: UUID) -> Group:
    found = Group.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _on_that_day(group: Group, body: UUID | None, day: date) -> None:
    """The group is there on the day, and so is the body."""
    if not looked_up(("group", group.pk, day), GroupShape.objects.filter(_reaches(day), group=group, valid_from__lte=day).exists):  # fmt: skip
        raise Clash(_("The group is not there on that day."))
    if body is None:
        return
    if not looked_up(("body", body, day), Body.objects.filter(_reaches(day), pk=body, valid_from__lte=day).exists):
        raise Clash(_("The body is not there on that day."))


def _present(group: Group) -> GroupShape:
    found = GroupShape.objects.filter(group=group, valid_to__isnull=True).first()
    if found is None:
        raise Clash(_("The group has ended."))
    return found


def _close(shape: GroupShape, on: date) -> None:
    if on <= shape.valid_from:
        raise Clash(_("Its present shape began on that day or later: choose a later day."))
    shape.valid_to = on
    shape.save(update_fields=["valid_to"])


def _write(group: Group, shape: Shape, valid_from: date, *, at: datetime, who: UUID | None) -> None:
    _check_parent(group, shape, valid_from)
    refuse_strangers(group.partnership_id, body=shape.lead)
    if (
        shape.lead is not None
        and not Body.objects.filter(_reaches(valid_from), pk=shape.lead, valid_from__lte=valid_from).exists()
    ):
        raise Clash(_("The body that is to lead it is not there on that day."))
    GroupShape.objects.create(
        partnership_id=group.partnership_id, group=group, parent_id=shape.parent, lead_id=shape.lead, name=shape.name,
        short_name=shape.short_name, kind=shape.kind, statutory=shape.statutory, purpose=shape.purpose, cadence=shape.cadence,
        circle=shape.circle, quorum=shape.quorum, accounts_to=shape.accounts_to, area_code=shape.area, due_to_end=shape.due_to_end,
        valid_from=valid_from, recorded_at=at, recorded_by_id=who,
    )  # fmt: skip


def _check_parent(group: Group, shape: Shape, on: date) -> None:
    """The group that it is to answer to is there, and does not answer to it, by however many steps, on that day or on any later one."""
    if shape.parent is None:
        return
    rows = GroupShape.objects.filter(_reaches(on), partnership=group.partnership_id)
    held = [Answers(*row) for row in rows.values_list("group", "parent", "valid_from", "valid_to")]
    if shape.parent != group.pk and not any(one.on(on) for one in held if one.group == shape.parent):
        raise Clash(_("The group that it answers to is not there on that day."))
    closed = first_circle(group.pk, shape.parent, on, held)
    if closed == on:
        raise Clash(_("A group cannot answer to itself, not even by way of others."))
    if closed:
        said = _("From {day} it would answer to itself by way of others: what those answer to changes on that day.")
        raise Clash(said.format(day=days.day(closed)))


def _reaches(day: date) -> Q:
    """Holds on the day, or begins later."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)
