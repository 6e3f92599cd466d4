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
    "see-people": EVERYONE,
    "manage-members": frozenset({Role.ADMINISTRATOR}),
    "keep-partnership": frozenset({Role.ADMINISTRATOR, Role.MANAGER}),
    "read-log": frozenset({Role.AUDITOR}),
    "see-governance": EVERYONE,
    "run-governance": frozenset({Role.MANAGER, Role.COORDINATOR}),
    "take-partnership-out": frozenset({Role.MANAGER}),
    "report-by-exception": frozenset({Role.MANAGER, Role.COORDINATOR, Role.CHAIR, Role.ANALYST, Role.REPRESENTATIVE}),
    "minute-meetings": frozenset(
        {Role.MANAGER, Role.COORDINATOR, Role.CHAIR, Role.ANALYST, Role.REPRESENTATIVE, Role.CASEWORKER, Role.PROVIDER}
    ),  # and a seat as chair or secretary of the group, but for the first two
    # actions and scrutiny
    "answer-actions": frozenset(
        {Role.MANAGER, Role.COORDINATOR, Role.CHAIR, Role.ANALYST, Role.REPRESENTATIVE, Role.CASEWORKER, Role.PROVIDER}
    ),
    "ask-as-scrutiny": frozenset({Role.SCRUTINY, Role.MANAGER, Role.COORDINATOR}),
}

# What goes on while a partnership does. One that has ended is read by whoever could read it; only who may do so is still kept.
ONGOING = frozenset({"run-governance", "minute-meetings", "report-by-exception", "answer-actions", "ask-as-scrutiny"})

Policy = Callable[[Standing], None]


def may(verb: str) -> Policy:
    """The policy for a verb of the table: it raises Refused unless the hat worn has a role that may. An unknown verb is a defect (KeyError)."""
    roles = MAY[verb]

    def policy(standing: Standing) -> None:
        over = verb in ONGOING and standing.hat is not None and standing.hat.ended_on is not None
        if over or not standing.roles & roles:
            raise Refused(verb)

    policy.__name__ = f"may_{verb.replace('-', '_')}"
    return policy


def verb_of(policy: Policy) -> str:
    """The verb that a policy is asked about: "manage-members" of `may_manage_members`."""
    return getattr(policy, "__name__", "").removeprefix("may_").replace("_", "-")


def allows(policy: Policy, standing: Standing) -> bool:
    """Whether a policy says yes: for what is shown or left out, such as an entry of the navigation."""
    try:
        policy(standing)
    except Refused:
        return False
    return True


def may_enter(standing: Standing) -> None:
    """Anybody who is signed in, with a hat or without: home, switching, signing out."""
    if not standing.proved:
        raise Refused("enter")


def may_come_further(standing: Standing) -> None:
    """Who has given a password and has a second factor still to prove: the pages of signing in, and no other."""
    if standing.member is None:
        raise Refused("come-further")


may_see_evidence = may("see-evidence")
may_see_publications = may("see-publications")
may_see_people = may("see-people")
may_manage_members = may("manage-members")
may_keep_partnership = may("keep-partnership")
may_read_log = may("read-log")


def may_in(verb: str, standing: Standing, partnership: UUID) -> None:
    """Raise Refused unless the member has a role that may do `verb` in this very partnership, for the agency worn."""
    over = verb in ONGOING and standing.over_in(partnership)
    if over or not standing.roles_in(partnership) & MAY[verb]:
        raise Refused(verb)


def may_grant(standing: Standing, partnership: UUID, member: UUID) -> None:
    """Only an administrator of that partnership, and never to themselves."""
    may_in("manage-members", standing, partnership)
    if standing.member == member:
        raise Refused("manage-members")


def may_look_after(standing: Standing | None, member: UUID, *, only_theirs: bool) -> None:
    """Wake an account, correct its name, or take away factors that were lost: what holds wherever the member acts.

    So it is for whoever administers every partnership in which the member has a role (`only_theirs`), never for themselves: nobody gets a hold of an
    account by inviting it. None is the installation's command line.
    """
    if standing is None:
        return
    if standing.member == member or not only_theirs:
        raise Refused("manage-members")


def verbs_in(standing: Standing, partnership: UUID) -> set[str]:
    """What the member may do in a partnership, for the agency worn."""
    roles, over = standing.roles_in(partnership), standing.over_in(partnership)
    return {verb for verb, allowed in MAY.items() if roles & allowed and not (over and verb in ONGOING)}


def describe() -> list[dict[str, Any]]:
    """The table as rows, for the page or document that prints it."""
    return [{"verb": verb, "roles": sorted(roles)} for verb, roles in MAY.items()]
