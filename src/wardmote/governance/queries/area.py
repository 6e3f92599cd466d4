"""The area of a partnership, and with whom it stands, as they were on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.models import Partnership, PartnershipArea
from wardmote.accounts.states import Standing
from wardmote.governance.models import PartnershipLink
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import Merger
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class Covered:
    """A district that the partnership covers on a day."""

    code: str
    vintage: str
    since: date
    until: date | None


def area_on(standing: Standing, on: date) -> list[Covered]:
    """The districts of the partnership worn on a day, by code."""
    rows = PartnershipArea.objects.filter(holds(on), partnership=worn(standing)).order_by("code")
    return [Covered(row.code, row.vintage, row.valid_from, row.valid_to) for row in rows]


def covered(standing: Standing, code: str) -> date:
    """Since when the partnership worn covers a district. Raises Refused for one that it does not cover, or has an end already."""
    rows = PartnershipArea.objects.filter(partnership=worn(standing), code=code, valid_to__isnull=True)
    since = rows.values_list("valid_from", flat=True).first()
    if since is None:
        raise Refused("see-governance")
    return since


def link_of(standing: Standing, link: UUID) -> tuple[Merger, str]:
    """How, and with whom, the partnership worn stands. Raises Refused when there is no such link for whoever asks, or it has ended."""
    row = PartnershipLink.objects.filter(pk=link, partnership=worn(standing), valid_to__isnull=True).first()
    if row is None:
        raise Refused("see-governance")
    return Merger(row.kind), row.with_name


def others_here(standing: Standing) -> list[tuple[UUID, str]]:
    """The other partnerships of this installation, by name: what a link may lead to. Their names are public."""
    rows = Partnership.objects.order_by("name").values_list("pk", "name")
    return [(key, name) for key, name in rows if key != worn(standing)]
