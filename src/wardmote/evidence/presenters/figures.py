"""The pictures of a question: each by its name, at the width asked for, in the form asked for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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
from wardmote.engine.measures.caveats import level_words
from wardmote.evidence import queries
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _

WIDTHS = (290, 400, 640, 900)  # a page asks for the widest that fits its place
SCALE = 3  # picture elements to a CSS pixel: sharp in print
BESIDE = ("ward", "earlier", "change_percent", "change_percent_placed", "verdict", "qualifiers")
MEDIA_TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True)
class View:
    """How a question is drawn. `level` and `value` are of maps and rankings; `refused` is a level that was asked for
    and that the area cannot be shown by.
    """

    level: Level | None = None
    value: Literal["rate", "change"] = "rate"
    refused: str = ""

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
    """The chart, and in its file what the page's table says of each area beside it."""
    results = _ranked(asking, asked, view)
    chart = charts.ranking(results, width=width)
    wards = queries.wards_of(asking, [one.area for one in results])
    machine = tuple(
        (*row, wards.get(one.area.code), *_changed(one)) for row, one in zip(chart.table.machine, results, strict=True)
    )
    return replace(chart, table=replace(chart.table, keys=(*chart.table.keys, *BESIDE), machine=machine))


def _changed(one: Result) -> tuple[str | int | float | None, ...]:
    earlier = one.comparison.count if one.comparison else None
    if one.change is None:
        return (earlier, None, None, None, None)
    said = ", ".join(qualifier.value for qualifier in one.change.qualifiers)
    return (earlier, one.change.percent, one.change.percent_placed, one.change.verdict.value, said)


def _ranked(asking: Standing, asked: Question, view: View) -> tuple[Result, ...]:
    return queries.ranked(asking, asked, level_of(asked, view))


def level_of(asked: Question, view: View) -> Level:
    """The level of a view. Raises WardmoteError where the area holds nothing smaller, or not what was asked for."""
    if view.level is None:
        raise WardmoteError(nothing_smaller(asked))
    if view.refused:
        raise WardmoteError(_("{why}: choose {there}").format(why=_refused(asked, view), there=level_words(view.level)))
    return view.level


def instead(asked: Question, view: View) -> str:
    """What a page says that shows another level than was asked for; '' where it shows that one."""
    if not view.refused or view.level is None:
        return ""
    return _("{why}: its {there} are shown instead.").format(why=_refused(asked, view), there=level_words(view.level))


def _refused(asked: Question, view: View) -> str:
    level = level_words(Level(view.refused)) if view.refused in set(Level) else f"“{view.refused}”"
    return _("{area} cannot be shown by {level}").format(area=asked.area.name, level=level)


def nothing_smaller(asked: Question) -> str:
    """Why there is no map and no ranking of an area that holds none."""
    return _("{area} holds no smaller areas to show").format(area=asked.area.name)


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
