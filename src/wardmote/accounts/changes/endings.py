"""Letters before vetting, training or a signature ends. They say that there is something to see, and nothing of what or whose."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.models import CredentialNotice, Member
from wardmote.accounts.queries import endings as queries
from wardmote.audit.changes import record
from wardmote.platform import outbox
from wardmote.words import gettext as _


@transaction.atomic
def tell_of_endings(*, partnership: UUID, on: date, at: datetime) -> int:
    """Tell holders and administrators of what ends soon in a partnership: one letter to each, however much it is. How many letters.

    Of each end they are told once for each of `persons.NOTICES`: what was told is noted in the same transaction, so twice at once is once too.
    """
    soon = [one for one in queries.endings(partnership=partnership, on=on) if _first(one, at)]
    if not soon:
        return 0
    holders = {one.member for one in soon}
    keepers = {key for key in queries.administrators(partnership=partnership) if holders - {key}}
    written = [_tell_holder(member, _nearest(soon, {member.pk})) for member in queries.members(holders)]
    written += [
        _tell_administrator(member, _nearest(soon, holders - {member.pk})) for member in queries.members(keepers)
    ]
    record("tell-of-ending", kind="member", ids=sorted(holders), partnership=partnership)
    return len(written)


def _first(one: queries.Ending, at: datetime) -> bool:
    _noted, first = CredentialNotice.objects.get_or_create(
        credential_id=one.credential, ends=one.ends, days=one.days, defaults={"posted_at": at}
    )
    return first


def _nearest(soon: Iterable[queries.Ending], holders: Collection[UUID]) -> int:
    """Within how many days the first of what these have ends: each letter tells of the ends that are its reader's business."""
    return min(one.days for one in soon if one.member in holders)


def _tell_holder(member: Member, days: int) -> UUID:
    text = _(
        "Something that Wardmote has on file about you ends within {days} days. Your work may need it.\n\n"
        "Sign in as you always do, not by a link in a letter: your first page says what it is and when it ends. "
        "The administrator of your partnership records its renewal."
    ).format(days=days)
    return outbox.post(
        to=member.email, subject=_("Something of yours in Wardmote ends soon"), body=text, kind="ends-soon"
    )


def _tell_administrator(member: Member, days: int) -> UUID:
    text = _(
        "Something that Wardmote has on file about people of your partnership ends within {days} days. Their work may need it.\n\n"
        "Sign in as you always do, not by a link in a letter: your first page says what it is, whose, and when it ends. "
        "If you act for more than one agency, look at the first page of each."
    ).format(days=days)
    return outbox.post(
        to=member.email, subject=_("Something in your partnership ends soon"), body=text, kind="ends-soon"
    )
