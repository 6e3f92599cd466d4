"""Who is in the partnership of the hat worn. People are always reached through their roles there.

An administrator is told everything about an account, and reading it is recorded with the ids that came back; everybody else is told who their colleagues are.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, F, Func, QuerySet

from wardmote.accounts import words
from wardmote.accounts.models import Agency, Credential, Grant, Invitation, Member, Partnership, RoleDefinition
from wardmote.accounts.policies import may_in, may_manage_members, may_see_people
from wardmote.accounts.queries.ended import ends_of
from wardmote.accounts.queries.persons import Colleague, CredentialHeld, InvitationSent, Person, RoleHeld, Sought
from wardmote.accounts.queries.standing import in_force, only_theirs
from wardmote.accounts.states import AccountState, CredentialKind, Role, Standing
from wardmote.audit import changes as audit
from wardmote.platform import outbox
from wardmote.platform.refusals import Refused

STILL_HERE = {"member__is_active": True, "member__left_at": None}
Row = TypeVar("Row", Grant, Credential, Invitation)


def colleagues(standing: Standing, *, on: date) -> list[Colleague]:
    """Who works in the partnership today: name, agency and roles, by name. Nothing else about them."""
    may_see_people(standing)
    assert standing.hat
    grants = _grants().filter(in_force(on), partnership=standing.hat.partnership, **STILL_HERE)
    found = _by_member(grants)
    audit.record("see-people", kind="member", ids=list(found), partnership=standing.hat.partnership)
    return sorted((_colleague(of) for of in found.values()), key=lambda one: one.name.casefold())


def _colleague(grants: Sequence[Grant]) -> Colleague:
    agencies = dict.fromkeys(grant.agency.name for grant in grants)
    roles = dict.fromkeys(map(_role_name, grants))
    return Colleague(grants[0].member_id, grants[0].member.name, tuple(sorted(agencies)), tuple(sorted(roles)))


def people(standing: Standing, sought: Sought, *, on: date, verb: str = "see-people") -> list[Person]:
    """Everybody who has or had a role in the partnership, as its administrator sees them, by name. Else Refused."""
    may_manage_members(standing)
    assert standing.hat
    found = [person for person in _people(standing.hat.partnership, on=on) if sought.fits(person, on)]
    audit.record(
        verb, kind="member", ids=[person.key for person in found], partnership=standing.hat.partnership,
        facts={"narrowed": sought != Sought()},
    )  # fmt: skip
    return sorted(found, key=lambda person: person.name.casefold())


def person(standing: Standing, key: UUID, *, on: date) -> Person:
    """One of them, for the partnership's administrator. Refused for anybody else, and for somebody who has no part in the partnership."""
    may_manage_members(standing)
    assert standing.hat
    found = _people(standing.hat.partnership, on=on, member=key)
    if not found:
        raise Refused("see-person")
    audit.record("see-person", kind="member", ids=[key], partnership=standing.hat.partnership)
    return _in_full(found[0])


def _in_full(told: Person) -> Person:
    """What only the page of one person has room for: who ended what, and what became of the letters."""
    roles = ends_of(Grant, [held.key for held in told.roles])
    credentials = ends_of(Credential, [held.key for held in told.credentials])
    letters = outbox.standing_of([sent.key for sent in told.invitations])
    return replace(
        told,
        roles=tuple(replace(held, ended=roles.get(held.key)) for held in told.roles),
        credentials=tuple(replace(held, ended=credentials.get(held.key)) for held in told.credentials),
        invitations=tuple(replace(sent, letter=letters.get(sent.key)) for sent in told.invitations),
    )


def has_factor(standing: Standing, key: UUID) -> bool | None:
    """Whether somebody can prove who they are beside their password. None: the asker does not look after the account, and is not told."""
    may_manage_members(standing)
    if not only_theirs(standing, key):
        return None
    found = Authenticator.objects.filter(user_id=key).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(found.exists())


def people_of(standing: Standing, partnership: UUID, *, on: date) -> list[Person]:
    """Everybody in any partnership that the asker administers for the agency worn, for what is waiting there. The caller records what it shows."""
    may_in("manage-members", standing, partnership)
    return _people(partnership, on=on)


def everybody(*, on: date) -> list[tuple[str, Person]]:
    """Everybody in every partnership, with its name: for the operator at the command line, who keeps the register anyway."""
    partnerships = list(Partnership.objects.order_by("name"))
    found = []
    for one in partnerships:  # an event for each: whoever may read one learns of nobody elsewhere
        people = _people(one.pk, on=on)
        audit.record("list-people", kind="member", ids=[person.key for person in people], partnership=one.pk)
        found += [(one.name, person) for person in people]
    return found


def own_record(standing: Standing, *, on: date) -> list[tuple[UUID, str, Person]]:
    """The asker's own record: one for each partnership in which they have or had a role, with its key and name. One's own needs no event in the log."""
    grants = _rows_about(standing.member)
    by_partnership = groupby(grants, key=lambda grant: (grant.partnership_id, grant.partnership.name))
    credentials = list(_credentials().filter(member=standing.member))
    found = []
    for (partnership, name), held in by_partnership:
        here = [one for one in credentials if one.partnership_id == partnership]
        found.append((partnership, name, _person(list(held), here, [], on)))
    return found


