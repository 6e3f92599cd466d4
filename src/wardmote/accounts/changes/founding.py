"""Partnerships, their districts, and the agencies round the table."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from wardmote.accounts.changes import writing
from wardmote.accounts.models import Agency, Member, Partnership, PartnershipArea
from wardmote.accounts.sample import Sample, SampleMember
from wardmote.accounts.states import AgencyKind, District, Standing
from wardmote.audit.changes import record


@transaction.atomic
def found_partnership(
    *, name: str, slug: str, districts: Sequence[District], at: datetime, by: Standing | None
) -> Partnership:
    """A new partnership over a dated set of districts."""
    partnership = writing.new_partnership(name=name, slug=slug, districts=districts, at=at, by=by)
    record("found-partnership", kind="partnership", ids=[partnership.pk], partnership=partnership.pk)
    return partnership


@transaction.atomic
def add_district(*, partnership: Partnership, district: District, at: datetime, by: Standing | None) -> PartnershipArea:
    """A district joins a partnership."""
    area = writing.new_district(partnership, district, at=at, by=by)
    record("add-district", kind="partnership-area", ids=[area.pk], partnership=partnership.pk)
    return area


@transaction.atomic
def register_agency(*, name: str, slug: str, kind: AgencyKind, at: datetime, by: Standing | None) -> Agency:
    """A body that people can act for."""
    agency = writing.new_agency(name=name, slug=slug, kind=kind, at=at, by=by)
    record("register-agency", kind="agency", ids=[agency.pk])
    return agency


@transaction.atomic
def welcome_sample(sample: Sample, *, passwords: dict[str, str], valid_from: date, at: datetime) -> bool:
    """Build a sample partnership with its agencies and members. False, and nothing changed, when it is there already.

    `passwords` holds one for each member's address.
    """
    if Partnership.objects.filter(slug=sample.slug).exists():
        return False
    first = sample.covers_from or valid_from
    districts = [District(code, sample.vintage, first) for code in sample.districts]
    partnership = writing.new_partnership(name=sample.name, slug=sample.slug, districts=districts, at=at, by=None)
    for person in sample.members:
        _sample_member(person, sample, partnership, passwords, valid_from, at)
    record("build-sample", kind="partnership", ids=[partnership.pk], partnership=partnership.pk,
           facts={"members": len(sample.members)})  # fmt: skip
    return True


def _sample_member(
    person: SampleMember, sample: Sample, partnership: Partnership, passwords: dict[str, str], since: date, at: datetime
) -> None:
    member = Member.objects.filter(email=person.email).first() or writing.new_member(
        email=person.email, name=person.name, password=passwords.get(person.email), at=at, by=None
    )
    writing.new_grant(
        member=member, agency=_agency(sample, person.agency, at), partnership=partnership, role=person.role,
        valid_from=since, valid_to=None, at=at, by=None,
    )  # fmt: skip
    for one in person.credentials:
        ends = at.date() + timedelta(days=one.days) if one.days is not None else None
        writing.new_credential(
            member=member, partnership=partnership, kind=one.kind, name=one.name, valid_from=since, valid_to=ends,
            at=at, by=None,
        )  # fmt: skip
    if person.invited:  # nobody has the link: an administrator sends another
        writing.new_invitation(
            member=member, partnership=partnership, secret=writing.new_secret(), expires_at=at + timedelta(days=1),
            at=at, by=None,
        )  # fmt: skip


def _agency(sample: Sample, slug: str, at: datetime) -> Agency:
    found = Agency.objects.filter(slug=slug).first()
    if found:
        return found
    name, kind = sample.agencies[slug]
    return writing.new_agency(name=name, slug=slug, kind=kind, at=at, by=None)
