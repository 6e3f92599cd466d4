"""What the states of reports by exception are called on a page."""

from wardmote.governance.states import AskState, LineKind, ReportState
from wardmote.words import gettext as _


def line_kind(one: LineKind) -> str:
    return {
        LineKind.PROGRESS: _("Progress"),
        LineKind.CHALLENGE: _("Challenge or risk"),
        LineKind.ASK: _("Asks to be unblocked"),
    }[one]


def report_state(one: ReportState) -> str:
    return {ReportState.DRAFT: _("Draft"), ReportState.HANDED_IN: _("Handed in")}[one]


def ask_state(one: AskState) -> str:
    return {
        AskState.NONE: "",
        AskState.OPEN: _("Open"),
        AskState.ANSWERED: _("Answered, not unblocked yet"),
        AskState.UNBLOCKED: _("Unblocked"),
    }[one]


def ask_tone(one: AskState) -> str:
    return {AskState.NONE: "grey", AskState.OPEN: "orange", AskState.ANSWERED: "blue", AskState.UNBLOCKED: "green"}[one]
