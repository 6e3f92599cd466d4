"""What a partnership tells its members."""

from datetime import datetime

from django.db import transaction

from wardmote.accounts import policies
from wardmote.accounts.models import PartnershipNotice
from wardmote.accounts.states import Standing
from wardmote.audit import changes as audit
from wardmote.platform import versions
from wardmote.platform.refusals import Refused


@transaction.atomic
def tell_members(*, contact: str, notice: str, version: int, at: datetime, by: Standing) -> int:
    """Change what the asker's partnership tells its members: the new version. Raises versions.Stale when somebody was quicker, Refused to all but its administrators and managers."""
    if by.hat is None:
        raise Refused("keep-partnership")
    key = by.hat.partnership
    policies.may_in("keep-partnership", by, key)
    first = PartnershipNotice(partnership_id=key, changed_at=at, changed_by_id=by.member)
    PartnershipNotice.objects.bulk_create([first], ignore_conflicts=True)
    rows = PartnershipNotice.objects.filter(partnership=key)
    fresh = versions.expect(rows, version, contact=contact, notice=notice)
    rows.update(changed_at=at, changed_by=by.member)
    audit.record("tell-members", kind="partnership", ids=[key], facts={"version": fresh})
    return fresh
