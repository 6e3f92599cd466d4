"""Asking people in. The mail says that somebody invites them, where and until when; who, to what and why is told on the page that the link opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from wardmote.accounts import policies, words
from wardmote.accounts.changes import writing
from wardmote.accounts.changes.agencies import agency_called
from wardmote.accounts.changes.hands import Clash, key_of
from wardmote.accounts.changes.people import agency_round_the_table, member_at, member_of, refuse_twice
from wardmote.accounts.models import Agency, Grant, Invitation, Member, Partnership
from wardmote.accounts.queries.invitations import awaited, comes_in_already, show_link, usable
from wardmote.accounts.states import AgencyKind, CredentialKind, District, Role, Standing
from wardmote.audit.changes import record
from wardmote.audit.states import Outcome
from wardmote.platform import outbox
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

LASTS = timedelta(days=7)
Link = Callable[[str], str]  # the whole address of the page that a secret opens


@dataclass(frozen=True)
class NewCredential:
    """A credential that a guest brings along."""

    kind: CredentialKind
    name: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class NewAgency:
    """An agency that is not round the table yet, by its full name: see `agencies.agency_called`."""

    name: str
    kind: AgencyKind


@dataclass(frozen=True)
class Guest:
    """Somebody to be asked in: for an agency that is there (its key) or a new one, in one role or more."""

    name: str
    email: str
    agency: UUID | NewAgency
    roles: tuple[Role, ...]
    valid_from: date
    valid_to: date | None = None
    credentials: tuple[NewCredential, ...] = ()


def invite(*, guest: Guest, link: Link, home: str, at: datetime, by: Standing) -> UUID:
    """Give somebody roles in the partnership of the hat worn and ask them in by e-mail. Returns the member's key.

    Who has an account already gets the roles and a mail that says there is something new; no second account, no new name. Raises Refused, and Clash,
    after which the log says that it was tried.
    """
    try:
        return _invite(guest, link, home, at, by)
    except Clash:
        record("invite", kind="member", outcome=Outcome.FAILED)
        raise


@transaction.atomic
def _invite(guest: Guest, link: Link, home: str, at: datetime, by: Standing) -> UUID:
    assert by.hat
    policies.may_in("manage-members", by, by.hat.partnership)
    partnership = Partnership.objects.get(pk=by.hat.partnership)
    agency = _agency(guest.agency, at=at, by=by)
    member = _member(guest, at=at, by=by)
    policies.may_grant(by, partnership.pk, member.pk)
    _give(guest, member, agency, partnership, at=at, by=by)
    secret, asked = _asked_in(member, partnership, at=at, by=by)
    _write_to(member, link(secret) if secret else home, asked)
    record("invite", kind="member", ids=[member.pk], partnership=partnership.pk, facts={"has-account": not secret})
    return member.pk


@transaction.atomic
def found(
    *, name: str, slug: str, district: District, council: str, guest_name: str, guest_email: str, at: datetime
) -> str:
    """An installation's first partnership, or a further one: with its council's agency and its first administrator. Returns the secret of their invitation."""
    if Partnership.objects.filter(slug=slug).exists():
        raise Clash(_("There is a partnership of that name already."))
    partnership = writing.new_partnership(name=name, slug=slug, districts=[district], at=at, by=None)
    agency = agency_called(name=council, kind=AgencyKind.COUNCIL, at=at, by=None)
    guest = Guest(guest_name, guest_email, agency.pk, (Role.ADMINISTRATOR,), district.valid_from)
    member = _member(guest, at=at, by=None)
    _give(guest, member, agency, partnership, at=at, by=None)
    secret, _asked = _asked_in(member, partnership, at=at, by=None)
    record("found-partnership", kind="partnership", ids=[partnership.pk], partnership=partnership.pk)
    return secret


@transaction.atomic
def resend_invitation(*, member: UUID, link: Link, at: datetime, by: Standing) -> None:
    """A new link for somebody who has not come in yet; the links before open nothing any more."""
    found = member_of(by, member)
    assert by.hat
    _withdraw_open(found, by.hat.partnership, at=at, by=by)
    secret, asked = _asked_in(found, Partnership.objects.get(pk=by.hat.partnership), at=at, by=by)
    if not secret:
        raise Clash(_("They have come in already: there is nothing to invite them to."))
    _write_to(found, link(secret), asked)
    record("resend-invitation", kind="member", ids=[member], partnership=by.hat.partnership)


@transaction.atomic
def new_link(*, email: str, at: datetime) -> str:
    """The secret of a new invitation, for the operator to hand over: when the first administrator's link ran out, nobody else can send another. Raises Clash."""
    member = member_at(email)
    held = member.grants.order_by("-recorded_at").first()
    if held is None:
        raise Clash(_("{email} has no role in any partnership").format(email=email))
    _withdraw_open(member, held.partnership_id, at=at, by=None)
    secret, _asked = _asked_in(member, Partnership.objects.get(pk=held.partnership_id), at=at, by=None)
    if not secret:
        raise Clash(_("{email} has come in already").format(email=email))
    record("resend-invitation", kind="member", ids=[member.pk], partnership=held.partnership_id)
    return secret


