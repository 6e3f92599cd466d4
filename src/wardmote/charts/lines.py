"""Months in a row: a plain line, and the control chart. A missing month is a gap with "no data" on it, never a zero."""

from itertools import pairwise

from wardmote.charts import numerals, palette, style
from wardmote.charts.chart import Chart, Column, Machine, Table
from wardmote.charts.style import Spec
from wardmote.engine.measures.results import Marker, Point, Series
from wardmote.engine.periods import Month, Period, runs
from wardmote.words import gettext as _

SIGNALS = {  # as the statistics name them: shape and words
    "beyond limit": ("diamond", "beyond the limits"),
    "run of 8 on one side": ("square", "eight or more on one side of the average"),
    "2 of 3 beyond 2 sigma": ("triangle-up", "two of three close to a limit"),
    "trend of 6": ("triangle-right", "six or more in one direction"),
}
LINE_HEIGHT = 15


def line(series: Series, *, width: int = style.WIDE) -> Chart:
    """The count of each month, as a line from zero. `width` is the whole picture's, in CSS pixels."""
    title = _("{label} each month, {area}").format(label=series.label, area=series.area.name)
    summary = " ".join([_opening(_("Line"), series), *_facts(series), *_gaps(series), *_shades(series)])
    layers = [*_bands(series, width), *_holes(series), *_counts(series)]
    return _chart(series, title, summary, layers, _table(series, limits=False), width)


def control_chart(series: Series, *, width: int = style.WIDE) -> Chart:
    """The count of each month with its average and control limits; signals have a shape and words, not only a colour.

    Where a month has no limits (too few months to set them, or none held) the lines stop. `width` is the whole
    picture's, in CSS pixels.
    """
    title = _("{label} each month, with the limits of ordinary variation, {area}").format(
        label=series.label, area=series.area.name
    )
    facts = [*_facts(series), *_limits_said(series), *_signals_said(series), *_gaps(series), *_shades(series)]
    summary = " ".join([_opening(_("Control chart"), series), *facts])
    layers = [
        *_bands(series, width),
        *_holes(series),
        *_limits(series, width),
        *_counts(series),
        *_signals(series, width),
    ]
    return _chart(series, title, summary, layers, _table(series, limits=True), width)


def _chart(series: Series, title: str, summary: str, layers: list[Spec], table: Table, width: int) -> Chart:
    height = 220 if style.narrow(width) else 280
    spec = style.frame(summary=summary, width=width, height=height, layers=layers)
    spec["encoding"] = {"x": _months_axis(series, width), "y": _counts_axis(series)}
    return Chart(title, spec, summary, table, style.source(series.provenance), width, height)


# The axes


def _months_axis(series: Series, width: int) -> Spec:
    first, last = series.period.first.ordinal, series.period.last.ordinal
    shown = _ticks(series.period, width)
    years = [month.number <= before.number for before, month in pairwise([Month(0, 12), *shown])]
    words = [[month_short(month), str(month.year) if new else ""] for month, new in zip(shown, years, strict=True)]
    ordinals = [month.ordinal for month in shown]
    axis = {
        "values": ordinals,
        "labelExpr": f"{_literal(words)}[indexof({ordinals}, datum.value)]",
        "grid": False,
        "title": None,
        "labelFlush": False,
    }
    scale = {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False}
    return {"field": "at", "type": "quantitative", "scale": scale, "axis": axis}


def month_short(month: Month) -> str:
    """``Oct``."""
    return month.short


def _literal(words: list[list[str]]) -> str:
    inside = ",".join("[" + ",".join("'" + word.replace("'", "\\'") + "'" for word in pair) + "]" for pair in words)
    return f"[{inside}]"


def _ticks(period: Period, width: int) -> list[Month]:
    room = max(3, (width - 120) // 40)
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60) if len(period) / n <= room), 120)
    return [month for month in period if (month.ordinal % step) == 0] or [period.first]


def _counts_axis(series: Series) -> Spec:
    drawn = [value for point in series.points for value in (point.count, point.upper) if value is not None]
    axis = {"title": None, "format": ",d", "tickMinStep": 1, "tickCount": 6, "domain": False, "ticks": False}
    scale = {"domain": [0, max(drawn, default=0) * 1.05 or 1], "nice": True}
    return {"field": "count", "type": "quantitative", "scale": scale, "axis": axis}


