"""By how many days an action must be late before somebody further is told: read from `definitions/governance/escalation.toml`. Pure."""

from functools import cache

from wardmote.definitions import definition, read
from wardmote.governance.states import Rung


@definition
class Step:
    """From `days` late on, whoever is `told` is told, once."""

    days: int
    told: Rung
    label: str
    source: str


@definition
class Ladder:
    steps: dict[str, Step]


@cache
def steps() -> dict[str, Step]:
    """The steps by their keys, the first one first."""
    found = read("governance", "escalation", Ladder).steps
    return dict(sorted(found.items(), key=lambda pair: pair[1].days))
