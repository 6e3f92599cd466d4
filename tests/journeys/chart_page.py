"""A page with everything an evidence page is made of, for the browser to draw; and one that breaks the site's policy."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from wardmote.accounts.doors import public

SPEC: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 200,
    "data": {"values": [{"month": "2022-01", "n": 5}, {"month": "2022-02", "n": 9}, {"month": "2022-03", "n": 4}]},
    "transform": [{"calculate": "datum.n * 2", "as": "twice"}],
    "mark": {"type": "line", "tooltip": True, "point": {"size": 200}},
    "encoding": {
        "x": {"field": "month", "type": "ordinal"},
        "y": {"field": "twice", "type": "quantitative"},
        "tooltip": [{"field": "n"}],
    },
    "config": {"font": "DejaVu Sans"},
}


@dataclass(frozen=True)
class Made:
    """As much of a chart as the page needs."""

    title: str = "Crimes by month"
    summary: str = "Crimes by month in a made-up place: 5, 9 and 4 </script><b>."
    source: str = "Source: a made-up lake"
    spec: dict[str, Any] = field(default_factory=lambda: SPEC)


PAGE = """
{% extends "page.html" %}
{% from "components.html" import sentence, chart, data_table, sparkline %}
{% set wide = true %}
{% block title %}Evidence{% endblock %}
{% block content %}
<h1 class="govuk-heading-l">Evidence</h1>
{{ sentence("Crime rose by 18 % & more.", "Source: a made-up lake") }}
{{ chart(made, "carried", "/picture.svg") }}
{{ chart(made, "fetched", "/picture.svg", spec_url="/chart.json") }}
{{ chart(broken, "broken", "/picture.svg") }}
{{ data_table("By month", ["Month", "Crimes"], [["2022-01", 5], ["2022-02", 9]], numeric=(1,)) }}
{{ sparkline([5, none, 9, 4], "Crimes, 2022-01 to 2022-04") }}
{% endblock %}
"""


@public
def page(request: HttpRequest) -> HttpResponse:
    made = {"made": Made(), "broken": Made(spec={"mark": "no such mark", "data": {"url": "/not-there.csv"}})}
    return HttpResponse(engines.all()[0].from_string(PAGE).render(made, request))


@public
def spec(request: HttpRequest) -> HttpResponse:
    import json

    return HttpResponse(json.dumps(SPEC), content_type="application/json")


@public
def picture(request: HttpRequest) -> HttpResponse:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="teal"/></svg>'
    return HttpResponse(svg, content_type="image/svg+xml")


@public
def breach(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "<title>x</title><script>document.title = 'ran'</script><img src='http://elsewhere.invalid/x.png'>"
    )


urlpatterns = [
    path("charts", page),
    path("chart.json", spec),
    path("picture.svg", picture),
    path("breach", breach),
    path("", include("wardmote.web.urls")),
]