# The layers


def _counts(series: Series) -> list[Spec]:
    rows = [
        {"at": p.month.ordinal, "count": p.count, "month": p.month.words, "said": numerals.count(p.count)}
        for p in series.points
    ]
    tips = [{"field": "month", "title": _("Month")}, {"field": "said", "title": series.label}]
    drawn = {"type": "line", "color": palette.SERIES, "strokeWidth": 2, "invalid": "break-paths-filter-domains"}
    dots = {"type": "circle", "color": palette.SERIES, "size": 28, "opacity": 1, "invalid": "filter"}
    return [
        {"data": style.values(rows), "mark": drawn},
        {"data": style.values(rows), "mark": dots, "encoding": {"tooltip": tips}},
    ]


def _limits(series: Series, width: int) -> list[Spec]:
    rows = [
        {"at": p.month.ordinal, "centre": p.centre, "lower": p.lower, "upper": p.upper}
        for p in series.points
        if p.centre is not None
    ]
    if not rows:
        return []
    data, step = style.values(rows), "linear" if series.seasonal else "step"
    marks = [("upper", [5, 4], _("upper limit")), ("centre", [1, 0], _("average")), ("lower", [5, 4], _("lower limit"))]
    layers = [_limit(data, name, dash, step) for name, dash, _words in marks]
    return layers + [named for name, _dash, words in marks for named in _named(rows[-1], name, words, width)]


def _limit(data: Spec, name: str, dash: list[int], step: str) -> Spec:
    mark = {"type": "line", "color": palette.LIMIT, "strokeWidth": 1.2, "strokeDash": dash, "interpolate": step}
    return {"data": data, "mark": mark, "encoding": {"y": {"field": name, "type": "quantitative"}}}


def _named(row: Spec, name: str, words: str, width: int) -> list[Spec]:
    """Beside the end of the line; on a phone, where that would take a third of the plot, over it on a white ground."""
    where = {"y": {"field": name, "type": "quantitative"}}
    mark: Spec = {"type": "text", "color": palette.LIMIT, "text": words}
    if not style.narrow(width):
        return [{"data": style.values([row]), "mark": mark | {"align": "left", "dx": 8}, "encoding": where}]
    over = mark | {"align": "right", "dx": 4, "dy": -9}
    ground = over | {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}
    return [{"data": style.values([row]), "mark": one, "encoding": where} for one in (ground, over)]


def _signals(series: Series, width: int) -> list[Spec]:
    found = [point for point in series.points if point.signal and point.count is not None]
    if not found:
        return []
    names = [name for name in SIGNALS if any(p.signal == name for p in found)]
    names += sorted({str(p.signal) for p in found} - set(names))
    domain = [signal_words(name) for name in names]
    shapes = [SIGNALS.get(name, ("cross", ""))[0] for name in names]
    rows = [{"at": p.month.ordinal, "count": p.count, "signal": signal_words(str(p.signal))} for p in found]
    legend = {"title": _("Out of the ordinary"), "orient": "bottom", "direction": "vertical", "symbolSize": 110}
    legend |= {"symbolFillColor": palette.SIGNAL, "symbolStrokeColor": palette.TEXT, "offset": 8}
    mark = {"type": "point", "filled": True, "fill": palette.SIGNAL, "stroke": palette.TEXT, "opacity": 1}
    mark |= {"size": 50 if style.narrow(width) else 100, "strokeWidth": 1 if style.narrow(width) else 1.5}
    shape = {"field": "signal", "type": "nominal", "scale": {"domain": domain, "range": shapes}, "legend": legend}
    return [{"data": style.values(rows), "mark": mark, "encoding": {"shape": shape}}]


def signal_words(name: str) -> str:
    """What a signal means, for people; an unknown one is said as it is named."""
    return _(SIGNALS[name][1]) if name in SIGNALS else name


