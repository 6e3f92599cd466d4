"""What stands with an item of an agenda, what is told of a meeting, and what a body answers in writing. No row is touched here."""

from enum import StrEnum


class PaperKind(StrEnum):
    """A file that is kept here, or a link to where the paper is."""

    FILE = "file"
    LINK = "link"


class NoticeKind(StrEnum):
    """Why letters went out about a meeting: it is called, something about it changed, it is on another day, it is off, or on again."""

    CIRCULATED = "circulated"
    CHANGED = "changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PLANNED_AGAIN = "planned-again"


class WrittenReply(StrEnum):
    """What a body answers in a written procedure. NONE: nothing yet."""

    NONE = ""
    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"
    COMMENT = "comment"


class FeedScope(StrEnum):
    """Which meetings a calendar shows: those of the member's groups, or all that they may see."""

    MINE = "mine"
    ALL = "all"
