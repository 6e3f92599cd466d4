"""What can be brought in from a spreadsheet, and what becomes of a row. No row of a table is touched here."""

from enum import StrEnum


class ImportKind(StrEnum):
    """MEMBERSHIP: bodies, and who sits on which group for them. ACTIONS: an action log. RISKS: a risk register."""

    MEMBERSHIP = "membership"
    ACTIONS = "actions"
    RISKS = "risks"


class Stage(StrEnum):
    """How far a file is. WAITING: nobody has said yet which column holds what. TRYING: its rows are tried. TRIED: what would come of it can be looked at. BRINGING: somebody said yes.
    CHANGED: it was not brought in, for something else would have come of it than was shown; it was tried anew. BROKEN: a defect stopped it, and nothing was written.
    """

    WAITING = "waiting"
    TRYING = "trying"
    TRIED = "tried"
    BRINGING = "bringing"
    CHANGED = "changed"
    BROKEN = "broken"
    DONE = "done"


RUNNING = frozenset({Stage.TRYING, Stage.BRINGING})
SHOWN = frozenset({Stage.TRIED, Stage.CHANGED})


class Fate(StrEnum):
    """What becomes of a row of the file. FOUND: what it says is on file already."""

    MADE = "made"
    CHANGED = "changed"
    FOUND = "found"
    WRONG = "wrong"


class Stands(StrEnum):
    """How what a row becomes stands, for the counts above the list. LATE: open, and its day has passed."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    NOT_DONE = "not-done"
    CLOSED = "closed"
    BODY = "body"
    SEAT = "seat"
