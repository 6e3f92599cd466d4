"""What of governance is searched."""

from enum import StrEnum


class Found(StrEnum):
    """Kinds of what a search finds, in the order in which a page shows them."""

    GROUP = "group"
    BODY = "body"
    MEETING = "meeting"
    ITEM = "item"
    PAPER = "paper"
    DECISION = "decision"
    ACTION = "action"
    ASKED = "asked"
    RECOMMENDATION = "recommendation"
    MATTER = "matter"
    RISK = "risk"
    REPORT = "report"
    ENTRY = "entry"
    DUTY = "duty"
    FRAMEWORK = "framework"


NUMBERED = {"action": Found.ACTION, "decision": Found.DECISION, "recommendation": Found.RECOMMENDATION, "matter": Found.MATTER}  # fmt: skip
