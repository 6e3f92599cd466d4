"""What a partnership took over, from whom, and from which row; what stands in its place; and which roles people had before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Action, Carried, Handover, Meeting, ProposedRole
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import Settled, Side

PAGE = 50
PAGES = (
    "Body",
    "Group",
    "Meeting",
    "Action",
    "Recommendation",
    "Matter",
    "Risk",
    "Entry",
)  # kinds with a page of their own

BEHIND_DOORS = {"Meeting": Meeting, "Action": Action}  # of these somebody may see some, and others not


@dataclass(frozen=True)
class HandedOver:
    """One side of a reorganisation: what the other partnership is to this one, from which day, and how many rows of each kind went over."""

    key: UUID
    side: Side
    other: UUID
    other_name: str
    on: date
    reason: str
    counts: dict[str, int]


@dataclass(frozen=True)
class CameFrom:
    kind: str
    row: UUID
    known_as: str
    other_name: str


@dataclass(frozen=True)
class Proposal:
    key: UUID
    member: UUID
    name: str
    agency: str
    role: Role
    before: str
    settled: Settled


def handovers(standing: Standing) -> list[HandedOver]:
    """Both sides of the partnership worn: what it took over, and what stands in its place."""
    rows = Handover.objects.filter(partnership=worn(standing)).select_related("other").order_by("on", "other__name")
    return [
        HandedOver(row.pk, Side(row.side), row.other_id, row.other.name, row.on, row.reason, row.counts) for row in rows
    ]


def came_from(standing: Standing, *, page: int) -> tuple[list[CameFrom], int]:
    """A page of the rows that have a page of their own, as far as whoever asks may see them, and what each was before; how many there are in all."""
    rows = Carried.objects.filter(_seen(standing), partnership=worn(standing), kind__in=PAGES)
    rows = rows.select_related("handover__other")
    total = rows.count()
    chosen = list(rows.order_by("handover", "kind", "pk")[(page - 1) * PAGE : page * PAGE])
    record("see-origins", kind="governance", ids=[row.row for row in chosen])
    return [
        CameFrom(row.kind, row.row, row.known_as.partition(": ")[2], row.handover.other.name) for row in chosen
    ], total


def _seen(standing: Standing) -> Q:
    """What a group keeps to itself is told to nobody else by where it came from, nor counted: the rows themselves say who sees them."""
    found = ~Q(kind__in=BEHIND_DOORS)
    for kind, model in BEHIND_DOORS.items():
        found |= Q(kind=kind, row__in=model._default_manager.filter(partnership=worn(standing)).values("pk"))
    return found


def was_before(standing: Standing, row: UUID) -> list[CameFrom]:
    """What one row of the partnership worn was before, in which partnership."""
    found = Carried.objects.filter(partnership=worn(standing), row=row).select_related("handover__other")
    return [_came(one) for one in found]


def _came(row: Carried) -> CameFrom:
    """As people call it: without the short name of the partnership and the register's key, which a plan needs."""
    name = row.known_as.partition(": ")[2]
    return CameFrom(row.kind, row.row, name.partition("/")[2] if row.kind == "Entry" else name, row.handover.other.name)


def proposed_roles(standing: Standing) -> list[Proposal]:
    """The roles that people had in partnerships of before, for an administrator of the partnership worn: by name. The log is told whose."""
    rows = ProposedRole.objects.filter(partnership=worn(standing)).select_related("member", "agency", "handover__other")
    found = [
        Proposal(
            row.pk,
            row.member_id,
            row.member.name,
            row.agency.name,
            Role(row.role),
            row.handover.other.name,
            Settled(row.settled),
        )
        for row in rows.order_by("member__name", "agency__name", "role")
    ]
    record("see-people", kind="member", ids=sorted({one.member for one in found}))
    return found
