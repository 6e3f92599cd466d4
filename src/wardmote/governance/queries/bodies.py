"""The bodies of a partnership as they were on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing
from wardmote.governance.bodies import Doubt, doubts, kinds
from wardmote.governance.models import Body, BodyPart, PartnershipLink, Succession
from wardmote.governance.states import Merger, StatutoryRole
from wardmote.platform.refusals import Refused

ORDER = {role: place for place, role in enumerate(StatutoryRole)}


@dataclass(frozen=True)
class BodyOnDay:
    """A body, its part on the day, and what the reference table has against that."""

    key: UUID
    name: str
    short_name: str
    kind: str
    kind_label: str
    role: StatutoryRole
    votes: bool
    since: date
    agency: UUID | None
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class LinkOnDay:
    key: UUID
    kind: Merger
    with_name: str
    cluster: str
    decision: str
    since: date
    until: date | None


def bodies_on(standing: Standing, on: date) -> list[BodyOnDay]:
    """The bodies of the partnership worn on a day: responsible authorities first, then by name."""
    rows = BodyPart.objects.filter(holds(on), partnership=worn(standing)).select_related("body")
    found = [_body(part, on) for part in rows]
    return sorted(found, key=lambda body: (ORDER[body.role], body.name.casefold()))


def _body(part: BodyPart, on: date) -> BodyOnDay:
    body, role = part.body, StatutoryRole(part.role)
    known = kinds().get(body.kind)
    return BodyOnDay(
        body.pk, body.name, body.short_name, body.kind, known.label if known else body.kind, role, part.votes, part.valid_from,
        body.agency_id, tuple(doubts(body.kind, role, on)),
    )  # fmt: skip


def with_bodies(slug: str) -> tuple[UUID, bool]:
    """The key of the partnership with this short name, and whether bodies of it are on file: for the installation's command line."""
    here = Partnership.objects.values_list("pk", flat=True).get(slug=slug)
    return here, Body.objects.filter(partnership=here).exists()


def links_on(standing: Standing, on: date) -> list[LinkOnDay]:
    """With which other partnerships the one worn stands on a day, and how."""
    rows = PartnershipLink.objects.filter(holds(on), partnership=worn(standing)).order_by("valid_from")
    return [
        LinkOnDay(row.pk, Merger(row.kind), row.with_name, row.cluster, row.decision, row.valid_from, row.valid_to)
        for row in rows
    ]


def successions(standing: Standing) -> list[tuple[date, str, str, str]]:
    """Which body took the place of which: day, the one that ended, the one that stands in its place, why. In order of time."""
    rows = Succession.objects.filter(partnership=worn(standing)).select_related("before", "after")
    return sorted((row.on, row.before.name, row.after.name, row.reason) for row in rows)


def body_named(standing: Standing, body: UUID) -> tuple[str, date]:
    """What a body of the partnership worn is called, and since when it takes part. Raises Refused when there is none for whoever asks."""
    found = Body.objects.filter(pk=body, partnership=worn(standing)).values_list("name", "valid_from").first()
    if found is None:
        raise Refused("see-governance")
    return found


def worn(standing: Standing) -> UUID | None:
    return standing.hat.partnership if standing.hat else None


def holds(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
