"""The pictures of a question: each by its name, at the width asked for, in the form asked for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import urlencode

from django.urls import reverse

from wardmote import charts
from wardmote.accounts.states import Standing
from wardmote.charts import Chart
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Level
from wardmote.engine.measures import Result
from wardmote.evidence import queries
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _

WIDTHS = (290, 400, 640, 900)  # a page asks for the widest that fits its place
SCALE = 3  # picture elements to a CSS pixel: sharp in print
MEDIA_TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True)
class View:
    """How a question is drawn. `level` and `value` are of maps and rankings."""

    level: Level | None = None
    value: Literal["rate", "change"] = "rate"

    @property
    def address(self) -> dict[str, str]:
        return ({"level": self.level.value} if self.level else {}) | {"value": self.value}


Draw = Callable[[Standing, Question, View, int], Chart]


def months(asking: Standing, asked: Question, _view: View, width: int) -> Chart:
    return charts.control_chart(queries.series(asking, asked), width=width)


def kinds(asking: Standing, asked: Question, _view: View, width: int) -> Chart:
    return charts.bars(queries.kinds(asking, asked), width=width)


def beside(asking: Standing, asked: Question, _view: View, width: int) -> Chart:
    """The area's change, its force's, and those of the force's other areas of its level, in the order of their names."""
    found = queries.beside(asking, asked)
    force = [found.force] if found.force and found.force.area != asked.area else []
    peers = sorted(found.peers, key=lambda one: one.area.name)
    return charts.bars([found.area, *force, *peers], width=width)


def chart_map(asking: Standing, asked: Question, view: View, width: int) -> Chart:
    results = _ranked(asking, asked, view)
    shapes = queries.outlines(asking, [one.area for one in results])
    return charts.choropleth(results, shapes, view.value, width=width)


def ranking(asking: Standing, asked: Question, view: View, width: int) -> Chart:
    return charts.ranking(_ranked(asking, asked, view), width=width)


def _ranked(asking: Standing, asked: Question, view: View) -> tuple[Result, ...]:
    return queries.ranked(asking, asked, level_of(asked, view))


def level_of(asked: Question, view: View) -> Level:
    """The level of a view. Raises WardmoteError where the area holds nothing smaller."""
    if view.level is None:
        raise WardmoteError(_("{area} holds no smaller areas to show").format(area=asked.area.name))
    return view.level


AREA: Mapping[str, Draw] = {"months": months, "kinds": kinds, "beside": beside, "map": chart_map}
RANKING: Mapping[str, Draw] = {"ranking": ranking, "map": chart_map}


@dataclass(frozen=True)
class Figure:
    """A picture on a page, with the addresses of its other forms."""

    id: str
    chart: Chart
    address: str  # of its forms, with {ending} where that goes, and its question

    def at(self, ending: str, **more: str | int) -> str:
        extra = f"&{urlencode(more)}" if more else ""
        return f"{self.address.format(ending=ending)}{extra}"


def figure(page: str, name: str, draw: Draw, asking: Standing, asked: Question, view: View | None = None) -> Figure:
    """A figure of a page (`evidence-area`, `evidence-ranking`), with its words; the picture itself is fetched later."""
    view = view or View()
    found = draw(asking, asked, view, charts.WIDE)
    query = asked.address | view.address | {"snapshot": queries.lake_facts(asking).snapshot[:12]}
    return Figure(name, found, address(page, name, query))


def address(page: str, name: str, query: Mapping[str, str]) -> str:
    """Where the forms of a figure are, with ``{ending}`` in it."""
    path = reverse(f"{page}-figure", kwargs={"figure": name, "ending": "ENDING"}).replace("ENDING", "{ending}")
    return f"{path}?{urlencode(query)}"


def fitting(text: str) -> int:
    """The width to draw at, from the words of an address."""
    wanted = int(text) if text.isdecimal() and len(text) <= 5 else charts.WIDE
    return max((width for width in WIDTHS if width <= wanted), default=WIDTHS[0])


@dataclass(frozen=True)
class Drawing:
    """A picture to be made. Two with the same key are the same: charts hold dictionaries, and have no hash of their own."""

    key: str
    titled: bool
    chart: Chart = field(compare=False)


@lru_cache(maxsize=256)
def _drawn(drawing: Drawing, ending: str) -> bytes:
    if ending == "svg":
        return charts.svg(drawing.chart, titled=drawing.titled).encode()
    return charts.png(drawing.chart, SCALE, titled=drawing.titled)


def form(chart: Chart, ending: str, *, titled: bool = False) -> bytes:
    """A chart as a file. `titled`: with title and source inside, for a picture that leaves its page."""
    if ending == "csv":
        return chart.table.csv().encode()
    spec = json.dumps(chart.spec, sort_keys=True)
    if ending == "json":
        return spec.encode()
    return _drawn(Drawing(f"{chart.title}\n{chart.source}\n{spec}", titled, chart), ending)
