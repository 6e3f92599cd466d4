"""What the states of actions are called on a page."""

from wardmote.governance.escalation import steps
from wardmote.governance.states import ActionState, EntryKind, Pace, Rung
from wardmote.words import gettext as _


def action_state(one: ActionState) -> str:
    return {
        ActionState.OPEN: _("Open"),
        ActionState.DONE: _("Done"),
        ActionState.NOT_DONE: _("Not done"),
        ActionState.WITHDRAWN: _("Withdrawn"),
        ActionState.PASSED_ON: _("Passed on"),
    }[one]


def answer_choice(one: ActionState) -> str:
    """For the form of an answer."""
    return _("Still to be done: this is how far it is") if one is ActionState.OPEN else action_state(one)


def entry_kind(one: EntryKind) -> str:
    return {
        EntryKind.ANSWERED: _("Answered"),
        EntryKind.DUE: _("Due on another day"),
        EntryKind.MOVED: _("Moved to another body"),
        EntryKind.WITHDRAWN: _("Withdrawn"),
        EntryKind.PASSED_ON: _("Passed on"),
    }[one]


def told(one: Rung) -> str:
    """How far a late action went, as it stands beside it."""
    return {
        Rung.OWNER: _("The owner was reminded"),
        Rung.CHAIR: _("Escalated to the group’s chair"),
        Rung.EXECUTIVE: _("Escalated to the statutory executive"),
    }[one]


def ladder() -> list[tuple[int, str]]:
    """The steps of escalation: how many days late, and what happens then."""
    return [(step.days, _(step.label)) for step in steps().values()]


def pace(one: Pace) -> str:
    return {
        Pace.AT_ONCE: _("At once, whenever something waits for me"),
        Pace.DAILY: _("Once a day, in the morning, if something waits for me"),
        Pace.NEVER: _("Never: I look for myself"),
    }[one]
