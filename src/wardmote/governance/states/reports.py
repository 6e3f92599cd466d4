"""What a board's report holds and how far it has got. No row is touched here."""

from enum import StrEnum


class ReportState(StrEnum):
    """A draft is read by whoever writes it; what is handed in by the group's circle."""

    DRAFT = "draft"
    HANDED_IN = "handed-in"


class LineKind(StrEnum):
    """PROGRESS: what went as it should. CHALLENGE: what did not, or may not. ASK: what somebody else is asked to unblock."""

    PROGRESS = "progress"
    CHALLENGE = "challenge"
    ASK = "ask"


class AskState(StrEnum):
    """NONE is a line that asks nothing."""

    NONE = ""
    OPEN = "open"
    ANSWERED = "answered"
    UNBLOCKED = "unblocked"