def _holes(series: Series) -> list[Spec]:
    """Grey bands, with words, over the months that are not held."""
    bands = [
        {
            "from": run.first.ordinal - 0.5,
            "to": run.last.ordinal + 0.5,
            "middle": (run.first.ordinal + run.last.ordinal) / 2,
        }
        for run in runs(_missing(series))
    ]
    if not bands:
        return []
    whole = {"y": {"value": 0}, "y2": {"value": "height"}}
    area = {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, **whole}
    words = {"x": {"field": "middle", "type": "quantitative"}, "y": {"value": 6}}
    text = {"type": "text", "text": _("no data"), "angle": 270, "align": "right", "baseline": "middle"}
    edge = {"stroke": palette.OUTLINE, "strokeDash": [2, 2], "strokeWidth": 0.8}
    return [
        {"data": style.values(bands), "mark": {"type": "rect", "color": palette.NO_DATA, **edge}, "encoding": area},
        {"data": style.values(bands), "mark": text | {"color": palette.QUIET}, "encoding": words},
    ]


def _bands(series: Series, width: int) -> list[Spec]:
    """Shaded bands for dated disruptions, their names in rows above the plot."""
    rows = [_band(series, row, marker, width) for row, marker in _stacked(series, width)]
    if not rows:
        return []
    area = {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, "y": {"value": 0}}
    area |= {"y2": {"value": "height"}}
    shade = {"type": "rect", "color": palette.SHADE, "opacity": 1, "stroke": "#ffffff", "strokeWidth": 1.5}
    return [{"data": style.values(rows), "mark": shade, "encoding": area}, *[_band_name(row) for row in rows]]


def _band(series: Series, row: int, marker: Marker, width: int) -> Spec:
    first, last = _inside(series, marker)
    late = _late(series, marker, width)
    before, after = _room(series, marker, width)
    ends = {"from": first - 0.5, "to": last + 0.5, "limit": round(before if late else after)}
    return ends | {"name": marker.label, "y": -6 - LINE_HEIGHT * row, "late": late}


def _band_name(row: Spec) -> Spec:
    mark = {"type": "text", "align": "right" if row["late"] else "left", "baseline": "bottom", "text": row["name"]}
    mark |= {"limit": row["limit"]}  # a longer name is cut: were it let out of the plot, the plot would shrink for it
    at = {"field": "to" if row["late"] else "from", "type": "quantitative"}
    where = {"x": at, "y": {"value": row["y"]}}
    return {
        "data": style.values([row]),
        "mark": mark | {"color": palette.PAINTS[palette.Tone.MOVED].ink},
        "encoding": where,
    }


def _inside(series: Series, marker: Marker) -> tuple[int, int]:
    first, last = series.period.first.ordinal, series.period.last.ordinal
    return max(first, marker.period.first.ordinal), min(last, marker.period.last.ordinal)


def _plot(width: int) -> int:
    """Roughly how wide the plot is without its axis and, where they stand beside it, the names of the limits."""
    return width - (50 if style.narrow(width) else 110)


def _room(series: Series, marker: Marker, width: int) -> tuple[float, float]:
    """How many pixels there are for the marker's name: from the plot's left to its end, and from its start to the right."""
    first, last = (end - series.period.first.ordinal for end in _inside(series, marker))
    month = _plot(width) / len(series.period)
    return (last + 1) * month, _plot(width) - first * month


def _late(series: Series, marker: Marker, width: int) -> bool:
    """Whether the name ends where the marker does: when there is no room to the right of its start, and more before."""
    before, after = _room(series, marker, width)
    return after < min(style.letters(marker.label, style.lettering(width)), before)


def _span(series: Series, marker: Marker, width: int) -> tuple[float, float]:
    """Where the marker's name lies, in pixels from the plot's left."""
    before, after = _room(series, marker, width)
    long = style.letters(marker.label, style.lettering(width))
    if _late(series, marker, width):
        return before - min(long, before) - 8, before
    return _plot(width) - after, _plot(width) - after + min(long, after) + 8


def _stacked(series: Series, width: int) -> list[tuple[int, Marker]]:
    """Markers inside the period, each with the lowest row in which its name touches no other."""
    placed: list[tuple[int, Marker]] = []
    inside = [marker for marker in series.markers if marker.period.overlaps(series.period)]
    for marker in sorted(inside, key=lambda m: (m.period.first, m.key)):
        left, right = _span(series, marker, width)
        taken = {row for row, other in placed if _touch((left, right), _span(series, other, width))}
        placed.append((next(row for row in range(len(placed) + 1) if row not in taken), marker))
    return placed


