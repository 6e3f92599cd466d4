"""Members and the roles they are given, from one day to another.

What names a row by its key (`give_role`, `end_role` and the like) finds it only in the partnership of the hat worn; another key is Refused, as is a row of somebody's own.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wardmote.accounts import policies
from wardmote.accounts.changes import writing
from wardmote.accounts.changes.hands import Clash
from wardmote.accounts.changes.signing_in import wake
from wardmote.accounts.models import Agency, Grant, Member, Partnership
from wardmote.accounts.queries.standing import only_theirs
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@transaction.atomic
def welcome(*, email: str, name: str, password: str, at: datetime, by: Standing | None) -> Member:
    """A new member, who can sign in and may do nothing yet. The password is kept as an Argon2 hash."""
    member = writing.new_member(email=email, name=name, password=password, at=at, by=by)
    record("welcome-member", kind="member", ids=[member.pk])
    return member


@transaction.atomic
def grant(
    *, member: Member, agency: Agency, partnership: Partnership, role: Role, valid_from: date,
    at: datetime, by: Standing | None, valid_to: date | None = None,
) -> Grant:  # fmt: skip
    """Let a member act for an agency in a partnership, in a role. Only that partnership's administrator does this, for others; else Refused.

    Raises Clash when they hold that role on some of those days already.
    """
    if by is not None:
        policies.may_grant(by, partnership.pk, member.pk)
    refuse_twice(member, agency, partnership, role, valid_from, valid_to)
    made = writing.new_grant(
        member=member, agency=agency, partnership=partnership, role=role,
        valid_from=valid_from, valid_to=valid_to, at=at, by=by,
    )  # fmt: skip
    record("grant-role", kind="member", ids=[member.pk], partnership=partnership.pk, facts={"role": role})
    return made


def refuse_twice(
    member: Member, agency: Agency, partnership: Partnership, role: Role, valid_from: date, valid_to: date | None
) -> None:
    """Raise Clash when the member holds that very role on some of those days."""
    same = Grant.objects.filter(member=member, agency=agency, partnership=partnership, role=role)
    overlaps = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        overlaps &= Q(valid_from__lt=valid_to)
    if same.filter(overlaps).exists():
        raise Clash(_("They hold that role for that agency on some of these days already."))


@transaction.atomic
def end_grant(*, grant: Grant, valid_to: date, by: Standing | None) -> Grant:
    """From `valid_to` on, the grant no longer holds. It stays on file. Raises Clash for a day before it began."""
    if by is not None:
        policies.may_grant(by, grant.partnership_id, grant.member_id)
    if valid_to < grant.valid_from:
        raise Clash(_("A role cannot end before it began."))
    grant.valid_to = valid_to
    grant.save(update_fields=["valid_to"])
    record("end-role", kind="member", ids=[grant.member_id], partnership=grant.partnership_id,
           facts={"role": grant.role_id})  # fmt: skip
    return grant


@transaction.atomic
def give_role(
    *, member: UUID, agency: UUID, role: Role, valid_from: date, valid_to: date | None, at: datetime, by: Standing
) -> Grant:
    """Let somebody who has or had a role in the partnership of the hat worn act in another one."""
    found = member_of(by, member)
    assert by.hat
    partnership, body = (
        Partnership.objects.get(pk=by.hat.partnership),
        agency_round_the_table(agency, by.hat.partnership),
    )
    return grant(
        member=found, agency=body, partnership=partnership, role=role,
        valid_from=valid_from, valid_to=valid_to, at=at, by=by,
    )  # fmt: skip


@transaction.atomic
def end_role(*, key: UUID, valid_to: date, by: Standing) -> Grant:
    """End one role of somebody in the partnership of the hat worn."""
    assert by.hat
    found = Grant.objects.select_for_update().filter(pk=key, partnership=by.hat.partnership).first()
    if found is None:
        raise Refused("end-role")
    return end_grant(grant=found, valid_to=valid_to, by=by)


@transaction.atomic
def mark_left(*, member: UUID, on: date, at: datetime, by: Standing) -> Member:
    """Somebody has left the partnership of the hat worn: every role of theirs there ends, those that were to begin never do, open invitations are withdrawn.

    With no role in any partnership left to them, the account is closed as well. Their sessions are good for nothing from the next request on.
    """
    found = member_of(by, member)
    assert by.hat
    ended = writing.end_all(found, Grant.objects.filter(partnership=by.hat.partnership), on=on, at=at, by=by)
    record("mark-left", kind="member", ids=[member], partnership=by.hat.partnership, facts={"roles": ended})
    return found


@transaction.atomic
def mark_left_everywhere(*, email: str, on: date, at: datetime) -> Member:
    """The same in every partnership: the operator's emergency tool. Raises Clash when nobody has that address."""
    found = member_at(email)
    ended = writing.end_all(found, Grant.objects.all(), on=on, at=at, by=None)
    record("mark-left", kind="member", ids=[found.pk], facts={"roles": ended})
    return found


def member_at(email: str) -> Member:
    """The member with this address, for the operator. Raises Clash when there is none."""
    found = Member.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise Clash(_("nobody has the address {email}").format(email=email))
    return found


@transaction.atomic
def wake_by_operator(*, email: str, at: datetime) -> Member:
    """Wake an account when no administrator is awake who could."""
    found = member_at(email)
    wake(member=found, at=at, by=None)
    return found


@transaction.atomic
def wake_person(*, member: UUID, at: datetime, by: Standing) -> None:
    """Wake the account of somebody in the partnership of the hat worn."""
    wake(member=member_of(by, member), at=at, by=by)


@transaction.atomic
def correct_name(*, member: UUID, name: str, version: int, by: Standing) -> Member:
    """Write somebody's name as it should be, wherever they act: see `policies.may_look_after`. Raises versions.Stale when it is not what the form was opened with."""
    found = Member.objects.select_for_update().get(pk=member_of(by, member).pk)
    policies.may_look_after(by, member, only_theirs=only_theirs(by, member))
    if versions.of(found.name) != version:
        raise versions.Stale(versions.of(found.name), {"name": found.name})
    found.name = name
    found.save(update_fields=["name"])
    assert by.hat
    record("correct-name", kind="member", ids=[member], partnership=by.hat.partnership)
    return found


def member_of(by: Standing, member: UUID) -> Member:
    """Somebody who has or had a role in the partnership of the hat worn, for its administrator, who is somebody else. Else Refused."""
    assert by.hat
    policies.may_grant(by, by.hat.partnership, member)
    found = Member.objects.filter(pk=member, grants__partnership=by.hat.partnership).first()
    if found is None:
        raise Refused("see-person")
    return found


def agency_round_the_table(key: UUID, partnership: UUID) -> Agency:
    """An agency that sits in the partnership: for whom somebody acts there, or once did. Else Refused.

    A key is chosen from what a form offers, and it offers those. A body that comes new is asked in by its full name, with the first of its people: `agencies.agency_called`.
    """
    found = Agency.objects.filter(pk=key, grants__partnership=partnership).first()
    if found is None:
        raise Refused("manage-members")
    return found
