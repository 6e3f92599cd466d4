"""Recommendations and what is answered to them; what scrutiny asks of the partnership. No row is touched here."""

from enum import StrEnum


class Source(StrEnum):
    """Where a recommendation comes from."""

    SCRUTINY = "scrutiny"
    REVIEW = "review"
    PROFILE = "profile"
    INSPECTION = "inspection"
    AUDIT = "audit"
    OTHER = "other"


class Response(StrEnum):
    """What a body says to a recommendation. WAITING is no answer yet; PASSED_ON is none either: the partnership ended first."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    IN_PART = "in-part"
    NOT_ACCEPTED = "not-accepted"
    PASSED_ON = "passed-on"


RESPONSES = (Response.ACCEPTED, Response.IN_PART, Response.NOT_ACCEPTED)


class MatterKind(StrEnum):
    """What is asked of the partnership by those who hold it to account."""

    INFORMATION = "information"
    ATTENDANCE = "attendance"
    CALL_FOR_ACTION = "call-for-action"
    SECTION_7 = "section-7"
    REPORT = "report"


class MatterState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed-on"
