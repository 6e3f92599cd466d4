"""What the states of risks are called on a page."""

from wardmote.governance.register import Change
from wardmote.governance.states import Proximity, Scored, Told, Works
from wardmote.words import gettext as _


def scored(one: Scored) -> str:
    return {
        Scored.INHERENT: _("Inherent"),
        Scored.CURRENT: _("Current"),
        Scored.TARGET: _("Target"),
    }[one]


def scored_hint(one: Scored) -> str:
    return {
        Scored.INHERENT: _("As if nothing were done about it."),
        Scored.CURRENT: _("With the controls that work today."),
        Scored.TARGET: _("Where the owner wants it."),
    }[one]


def proximity(one: Proximity) -> str:
    return {
        Proximity.NOW: _("It is happening, or could any day"),
        Proximity.MONTHS: _("Within three months"),
        Proximity.YEAR: _("Within a year"),
        Proximity.LATER: _("Later than a year"),
    }[one]


def works(one: Works) -> str:
    return {
        Works.WORKS: _("Works"),
        Works.PARTLY: _("Works in part"),
        Works.FAILS: _("Does not work"),
        Works.UNTESTED: _("Not tested"),
        Works.PLANNED: _("Planned"),
    }[one]


def risk_told(one: Told) -> str:
    return {
        Told.HAPPENED: _("What happened since"),
        Told.AGAINST: _("What happened contradicts it"),
        Told.REVIEWED: _("Reviewed"),
        Told.CLOSED: _("Closed"),
        Told.REOPENED: _("Opened again"),
    }[one]


def band(key: str) -> str:
    return {"low": _("Low"), "medium": _("Medium"), "high": _("High"), "very-high": _("Very high")}[key]


def band_tone(key: str) -> str:
    """The colour of a tag, beside its word."""
    return {"low": "grey", "medium": "yellow", "high": "orange", "very-high": "red"}[key]


def became(one: Change) -> str:
    return {
        Change.ADDED: _("Added"),
        Change.REOPENED: _("Opened again"),
        Change.CLOSED: _("Closed"),
        Change.RAISED: _("Score raised"),
        Change.LOWERED: _("Score lowered"),
        Change.MOVED: _("Same score, another likelihood and impact"),
        Change.RESCALED: _("Scored on another scale"),
        Change.UNCHANGED: _("Unchanged"),
    }[one]
