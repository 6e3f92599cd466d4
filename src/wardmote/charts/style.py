"""The look that all charts share, and the frame of a specification."""

from typing import Any

from wardmote.charts import palette
from wardmote.charts.fonts import FAMILY
from wardmote.engine.measures.results import Provenance, Result
from wardmote.words import gettext as _

WIDE = 640
NARROW = 400  # pictures at most this wide are laid out for a phone
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

Spec = dict[str, Any]


def narrow(width: int) -> bool:
    """Whether a picture of this width is laid out for a phone."""
    return width <= NARROW


def lettering(width: int) -> int:
    """Size of the words in a chart, in CSS pixels."""
    return 11 if narrow(width) else 12


def frame(*, summary: str, width: int, height: int, layers: list[Spec], padding: Spec | None = None) -> Spec:
    """A whole specification. The picture is `width` wide with everything in it; `height` is the plot's own."""
    return {
        "$schema": SCHEMA,
        "description": summary,
        "usermeta": {"wardmote": {"summary": summary}},
        "background": "#ffffff",
        "width": width,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 4, "top": 6, "right": 8, "bottom": 4} | (padding or {}),
        "layer": layers,
        "config": _config(lettering(width)),
    }


def nothing() -> tuple[int, list[Spec]]:
    """Height and layers of a chart that has nothing to show: it says so."""
    where = {"x": {"value": 0}, "y": {"value": 20}}
    mark = {"type": "text", "align": "left", "text": _("Nothing to show"), "color": palette.QUIET}
    return 40, [{"data": values([{}]), "mark": mark, "encoding": where}]


def _config(size: int) -> Spec:
    words = {"labelFont": FAMILY, "titleFont": FAMILY, "labelFontSize": size, "titleFontSize": size}
    colours = {"labelColor": palette.TEXT, "titleColor": palette.TEXT}
    return {
        "font": FAMILY,
        "customFormatTypes": False,
        "view": {"stroke": None},
        "text": {"font": FAMILY, "fontSize": size, "color": palette.TEXT},
        "title": {"font": FAMILY, "subtitleFont": FAMILY, "color": palette.TEXT, "fontWeight": "bold"},
        "axis": words
        | colours
        | {
            "titleFontWeight": "normal",
            "gridColor": palette.GRID,
            "domainColor": palette.QUIET,
            "tickColor": palette.QUIET,
            "labelPadding": 4,
        },
        "legend": words
        | colours
        | {"titleFontWeight": "bold", "symbolStrokeWidth": 1.5, "labelLimit": 0, "titleLimit": 0, "rowPadding": 4}
        | {"layout": {"bottom": {"direction": "vertical", "anchor": "start", "margin": 4}}},
    }


def values(rows: list[Spec]) -> Spec:
    """Data carried inside the specification."""
    return {"values": rows}


def letters(text: str, size: int) -> float:
    """About how wide a line of text is, in CSS pixels."""
    return len(text) * size * 0.6


def inside(label: str) -> str:
    """A label within a sentence: ``all crime`` of ``All crime``, but ``ASB`` as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def source(*provenances: Provenance) -> str:
    """One line for the foot of a chart: whose data, which snapshot of it, which definitions, made by what.

    A definition is named, several are counted. Nothing is said of nothing.
    """
    if not provenances:
        return ""
    first, named = provenances[0], {one.definition for one in provenances}
    one, several = _("definition {definition}"), _("{n} definitions")
    return _("Source: {data}. Snapshot {snapshot}, {definitions}, Wardmote {version}.").format(
        data=_("Police UK open data and ONS estimates, Open Government Licence v3.0"),
        snapshot=first.snapshot[:12],
        definitions=one.format(definition=first.definition) if len(named) == 1 else several.format(n=len(named)),
        version=first.version,
    )


def per(result: Result) -> str:
    """The unit of a rate: ``per 1,000 residents``."""
    return _("per {per} residents").format(per=f"{result.rate.per:,}")
