"""Change bars: how much each category (or area) changed, with its interval, its verdict in words and in shape."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.charts import numerals, palette, style
from wardmote.charts.chart import Chart, Column, Machine, Table
from wardmote.charts.style import Spec
from wardmote.engine.measures.results import Part, Result
from wardmote.words import gettext as _


def bars(parts: Sequence[Part | Result], *, width: int = style.WIDE) -> Chart:
    """Horizontal bars of percentage change with 95 % whiskers, in the order given; `width` in CSS pixels.

    Rows are named by area when all have the same indicator, else by indicator. A row without a percentage (from nought,
    numbers under ten, months missing) says so in words and has no bar. Whiskers that leave the scale end in an arrow.
    """
    results = [part.result if isinstance(part, Part) else part for part in parts]
    contributions = [part.contribution if isinstance(part, Part) else None for part in parts]
    names = _names(results)
    title = _title(results)
    summary = _summary(results, names, title)
    table = _table(results, names, contributions, title)
    rows = _rows(results, names, width)
    height, layers = (rows.height, _layers(results, names, rows)) if results else style.nothing()
    spec = style.frame(summary=summary, width=width, height=height, layers=layers)
    source = style.source(*(result.provenance for result in results))
    return Chart(title, spec, summary, table, source, width, height)


def _names(results: list[Result]) -> list[str]:
    one = len({result.indicator for result in results}) == 1 and len({result.area for result in results}) > 1
    return [result.area.name if one else result.label for result in results]


def _title(results: list[Result]) -> str:
    if not results:
        return _("Change: nothing to show")
    first = results[0]
    about = first.area.name if len({result.area for result in results}) == 1 else style.inside(first.label)
    period = first.period.words
    if first.comparison is None:
        return _("Change, {about}, {period}").format(about=about, period=period)
    then = first.comparison.period.words
    return _("Change, {about}, {period} against {then}").format(about=about, period=period, then=then)


# The drawing


@dataclass(frozen=True)
class _Rows:
    """How a picture's rows are laid out, in CSS pixels from the top of each row."""

    narrow: bool
    step: float
    bar: float
    name: float
    finding: float
    height: int


def _rows(results: list[Result], names: list[str], width: int) -> _Rows:
    """Beside the bars where there is room; on a phone above them, on two lines when one would be too long."""
    if not style.narrow(width):
        return _Rows(narrow=False, step=30, bar=15, name=15, finding=15, height=30 * len(results))
    longest = max((len(_said(r)) + len(name) for r, name in zip(results, names, strict=True)), default=0)
    if style.letters("m" * longest, style.lettering(width)) * 1.15 > width - 20:
        return _Rows(narrow=True, step=62, bar=44, name=10, finding=25, height=62 * len(results))
    return _Rows(narrow=True, step=46, bar=30, name=10, finding=10, height=46 * len(results))


def _layers(results: list[Result], names: list[str], laid: _Rows) -> list[Spec]:
    low, high = _domain(results)
    pairs = zip(results, names, strict=True)
    rows = [_bar(at * laid.step + laid.bar, result, name, low, high) for at, (result, name) in enumerate(pairs)]
    drawn = [found for found in rows if found["percent"] is not None]
    zero = drawn if laid.narrow else rows
    layers = [_zero(zero, low, high, laid), _boxes(drawn), _whiskers(drawn), *_arrows(drawn), _shapes(drawn)]
    return layers + _words(rows, laid)


def _domain(results: list[Result]) -> tuple[float, float]:
    """Both ends of the scale in per cent: all bars, and whiskers up to twice the longest bar, in whole steps."""
    percents = [r.change.percent for r in results if r.change and r.change.percent is not None]
    reach = 2 * max([25.0, *(abs(value) for value in percents)])
    ends = [end for result in results for end in _ends(result) if end is not None]
    step = 10 if reach <= 100 else 50
    low = min([-step, *percents, *(max(end, -reach) for end in ends)])
    high = max([step, *percents, *(min(end, reach) for end in ends)])
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _ends(result: Result) -> tuple[float | None, float | None]:
    if result.change is None or result.change.percent is None:
        return None, None
    found = numerals.believed(result.change)
    low, high = (None if end is None else (end - 1) * 100 for end in (found.low, found.high))
    return low, high


