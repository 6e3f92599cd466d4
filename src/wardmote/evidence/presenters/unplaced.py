"""The share of a force's records without a place, month by month, as a chart."""

from wardmote.charts import Chart, Column, Table, palette, style
from wardmote.engine.figures import number, share
from wardmote.engine.periods import Month
from wardmote.words import gettext as _

Counts = dict[Month, tuple[int, int]]  # placed, unplaced


def percentage(placed: int, without: int) -> float | None:
    return without / (placed + without) * 100 if placed + without else None


def chart(force: str, counts: Counts, source: str, *, width: int = style.WIDE) -> Chart:
    """Bars of the unplaced share of each month held; a month that is not held has no bar."""
    title = _("Share of records without a place each month, {force}").format(force=force)
    shares = {month: percentage(*both) for month, both in counts.items()}
    summary = _summary(title, {month: value for month, value in shares.items() if value is not None})
    height = 180 if style.narrow(width) else 220
    spec = style.frame(summary=summary, width=width, height=height, layers=[_bars(shares)])
    return Chart(title, spec, summary, _table(title, counts), source, width, height)


def _summary(title: str, known: dict[Month, float]) -> str:
    if not known:
        return f"{title}: {_('nothing to show')}."
    high, low = max(known, key=lambda m: known[m]), min(known, key=lambda m: known[m])
    text = _("Bar chart. {title}. Highest: {high} in {high_month}; lowest: {low} in {low_month}.")
    return text.format(
        title=title, high=share(known[high]), high_month=high.words, low=share(known[low]), low_month=low.words
    )


def _bars(shares: dict[Month, float | None]) -> style.Spec:
    rows = [
        {"at": f"{month}-01", "share": value, "month": month.words, "said": share(value)}
        for month, value in shares.items()
    ]
    tips = [{"field": "month", "title": _("Month")}, {"field": "said", "title": _("Without a place")}]
    months = {"title": None, "format": "%b %Y", "grid": False, "labelOverlap": "greedy", "tickCount": 8}
    axis = {"title": _("% of records"), "tickCount": 5, "domain": False, "ticks": False}
    return {
        "data": style.values(rows),
        "mark": {"type": "bar", "color": palette.SERIES, "binSpacing": 2},
        "encoding": {
            "x": {"field": "at", "type": "temporal", "timeUnit": "utcyearmonth", "axis": months},
            "y": {"field": "share", "type": "quantitative", "axis": axis},
            "tooltip": tips,
        },
    }


def _table(title: str, counts: Counts) -> Table:
    columns = (
        Column(_("Month")),
        Column(_("Records"), numeric=True),
        Column(_("Without a place"), numeric=True),
        Column(_("Share"), numeric=True),
    )
    rows = tuple((m.words, number(a + b), number(b), share(percentage(a, b))) for m, (a, b) in counts.items())
    machine = tuple((str(m), a + b, b, percentage(a, b)) for m, (a, b) in counts.items())
    return Table(title, columns, rows, ("month", "records", "unplaced", "unplaced_percent"), machine)
