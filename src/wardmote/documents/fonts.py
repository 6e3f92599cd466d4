"""Where the typeface of printed documents is."""

from pathlib import Path

from wardmote.charts.fonts import folder
from wardmote.documents.runs import BadDocument
from wardmote.words import gettext as _

FAMILY = "DejaVu Sans"
NEEDED = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


def required() -> Path:
    """The folder of TrueType files that a PDF needs. Raises BadDocument, saying how to get them, when there is none."""
    place = folder()
    if place is None or not all((place / name).is_file() for name in NEEDED):
        raise BadDocument(
            _(
                "there is no typeface to print with: 'make demo' installs DejaVu Sans, or WARDMOTE_FONTS names its folder"
            )
        )
    return place


__all__ = ["FAMILY", "folder", "required"]
