"""Members and the roles they are given, from one day to another.

What names a row by its key (`give_role`, `end_role` and the like) finds it only in the partnership of the hat worn; another key is Refused, as is a row of somebody's own.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest

from wardmote.accounts import policies
from wardmote.accounts.changes import writing
from wardmote.accounts.changes.hands import Clash
from wardmote.accounts.models import Agency, Grant, Invitation, Member, Partnership
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
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
    partnership, body = Partnership.objects.get(pk=by.hat.partnership), agency_round_the_table(by, agency)
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
def mark_left(*, member: UUID, on: date, at: datetime, by: Standing | None, partnership: UUID) -> Member:
    """Somebody has left: every role of theirs in the partnership ends, roles that were to begin never do, open invitations are withdrawn.

    With no role in any partnership left to them, the account is closed as well. Their sessions are good for nothing from the next request on.
    """
    if by is not None:
        policies.may_grant(by, partnership, member)
    held = Grant.objects.filter(member=member, partnership=partnership).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    ended = held.update(valid_to=Greatest("valid_from", on))
    Invitation.objects.filter(
        member=member, partnership=partnership, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at, withdrawn_by=by.member if by else None)
    found = Member.objects.get(pk=member)
    if not holds_a_role(found, on):
        found.is_active, found.left_at, found.left_by_id = False, at, by.member if by else None
        found.save(update_fields=["is_active", "left_at", "left_by"])
    record("mark-left", kind="member", ids=[member], partnership=partnership, facts={"roles": ended})
    return found


@transaction.atomic
def correct_name(*, member: UUID, name: str, by: Standing) -> Member:
    """Write somebody's name as it should be."""
    found = member_of(by, member)
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


def agency_round_the_table(by: Standing, agency: UUID) -> Agency:
    """An agency that has or had a part in the partnership of the hat worn. Else Refused."""
    assert by.hat
    found = Agency.objects.filter(pk=agency, grants__partnership=by.hat.partnership).first()
    if found is None:
        raise Refused("manage-members")
    return found


def holds_a_role(member: Member, on: date) -> bool:
    """Whether a member has a role on a day or later, in any partnership: also in those that whoever asks cannot see."""
    return Grant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), member=member).exists()
