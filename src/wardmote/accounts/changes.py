"""Every write about who works with whom. `by` is who did it; None is the person at the installation's command line, before there are members.

Policies are asked here for what a member does; the command line is trusted as far as the machine is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wardmote.accounts import policies
from wardmote.accounts.models import Agency, Grant, Member, Partnership, PartnershipArea
from wardmote.accounts.sample import Sample
from wardmote.accounts.states import AgencyKind, District, Role, Standing


@transaction.atomic
def found_partnership(
    *, name: str, slug: str, districts: Sequence[District], at: datetime, by: Standing | None
) -> Partnership:
    """A new partnership over a dated set of districts."""
    partnership = Partnership.objects.create(name=name, slug=slug, recorded_at=at, recorded_by_id=_key(by))
    for district in districts:
        add_district(partnership=partnership, district=district, at=at, by=by)
    return partnership


@transaction.atomic
def add_district(*, partnership: Partnership, district: District, at: datetime, by: Standing | None) -> PartnershipArea:
    """A district joins a partnership."""
    return PartnershipArea.objects.create(
        partnership=partnership,
        code=district.code,
        vintage=district.vintage,
        valid_from=district.valid_from,
        valid_to=district.valid_to,
        recorded_at=at,
        recorded_by_id=_key(by),
    )


@transaction.atomic
def register_agency(*, name: str, slug: str, kind: AgencyKind, at: datetime, by: Standing | None) -> Agency:
    """A body that people can act for."""
    return Agency.objects.create(name=name, slug=slug, kind=kind, recorded_at=at, recorded_by_id=_key(by))


@transaction.atomic
def welcome(*, email: str, name: str, password: str, at: datetime, by: Standing | None) -> Member:
    """A new member, who can sign in and may do nothing yet. The password is kept as an Argon2 hash."""
    return Member.objects.create(
        email=email.strip().lower(),
        name=name,
        password=make_password(password),
        recorded_at=at,
        recorded_by_id=_key(by),
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
        valid_from=valid_from, valid_to=valid_to, recorded_at=at, recorded_by_id=_key(by),
    )  # fmt: skip


@transaction.atomic
def end_grant(*, grant: Grant, valid_to: date, by: Standing | None) -> Grant:
    """From `valid_to` on, the grant no longer holds. It stays on file."""
    if by is not None:
        policies.may_grant(by, grant.partnership_id, grant.member_id)
    grant.valid_to = valid_to
    grant.save(update_fields=["valid_to"])
    return grant


@transaction.atomic
def note_sign_in(*, member: Member, at: datetime) -> None:
    """The member signed in."""
    Member.objects.filter(pk=member.pk).update(signed_in_at=at)


@transaction.atomic
def set_password(*, member: Member, password: str) -> None:
    """A new password; the member's sessions end with the old one."""
    member.password = make_password(password)
    member.save(update_fields=["password"])


@transaction.atomic
def welcome_sample(sample: Sample, *, passwords: dict[str, str], valid_from: date, at: datetime) -> bool:
    """Build a sample partnership with its agencies and members. False, and nothing changed, when it is there already.

    `passwords` holds one for each member's address.
    """
    if Partnership.objects.filter(slug=sample.slug).exists():
        return False
    districts = [District(code, sample.vintage, valid_from) for code in sample.districts]
    partnership = found_partnership(name=sample.name, slug=sample.slug, districts=districts, at=at, by=None)
    for person in sample.members:
        agency = _agency(sample, person.agency, at)
        member = Member.objects.filter(email=person.email).first() or welcome(
            email=person.email, name=person.name, password=passwords[person.email], at=at, by=None
        )
        grant(
            member=member, agency=agency, partnership=partnership, role=person.role, valid_from=valid_from,
            at=at, by=None,
        )  # fmt: skip
    return True


def _agency(sample: Sample, slug: str, at: datetime) -> Agency:
    found = Agency.objects.filter(slug=slug).first()
    if found:
        return found
    name, kind = sample.agencies[slug]
    return register_agency(name=name, slug=slug, kind=kind, at=at, by=None)


def _key(by: Standing | None) -> UUID | None:
    return by.member if by else None
