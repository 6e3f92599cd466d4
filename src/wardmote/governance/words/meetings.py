"""What the states of meetings are called on a page."""

from wardmote.governance.states import MeetingKind, MeetingState, Mode, NoticeKind, Standing, WrittenReply
from wardmote.words import gettext as _


def standing(one: Standing) -> str:
    """The title of an item that comes back at every meeting."""
    return {
        Standing.WELCOME: _("Welcome and apologies"),
        Standing.INTERESTS: _("Declarations of interest"),
        Standing.MINUTES: _("Minutes of the last meeting"),
        Standing.ACTIONS: _("Actions"),
        Standing.CROSS_CUTTING: _("Cross-cutting and emerging issues"),
        Standing.RISK: _("Risk"),
        Standing.NONE: "",
    }[one]


def meeting_kind(one: MeetingKind) -> str:
    return {
        MeetingKind.MEETING: _("Meeting"),
        MeetingKind.PUBLIC: _("Public meeting"),
        MeetingKind.WRITTEN: _("Written procedure"),
    }[one]


def meeting_state(one: MeetingState, kind: MeetingKind = MeetingKind.MEETING) -> str:
    """How far a meeting has got; a written procedure is not held, it is decided."""
    if kind is MeetingKind.WRITTEN:
        return {
            MeetingState.PLANNED: _("Being prepared"),
            MeetingState.CIRCULATED: _("Answers asked for"),
            MeetingState.HELD: _("Decided"),
            MeetingState.APPROVED: _("Decision confirmed"),
            MeetingState.CANCELLED: _("Cancelled"),
        }[one]
    return {
        MeetingState.PLANNED: _("Planned"),
        MeetingState.CIRCULATED: _("Circulated"),
        MeetingState.HELD: _("Held"),
        MeetingState.APPROVED: _("Minutes approved"),
        MeetingState.CANCELLED: _("Cancelled"),
    }[one]


def mode(one: Mode) -> str:
    return {
        Mode.ROOM: _("In a room"),
        Mode.ONLINE: _("Online"),
        Mode.BOTH: _("In a room and online"),
    }[one]


def reply(one: WrittenReply) -> str:
    return {
        WrittenReply.NONE: _("No answer yet"),
        WrittenReply.AGREE: _("Agrees"),
        WrittenReply.DISAGREE: _("Does not agree"),
        WrittenReply.ABSTAIN: _("Abstains"),
        WrittenReply.COMMENT: _("Comments only"),
    }[one]


def notice(one: NoticeKind) -> str:
    return {
        NoticeKind.CIRCULATED: _("Circulated"),
        NoticeKind.CHANGED: _("Circulated again"),
        NoticeKind.MOVED: _("Moved"),
        NoticeKind.CANCELLED: _("Cancelled"),
        NoticeKind.PLANNED_AGAIN: _("Planned again"),
    }[one]
