"""What of governance can wait for somebody."""

from enum import StrEnum


class Waits(StrEnum):
    """Kinds of what waits, beside an agency's actions."""

    WRITTEN = "written"  # a written procedure that the agency's body has not answered
    RECOMMENDATION = "recommendation"  # that the agency has not answered
    RECOMMENDATION_SOON = "recommendation-soon"  # the same, without a day by which
    NEXT_MEETING = "next-meeting"  # of a group on which somebody sits
    MINUTES = "minutes"  # to be approved
    REACHED = "reached"  # late actions that escalated to somebody
    REPORT = "report"  # by exception
    REPORT_LATE = "report-late"  # of a board that somebody else reports for, or nobody
    EMPTY_GROUP = "empty-group"  # a group with nobody on it
    RISK = "risk"  # to be reviewed
    MATTER = "matter"  # that scrutiny asked
    MATTER_SOON = "matter-soon"  # the same, without a day: as soon as reasonably possible
    ASK = "ask"  # what boards ask to be unblocked
    DUTY_LATE = "duty-late"
    DUTY_DUE = "duty-due"
    ENTRY = "entry"  # of a register, that runs out
