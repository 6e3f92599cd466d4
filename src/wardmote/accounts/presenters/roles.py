"""What a role is and may do, in words."""

from collections.abc import Collection, Set
from dataclasses import dataclass

from wardmote.accounts import words
from wardmote.accounts.policies import describe
from wardmote.accounts.queries.membership import RoleTold
from wardmote.accounts.states import Role
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class RoleRow:
    """One role. `may`: what it adds to what everybody may. `held`: the reader has it under the hat worn."""

    name: str
    description: str
    may: list[str]
    cases: str
    sleeps: str
    held: bool


def everybody() -> list[str]:
    """What each role may: said once, not with every role."""
    return [words.verb(rule["verb"]) for rule in describe() if _is_everybodys(rule["roles"])]


def row(role: RoleTold, held: Set[Role]) -> RoleRow:
    rules = [rule for rule in describe() if role.key in rule["roles"] and not _is_everybodys(rule["roles"])]
    may = [words.verb(rule["verb"]) for rule in rules]
    days = role.dormant_after_days
    return RoleRow(
        name=role.name,
        description=role.description,
        may=may,
        cases=_("Where a panel, an assignment or a referral gives it") if role.sees_cases else _("None"),
        sleeps=ngettext("{n} day without a sign-in", "{n} days without a sign-in", days).format(n=f"{days:,}"),
        held=role.key in held,
    )


def _is_everybodys(roles: Collection[str]) -> bool:
    return set(roles) == set(Role)