def _bar(y: float, result: Result, name: str, low: float, high: float) -> Spec:
    percent = result.change.percent if result.change else None
    one, two = _ends(result)
    verdict = result.change.verdict if result.change else None
    paint = palette.PAINTS[palette.tone(verdict, result.good) if verdict else palette.Tone.UNKNOWN]
    drawn = {"name": name, "percent": percent, "zero": 0, "y": y, "ink": paint.ink, "tint": paint.tint}
    whisker = {"low": _held(one, low, high, low), "high": _held(two, low, high, high)}
    beyond = {"under": one is None or one < low, "over": two is None or two > high}
    said = {"said": _said(result), "shape": palette.SHAPES[verdict] if verdict else "diamond"}
    return drawn | whisker | beyond | said | {"interval": _interval(result)}


def _held(value: float | None, low: float, high: float, missing: float) -> float:
    return missing if value is None else min(max(value, low), high)


def _said(result: Result) -> str:
    if result.change is None or result.change.percent is None:
        return numerals.change(result)
    return _("{change}, {verdict}").format(change=numerals.change(result), verdict=_(result.change.verdict.value))


def _interval(result: Result) -> str:
    known = result.change is not None and result.change.percent is not None
    return numerals.percents(numerals.believed(result.change), 0) if known and result.change else numerals.NONE


def _x(field: str, scale: Spec | None = None, axis: Spec | None = None) -> Spec:
    return {"field": field, "type": "quantitative"} | ({"scale": scale, "axis": axis} if scale else {})


def _at_row(rows: list[Spec], mark: Spec, **encoding: Any) -> Spec:
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    return {"data": style.values(rows), "mark": mark, "encoding": {"y": y, **encoding}}


def _zero(rows: list[Spec], low: float, high: float, laid: _Rows) -> Spec:
    scale = {"domain": [low, high], "nice": False, "zero": True}
    plus = "(datum.value > 0 ? '+' : datum.value < 0 ? '−' : '') + format(abs(datum.value), ',d') + ' %'"
    axis = {"title": None, "labelExpr": plus, "domain": laid.narrow, "tickCount": 4 if laid.narrow else 7}
    axis |= {"grid": not laid.narrow, "labelFlush": False, "labelOverlap": "greedy", "labelSeparation": 6}
    mark = {"type": "tick", "orient": "vertical", "thickness": 1.2, "color": palette.TEXT}
    return _at_row(rows, mark | {"size": 22 if laid.narrow else laid.step}, x=_x("zero", scale, axis))


def _boxes(rows: list[Spec]) -> Spec:
    mark = {"type": "bar", "height": 14, "strokeWidth": 1.2}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    tips = [{"field": "name", "title": _("What")}, {"field": "said", "title": _("Change")}]
    tips.append({"field": "interval", "title": _("95 % interval")})
    fill = {"field": "tint", "type": "nominal", "scale": None}
    return _at_row(rows, mark, x=_x("zero"), x2={"field": "percent"}, fill=fill, stroke=ink, tooltip=tips)


def _whiskers(rows: list[Spec]) -> Spec:
    return _at_row(rows, {"type": "rule", "color": palette.TEXT, "strokeWidth": 1.4}, x=_x("low"), x2={"field": "high"})


def _arrows(rows: list[Spec]) -> list[Spec]:
    """Ends of whiskers: an arrow where the interval goes on beyond the scale, a small bar where it ends."""
    layers = []
    for field, beyond, shape in (("low", "under", "triangle-left"), ("high", "over", "triangle-right")):
        on = [row for row in rows if row[beyond]]
        ended = [row for row in rows if not row[beyond]]
        arrow = {"type": "point", "shape": shape, "filled": True, "color": palette.TEXT, "size": 45, "opacity": 1}
        layers += [_at_row(on, arrow, x=_x(field))] if on else []
        tick = {"type": "tick", "orient": "vertical", "size": 8, "thickness": 1.4, "color": palette.TEXT}
        layers += [_at_row(ended, tick, x=_x(field))] if ended else []
    return layers


