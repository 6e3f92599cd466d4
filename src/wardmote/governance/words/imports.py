"""What files that are brought in, and what becomes of their rows, are called on a page."""

from wardmote.governance.states import Fate, ImportKind
from wardmote.words import gettext as _


def import_kind(one: ImportKind) -> str:
    return {
        ImportKind.MEMBERSHIP: _("Membership: bodies and who sits on groups"),
        ImportKind.ACTIONS: _("Action log"),
        ImportKind.RISKS: _("Risk register"),
    }[one]


def fate(one: Fate) -> str:
    """What becomes of a row before it is brought in."""
    return {
        Fate.MADE: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.FOUND: _("On file already"),
        Fate.WRONG: _("To be mended"),
    }[one]
