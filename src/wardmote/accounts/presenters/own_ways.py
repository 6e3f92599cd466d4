"""What somebody's own ways in are told in."""

from wardmote.words import gettext as _


def done(what: str) -> str:
    """What was done just now; "" for nothing."""
    return {
        "app-replaced": _("The new app is set up. The old one opens nothing any more. If the telephone is lost, end below what is signed in on it."),
    }.get(what, "")  # fmt: skip
