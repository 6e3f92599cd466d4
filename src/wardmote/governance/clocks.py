"""The clocks of scrutiny: by when an answer is due, read from `definitions/governance/scrutiny.toml`. Pure: it asks no row and no clock."""

from datetime import date, timedelta
from functools import cache

from wardmote.days import corresponding
from wardmote.definitions import BadDefinition, definition, read
from wardmote.governance.states import MatterKind

CLOCK_OF = {
    MatterKind.INFORMATION: "information",
    MatterKind.ATTENDANCE: "attendance",
    MatterKind.CALL_FOR_ACTION: "call-for-action",
    MatterKind.SECTION_7: "section-7",
    MatterKind.REPORT: "response",
}
RESPONSE, MEETING = "response", "meeting"


@definition
class Rule:
    """What held from a day on: so many days, so many months, or the day that whoever asks sets. `verified`: somebody has checked it against the law."""

    valid_from: date
    source: str
    verified: bool
    valid_to: date | None = None
    days: int = 0
    months: int = 0
    set_by_asker: bool = False
    note: str = ""


@definition
class Clock:
    label: str
    rules: tuple[Rule, ...]


@definition
class Table:
    clocks: dict[str, Clock]


@cache
def clocks() -> dict[str, Clock]:
    """The clocks by their keys. Raises BadDefinition for a rule that gives no day, or more than one."""
    found = read("governance", "scrutiny", Table).clocks
    for key, clock in found.items():
        if any(bool(rule.days) + bool(rule.months) + rule.set_by_asker != 1 for rule in clock.rules):
            raise BadDefinition(
                f"governance/scrutiny.toml: {key}: a rule gives days, months, or the asker's day, and one of them"
            )
    return found


def rule_on(clock: str, on: date) -> Rule | None:
    """The rule of a clock that held on a day; None before there was any."""
    rules = clocks()[clock].rules
    return next(
        (rule for rule in rules if rule.valid_from <= on and (rule.valid_to is None or on < rule.valid_to)), None
    )


def due(clock: str, start: date, set_by_asker: date | None = None) -> date | None:
    """By when something that began on a day is due. None: as soon as reasonably possible, no day is set."""
    rule = rule_on(clock, start)
    if rule is None or rule.set_by_asker:
        return set_by_asker
    return start + timedelta(days=rule.days) if rule.days else corresponding(start, rule.months)
