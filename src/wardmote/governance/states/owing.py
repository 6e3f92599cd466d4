"""What of governance can wait for somebody."""

from enum import StrEnum


class Waits(StrEnum):
    """Kinds of what waits, beside an agency's actions."""

    WRITTEN = "written"  # a written procedure that the agency's body has not answered
    RECOMMENDATION = "recommendation"  # that the agency has not answered
    NEXT_MEETING = "next-meeting"  # of a group on which somebody sits
    MINUTES = "minutes"  # to be approved
    REACHED = "reached"  # late actions that escalated to somebody
    REPORT = "report"  # by exception
    RISK = "risk"  # to be reviewed
    MATTER = "matter"  # that scrutiny asked
    ASK = "ask"  # what boards ask to be unblocked
    DUTY_LATE = "duty-late"
    DUTY_DUE = "duty-due"
    ENTRY = "entry"  # of a register, that runs out