@transaction.atomic
def withdraw_invitation(*, member: UUID, on: date, at: datetime, by: Standing) -> None:
    """The links that were sent to somebody for this partnership open nothing any more. Of somebody who has not come in by any, the roles there end too."""
    found = member_of(by, member)
    assert by.hat
    if awaited(found, by.hat.partnership):
        writing.end_all(found, Grant.objects.filter(partnership=by.hat.partnership), on=on, at=at, by=by)
    _withdraw_open(found, by.hat.partnership, at=at, by=by)
    record("withdraw-invitation", kind="member", ids=[member], partnership=by.hat.partnership)


@transaction.atomic
def accept_invitation(*, secret: str, password: str, at: datetime) -> Member | None:
    """The person who holds the link chooses their password. None, and nothing changed, when the link opens nothing."""
    found = usable(at).select_for_update(of=("self",)).filter(secret_digest=show_link(secret)).first()
    if found is None:
        return None
    found.accepted_at = at
    found.save(update_fields=["accepted_at"])
    member = Member.objects.get(pk=found.member_id)
    member.password = make_password(password)
    member.save(update_fields=["password"])
    with (
        connection.cursor() as cursor
    ):  # nobody asked until now: from here on it is the member who does, and the log says so
        cursor.execute("SELECT set_config('wardmote.member', %s, true)", [str(member.pk)])
    record("accept-invitation", kind="member", ids=[member.pk], partnership=found.partnership_id)
    return member


def _member(guest: Guest, *, at: datetime, by: Standing | None) -> Member:
    """The member with the guest's address, made if there is none; who had left is let in again, and the password that they had opens nothing."""
    member = Member.objects.select_for_update().filter(email__iexact=guest.email.strip()).first()
    if member is None:
        return writing.new_member(email=guest.email, name=guest.name, password=None, at=at, by=by)
    if not member.is_active:
        member.is_active, member.left_at, member.left_by = True, None, None
        member.woken_at, member.woken_by_id = at, key_of(by)
        member.password = make_password(None)
        member.save(update_fields=["is_active", "left_at", "left_by", "woken_at", "woken_by", "password"])
    return member


def _give(
    guest: Guest, member: Member, agency: Agency, partnership: Partnership, *, at: datetime, by: Standing | None
) -> None:
    for role in guest.roles:
        refuse_twice(member, agency, partnership, role, guest.valid_from, guest.valid_to)
        writing.new_grant(
            member=member, agency=agency, partnership=partnership, role=role,
            valid_from=guest.valid_from, valid_to=guest.valid_to, at=at, by=by,
        )  # fmt: skip
    for one in guest.credentials:
        writing.new_credential(
            member=member, partnership=partnership, kind=one.kind, name=one.name,
            valid_from=one.valid_from, valid_to=one.valid_to, at=at, by=by,
        )  # fmt: skip


def _asked_in(
    member: Member, partnership: Partnership, *, at: datetime, by: Standing | None
) -> tuple[str, Invitation | None]:
    """A fresh secret for a member who cannot come in yet, with its invitation; '' for one who can."""
    if comes_in_already(member):
        return "", None
    secret = writing.new_secret()
    made = writing.new_invitation(
        member=member, partnership=partnership, secret=secret, expires_at=at + LASTS, at=at, by=by
    )
    return secret, made


def _withdraw_open(member: Member, partnership: UUID, *, at: datetime, by: Standing | None) -> None:
    sent = member.invitations.filter(partnership=partnership, accepted_at__isnull=True, withdrawn_at__isnull=True)
    sent.update(withdrawn_at=at, withdrawn_by=key_of(by))


def _agency(wanted: UUID | NewAgency, *, at: datetime, by: Standing) -> Agency:
    if isinstance(wanted, NewAgency):
        return agency_called(name=wanted.name, kind=wanted.kind, at=at, by=by)
    assert by.hat
    return agency_round_the_table(wanted, by.hat.partnership)


def _write_to(member: Member, address: str, asked: Invitation | None) -> None:
    """Nothing in it tells who, what for or in which partnership: mail is read by others. The letter of an invitation has its key."""
    if asked:
        until = words.day(asked.expires_at.astimezone(LONDON).date())
        subject = _("You are invited to Wardmote")
        body = _(
            "Somebody who works with you invites you to this site:\n\n{address}\n\nThe link opens once, and until {until}. "
            "If you expect no invitation, do nothing and tell nobody the link."
        ).format(address=address, until=until)
    else:
        subject = _("There is something new for you in Wardmote")
        body = _("Sign in to see it:\n\n{address}").format(address=address)
    outbox.post(to=member.email, subject=subject, body=body, kind="invitation", key=asked.pk if asked else None)
