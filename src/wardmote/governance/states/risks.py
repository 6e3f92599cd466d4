"""What a risk is scored for, how near it is, whether its controls work, and what its journal tells. No row is touched here."""

from enum import StrEnum


class Scored(StrEnum):
    """INHERENT: as if nothing were done. CURRENT: with the controls of the day. TARGET: where the owner wants it."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"


class RiskState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Proximity(StrEnum):
    """When the risk would come true, if it did."""

    NOW = "now"
    MONTHS = "months"
    YEAR = "year"
    LATER = "later"


class Works(StrEnum):
    """Whether a control does what it is there for. A control that is planned, or that nobody tested, is no control that works."""

    WORKS = "works"
    PARTLY = "partly"
    FAILS = "fails"
    UNTESTED = "untested"
    PLANNED = "planned"


class Told(StrEnum):
    """What an entry of a risk's journal tells. AGAINST: what happened contradicts what the risk says, until somebody reviews it."""

    HAPPENED = "happened"
    AGAINST = "against"
    REVIEWED = "reviewed"
    CLOSED = "closed"
    REOPENED = "reopened"
