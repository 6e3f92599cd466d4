"""Maps of areas, coloured by rate or by change. What is uncertain, small or missing has a pattern as well as a colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from wardmote.charts import numerals, palette, shapes, style
from wardmote.charts.chart import Chart, Column, Machine, Table
from wardmote.charts.style import Spec
from wardmote.engine import figures
from wardmote.engine.measures.results import Qualifier, Result
from wardmote.engine.verdicts import Good, Verdict
from wardmote.words import gettext as _

Value = Literal["rate", "change"]
FEW = 5  # counts under this are hatched
STRONG = 20.0  # per cent: where a change is drawn in its strong colour
GAP = 5.0  # between hatching lines, in CSS pixels
TALLEST = 620
HATCH_SYMBOL = "M-1,-0.2L-0.2,-1M-1,0.6L0.6,-1M-0.6,1L1,-0.6M0.2,1L1,0.2"
CROSS_SYMBOL = HATCH_SYMBOL + "M1,-0.2L0.2,-1M1,0.6L-0.6,-1M0.6,1L-1,-0.6M-0.2,1L-1,0.2"


@dataclass(frozen=True)
class _Class:
    """One colour of the legend."""

    words: str
    colour: str


def choropleth(
    results: Sequence[Result],
    boundaries: dict[str, Any],
    value: Value = "rate",
    *,
    outline: dict[str, Any] | None = None,
    width: int = style.WIDE,
) -> Chart:
    """Areas coloured by their rate (five classes of about equally many areas) or by their verdict and size of change.

    `boundaries` is a GeoJSON FeatureCollection in WGS84 with the property ``code``; `outline`, another, is drawn over
    it (districts over wards). A boundary without a result is drawn as "no data"; a result without a boundary is in the
    table and named in the summary. Counts under 5, and results that carry "small numbers", are hatched.
    """
    title = _title(results, value)
    drawn = shapes.flatten([*boundaries["features"], *_lines_over(outline)])
    plots = {code: geometry for code, geometry in drawn.items() if not code.startswith(OVER)}
    by_code = {result.area.code: result for result in results}
    classes, which = _changes(results) if value == "change" else _rates(results)
    summary = _summary(list(results), set(plots), which, classes, value, title)
    height = _height(plots, width)
    layers = _layers(plots, by_code, _boundary_names(boundaries), which, classes, _scale(plots, width, height))
    layers += _outlines({code: shape for code, shape in drawn.items() if code.startswith(OVER)})
    spec = style.frame(summary=summary, width=width, height=height, layers=layers)
    spec["resolve"] = {"scale": {"stroke": "independent"}, "legend": {"stroke": "independent"}}
    source = style.source(*(result.provenance for result in results))
    return Chart(title, spec, summary, _table(results, which, title), source, width, height)


OVER = "\uffffover-"  # sorts after every area code, so that outlines are flattened on the same grid


def _lines_over(outline: dict[str, Any] | None) -> list[dict[str, Any]]:
    features = outline["features"] if outline else []
    return [feature | {"properties": {"code": f"{OVER}{at}"}} for at, feature in enumerate(features)]


def _boundary_names(boundaries: dict[str, Any]) -> dict[str, str]:
    named = [feature["properties"] for feature in boundaries["features"]]
    return {str(found["code"]): str(found.get("name") or found["code"]) for found in named}


def _title(results: Sequence[Result], value: Value) -> str:
    if not results:
        return _("Map: nothing to show")
    first = results[0]
    label, period = first.label, first.period.words
    if value == "rate":
        return _("{label} {per}, {period}").format(label=label, per=style.per(first), period=period)
    if first.comparison is None:
        return _("Change in {label}, {period}").format(label=style.inside(label), period=period)
    then = first.comparison.period.words
    return _("Change in {label}, {period} against {then}").format(label=style.inside(label), period=period, then=then)


# The classes


def _rates(results: Sequence[Result]) -> tuple[list[_Class], Callable[[Result], _Class | None]]:
    """Up to five classes with about equally many areas, their edges rounded to what the legend prints."""
    known = [result.rate.value for result in results if result.rate.value is not None]
    edges = _edges(known)
    colours = _spread(len(edges) + 1)
    classes = [_Class(words, colour) for words, colour in zip(_between(edges), colours, strict=True)]

    def which(result: Result) -> _Class | None:
        value = result.rate.value
        return None if value is None else classes[int(np.searchsorted(edges, value, side="right"))]

    return (classes if known else []), which


def _edges(known: list[float]) -> list[float]:
    if len(set(known)) < 2:
        return []
    places = 1 if max(known) < 100 else 0
    quintiles = np.quantile(known, [0.2, 0.4, 0.6, 0.8]).tolist()
    cut = sorted({float(figures.rounded(edge, places)) for edge in quintiles})
    return [edge for edge in cut if min(known) < edge <= max(known)]


def _spread(n: int) -> list[str]:
    at = np.linspace(0, len(palette.SEQUENTIAL) - 1, n) if n > 1 else np.array([1.0])
    return [palette.SEQUENTIAL[round(place)] for place in at.tolist()]


def _between(edges: list[float]) -> list[str]:
    if not edges:
        return [_("every area")]
    said = [f"{edge:,.1f}".removesuffix(".0") if all(e == int(e) for e in edges) else f"{edge:,.1f}" for edge in edges]
    inner = [_("{low} to under {high}").format(low=low, high=high) for low, high in pairwise(said)]
    return [_("under {edge}").format(edge=said[0]), *inner, _("{edge} and over").format(edge=said[-1])]


def _changes(results: Sequence[Result]) -> tuple[list[_Class], Callable[[Result], _Class | None]]:
    """Verdict first, size second: only a change that is clear gets a colour of rising or falling."""
    good = results[0].good if results else Good.CONTEXT
    strong = f"{STRONG:.0f}\u00a0%"
    (up, up_weak), (down, down_weak) = palette.steps(rose=True, good=good), palette.steps(rose=False, good=good)
    fell, fell_little = _Class(_("fell by {n} or more").format(n=strong), down), _Class(_("fell by less"), down_weak)
    rose, rose_little = _Class(_("rose by {n} or more").format(n=strong), up), _Class(_("rose by less"), up_weak)
    level = _Class(_(Verdict.NO_CLEAR_CHANGE.value), palette.UNCHANGED)
    unknown = _Class(_(Verdict.CANNOT_TELL.value), palette.UNKNOWN)

    def which(result: Result) -> _Class | None:
        if result.change is None:
            return None
        by = abs(result.change.percent or 0)
        moved = {Verdict.ROSE: (rose_little, rose), Verdict.FELL: (fell_little, fell)}
        little, much = moved.get(result.change.verdict, (level, level))
        return unknown if result.change.verdict is Verdict.CANNOT_TELL else (much if by >= STRONG else little)

    return [fell, fell_little, level, rose_little, rose, unknown], which


def _few(result: Result) -> bool:
    qualifiers = result.change.qualifiers if result.change else ()
    return result.count < FEW or Qualifier.SMALL_NUMBERS in qualifiers


# The drawing


def _height(plots: dict[str, shapes.Geometry], width: int) -> int:
    wide, tall = shapes.extent(plots.values())
    return round(min((width - 20) * tall / wide, TALLEST if not style.narrow(width) else width * 1.4))


def _scale(plots: dict[str, shapes.Geometry], width: int, height: int) -> float:
    """Grid steps to a CSS pixel."""
    wide, tall = shapes.extent(plots.values())
    return max(wide / (width - 20), tall / height)


def _layers(
    plots: dict[str, shapes.Geometry],
    by_code: dict[str, Result],
    names: dict[str, str],
    which: Callable[[Result], _Class | None],
    classes: list[_Class],
    scale: float,
) -> list[Spec]:
    nothing = _("no data")
    rows, few, bare = [], [], []
    for code, geometry in plots.items():
        result = by_code.get(code)
        found = which(result) if result else None
        name = result.area.name if result else names.get(code, code)
        rows.append(_feature(geometry) | _said(name, result) | {"class": found.words if found else nothing})
        if found is None:
            bare += _hatched(geometry, GAP * scale, crossed=True)
        elif result is not None and _few(result):
            few += _hatched(geometry, GAP * scale, crossed=False)
    used = [c for c in classes if any(row["class"] == c.words for row in rows)]
    layers = [_areas(rows, used)]
    layers += _pattern(bare, nothing, CROSS_SYMBOL, "#9aa3a8") + _pattern(
        few, _("fewer than 5, or too few to compare"), HATCH_SYMBOL, palette.TEXT
    )
    return layers


def _feature(geometry: shapes.Geometry) -> Spec:
    return {"type": "Feature", "geometry": geometry}


def _hatched(geometry: shapes.Geometry, gap: float, *, crossed: bool) -> list[Spec]:
    # An area too small for one ruled line gets a closer ruling: it must not look as certain as its neighbours.
    lines = shapes.hatching(geometry, gap, crossed=crossed) or shapes.hatching(geometry, gap / 4, crossed=crossed)
    return [_feature(lines)] if lines else []


def _said(name: str, result: Result | None) -> Spec:
    if result is None:
        return {"name": name, "rate": numerals.NONE, "count": numerals.NONE, "change": numerals.NONE}
    change = f"{numerals.change(result)}, {numerals.verdict(result)}"
    return {"name": name, "rate": numerals.rate(result.rate), "count": numerals.count(result.count), "change": change}


PLANE = {"type": "identity", "reflectY": True}


def _areas(rows: list[Spec], classes: list[_Class]) -> Spec:
    legend = {"title": None, "orient": "bottom", "symbolType": "square", "symbolSize": 260, "direction": "vertical"}
    legend |= {"symbolStrokeColor": palette.OUTLINE, "symbolStrokeWidth": 1, "columns": 2, "symbolOpacity": 1}
    domain = [found.words for found in classes]
    scale = {"domain": [*domain, _("no data")], "range": [*(found.colour for found in classes), palette.UNKNOWN]}
    fill = {
        "field": "class",
        "type": "nominal",
        "scale": scale,
        "legend": legend | {"values": domain} if domain else None,
    }
    titles = {"name": _("Area"), "count": _("Count"), "rate": _("Rate"), "change": _("Change")}
    tips = [{"field": field, "type": "nominal", "title": title} for field, title in titles.items()]
    mark = {"type": "geoshape", "stroke": palette.OUTLINE, "strokeWidth": 0.6, "strokeJoin": "round"}
    encoding = {"fill": fill, "tooltip": tips}
    return {"data": style.values(rows), "projection": PLANE, "mark": mark, "encoding": encoding}


def _pattern(features: list[Spec], words: str, symbol: str, colour: str) -> list[Spec]:
    """Hatching, with an entry of its own in the legend."""
    if not features:
        return []
    rows = [feature | {"note": words} for feature in features]
    legend: Spec = {"title": None, "orient": "bottom", "symbolType": symbol, "symbolSize": 260, "symbolFillColor": None}
    legend |= {"symbolStrokeWidth": 1.1, "symbolStrokeColor": colour, "direction": "vertical", "offset": 2}
    stroke = {"field": "note", "type": "nominal", "scale": {"domain": [words], "range": [colour]}, "legend": legend}
    mark: Spec = {"type": "geoshape", "filled": False, "strokeWidth": 0.9, "aria": False}  # the areas speak
    halo: Spec = mark | {"strokeWidth": 2.6, "stroke": "#ffffff"}  # so that dark hatching is seen on dark areas too
    both = [{"mark": halo}, {"mark": mark, "encoding": {"stroke": stroke}}]
    return [{"data": style.values(rows), "projection": PLANE, "layer": both}]


def _outlines(plots: dict[str, shapes.Geometry]) -> list[Spec]:
    if not plots:
        return []
    rows = [_feature(geometry) for geometry in plots.values()]
    mark = {"type": "geoshape", "filled": False, "stroke": palette.TEXT, "strokeWidth": 1.1, "aria": False}
    mark |= {"strokeJoin": "round"}
    return [{"data": style.values(rows), "projection": PLANE, "mark": mark}]


# The words and the table


def _summary(
    results: list[Result],
    drawn: set[str],
    which: Callable[[Result], _Class | None],
    classes: list[_Class],
    value: Value,
    title: str,
) -> str:
    if not results:
        return _("No areas to map.")
    said = [_("Map of {n} areas. {title}.").format(n=len(drawn), title=title)]
    said += _extremes(results) if value == "rate" else []
    counted = [(found.words, sum(which(result) == found for result in results)) for found in classes]
    held = [_("{words}: {n}").format(words=words, n=n) for words, n in counted if n]
    said += [_("Areas in each class: {classes}.").format(classes="; ".join(held))] if held else []
    few = sum(_few(result) for result in results)
    said += [_("Small numbers, hatched: {n} areas.").format(n=few)] if few else []
    bare = drawn - {result.area.code for result in results if which(result) is not None}
    said += [_("No data: {n} areas.").format(n=len(bare))] if bare else []
    unseen = [result.area.name for result in results if result.area.code not in drawn]
    said += [_("No boundary to draw: {areas}.").format(areas=_some(unseen))] if unseen else []
    return " ".join(said)


def _some(names: list[str], most: int = 8) -> str:
    if len(names) <= most:
        return numerals.listed(names)
    return numerals.listed([*names[:most], _("{n} more").format(n=len(names) - most)])


def _extremes(results: list[Result]) -> list[str]:
    rated = [(result.rate.value, result) for result in results if result.rate.value is not None]
    if not rated:
        return []
    high = max(rated, key=lambda at: at[0])[1]
    low = min(rated, key=lambda at: at[0])[1]
    said = _("Highest: {high} ({high_rate}); lowest: {low} ({low_rate}).")
    rates = {"high_rate": numerals.rate(high.rate), "low_rate": numerals.rate(low.rate)}
    return [said.format(high=high.area.name, low=low.area.name, **rates)]


KEYS = ("code", "area", "count", "population", "rate", "percent", "verdict", "small_numbers")


def _table(results: Sequence[Result], which: Callable[[Result], _Class | None], caption: str) -> Table:
    labels = [_("Area"), _("Count"), _("Rate"), _("Change"), _("Verdict"), _("On the map")]
    columns = tuple(Column(label, numeric=0 < at < 4) for at, label in enumerate(labels))
    rows = tuple(_row(result, which) for result in results)
    return Table(caption, columns, rows, KEYS, tuple(map(_plain, results)))


def _row(result: Result, which: Callable[[Result], _Class | None]) -> tuple[str, ...]:
    found = which(result)
    shown = found.words if found else _("no data")
    drawn = _("{shown}, hatched").format(shown=shown) if found and _few(result) else shown
    numbers = (numerals.count(result.count), numerals.rate(result.rate), numerals.change(result))
    return (result.area.name, *numbers, numerals.verdict(result), drawn)


def _plain(result: Result) -> tuple[Machine, ...]:
    percent = result.change.percent if result.change else None
    verdict = result.change.verdict.value if result.change else None
    first = (result.area.code, result.area.name, result.count, result.rate.population, result.rate.value)
    return (*first, percent, verdict, "yes" if _few(result) else "no")
