"""Draw a chart without a browser. Equal charts give equal bytes."""

import copy
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import vl_convert

from wardmote.charts import fonts, palette
from wardmote.charts.chart import Chart

VEGA_LITE = "6.4"
_NAMED = re.compile(r'id="([^"]+)"')
_TAG = re.compile(r'<\w+(?:\s+[\w:-]+="[^"]*")*\s*/?>')
_LABEL = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')


def svg(chart: Chart, *, alt: str = "", titled: bool = False, typefaces: Path | None = None) -> str:
    """The picture as SVG, one image with one text alternative (`role="img"`, labelled with `alt`, else the summary).

    `titled` writes title and source into the picture, for a file that leaves its page. `typefaces` is a folder of
    TrueType files; without it `fonts.folder()` is asked, and without that the machine's own fonts measure the text.
    Identifiers inside carry a digest of the chart, so that several pictures can share one page.
    """
    _use(typefaces)
    # Vega labels every mark; in a still picture that is noise to a screen reader, and the summary says it better.
    bare = _bare_svg(json.dumps(_without_labels(_titled(chart) if titled else chart.spec), sort_keys=True))
    return bare.replace("<svg ", f'<svg role="img" aria-label={quoteattr(alt or chart.summary)} ', 1)


@lru_cache(maxsize=32)  # a report draws each chart for the page and again for the paper
def _bare_svg(spec: str) -> str:
    text = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    bare = _TAG.sub(lambda tag: _LABEL.sub("", tag[0]), text)
    return _own_names(bare, hashlib.sha256(spec.encode()).hexdigest()[:8])


def png(chart: Chart, scale: float = 2, *, titled: bool = False, typefaces: Path | None = None) -> bytes:
    """The picture as PNG, `scale` picture elements to a CSS pixel; the rest as for `svg`."""
    _use(typefaces)
    drawn = _without_labels(_titled(chart) if titled else chart.spec)
    return vl_convert.vegalite_to_png(drawn, vl_version=VEGA_LITE, scale=scale, ppi=72, allowed_base_urls=[])


def png_of(drawing: str, scale: float = 2, *, typefaces: Path | None = None) -> bytes:
    """A picture that was drawn as SVG, as PNG: for documents that take no SVG."""
    _use(typefaces)
    return vl_convert.svg_to_png(drawing, scale=scale, ppi=72)


def responsive(chart: Chart) -> dict[str, Any]:
    """The specification for a page: as wide as its container, else the same."""
    return chart.spec | {"width": "container"}


def _use(typefaces: Path | None) -> None:
    place = typefaces or fonts.folder()
    if place is not None:
        fonts.register(place)


def _without_labels(spec: dict[str, Any]) -> dict[str, Any]:
    return spec | {"config": spec.get("config", {}) | {"aria": False}}


def _titled(chart: Chart) -> dict[str, Any]:
    spec = copy.deepcopy(chart.spec)
    size = max(11, round(chart.width / 45))
    letters = int(chart.width / (size * 0.62))
    spec["title"] = {
        "text": _wrapped(chart.title, letters),
        "subtitle": _wrapped(chart.source, int(chart.width / 6.2)),
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "fontSize": size,
        "subtitleFontSize": 10,
        "subtitleColor": palette.QUIET,
        "subtitlePadding": 4,
    }
    return spec


def _wrapped(text: str, letters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _own_names(text: str, digest: str) -> str:
    """Number the identifiers from nought: the drawing engine counts on from one picture to the next."""
    for at, name in enumerate(dict.fromkeys(_NAMED.findall(text))):
        own = f"w{digest}-{at}"
        text = text.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
        text = text.replace(f'href="#{name}"', f'href="#{own}"')
    return text
