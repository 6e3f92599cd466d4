"""Rows as they are written by the changes of this package. Nothing is asked and nothing recorded here: the change that calls does both, once."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from wardmote.accounts.changes.hands import key_of
from wardmote.accounts.models import Agency, Credential, Grant, Invitation, Member, Partnership, PartnershipArea
from wardmote.accounts.queries.invitations import digest_of
from wardmote.accounts.queries.signing_in import has_left
from wardmote.accounts.states import AgencyKind, CredentialKind, District, Role, Standing
from wardmote.platform import outbox
from wardmote.words import gettext as _


def new_partnership(
    *, name: str, slug: str, districts: Sequence[District], at: datetime, by: Standing | None
) -> Partnership:
    partnership = Partnership.objects.create(name=name, slug=slug, recorded_at=at, recorded_by_id=key_of(by))
    for district in districts:
        new_district(partnership, district, at=at, by=by)
    return partnership


def new_district(partnership: Partnership, district: District, *, at: datetime, by: Standing | None) -> PartnershipArea:
    return PartnershipArea.objects.create(
        partnership=partnership, code=district.code, vintage=district.vintage,
        valid_from=district.valid_from, valid_to=district.valid_to, recorded_at=at, recorded_by_id=key_of(by),
    )  # fmt: skip


def new_agency(*, name: str, slug: str, kind: AgencyKind, at: datetime, by: Standing | None) -> Agency:
    return Agency.objects.create(name=name, slug=slug, kind=kind, recorded_at=at, recorded_by_id=key_of(by))


def new_member(*, email: str, name: str, password: str | None, at: datetime, by: Standing | None) -> Member:
    """Without a password nobody can come in as this member: they choose one when they accept an invitation."""
    return Member.objects.create(
        email=email.strip().lower(), name=name, password=make_password(password), recorded_at=at, recorded_by_id=key_of(by)
    )  # fmt: skip


def new_grant(
    *, member: Member, agency: Agency, partnership: Partnership, role: Role, valid_from: date, valid_to: date | None,
    at: datetime, by: Standing | None,
) -> Grant:  # fmt: skip
    return Grant.objects.create(
        member=member, agency=agency, partnership=partnership, role_id=role,
        valid_from=valid_from, valid_to=valid_to, recorded_at=at, recorded_by_id=key_of(by),
    )  # fmt: skip


def new_credential(
    *, member: Member, partnership: Partnership, kind: CredentialKind, name: str, valid_from: date, valid_to: date | None,
    at: datetime, by: Standing | None,
) -> Credential:  # fmt: skip
    return Credential.objects.create(
        member=member, partnership=partnership, kind=kind, name=name,
        valid_from=valid_from, valid_to=valid_to, recorded_at=at, recorded_by_id=key_of(by),
    )  # fmt: skip


def new_secret() -> str:
    """What the link of an invitation holds: 256 bits of chance."""
    return secrets.token_urlsafe(32)


def new_invitation(
    *, member: Member, partnership: Partnership, secret: str, expires_at: datetime, at: datetime, by: Standing | None
) -> Invitation:
    return Invitation.objects.create(
        member=member, partnership=partnership, secret_digest=digest_of(secret), expires_at=expires_at,
        recorded_at=at, recorded_by_id=key_of(by),
    )  # fmt: skip


def end_all(member: Member, where: QuerySet[Grant], *, on: date, at: datetime, by: Standing | None) -> int:
    """End somebody's roles there, withdraw what invites them there, and close the account that has no role left. Returns how many roles ended."""
    held = where.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), member=member)
    partnerships = set(held.values_list("partnership_id", flat=True))
    ended = held.update(valid_to=Greatest("valid_from", Value(on)))
    sent = member.invitations.filter(partnership__in=partnerships, accepted_at__isnull=True, withdrawn_at__isnull=True)
    sent.update(withdrawn_at=at, withdrawn_by=key_of(by))
    if has_left(member):
        member.is_active, member.left_at, member.left_by_id = False, at, key_of(by)
        member.save(update_fields=["is_active", "left_at", "left_by"])
    return ended


def close_sessions(found: Iterable[UserSession]) -> int:
    """End sessions. Returns how many there were."""
    sessions = list(found)
    for session in sessions:
        SessionStore().delete(session.session_key)
        session.delete()
    return len(sessions)


def tell_holder(member: Member) -> None:
    """A letter to somebody whose password, second factor or account at an agency's own sign-in was changed, added or taken away. It says no more: mail is read by others."""
    text = _(
        "Something about how you sign in to Wardmote was changed: your password, a second factor, or that you come in by your agency’s own sign-in.\n\n"
        "If it was you, or an administrator whom you asked, there is nothing to do.\n\n"
        "If not, tell the administrator of your partnership at once. Sign in as you always do, not by a link in a letter, to see what there is now."
    )
    outbox.post(
        to=member.email, subject=_("How you sign in to Wardmote was changed"), body=text, kind="sign-in-changed"
    )


def tell_of_recovery_code(member: Member) -> None:
    """A letter to somebody one of whose recovery codes was used: they lie on paper, and who finds the paper is not who printed it."""
    text = _(
        "On Wardmote a recovery code was used in place of your second factor. It works no more.\n\n"
        "If it was you, there is nothing to do. If few codes are left, make new ones.\n\n"
        "If not, tell the administrator of your partnership at once, and change your password. Sign in as you always do, not by a link in a letter."
    )
    outbox.post(to=member.email, subject=_("A recovery code of yours was used"), body=text, kind="recovery-code-used")
