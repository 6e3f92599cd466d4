"""The structure as Popolo (popoloproject.com/specs): organizations, posts, memberships, persons and areas, whatever their day.

The partnership, its bodies and its groups are organizations. A body is a member of the partnership (`member`, for a membership may be an organization's); a person holds a seat
(`person_id`) for a body (`on_behalf_of_id`). Days are those of Popolo: `end_date` is the last day on which it held.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from wardmote.governance import bodies as table
from wardmote.governance import words
from wardmote.governance.queries import StructureWhole
from wardmote.governance.queries.whole_structure import BodyWhole, SeatWhole, ShapeWhole, Span
from wardmote.governance.states import Capacity, GroupKind, StatutoryRole
from wardmote.words import gettext as _

Thing = dict[str, Any]
GSS = "ONS GSS code"


def popolo(found: StructureWhole) -> dict[str, list[Thing]]:
    """The document: lists by class, nothing empty in their members."""
    groups: dict[UUID, list[ShapeWhole]] = {}
    for shape in found.shapes:
        groups.setdefault(shape.group, []).append(shape)
    organizations = [{"id": str(found.key), "name": found.name, "classification": _("Community Safety Partnership")}]
    organizations += [_body(one) for one in found.bodies]
    organizations += [_group(one, found.key) for one in groups.values()]
    codes = [*(one.area_code for one in found.bodies), *(one.area_code for one in found.shapes)]
    return {
        "persons": _persons(found.seats),
        "organizations": organizations,
        "posts": _posts(found.seats, groups),
        "memberships": [*_parts(found), *(_seat(one) for one in found.seats)],
        "areas": [{"id": code, "identifier": code} for code in sorted({code for code in codes if code})],
    }


def _kept(thing: Thing) -> Thing:
    """Without what is empty."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def _span(span: Span, start: str = "start_date", end: str = "end_date") -> Thing:
    last: date | None = span.end - timedelta(days=1) if span.end else None
    return {start: span.first.isoformat(), end: last.isoformat() if last else None}


def _body(one: BodyWhole) -> Thing:
    known = table.kinds().get(one.kind)
    return _kept(
        {
            "id": str(one.key),
            "name": one.name,
            "other_names": [{"name": one.short_name}] if one.short_name else [],
            "identifiers": [{"scheme": GSS, "identifier": one.area_code}] if one.area_code else [],
            "classification": known.label if known else one.kind,
            "area_id": one.area_code,
        }
        | _span(one.span, "founding_date", "dissolution_date")
    )


def _group(shapes: list[ShapeWhole], partnership: UUID) -> Thing:
    """As it is now, or was last; what it was called before stands among its other names, with the days."""
    last = shapes[-1]
    others = [_kept({"name": one.name} | _span(one.span)) for one in shapes[:-1] if one.name != last.name]
    return _kept(
        {
            "id": str(last.group),
            "name": last.name,
            "other_names": others + ([{"name": last.short_name}] if last.short_name else []),
            "identifiers": [{"scheme": GSS, "identifier": last.area_code}] if last.area_code else [],
            "classification": words.group_kind(GroupKind(last.kind)),
            "parent_id": str(last.parent or partnership),
            "area_id": last.area_code,
            "abstract": last.purpose,
        }
        | _span(Span(shapes[0].span.first, last.span.end), "founding_date", "dissolution_date")
    )


def _parts(found: StructureWhole) -> Iterable[Thing]:
    names = {one.key: one.name for one in found.bodies}
    for part in found.parts:
        role = words.role(StatutoryRole(part.role))
        yield _kept(
            {
                "id": str(part.key),
                "label": names.get(part.body, ""),
                "role": (_("{role}, voting") if part.votes else _("{role}, not voting")).format(role=role),
                "member": {"@type": "Organization", "id": str(part.body), "name": names.get(part.body, "")},
                "organization_id": str(found.key),
            }
            | _span(part.span)
        )


def _seat(one: SeatWhole) -> Thing:
    """Somebody's seat; without a person it is the body's own."""
    person = _person_id(one)
    by_body = {"member": {"@type": "Organization", "id": str(one.body)}} if one.body and not person else {}
    return _kept(
        {
            "id": str(one.key),
            "role": words.capacity(Capacity(one.capacity)),
            "person_id": person,
            "organization_id": str(one.group),
            "post_id": _post_id(one),
            "on_behalf_of_id": str(one.body) if one.body and person else "",
        }
        | by_body
        | _span(one.span)
    )


def _person_id(one: SeatWhole) -> str:
    """A colleague's key; whoever has no account is a person of their own for each seat, for nobody knows whether two of one name are one."""
    if one.person:
        return str(one.person)
    return f"seat-{one.key}" if one.name else ""


def _persons(seats: list[SeatWhole]) -> list[Thing]:
    return [{"id": key, "name": name} for key, name in {_person_id(one): one.name for one in seats if _person_id(one)}.items()]  # fmt: skip


def _posts(seats: list[SeatWhole], groups: dict[UUID, list[ShapeWhole]]) -> list[Thing]:
    """Chairs, vice-chairs and secretaries: there is one whoever holds it. Members hold none."""
    held = {_post_id(one): one for one in seats if _post_id(one)}
    return [
        {"id": key, "label": f"{words.capacity(Capacity(one.capacity))}, {groups[one.group][-1].name}", "role": words.capacity(Capacity(one.capacity)), "organization_id": str(one.group)}
        for key, one in held.items()
        if one.group in groups
    ]  # fmt: skip


def _post_id(one: SeatWhole) -> str:
    return f"{one.group}-{one.capacity}" if one.capacity in {Capacity.CHAIR, Capacity.VICE_CHAIR, Capacity.SECRETARY} else ""  # fmt: skip
