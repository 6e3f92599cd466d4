"""What can be brought in from a spreadsheet, and what becomes of a row. No row of a table is touched here."""

from enum import StrEnum


class ImportKind(StrEnum):
    """MEMBERSHIP: bodies, and who sits on which group for them. ACTIONS: an action log. RISKS: a risk register."""

    MEMBERSHIP = "membership"
    ACTIONS = "actions"
    RISKS = "risks"


class Fate(StrEnum):
    """What becomes of a row of the file. FOUND: what it says is on file already."""

    MADE = "made"
    CHANGED = "changed"
    FOUND = "found"
    WRONG = "wrong"
