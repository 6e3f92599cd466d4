"""What can have happened since somebody was last here."""

from enum import StrEnum


class Happened(StrEnum):
    """Kinds of news, in the order in which Home tells them: what asks something of people first."""

    GIVEN = "given"
    LATE = "late"
    DECIDED = "decided"
    APPROVED = "approved"
    CIRCULATED = "circulated"
    MOVED = "moved"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    ANSWERED = "answered"
    RECOMMENDED = "recommended"
    RESPONDED = "responded"
    ASKED = "asked"
    RISK_RAISED = "risk-raised"
    RISK_UP = "risk-up"
    RISK_DOWN = "risk-down"
    RISK_CLOSED = "risk-closed"
    HANDED_IN = "handed-in"
    SEATED = "seated"
    GROUPS = "groups"
    ADOPTED = "adopted"
    CLAIMED = "claimed"
    ENTERED = "entered"
