"""Areas in order of their rate, each against the limits within which its rate would lie by chance (a funnel, laid flat)."""

from collections.abc import Sequence
from typing import Any

from wardmote.charts import numerals, palette, style
from wardmote.charts.chart import Chart, Column, Machine, Table
from wardmote.charts.style import Spec
from wardmote.engine.measures.results import Result
from wardmote.engine.verdicts import Good
from wardmote.words import gettext as _

ROW = 24
HOLLOW = ("high", "low")  # beyond the 95 % limit only: drawn pale
POSITIONS = {  # words and shape; the last is for rates without a funnel
    "above": ("above the 99.8 % limit", "triangle-up"),
    "high": ("above the 95 % limit", "triangle-up"),
    "inside": ("within the limits", "circle"),
    "low": ("below the 95 % limit", "triangle-down"),
    "below": ("below the 99.8 % limit", "triangle-down"),
    "": ("no limits", "diamond"),
}


def ranking(
    results: Sequence[Result], *, highlight: str | None = None, most: int = 40, width: int = style.WIDE
) -> Chart:
    """Rates as dots, highest first as given, with each area's 95 % (thick) and 99.8 % (thin) funnel limits.

    `highlight` is the code of an area to name in bold; it is drawn even when it is not among the first `most`.
    Areas without a population have no rate: they are in the table and the summary, not in the picture.
    """
    rated = [result for result in results if result.rate.value is not None]
    shown = [result for at, result in enumerate(rated) if at < most or result.area.code == highlight]
    title = _title(results)
    summary = _summary(list(results), rated, shown, highlight, title)
    row = ROW + 14 if style.narrow(width) else ROW
    height, layers = (row * len(shown), _layers(shown, highlight, width, row)) if shown else style.nothing()
    spec = style.frame(summary=summary, width=width, height=height, layers=layers)
    source = style.source(*(result.provenance for result in results))
    return Chart(title, spec, summary, _table(results, title), source, width, height)


def _title(results: Sequence[Result]) -> str:
    if not results:
        return _("Ranking: nothing to show")
    first = results[0]
    return _("{label} {per}, {period}, highest first").format(
        label=first.label, per=style.per(first), period=first.period.words
    )


def _position(result: Result) -> str:
    found = result.funnel.position if result.funnel else ""
    return found if found in POSITIONS else ""


def _paint(position: str, good: Good) -> palette.Paint:
    if position in ("inside", ""):
        return palette.PAINTS[palette.Tone.UNCLEAR]
    if good not in (Good.LOWER, Good.HIGHER):
        return palette.PAINTS[palette.Tone.MOVED]
    better = (position in ("above", "high")) == (good is Good.HIGHER)
    return palette.PAINTS[palette.Tone.BETTER if better else palette.Tone.WORSE]


# The drawing


def _layers(shown: list[Result], highlight: str | None, width: int, row: int) -> list[Spec]:
    middle = row * (0.72 if style.narrow(width) else 0.5)
    rows = [_dot(at * row + middle, result, highlight) for at, result in enumerate(shown)]
    limited = [found for found in rows if found["low95"] is not None]
    layers = [*_funnel(limited, shown, width), _dots(rows, shown, width)]
    lifted = [found | {"y": found["y"] - row * 0.42} for found in rows] if style.narrow(width) else rows
    return layers + _names(lifted, narrow=style.narrow(width))


def _dot(y: float, result: Result, highlight: str | None) -> Spec:
    position = _position(result)
    funnel = (
        result.funnel.as_json()
        if result.funnel
        else dict.fromkeys(("expected", "low95", "high95", "low998", "high998"))
    )
    own = result.area.code == highlight
    said = numerals.rate(result.rate)
    number = f"{result.rank}. " if result.rank is not None else ""
    drawn = {"name": f"{number}{result.area.name}", "y": y, "rate": result.rate.value, "said": said, "own": own}
    return drawn | funnel | {"where": _(POSITIONS[position][0]), "count": numerals.count(result.count)}


def _x(field: str, width: int = 0, label: str = "") -> Spec:
    found: Spec = {"field": field, "type": "quantitative"}
    if not label:
        return found
    axis = {"title": label, "tickCount": 4 if style.narrow(width) else 7}
    axis |= {"domain": style.narrow(width), "grid": not style.narrow(width)}
    return found | {"axis": axis, "scale": {"zero": True, "nice": True}}


def _at_row(rows: list[Spec], mark: Spec, **encoding: Any) -> Spec:
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    return {"data": style.values(rows), "mark": mark, "encoding": {"y": y, **encoding}}


def _funnel(rows: list[Spec], shown: list[Result], width: int) -> list[Spec]:
    title = f"{shown[0].label}, {style.per(shown[0])}" if shown and not style.narrow(width) else None
    thin = {"type": "bar", "height": 3, "color": "#8d979d"}
    thick = {"type": "bar", "height": 9, "color": "#c3c9cd"}
    tick = {"type": "tick", "orient": "vertical", "size": 13, "thickness": 1.2, "color": palette.QUIET}
    first = _x("low998", width, title or " ")
    first["axis"] = first["axis"] | {"title": title}
    return [
        _at_row(rows, thin, x=first, x2={"field": "high998"}),
        _at_row(rows, thick, x=_x("low95"), x2={"field": "high95"}),
        _at_row(rows, tick, x=_x("expected")),
    ]