def _shapes(rows: list[Spec]) -> Spec:
    mark = {"type": "point", "filled": True, "size": 75, "opacity": 1, "stroke": "#ffffff", "strokeWidth": 1}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    shape = {"field": "shape", "type": "nominal", "scale": None}
    return _at_row(rows, mark, x=_x("percent"), fill=ink, shape=shape)


def _words(rows: list[Spec], laid: _Rows) -> list[Spec]:
    """Names to the left and findings to the right of the bars; on a phone, both above each bar."""
    left = {"type": "text", "align": "left" if laid.narrow else "right", "baseline": "middle", "limit": 0}
    split = laid.finding != laid.name
    right = left | {"fontWeight": "bold", "align": "right" if laid.narrow and not split else "left"}
    right |= {} if laid.narrow else {"dx": 10}
    start, end = {"value": 0 if laid.narrow else -8}, {"value": 0} if split else {"value": "width"}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    named = [row | {"y": row["y"] - laid.bar + laid.name} for row in rows]
    found = [row | {"y": row["y"] - laid.bar + laid.finding} for row in rows]
    name, said = {"field": "name", "type": "nominal"}, {"field": "said", "type": "nominal"}
    return [_at_row(named, left, x=start, text=name), _at_row(found, right, x=end, text=said, color=ink)]


# The words and the table


def _summary(results: list[Result], names: list[str], title: str) -> str:
    if not results:
        return _("No changes to show.")
    said = [f"{name}: {_alone(result)}" for result, name in zip(results, names, strict=True)]
    whiskers = _("Whiskers are 95 % intervals.") if any(_interval(r) != numerals.NONE for r in results) else ""
    return " ".join(filter(None, [_("Bar chart. {title}.").format(title=title), "; ".join(said) + ".", whiskers]))


def _alone(result: Result) -> str:
    interval = _interval(result)
    if interval == numerals.NONE:
        return _said(result)
    verdict = numerals.verdict(result)
    return _("{change} ({interval}), {verdict}").format(
        change=numerals.change(result), interval=interval, verdict=verdict
    )


KEYS = (
    "name",
    "area",
    "indicator",
    "count",
    "before",
    "difference",
    "percent",
    "low",
    "high",
    "verdict",
    "contribution",
)


def _table(results: list[Result], names: list[str], contributions: list[float | None], caption: str) -> Table:
    parts = any(found is not None for found in contributions)
    labels = [_("Count"), _("Before"), _("Difference"), _("Change"), _("95 % interval")]
    columns = [Column(""), *(Column(label, numeric=True) for label in labels), Column(_("Verdict"))]
    columns[0] = Column(_("Area") if results and names[0] == results[0].area.name else _("What was counted"))
    columns += [Column(_("Points of the total"), numeric=True)] if parts else []
    zipped = list(zip(results, names, contributions, strict=True))
    rows = tuple(_row(*found, parts=parts) for found in zipped)
    return Table(caption, tuple(columns), rows, KEYS, tuple(_plain(*found) for found in zipped))


def _row(result: Result, name: str, contribution: float | None, *, parts: bool) -> tuple[str, ...]:
    before = result.comparison.count if result.comparison else None
    moved = result.change.difference if result.change else None
    cells: tuple[str, ...] = (name, numerals.count(result.count), numerals.count(before), numerals.difference(moved))
    cells += (numerals.change(result), _interval(result), numerals.verdict(result))
    return (*cells, _points(contribution)) if parts else cells


def _points(contribution: float | None) -> str:
    return numerals.NONE if contribution is None else numerals.percent(contribution).replace("\u00a0%", "")


def _plain(result: Result, name: str, contribution: float | None) -> tuple[Machine, ...]:
    before = result.comparison.count if result.comparison else None
    change = result.change
    moved = (change.difference, change.percent, *_ends(result), change.verdict.value) if change else (None,) * 5
    return (name, result.area.code, result.indicator, result.count, before, *moved, contribution)
