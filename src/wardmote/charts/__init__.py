"""Charts: a result becomes a specification, its plain-words summary and its data table. Nothing here knows Django."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wardmote.charts.change_bars import bars
    from wardmote.charts.chart import Chart, Column, Table
    from wardmote.charts.lines import control_chart, line
    from wardmote.charts.maps import choropleth
    from wardmote.charts.rankings import ranking
    from wardmote.charts.render import png, png_of, responsive, svg
    from wardmote.charts.style import NARROW, WIDE

_HOMES = {
    "bars": "change_bars",
    "Chart": "chart", "Column": "chart", "Table": "chart",
    "control_chart": "lines", "line": "lines",
    "choropleth": "maps",
    "ranking": "rankings",
    "png": "render", "png_of": "render", "responsive": "render", "svg": "render",
    "NARROW": "style", "WIDE": "style",
}  # fmt: skip
__all__ = [
    "NARROW", "WIDE", "Chart", "Column", "Table",
    "bars", "choropleth", "control_chart", "line", "png", "png_of", "ranking", "responsive", "svg",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load what is asked for and no more: whoever writes a letter, or lists people at the command line, needs no measures."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
