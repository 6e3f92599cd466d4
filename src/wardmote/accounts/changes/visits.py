"""When a member was at Home last: so that they are told what happened since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from wardmote.accounts.models import Visit
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.platform.clock import LONDON

AWAY = timedelta(hours=4)  # with nothing opened for so long, or on another day, Home is opened on another visit


@dataclass(frozen=True)
class Been:
    """Until when somebody was here on the visit before this one (None: it is their first), and since when they are here now."""

    until: datetime | None
    began: datetime


@transaction.atomic
def note_visit(*, at: datetime, by: Standing) -> Been:
    """The member opened Home of the partnership worn. For somebody without a hat nothing is noted."""
    if by.hat is None or by.member is None:
        return Been(None, at)
    whose = {"member_id": by.member, "partnership_id": by.hat.partnership}
    found = Visit.objects.select_for_update().filter(**whose).first()
    if found is None:  # and two pages that are both the first make one
        Visit.objects.bulk_create([Visit(**whose, began_at=at, seen_at=at)], ignore_conflicts=True)
        found = Visit.objects.select_for_update().get(**whose)
    if another(found.seen_at, at):
        found.before_at, found.began_at = found.seen_at, at
    found.seen_at = max(at, found.seen_at)
    found.save(update_fields=["before_at", "began_at", "seen_at"])
    record("open-home", kind="member", ids=[by.member])
    return Been(found.before_at, found.began_at)


def another(seen_at: datetime, at: datetime) -> bool:
    """Whether a page opened now is another visit than the one opened then."""
    return at - seen_at >= AWAY or at.astimezone(LONDON).date() > seen_at.astimezone(LONDON).date()
