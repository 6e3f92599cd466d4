"""What the states of recommendations and of the scrutiny register are called on a page."""

from wardmote.governance.states import MatterKind, MatterState, Response, Source
from wardmote.words import gettext as _


def source(one: Source) -> str:
    return {
        Source.SCRUTINY: _("Scrutiny"),
        Source.REVIEW: _("A review, such as a domestic abuse related death review"),
        Source.PROFILE: _("A profile or assessment"),
        Source.INSPECTION: _("An inspection"),
        Source.AUDIT: _("An audit"),
        Source.OTHER: _("Something else"),
    }[one]


def response(one: Response) -> str:
    return {
        Response.WAITING: _("Not answered yet"),
        Response.ACCEPTED: _("Accepted"),
        Response.IN_PART: _("Accepted in part"),
        Response.NOT_ACCEPTED: _("Not accepted"),
        Response.PASSED_ON: _("Passed on"),
    }[one]


def matter_kind(one: MatterKind) -> str:
    return {
        MatterKind.INFORMATION: _("Request for information"),
        MatterKind.ATTENDANCE: _("Call for an authority to attend"),
        MatterKind.CALL_FOR_ACTION: _("Councillor Call for Action"),
        MatterKind.SECTION_7: _("Report that the commissioner requires (section 7)"),
        MatterKind.REPORT: _("Report of the committee"),
    }[one]


def matter_state(one: MatterState) -> str:
    return {
        MatterState.OPEN: _("Open"),
        MatterState.ANSWERED: _("Answered"),
        MatterState.WITHDRAWN: _("Withdrawn"),
        MatterState.PASSED_ON: _("Passed on"),
    }[one]
