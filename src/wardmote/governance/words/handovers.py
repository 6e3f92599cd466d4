"""What went over in a reorganisation, as pages and commands call it."""

from wardmote.governance.states import Settled
from wardmote.words import gettext as _


def carried(kind: str) -> str:
    """The rows of a table, as a page counts them; what only belongs to others is one word for all."""
    return {
        "Body": _("Bodies"),
        "Group": _("Groups"),
        "Seat": _("Seats"),
        "Series": _("Series of meetings"),
        "Meeting": _("Meetings to come"),
        "Action": _("Open actions"),
        "Recommendation": _("Recommendations with an answer to come"),
        "Matter": _("Open matters of scrutiny"),
        "Risk": _("Open risks"),
        "Theme": _("Themes"),
        "ReportDuty": _("Duties to report each quarter"),
        "ReportLine": _("What boards ask to be unblocked"),
        "Occasion": _("Clocks that run"),
        "Entry": _("Entries of registers"),
        "PartnershipLink": _("Links with other partnerships"),
    }.get(kind, _("What belongs to these"))


def carried_one(kind: str) -> str:
    """One row."""
    return {
        "Body": _("Body"),
        "Group": _("Group"),
        "Meeting": _("Meeting"),
        "Action": _("Action"),
        "Recommendation": _("Recommendation"),
        "Matter": _("Matter"),
        "Risk": _("Risk"),
        "Entry": _("Entry"),
    }.get(kind, kind)


def settled(one: Settled) -> str:
    return {Settled.WAITING: _("Not settled"), Settled.GIVEN: _("Given"), Settled.LEFT: _("Left")}[one]