def _dots(rows: list[Spec], shown: list[Result], width: int) -> Spec:
    mark = {"type": "point", "filled": True, "size": 85, "opacity": 1, "strokeWidth": 1.5}
    found = [name for name in POSITIONS if any(_position(result) == name for result in shown)]
    domain = [_(POSITIONS[name][0]) for name in found]
    paints = [_paint(name, shown[0].good) for name in found]
    inks = [paint.ink for paint in paints]
    fills = [paint.tint if name in HOLLOW else paint.ink for name, paint in zip(found, paints, strict=True)]
    legend = {"title": None, "orient": "bottom", "symbolSize": 85, "offset": 6}
    legend["columns"] = 1 if style.narrow(width) else 2  # side by side their words are wider than a phone
    tips = [{"field": "name", "title": _("Area")}, {"field": "said", "title": _("Rate")}]
    tips += [{"field": "count", "title": _("Count")}, {"field": "where", "title": _("Position")}]
    where = {"field": "where", "type": "nominal"}
    scales = {"fill": fills, "stroke": inks, "shape": [POSITIONS[name][1] for name in found]}
    looks = {
        channel: where | {"scale": {"domain": domain, "range": looks}, "legend": legend}
        for channel, looks in scales.items()
    }
    return _at_row(rows, mark, x=_x("rate"), tooltip=tips, **looks)


def _names(rows: list[Spec], *, narrow: bool) -> list[Spec]:
    left = {"type": "text", "align": "left" if narrow else "right", "baseline": "middle", "limit": 0}
    right = {"type": "text", "align": "right" if narrow else "left", "baseline": "middle", "limit": 0}
    right |= {} if narrow else {"dx": 8}
    start = {"value": 0 if narrow else -8}
    layers = []
    for own in (True, False):
        some = [row for row in rows if row["own"] is own]
        weight = {"fontWeight": "bold" if own else "normal"}
        named, rated = {"field": "name", "type": "nominal"}, {"field": "said", "type": "nominal"}
        layers += [_at_row(some, left | weight, x=start, text=named)] if some else []
        layers += [_at_row(some, right | weight, x={"value": "width"}, text=rated)] if some else []
    return layers


# The words and the table


def _summary(results: list[Result], rated: list[Result], shown: list[Result], highlight: str | None, title: str) -> str:
    if not rated:
        return _("No rates to rank.")
    said = [_("Ranking of {n} areas. {title}.").format(n=len(rated), title=title)]
    said.append(_("Highest: {highest}; lowest: {lowest}.").format(highest=_at(rated[0]), lowest=_at(rated[-1])))
    said += _own(rated, highlight) + _outliers(rated)
    if len(shown) < len(rated):
        said.append(_("The picture shows {some} of the {all} areas.").format(some=len(shown), all=len(rated)))
    unrated = [result.area.name for result in results if result.rate.value is None]
    return " ".join(said + ([_("No population, so no rate: {areas}.").format(areas=_some(unrated))] if unrated else []))


def _at(result: Result) -> str:
    return f"{result.area.name} ({numerals.rate(result.rate)})"


def _own(rated: list[Result], highlight: str | None) -> list[str]:
    said = _("{area} is number {rank}, {where}.")
    return [
        said.format(area=_at(result), rank=result.rank or at, where=_(POSITIONS[_position(result)][0]))
        for at, result in enumerate(rated, start=1)
        if result.area.code == highlight
    ]


def _outliers(rated: list[Result]) -> list[str]:
    said = []
    for position in ("above", "high", "low", "below"):
        names = [result.area.name for result in rated if _position(result) == position]
        words = _(POSITIONS[position][0])
        said += (
            [_("{where}: {areas}.").format(where=words[:1].upper() + words[1:], areas=_some(names))] if names else []
        )
    return said


def _some(names: list[str], most: int = 8) -> str:
    if len(names) <= most:
        return numerals.listed(names)
    return numerals.listed([*names[:most], _("{n} more").format(n=len(names) - most)])


KEYS = ("rank", "code", "area", "count", "population", "rate", "low", "high", "funnel_low95", "funnel_high95",
        "funnel_low998", "funnel_high998", "position")  # fmt: skip


def _table(results: Sequence[Result], caption: str) -> Table:
    labels = [_("Rank"), _("Area"), _("Count"), _("Population"), _("Rate"), _("95 % interval"), _("95 % limits")]
    words = (1, len(labels))
    columns = tuple(Column(label, numeric=at not in words) for at, label in enumerate([*labels, _("Position")]))
    return Table(caption, columns, tuple(map(_row, results)), KEYS, tuple(map(_plain, results)))


def _row(result: Result) -> tuple[str, ...]:
    funnel = result.funnel
    limits = f"{numerals.number(funnel.low95)}–{numerals.number(funnel.high95)}" if funnel else numerals.NONE
    rate = (numerals.rate(result.rate), numerals.interval(result.rate.ci95), limits)
    first = (numerals.count(result.rank), result.area.name, numerals.count(result.count))
    return (*first, numerals.count(result.rate.population), *rate, _(POSITIONS[_position(result)][0]))


def _plain(result: Result) -> tuple[Machine, ...]:
    funnel, rate = result.funnel, result.rate
    limits = (funnel.low95, funnel.high95, funnel.low998, funnel.high998) if funnel else (None,) * 4
    first = (result.rank, result.area.code, result.area.name, result.count, rate.population, rate.value)
    return (*first, rate.ci95.low, rate.ci95.high, *limits, funnel.position if funnel else None)
