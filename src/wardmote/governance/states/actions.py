"""How far an action has got, whose it is, and how often a member is written to. No row is touched here."""

from enum import StrEnum


class ActionState(StrEnum):
    """OPEN is still to be done; the others end it. PASSED_ON: the partnership ended, and the one in its place goes on with it."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed-on"


class OwnedBy(StrEnum):
    """Whose an action is: one body's, or each responsible authority's for itself."""

    BODY = "body"
    RESPONSIBLE = "responsible"


class EntryKind(StrEnum):
    """What a line of an action's history tells of."""

    ANSWERED = "answered"
    DUE = "due"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed-on"


class Rung(StrEnum):
    """Whom a step of escalation concerns: those who owe the answer, the chair of the action's group, or whoever runs the partnership's business."""

    OWNER = "owner"
    CHAIR = "chair"
    EXECUTIVE = "executive"


class Pace(StrEnum):
    """How often somebody is written to about what waits for them."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


SAYS_NOTHING = frozenset(
    {
        "",
        "-",
        "all done",
        "complete",
        "completed",
        "done",
        "finished",
        "n/a",
        "na",
        "none",
        "ok",
        "okay",
        "see above",
        "tbc",
        "yes",
    }
)  # in place of what was done: no more than the state says already


def says_what(text: str, evidence: str) -> bool:
    """Whether an answer tells what was done, or where that can be seen, and not merely that it was."""
    return any(said.casefold().strip(" .!") not in SAYS_NOTHING for said in (text, evidence))


ANSWERS = (ActionState.OPEN, ActionState.DONE, ActionState.NOT_DONE)  # what a body can answer for its line
