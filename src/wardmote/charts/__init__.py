"""Charts: a result becomes a specification, its plain-words summary and its data table. Nothing here knows Django."""

from wardmote.charts.change_bars import bars
from wardmote.charts.chart import Chart, Column, Table
from wardmote.charts.lines import control_chart, line
from wardmote.charts.maps import choropleth
from wardmote.charts.rankings import ranking
from wardmote.charts.render import png, png_of, responsive, svg
from wardmote.charts.style import NARROW, WIDE

__all__ = [
    "NARROW", "WIDE", "Chart", "Column", "Table",
    "bars", "choropleth", "control_chart", "line", "png", "png_of", "ranking", "responsive", "svg",
]  # fmt: skip
