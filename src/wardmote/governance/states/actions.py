"""How far an action has got, and whose it is. No row is touched here."""

from enum import StrEnum


class ActionState(StrEnum):
    """OPEN is still to be done; the other three end it."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"
    WITHDRAWN = "withdrawn"


class OwnedBy(StrEnum):
    """Whose an action is: one body's, or each responsible authority's for itself."""

    BODY = "body"
    RESPONSIBLE = "responsible"