def _rows_about(member: UUID | None) -> QuerySet[Grant]:
    rows = _grants().filter(member=member).select_related("partnership")
    return rows.order_by("partnership__name", "partnership_id", "valid_from")


@dataclass(frozen=True)
class OnFile:
    """A role or a credential that is to be ended: whose it is, what, and since when."""

    member: UUID
    what: str
    begins: date


def role_held(standing: Standing, key: UUID) -> OnFile:
    """A role in the partnership of the hat worn, for its administrator. Else Refused."""
    may_manage_members(standing)
    assert standing.hat
    found = _grants().filter(pk=key, partnership=standing.hat.partnership).first()
    if found is None:
        raise Refused("end-role")
    return OnFile(found.member_id, _role_name(found), found.valid_from)


def credential_held(standing: Standing, key: UUID) -> OnFile:
    """A credential in the partnership of the hat worn, for its administrator. Else Refused."""
    may_manage_members(standing)
    assert standing.hat
    found = Credential.objects.filter(pk=key, partnership=standing.hat.partnership).first()
    if found is None:
        raise Refused("end-credential")
    return OnFile(found.member_id, found.name, found.valid_from)


@dataclass(frozen=True)
class RoleTold:
    """A role that there is, as it is described to everybody."""

    key: str
    name: str
    description: str
    sees_cases: bool
    dormant_after_days: int


def roles() -> list[RoleTold]:
    """The roles there are, each with its words."""
    found = RoleDefinition.objects.in_bulk([role.value for role in Role])
    return [
        RoleTold(role, *words.role(role), found[role].sees_cases, found[role].dormant_after_days)
        for role in Role
        if role in found
    ]


def _role_name(grant: Grant) -> str:
    return words.role(grant.role_id)[0]


def agencies(standing: Standing) -> list[tuple[UUID, str]]:
    """The agencies that sit in the partnership of the hat worn, by name: for whom somebody acts there, or once did."""
    here = Agency.objects.filter(grants__partnership=standing.hat.partnership if standing.hat else None).distinct()
    found = list(here.order_by("name").values_list("pk", "name"))
    audit.record("see-agencies", kind="agency", ids=[key for key, _name in found])
    return found


def names_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of members whose keys somebody was allowed to read, such as those in the log."""
    return dict(Member.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


def _grants() -> QuerySet[Grant]:
    sleeps = Func(F("member_id"), function="member_sleeps", output_field=BooleanField())
    rows = Grant.objects.select_related("member__recorded_by", "agency", "role", "recorded_by")
    return rows.annotate(sleeps=sleeps).order_by("valid_from", "recorded_at")


def _credentials() -> QuerySet[Credential]:
    return Credential.objects.select_related("recorded_by").order_by("kind", "valid_from")


def _by_member(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.member_id].append(row)
    return found


def _people(partnership: UUID, *, on: date, member: UUID | None = None) -> list[Person]:
    """Three reads, however many people: their roles, credentials and invitations in the partnership."""
    only = {"partnership": partnership} | ({"member": member} if member else {})
    grants = _by_member(_grants().filter(**only))
    credentials = _by_member(_credentials().filter(**only))
    sent = Invitation.objects.filter(**only).select_related("recorded_by").order_by("-recorded_at")
    invitations = _by_member(sent)
    return [_person(of, credentials[key], invitations[key], on) for key, of in grants.items()]


def _person(
    grants: Sequence[Grant],
    credentials: Sequence[Credential],
    invitations: Sequence[Invitation],
    on: date,
) -> Person:
    member = grants[0].member
    roles = tuple(_role(grant) for grant in grants)
    return Person(
        member.pk, member.name, member.email, _state(member, grants, invitations, on), member.signed_in_at, member.left_at, member.wake_asked_at,
        member.recorded_at, _hand(member), roles, tuple(map(_credential, credentials)), tuple(map(_invitation, invitations)),
    )  # fmt: skip


def _state(member: Member, grants: Sequence[Grant], invitations: Sequence[Invitation], on: date) -> AccountState:
    """Invited goes before asleep: who was asked in again after having left sleeps, and has a link that wakes."""
    if not member.is_active or member.left_at or all(_role(grant).is_over(on) for grant in grants):
        return AccountState.LEFT
    newest = invitations[0].recorded_at if invitations else None
    unseen = member.signed_in_at is None or (newest is not None and newest > member.signed_in_at)
    if unseen and not member.has_usable_password():
        return AccountState.INVITED
    return AccountState.ASLEEP if grants[0].sleeps else AccountState.ACTIVE  # type: ignore[attr-defined]


def _hand(row: Member | Grant | Credential | Invitation) -> str:
    return row.recorded_by.name if row.recorded_by else ""


def _role(grant: Grant) -> RoleHeld:
    return RoleHeld(
        grant.pk, Role(grant.role_id), _role_name(grant), grant.agency_id, grant.agency.name,
        grant.valid_from, grant.valid_to, grant.recorded_at, _hand(grant),
    )  # fmt: skip


def _credential(row: Credential) -> CredentialHeld:
    return CredentialHeld(
        row.pk, CredentialKind(row.kind), row.name, row.valid_from, row.valid_to, row.recorded_at, _hand(row)
    )


def _invitation(row: Invitation) -> InvitationSent:
    return InvitationSent(row.pk, row.expires_at, row.accepted_at, row.withdrawn_at, row.recorded_at, _hand(row))
