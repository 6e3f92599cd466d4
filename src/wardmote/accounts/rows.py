"""The conditions that tables declare about whoever asks, for accounts and for every app downstream.

Each rests on a function of the database made by accounts' migrations. All of them speak of today in London, of the agency worn (`mine` apart), and of a member who is
awake and has not left: to anybody else they say no.
"""

from wardmote.accounts.states import CredentialKind, Role
from wardmote.platform.rows import NOBODY, Condition, Rows, among, is_one, only_if
from wardmote.words import gettext as _

AT_THE_COMMAND_LINE = only_if("at_the_command_line()", _("the installation's operator, at the command line"))
COMING_IN = only_if("nobody_asks()", _("whoever is coming in and is nobody yet"))
HOLDING_THE_LINK = COMING_IN & is_one("secret_digest", "link_opened()", _("holding the link"))


def mine(column: str = "member_id") -> Condition:
    """The row is about the member who asks, whichever hat they wear."""
    return is_one(column, "asking_member()", _("the member themselves"))


def of_my_agency(column: str = "agency_id") -> Condition:
    """The row is the business of the agency worn. Only beside a condition about partnerships: an agency sits in several, and any of their administrators gives its hat."""
    return is_one(column, "asking_agency()", _("members acting for the agency"))


def in_my_partnerships(column: str = "partnership_id") -> Condition:
    """The row is of a partnership in which the member acts for the agency worn."""
    return among(column, "my_partnerships()", _("members of the partnership"))


def in_my_partnerships_as(*roles: Role, column: str = "partnership_id") -> Condition:
    """The row is of a partnership in which the member has one of these roles for the agency worn."""
    if not roles:
        raise ValueError("no role is not every role: say in_my_partnerships")
    asked = ", ".join(f"'{role}'" for role in roles)
    words = _("members of the partnership in the role {roles}").format(roles=" / ".join(roles))
    return among(column, f"my_partnerships_as({asked})", words)


def of_others(column: str = "member_id") -> Condition:
    """The row is about a member who is not the one that asks."""
    return Condition(f"{column} <> (SELECT asking_member())", _("somebody else than the member themselves"))


def with_credential(kind: CredentialKind, column: str = "partnership_id") -> Condition:
    """The member holds a credential of this kind, in force, in the row's partnership."""
    return among(column, f"my_credentials('{kind}')", _("holding {kind} in force there").format(kind=kind))


# Tables of django-allauth, which the doors read while somebody is half in: awake or not, with a second factor still to prove.
AT_THE_DOOR = Condition(
    "user_id = (SELECT nullif(current_setting('wardmote.member', true), '')::uuid)",
    _("the member themselves, at the door too"),
)
LOOKED_AFTER = among(
    "user_id", "members_looked_after()", _("administrators of every partnership in which they have a role")
)
HOLDER = AT_THE_DOOR | AT_THE_COMMAND_LINE
HOLDERS = AT_THE_DOOR | COMING_IN | LOOKED_AFTER | AT_THE_COMMAND_LINE
FACTORS = HOLDER | LOOKED_AFTER  # whoever looks after somebody may take a factor away, and give them none
OF_ALLAUTH = {
    "mfa_authenticator": Rows(see=FACTORS, add=HOLDER, change=HOLDER, remove=FACTORS, recorded=False),
    "socialaccount_socialaccount": Rows(see=HOLDERS, add=HOLDERS, change=HOLDERS, remove=NOBODY, recorded=False),
    "usersessions_usersession": Rows(see=HOLDERS, add=HOLDERS, change=HOLDERS, remove=HOLDERS, recorded=False),
}
