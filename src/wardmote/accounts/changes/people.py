"""Members and the roles they are given, from one day to another."""

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wardmote.accounts import policies
from wardmote.accounts.changes.hands import key_of
from wardmote.accounts.models import Agency, Grant, Member, Partnership
from wardmote.accounts.states import Role, Standing


@transaction.atomic
def welcome(*, email: str, name: str, password: str, at: datetime, by: Standing | None) -> Member:
    """A new member, who can sign in and may do nothing yet. The password is kept as an Argon2 hash."""
    return Member.objects.create(
        email=email.strip().lower(),
        name=name,
        password=make_password(password),
        recorded_at=at,
        recorded_by_id=key_of(by),
    )


@transaction.atomic
def grant(
    *, member: Member, agency: Agency, partnership: Partnership, role: Role, valid_from: date,
    at: datetime, by: Standing | None, valid_to: date | None = None,
) -> Grant:  # fmt: skip
    """Let a member act for an agency in a partnership, in a role. Only that partnership's administrator does this, for others; else Refused."""
    if by is not None:
        policies.may_grant(by, partnership.pk, member.pk)
    return Grant.objects.create(
        member=member, agency=agency, partnership=partnership, role_id=role,
        valid_from=valid_from, valid_to=valid_to, recorded_at=at, recorded_by_id=key_of(by),
    )  # fmt: skip


@transaction.atomic
def end_grant(*, grant: Grant, valid_to: date, by: Standing | None) -> Grant:
    """From `valid_to` on, the grant no longer holds. It stays on file."""
    if by is not None:
        policies.may_grant(by, grant.partnership_id, grant.member_id)
    grant.valid_to = valid_to
    grant.save(update_fields=["valid_to"])
    return grant
