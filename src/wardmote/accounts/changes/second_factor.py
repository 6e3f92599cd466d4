"""Second factors, added and taken away. A member does this for themselves; an administrator takes all of somebody's away when telephone and codes are lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.db import transaction

from wardmote.accounts import policies
from wardmote.accounts.changes.people import member_at, member_of
from wardmote.accounts.changes.writing import close_sessions, tell_holder
from wardmote.accounts.models import FactorSecret, Member
from wardmote.accounts.queries.standing import only_theirs
from wardmote.accounts.states import LostFactors, Standing
from wardmote.audit import changes as audit
from wardmote.platform.refusals import Refused

_holder: ContextVar[UUID | None] = ContextVar("wardmote_holder_of_secret", default=None)


@contextmanager
def _held_by(member: Member) -> Iterator[None]:
    """What allauth seals inside the block (`keep_secret`) is this member's."""
    token = _holder.set(member.pk)
    try:
        yield
    finally:
        _holder.reset(token)


def keep_secret(secret: str) -> str:
    """Seal what allauth wants kept, and give it the key of the row to keep in its place."""
    holder = _holder.get()
    assert holder is not None, "secrets are kept for somebody: call this inside _held_by"
    return str(FactorSecret.objects.create(member_id=holder, secret=secret).pk)


def _forget_secrets(*factors: Authenticator) -> None:
    """Take away what factors were made from. Where an administrator acts, the rows are out of reach: the factor is gone, and its owner's next one clears them."""
    told = [value for factor in factors for name, value in factor.data.items() if name in {"secret", "seed"}]
    FactorSecret.objects.filter(pk__in=told).delete()


def _own(member: Member, by: Standing | None) -> None:
    if by is not None and by.member != member.pk:
        raise Refused("change-factor")


def _clear(member: Member) -> None:
    """Secrets of factors that an administrator took away."""
    if not Authenticator.objects.filter(user=member).exists():
        FactorSecret.objects.filter(member=member).delete()


@transaction.atomic
def add_app(*, member: Member, secret: str, by: Standing | None) -> None:
    """An authenticator app that knows `secret`. Recovery codes are made with the first factor."""
    _own(member, by)
    with _held_by(member):
        _clear(member)
        TOTP.activate(member, secret)
        RecoveryCodes.activate(member)
    if by is not None:  # whoever is given one at the command line has never been in
        tell_holder(member)
    audit.record("add-factor", kind="member", ids=[member.pk], facts={"factor": "app"})


@transaction.atomic
def replace_app(*, member: Member, secret: str, by: Standing) -> None:
    """An app that knows `secret`, in place of the one that is lost: that one opens nothing from now on. Whoever has no app to replace is Refused."""
    _own(member, by)
    Member.objects.select_for_update().get(pk=member.pk)
    old = Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).first()
    if old is None:
        raise Refused("change-factor")
    _forget_secrets(old)
    old.delete()
    with _held_by(member):
        TOTP.activate(member, secret)
    tell_holder(member)
    audit.record("replace-factor", kind="member", ids=[member.pk], facts={"factor": "app"})


@transaction.atomic
def add_passkey(*, member: Member, name: str, credential: dict[str, Any], by: Standing | None) -> None:
    """A passkey, whose making was checked. Recovery codes are made with the first factor."""
    _own(member, by)
    with _held_by(member):
        _clear(member)
        WebAuthn.add(member, name, credential)
        RecoveryCodes.activate(member)
    if by is not None:  # whoever is given one at the command line has never been in
        tell_holder(member)
    audit.record("add-factor", kind="member", ids=[member.pk], facts={"factor": "passkey"})


@transaction.atomic
def remove_factor(*, member: Member, factor: int, by: Standing) -> bool:
    """Take a factor away. False, and nothing changed, for the last one: there is no account without."""
    _own(member, by)
    Member.objects.select_for_update().get(pk=member.pk)  # two removals at once would leave none
    factors = Authenticator.objects.filter(user=member).exclude(type=Authenticator.Type.RECOVERY_CODES)
    found = factors.filter(pk=factor).first()
    if found is None or factors.count() < 2:
        return False
    kind = found.type
    _forget_secrets(found)
    found.delete()
    tell_holder(member)
    audit.record("remove-factor", kind="member", ids=[member.pk], facts={"factor": str(kind)})
    return True


@transaction.atomic
def confirm_codes(*, member: Member, by: Standing | None) -> None:
    """The member has printed the recovery codes, or written them down."""
    _own(member, by)
    RecoveryCodes.activate(member).mark_as_viewed()
    audit.record("confirm-recovery-codes", kind="member", ids=[member.pk])


@transaction.atomic
def fresh_codes(*, member: Member, by: Standing) -> None:
    """New recovery codes; the old ones are worth nothing from now on."""
    _own(member, by)
    Member.objects.select_for_update().get(pk=member.pk)
    old = Authenticator.objects.filter(user=member, type=Authenticator.Type.RECOVERY_CODES)
    _forget_secrets(*old)
    old.delete()
    with _held_by(member):
        RecoveryCodes.activate(member)
    tell_holder(member)
    audit.record("fresh-recovery-codes", kind="member", ids=[member.pk])


@transaction.atomic
def forget_factors(*, member: Member, why: LostFactors, by: Standing | None) -> None:
    """Take all factors of somebody who has lost them, and end their sessions: at their next sign-in they enrol anew. For whoever looks after the account."""
    policies.may_look_after(by, member.pk, only_theirs=only_theirs(by, member.pk))
    Authenticator.objects.filter(user=member).delete()
    ended = close_sessions(UserSession.objects.filter(user=member))
    tell_holder(member)
    audit.record("forget-factors", kind="member", ids=[member.pk], facts={"why": why, "sessions": ended})


@transaction.atomic
def forget_factors_of(*, member: UUID, why: LostFactors, by: Standing) -> None:
    """The same for somebody in the partnership of the hat worn. Refused when there is nothing to forget: no page offers it."""
    found = member_of(by, member)
    if not Authenticator.objects.filter(user=found).exists():
        raise Refused("manage-members")
    forget_factors(member=found, why=why, by=by)


@transaction.atomic
def forget_factors_by_operator(*, email: str, why: LostFactors) -> bool:
    """The same for the operator, such as when the only administrator has lost theirs. False, and nothing done, when there are none. Raises Clash when nobody has that address."""
    found = member_at(email)
    if not Authenticator.objects.filter(user=found).exists():
        return False
    forget_factors(member=found, why=why, by=None)
    return True
