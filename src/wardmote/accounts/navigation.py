"""How an app puts itself into the navigation: a module `navigation` with a tuple ENTRIES. The web layer gathers them."""

from dataclasses import dataclass

from wardmote.accounts.policies import Policy


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