def _touch(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# The words and the table


def _opening(kind: str, series: Series) -> str:
    said = _("{kind} of {label}, month by month, in {area}, {first} to {last}.")
    first, last = series.period.first.words, series.period.last.words
    return said.format(kind=kind, label=style.inside(series.label), area=series.area.name, first=first, last=last)


def _held(series: Series) -> list[tuple[Month, int]]:
    return [(point.month, point.count) for point in series.points if point.count is not None]


def _missing(series: Series) -> list[Month]:
    held = {month for month, _count in _held(series)}
    return [month for month in series.period if month not in held]


def _facts(series: Series) -> list[str]:
    held = _held(series)
    if not held:
        return [_("No month of it is held.")]
    latest, highest = held[-1], max(held, key=lambda at: at[1])
    lowest = min(held, key=lambda at: at[1])
    said = _("Latest: {latest}. Highest: {highest}; lowest: {lowest}.")
    return [said.format(latest=_at(latest), highest=_at(highest), lowest=_at(lowest))]


def _at(found: tuple[Month, int]) -> str:
    return _("{count} in {month}").format(count=numerals.count(found[1]), month=found[0].words)


def _limits_said(series: Series) -> list[str]:
    limited = [point for point in series.points if point.centre is not None]
    if not limited:
        return [_("There are too few months to set control limits.")]
    last = limited[-1]
    said = _("Around the average of {centre}, ordinary months lie between {lower} and {upper}.")
    if series.seasonal:
        said = _(
            "Limits follow the seasons: in {month} the average is {centre} and ordinary months lie between {lower} and {upper}."
        )
    numbers = {"centre": numerals.count(last.centre), "upper": numerals.count(last.upper)}
    return [said.format(month=last.month.words, lower=numerals.count(last.lower), **numbers)]


def _signals_said(series: Series) -> list[str]:
    if not any(point.centre is not None for point in series.points):
        return []
    found = [point for point in series.points if point.signal]
    if not found:
        return [_("No month is out of the ordinary.")]
    names = sorted({str(point.signal) for point in found}, key=lambda name: [*SIGNALS, name].index(name))
    said = [_signal_said(name, found) for name in names]
    return [_("Out of the ordinary: {signals}.").format(signals="; ".join(said))]


def _signal_said(name: str, found: list[Point]) -> str:
    months = [_run_words(run) for run in runs(p.month for p in found if p.signal == name)]
    return _("{months} ({signal})").format(months=numerals.listed(months), signal=signal_words(name))


def _run_words(run: Period) -> str:
    if len(run) == 1:
        return run.first.words
    return _("{first} to {last}").format(first=run.first.words, last=run.last.words)


def _gaps(series: Series) -> list[str]:
    missing = [_run_words(run) for run in runs(_missing(series))]
    return [_("No data for {months}.").format(months=numerals.listed(missing))] if missing else []


def _shades(series: Series) -> list[str]:
    inside = [marker for marker in series.markers if marker.period.overlaps(series.period)]
    said = [f"{marker.label} ({_run_words(marker.period)})" for marker in inside]
    return [_("Shaded: {events}.").format(events=numerals.listed(said))] if said else []


def _table(series: Series, *, limits: bool) -> Table:
    labels = [_("Month"), series.label]
    labels += [_("Average"), _("Lower limit"), _("Upper limit"), _("Signal")] if limits else []
    columns = tuple(Column(label, numeric=0 < at < 5) for at, label in enumerate(labels))
    caption = _("{label}, {area}, month by month").format(label=series.label, area=series.area.name)
    rows = tuple(_row(point, limits=limits) for point in series.points)
    keys = ("month", "count", "centre", "lower", "upper", "signal")[: len(labels)]
    return Table(caption, columns, rows, keys, tuple(_plain(point, limits=limits) for point in series.points))


def _row(point: Point, *, limits: bool) -> tuple[str, ...]:
    counted = _("no data") if point.count is None else numerals.count(point.count)
    if not limits:
        return (point.month.words, counted)
    numbers = (numerals.number(value) for value in (point.centre, point.lower, point.upper))
    return (point.month.words, counted, *numbers, signal_words(point.signal) if point.signal else "")


def _plain(point: Point, *, limits: bool) -> tuple[Machine, ...]:
    shown: tuple[Machine, ...] = (str(point.month), point.count)
    return (*shown, point.centre, point.lower, point.upper, point.signal) if limits else shown
