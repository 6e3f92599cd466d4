"""Where the typeface is. Pictures are measured and drawn with DejaVu Sans, so that they look alike on every machine."""

import os
from functools import lru_cache
from pathlib import Path

import vl_convert

FAMILY = "DejaVu Sans, Verdana, sans-serif"
FACE = "DejaVuSans.ttf"
PACKAGED = Path(__file__).parents[1] / "web" / "static" / "vendor" / "fonts"


def folder() -> Path | None:
    """The folder of TrueType files: ``WARDMOTE_FONTS``, else the one in the package; None when neither has them."""
    named = os.environ.get("WARDMOTE_FONTS")
    for place in [Path(named)] if named else [PACKAGED]:
        if (place / FACE).is_file():
            return place
    return None


@lru_cache
def register(place: Path) -> None:
    """Let the drawing engine use the fonts of a folder; once per process."""
    vl_convert.register_font_directory(str(place))
