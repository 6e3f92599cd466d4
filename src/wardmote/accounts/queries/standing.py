"""Who is asking: what sign-in and every request need."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from wardmote.accounts.models import Grant, Member, PartnershipArea
from wardmote.accounts.policies import verbs_in
from wardmote.accounts.states import District, Hat, Role, Standing, worn


def member_signing_in(email: str) -> Member | None:
    """The active member with this address, for sign-in alone: nobody is asking yet."""
    return Member.objects.filter(email__iexact=email.strip(), is_active=True, left_at=None).first()


def member_with_key(key: UUID) -> Member | None:
    """The active member of a session, for sign-in alone."""
    return Member.objects.filter(pk=key, is_active=True, left_at=None).first()


def in_force(on: date) -> Q:
    """What holds on a day: half-open, from its first day until before its last."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def only_theirs(standing: Standing | None, member: UUID) -> bool:
    """Whether the asker administers every partnership in which somebody has a role, today or to come. Where else they have one is not told."""
    if standing is None:
        return False
    administered = [
        hat.partnership for hat in standing.beside if "manage-members" in verbs_in(standing, hat.partnership)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT acts_only_in(%s, %s::uuid[])", [member, administered])
        return bool(cursor.fetchone() == (True,))


def hats_of(member: Member, *, on: date) -> tuple[Hat, ...]:
    """The ways in which a member may work on a day, by the names of partnership and agency."""
    grants: QuerySet[Grant] = member.grants.filter(in_force(on)).select_related("agency", "partnership")
    ordered = grants.order_by("partnership__name", "partnership_id", "agency__name", "agency_id")
    groups = groupby(ordered, key=lambda grant: (grant.partnership_id, grant.agency_id))
    return tuple(_hat(list(found)) for _key, found in groups)


def _hat(grants: list[Grant]) -> Hat:
    agency, partnership = grants[0].agency, grants[0].partnership
    roles = frozenset(Role(grant.role_id) for grant in grants)
    return Hat(agency.pk, agency.name, partnership.pk, partnership.name, roles, partnership.ended_on)


def standing_of(member: Member, wanted: str, *, on: date) -> Standing:
    """What a member who has proved who they are is on a day, wearing the hat with the key `wanted` if it is theirs, else their first."""
    hats = hats_of(member, on=on)
    hat = worn(hats, wanted)
    districts = (
        _districts(PartnershipArea.objects.filter(in_force(hat.day(on)), partnership=hat.partnership)) if hat else ()
    )
    return Standing(member.pk, member.name, member.email, hat, hats, districts, proved=True)


def districts(standing: Standing, *, on: date) -> tuple[District, ...]:
    """The districts of the asker's partnership on a day: what a report about an old year needs."""
    if standing.hat is None:
        return ()
    return _districts(PartnershipArea.objects.filter(in_force(on), partnership=standing.hat.partnership))


def _districts(areas: Iterable[PartnershipArea]) -> tuple[District, ...]:
    found = (District(area.code, area.vintage, area.valid_from, area.valid_to) for area in areas)
    return tuple(sorted(found, key=lambda district: district.code))
