"""What is told of a partnership."""

from typing import Any
from uuid import UUID

from wardmote.accounts.models import Partnership, PartnershipNotice
from wardmote.accounts.states import Standing

EMPTY = {"contact": "", "notice": "", "version": 1}


def told_to_members(standing: Standing) -> dict[str, Any]:
    """What the asker's partnership tells its members, and its version: as its form takes it."""
    rows = PartnershipNotice.objects.filter(partnership=standing.hat.partnership if standing.hat else None)
    return rows.values(*EMPTY).first() or EMPTY


def every_partnership() -> list[UUID]:
    """The keys of all partnerships, for what the installation does in each."""
    return list(Partnership.objects.order_by("pk").values_list("pk", flat=True))
