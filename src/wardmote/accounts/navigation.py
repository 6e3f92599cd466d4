"""How an app puts itself into the navigation: a module `navigation` with a tuple ENTRIES. The web layer gathers them."""

from dataclasses import dataclass

from wardmote.accounts.policies import Policy, may_enter, may_keep_partnership, may_read_log, may_see_people


@dataclass(frozen=True)
class Entry:
    """One place of the loop. `label` and `hint` are translatable (written with `_` where they are shown); `order` is its place, Home being 0.

    `url_name` is reversed without arguments; every address that starts with the reversed one belongs to the entry.
    """

    label: str
    url_name: str
    order: int
    policy: Policy
    hint: str = ""


PEOPLE = Entry("People", "people", 1, may_see_people)
ROLES = Entry("Roles", "roles", 2, may_see_people)
LOG = Entry("Log", "log", 3, may_read_log)
TOLD = Entry(label="Partnership", url_name="partnership", order=4, policy=may_keep_partnership)
ACCOUNT = Entry("Your account", "account", 5, may_enter)

BESIDE = (PEOPLE, LOG, ACCOUNT)  # beside the loop, in the bar that says who I am
PARTS = (PEOPLE, ROLES, TOLD, LOG)  # the tabs of the pages about who works with whom
