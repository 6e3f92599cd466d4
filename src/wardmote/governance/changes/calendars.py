"""A member's calendar of meetings: its secret address is made, made anew, ended. Only a digest of the secret is kept."""

from datetime import datetime

from django.db import transaction

from wardmote.accounts.changes.writing import new_secret
from wardmote.accounts.queries.invitations import digest_of
from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.models import CalendarFeed
from wardmote.governance.policies import may_see_governance
from wardmote.governance.states import FeedScope
from wardmote.platform.refusals import Refused


@transaction.atomic
def open_calendar(*, scope: FeedScope, at: datetime, by: Asker) -> str:
    """The secret of a new address, shown once; the one before opens nothing any more."""
    may_see_governance(by)
    _end(by, at)
    if by.hat is None or by.member is None:
        raise Refused("see-governance")
    secret = new_secret()
    CalendarFeed.objects.create(
        member_id=by.member, partnership_id=by.hat.partnership, agency_id=by.hat.agency, scope=scope, secret_digest=digest_of(secret),
        recorded_at=at,
    )  # fmt: skip
    record(
        "open-calendar",
        kind="member",
        ids=[by.member],
        partnership=by.hat.partnership,
        facts={"calendar": scope},
    )
    return secret


@transaction.atomic
def end_calendar(*, at: datetime, by: Asker) -> None:
    """The address opens nothing any more."""
    may_see_governance(by)
    _end(by, at)
    partnership = by.hat.partnership if by.hat else None
    record("end-calendar", kind="member", ids=[by.member] if by.member else [], partnership=partnership)


def _end(by: Asker, at: datetime) -> None:
    if by.hat is None:
        raise Refused("see-governance")
    mine = CalendarFeed.objects.filter(member=by.member, partnership=by.hat.partnership, agency=by.hat.agency)
    mine.filter(ended_at__isnull=True).update(ended_at=at)
