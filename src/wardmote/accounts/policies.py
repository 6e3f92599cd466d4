"""Which role may do what: one table, and the functions that pages and changes ask."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from wardmote.accounts.states import Role, Standing
from wardmote.platform.refusals import Refused

EVERYONE = frozenset(Role)

MAY: dict[str, frozenset[Role]] = {
    "see-evidence": EVERYONE,
    "see-publications": EVERYONE,
    "manage-members": frozenset({Role.ADMINISTRATOR}),
}

Policy = Callable[[Standing], None]


def may(verb: str) -> Policy:
    """The policy for a verb of the table: it raises Refused unless the hat worn has a role that may. An unknown verb is a defect (KeyError)."""
    roles = MAY[verb]

    def policy(standing: Standing) -> None:
        if not standing.roles & roles:
            raise Refused(verb)

    policy.__name__ = f"may_{verb.replace('-', '_')}"
    return policy


def allows(policy: Policy, standing: Standing) -> bool:
    """Whether a policy says yes: for what is shown or left out, such as an entry of the navigation."""
    try:
        policy(standing)
    except Refused:
        return False
    return True


def may_enter(standing: Standing) -> None:
    """Anybody who is signed in, with a hat or without: home, switching, signing out."""
    if standing.member is None:
        raise Refused("enter")


may_see_evidence = may("see-evidence")
may_see_publications = may("see-publications")
may_manage_members = may("manage-members")


def may_in(verb: str, standing: Standing, partnership: UUID) -> None:
    """Raise Refused unless the member has a role that may do `verb` in this very partnership, for the agency worn."""
    if not standing.roles_in(partnership) & MAY[verb]:
        raise Refused(verb)


def may_grant(standing: Standing, partnership: UUID, member: UUID) -> None:
    """Only an administrator of that partnership, and never to themselves."""
    may_in("manage-members", standing, partnership)
    if standing.member == member:
        raise Refused("manage-members")


def describe() -> list[dict[str, Any]]:
    """The table as rows, for the page or document that prints it."""
    return [{"verb": verb, "roles": sorted(roles)} for verb, roles in MAY.items()]
