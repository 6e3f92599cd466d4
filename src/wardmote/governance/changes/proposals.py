"""Roles that people had in a partnership of before: an administrator gives them again, or leaves them. Nobody has one here until then."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.accounts.changes.people import refuse_twice
from wardmote.accounts.changes.writing import new_grant
from wardmote.accounts.policies import may_grant
from wardmote.accounts.states import Role, Standing
from wardmote.audit.changes import record
from wardmote.governance.models import ProposedRole
from wardmote.governance.states import Settled
from wardmote.platform.refusals import Refused


@transaction.atomic
def give_proposed(*, proposal: UUID, on: date, at: datetime, by: Standing) -> None:
    """The member has the role here from a day on. Raises accounts’ Clash when they have it already."""
    found = _waiting(proposal, by)
    role = Role(found.role)
    refuse_twice(found.member, found.agency, found.partnership, role, on, None)
    new_grant(
        member=found.member, agency=found.agency, partnership=found.partnership, role=role, valid_from=on, valid_to=None, at=at, by=by
    )  # fmt: skip
    _settle(found, Settled.GIVEN, at, by)
    record("grant-role", kind="member", ids=[found.member_id], partnership=found.partnership_id, facts={"role": role})


@transaction.atomic
def leave_proposed(*, proposal: UUID, at: datetime, by: Standing) -> None:
    """The member does not have the role here. It can be given later on their own page."""
    found = _waiting(proposal, by)
    _settle(found, Settled.LEFT, at, by)
    record(
        "settle-role",
        kind="member",
        ids=[found.member_id],
        partnership=found.partnership_id,
        facts={"role": found.role},
    )


def _waiting(key: UUID, by: Standing) -> ProposedRole:
    """One that waits, for an administrator of its partnership, and never about themselves: else Refused."""
    rows = ProposedRole.objects.select_for_update(of=("self",)).select_related("member", "agency", "partnership")
    found = rows.filter(pk=key, settled=Settled.WAITING).first()
    if found is None:
        raise Refused("manage-members")
    may_grant(by, found.partnership_id, found.member_id)
    return found


def _settle(found: ProposedRole, settled: Settled, at: datetime, by: Standing) -> None:
    found.settled, found.settled_at, found.settled_by_id = settled, at, by.member
    found.save(update_fields=["settled", "settled_at", "settled_by"])
