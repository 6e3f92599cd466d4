"""A share as a small bar, for a cell of a table whose words and figures say the same. Pure."""

from wardmote.charts.palette import SERIES

WIDTH, HEIGHT = 100, 12


def svg(percent: int | None) -> str:
    """A bar as long as the share; an empty frame for none. It says nothing to a screen reader: the figure beside it does."""
    length = max(0, min(percent or 0, WIDTH))
    bar = (
        f'<rect class="wm-share__bar" x="0" y="1" width="{length}" height="{HEIGHT - 2}" fill="{SERIES}"/>'
        if length
        else ""
    )
    return (
        f'<svg class="wm-share" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true" focusable="false">'
        f'<rect x="0.5" y="1.5" width="{WIDTH - 1}" height="{HEIGHT - 3}" fill="none" stroke="{SERIES}" stroke-width="1"/>{bar}</svg>'
    )
