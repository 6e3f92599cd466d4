"""What a duty, its evidence and its claims can be; what a board can be in a topic. No row is touched here."""

from enum import StrEnum


class DutyState(StrEnum):
    """How a duty stands on a day. The order is that of the calendar: what needs somebody first comes first."""

    LATE = "late"
    NEVER = "never"  # nothing on file says that it was ever done
    SHORT = "short"  # a part of its checklist is not in place, or in part only
    DUE = "due"  # within `SOON` days
    MET = "met"
    QUIET = "quiet"  # it runs from an event, and none is open
    NOT_HERE = "not-here"  # it does not fall on this partnership


SOON = 90  # days


class Nation(StrEnum):
    ENGLAND = "england"
    WALES = "wales"


class Tier(StrEnum):
    """What kind of area a partnership is of, as far as its councils tell."""

    DISTRICT = "district"
    COUNTY = "county"
    UNITARY = "unitary"


class Rating(StrEnum):
    """What is claimed of a duty, or of one point of its checklist."""

    IN_PLACE = "in-place"
    IN_PART = "in-part"
    NOT_YET = "not-yet"


class EvidenceKind(StrEnum):
    """A note says it in words; a link leads elsewhere; a page is one of ours."""

    NOTE = "note"
    LINK = "link"
    PAGE = "page"


class Leads(StrEnum):
    """What a board is in a topic that several boards share."""

    LEADS = "leads"
    CONTRIBUTES = "contributes"
    INFORMED = "informed"
