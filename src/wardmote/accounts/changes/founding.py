"""Partnerships, their districts, and the agencies round the table."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from wardmote.accounts.changes.hands import key_of
from wardmote.accounts.changes.people import grant, welcome
from wardmote.accounts.models import Agency, Member, Partnership, PartnershipArea
from wardmote.accounts.sample import Sample
from wardmote.accounts.states import AgencyKind, District, Standing


@transaction.atomic
def found_partnership(
    *, name: str, slug: str, districts: Sequence[District], at: datetime, by: Standing | None
) -> Partnership:
    """A new partnership over a dated set of districts."""
    partnership = Partnership.objects.create(name=name, slug=slug, recorded_at=at, recorded_by_id=key_of(by))
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
        recorded_by_id=key_of(by),
    )


@transaction.atomic
def register_agency(*, name: str, slug: str, kind: AgencyKind, at: datetime, by: Standing | None) -> Agency:
    """A body that people can act for."""
    return Agency.objects.create(name=name, slug=slug, kind=kind, recorded_at=at, recorded_by_id=key_of(by))


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
