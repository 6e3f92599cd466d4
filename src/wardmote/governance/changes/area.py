"""The area of a partnership: which districts it covers, from which day."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from wardmote.accounts.models import Partnership, PartnershipArea
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import PartnershipLink
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

Code = tuple[str, str]  # an area's code, and the vintage of the lookups that it is of


@transaction.atomic
def cover(*, partnership: UUID, districts: Sequence[Code], valid_from: date, at: datetime, by: Standing | None) -> int:
    """The partnership covers these districts from a day on: how many are new. One that it covers already is left alone, one that it is about to leave comes back on the day on which it leaves; Clash when it covers them all."""
    who = business_of(by, partnership)
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership)  # its key is held by whoever writes in it
    there = _reaching(partnership, valid_from)
    new = [
        PartnershipArea(
            partnership_id=partnership, code=code, vintage=vintage, valid_from=first, recorded_at=at, recorded_by_id=who
        )
        for code, vintage in districts
        if (first := there.get(code, valid_from)) is not None
    ]  # fmt: skip
    if not new:
        raise Clash(_("The partnership covers that already on that day."))
    PartnershipArea.objects.bulk_create(new)
    record(
        "cover-districts", kind="partnership", ids=[partnership], partnership=partnership, facts={"districts": len(new)}
    )
    return len(new)


@transaction.atomic
def uncover(*, partnership: UUID, code: str, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on the partnership covers the district no more. Raises Clash for a day before it did, Refused for a district that it never covered."""
    business_of(by, partnership)
    found = (
        PartnershipArea.objects.select_for_update()
        .filter(partnership=partnership, code=code, valid_to__isnull=True)
        .first()
    )
    if found is None:
        raise Refused("run-governance")
    if valid_to <= found.valid_from:
        raise Clash(_("The partnership covers it from that day or later: choose a later day."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    record("uncover-district", kind="partnership", ids=[partnership], partnership=partnership)


@transaction.atomic
def end_link(*, link: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on the partnership stands with the other no more. Raises Clash for a day before it did."""
    found = PartnershipLink.objects.select_for_update().filter(pk=link, valid_to__isnull=True).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if valid_to <= found.valid_from:
        raise Clash(_("It began on that day or later: choose a later day."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    record("unlink-partnership", kind="partnership", ids=[found.partnership_id], partnership=found.partnership_id)


def _reaching(partnership: UUID, day: date) -> dict[str, date | None]:
    """The districts that it covers on the day, or begins to cover later: until when; None is without end."""
    rows = PartnershipArea.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), partnership=partnership)
    return dict(rows.order_by(F("valid_to").asc(nulls_last=True)).values_list("code", "valid_to"))
