"""What a meeting is, how far it has got, what comes back on every agenda, and whether a body came. No row is touched here."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """A written procedure is a circulation with answers: it decides, and nobody attends it."""

    MEETING = "meeting"
    PUBLIC = "public"
    WRITTEN = "written"


class Mode(StrEnum):
    ROOM = "room"
    ONLINE = "online"
    BOTH = "both"


class MeetingState(StrEnum):
    PLANNED = "planned"
    CIRCULATED = "circulated"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"


MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.CIRCULATED, MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.CIRCULATED: frozenset({MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.APPROVED}),
    MeetingState.APPROVED: frozenset(),
    MeetingState.CANCELLED: frozenset({MeetingState.PLANNED}),
}


class Standing(StrEnum):
    """Items that come back at every meeting of a group."""

    WELCOME = "welcome"
    INTERESTS = "interests"
    MINUTES = "minutes"
    ACTIONS = "actions"
    CROSS_CUTTING = "cross-cutting"
    RISK = "risk"
    NONE = ""


class Presence(StrEnum):
    """Whether a body was at a meeting. A substitute makes the body present."""

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    ABSENT = "absent"


CAME = frozenset({Presence.PRESENT, Presence.SUBSTITUTE})
