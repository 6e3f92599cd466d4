"""What somebody's own ways in are told in."""

from wardmote.words import gettext as _


def done(what: str) -> str:
    """What was done just now; "" for nothing."""
    return {
        "app-replaced": _("The new app is set up. The old one opens nothing any more. If the telephone is lost, end below what is signed in on it."),
        "factor-removed": _("It is removed, and opens nothing any more."),
        "session-ended": _("That session is ended. What was being typed there is kept."),
        "sessions-ended": _("All the others are ended. What was being typed there is kept."),
    }.get(what, "")  # fmt: skip
