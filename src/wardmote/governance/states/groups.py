"""What a group is, how often it meets, who sits there as what, and who reads what it does. No row is touched here."""

from enum import StrEnum


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
