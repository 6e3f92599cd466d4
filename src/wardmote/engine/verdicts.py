"""The words for a change, and for which way is good. Apart from what finds them: a palette needs the words alone."""

from enum import StrEnum


class Verdict(StrEnum):
    """What may be said of a change. The only words for direction that a page, report or command may use."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_TELL = "cannot tell"


class Good(StrEnum):
    """Which direction is better, if either."""

    LOWER = "lower"
    HIGHER = "higher"
    BAND = "band"
    CONTEXT = "context"
