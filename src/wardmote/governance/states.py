"""The words of governance: what a body, a group, a meeting, an action can be, and the moves between them. No row is touched here."""

from enum import StrEnum


class StatutoryRole(StrEnum):
    """What the Crime and Disorder Act 1998, section 5, makes of a body in a partnership. A vote is another matter."""

    RESPONSIBLE = "responsible"
    COOPERATING = "co-operating"
    INVITED = "invited"
    OTHER = "other"


class Merger(StrEnum):
    """How partnerships stand together: a formal merger (section 5) ends those that it is made of; an informal one leaves their duties where they were."""

    FORMAL = "formal"
    INFORMAL = "informal"
    NESTED = "nested"
    COUNTY = "county"


class GroupKind(StrEnum):
    EXECUTIVE = "executive"
    BOARD = "board"
    THEMATIC = "thematic"
    TASK = "task"
    PANEL = "panel"
    OFFICERS = "officers"


class Cadence(StrEnum):
    """How often a group meets, as a rule."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    AS_NEEDED = "as-needed"


class Capacity(StrEnum):
    """What somebody is in a group."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    ADVISER = "adviser"
    SECRETARY = "secretary"


class Circle(StrEnum):
    """Who reads what a group does: everybody in the partnership, or the group alone (and whoever runs the partnership's business)."""

    PARTNERSHIP = "partnership"
    GROUP = "group"


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


class ActionState(StrEnum):
    """OPEN is still to be done; the other three end it."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not-done"
    WITHDRAWN = "withdrawn"


class OwnedBy(StrEnum):
    """Whose an action is: one body's, or each responsible authority's for itself."""

    BODY = "body"
    RESPONSIBLE = "responsible"
