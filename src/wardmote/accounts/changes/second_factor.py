"""Second factors, added and taken away. A member does this for themselves; an administrator takes all of somebody's away when telephone and codes are lost."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from wardmote.accounts import policies
from wardmote.accounts.models import Member
from wardmote.accounts.queries.standing import acts_in
from wardmote.accounts.states import Standing
from wardmote.audit import changes as audit
from wardmote.platform.refusals import Refused


def _own(member: Member, by: Standing | None) -> None:
    if by is not None and by.member != member.pk:
        raise Refused("change-factor")


@transaction.atomic
def add_app(*, member: Member, secret: str, by: Standing | None) -> None:
    """An authenticator app that knows `secret`. Recovery codes are made with the first factor."""
    _own(member, by)
    TOTP.activate(member, secret)
    RecoveryCodes.activate(member)
    audit.record("add-factor", kind="member", ids=[member.pk], facts={"factor": "app"})


@transaction.atomic
def add_passkey(*, member: Member, name: str, credential: dict[str, Any], by: Standing | None) -> None:
    """A passkey, whose making was checked. Recovery codes are made with the first factor."""
    _own(member, by)
    WebAuthn.add(member, name, credential)
    RecoveryCodes.activate(member)
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
    found.delete()
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
    Authenticator.objects.filter(user=member, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(member)
    audit.record("fresh-recovery-codes", kind="member", ids=[member.pk])


@transaction.atomic
def forget_factors(*, member: Member, by: Standing | None) -> None:
    """Take all factors of somebody who has lost them: at their next sign-in they enrol anew. Only an administrator of a partnership they act in."""
    policies.may_look_after(by, member.pk, acts_in(member))
    Authenticator.objects.filter(user=member).delete()
    audit.record("forget-factors", kind="member", ids=[member.pk])
