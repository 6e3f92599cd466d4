"""Every address of evidence and publications, about an area of every level and about nonsense: an answer, never a defect."""

import pytest
from django.urls import reverse

from tests.evidence.test_area_page import words
from wardmote.engine.geography import Level, load
from wardmote.evidence.presenters import figures
from wardmote.evidence.urls import urlpatterns as evidence
from wardmote.publications import reports
from wardmote.publications.urls import urlpatterns as publications

YEAR = "from=2021-10&to=2022-09&width=290"
PLACES = {
    Level.LSOA: "E01025491",
    Level.WARD: "E05010226",
    Level.DISTRICT: "E07000126",
    Level.PARTNERSHIP: "E22000161",
    Level.COUNTY: "E10000017",
    Level.FORCE: "E23000003",
}
ELSEWHERE = ("E01000001", "W06000015")  # areas of which the lake holds nothing
NONSENSE = (
    "area=", "area=X", "area=%00", "area=%27%3B--", "area=" + "9" * 3000, "q=%FF", "q=" + "a" * 3000,
    "area=E07000126&indicator=x", "area=E07000126&from=x", "area=E07000126&from=2022-09&to=2021-10",
    "area=E07000126&from=0000-00&to=9999-99", "area=E07000126&from=1900-01&to=1900-02", "area=E07000126&to=0001-01",
    "area=E07000126&from=9999-12&to=9999-12", "area=E07000126&against=x", "area=E01025491&level=lsoa&value=x",
    "area=E07000126&level=x&value=x", "area=E07000126&width=-1", "area=E07000126&width=%C2%B2",
    "report=x", "report=performance&area=E01025491", "force=x&source=x", "force=lancashire&source=x", "page=x&q=South",
)  # fmt: skip
NAMED = {"evidence-ward": ["E05010226", "E01025491", "x"]}
FIGURES = {
    "evidence-area-figure": [*figures.AREA, "x"],
    "evidence-ranking-figure": [*figures.RANKING, "x"],
    "evidence-quality-figure": ["unplaced", "x"],
}
PICTURES = tuple(figures.MEDIA_TYPES)


def addresses(endings: tuple[str, ...], *, figures_each: int | None = None) -> list[str]:
    """Every address of the two apps, with every code and figure (or the first of each kind) in it, with these endings."""
    found = []
    for pattern in (*evidence, *publications):
        name = str(pattern.name)
        if name in FIGURES:
            found += [
                reverse(name, kwargs={"figure": figure, "ending": e})
                for figure in FIGURES[name][:figures_each]
                for e in endings
            ]
        elif name == "report-file":
            found += [reverse(name, args=[e]) for e in ("html", "x")]
        else:
            found += [reverse(name, args=[code]) for code in NAMED[name]] if name in NAMED else [reverse(name)]
    return found


@pytest.fixture
def status(client_for, cast, lake):
    client = client_for(cast.manager)
    client.raise_request_exception = False
    return lambda address, query: client.get(f"{address}?{query}").status_code


def defects(status, walked, queries) -> list[str]:
    return [f"{a}?{q[:80]}" for a in walked for q in queries if status(a, q) >= 500]


def test_the_walk_knows_every_address_and_level():
    assert {pattern.name for pattern in evidence} >= {*NAMED, *FIGURES}
    assert set(PLACES) == set(Level) - {Level.CUSTOM}
    assert {load().find(code).level for code in PLACES.values()} == set(PLACES)
    assert "html" in reports.FORMATS


@pytest.mark.parametrize("level", PLACES, ids=str)
def test_no_address_breaks_about_an_area_of_any_level(status, level):
    endings = PICTURES if level is Level.DISTRICT else ("svg", "csv")  # a chart that is drawn as SVG is drawn as PNG
    assert defects(status, addresses((*endings, "x")), [f"area={PLACES[level]}&{YEAR}"]) == []


def test_no_address_breaks_about_an_area_that_the_lake_knows_nothing_of(status):
    assert defects(status, addresses(("svg",)), [f"area={code}&{YEAR}" for code in ELSEWHERE]) == []


def test_no_address_breaks_on_nonsense(status):
    assert defects(status, addresses(("json",), figures_each=1), NONSENSE) == []


def test_the_map_of_an_area_without_smaller_ones_says_so_where_the_map_would_be(client_for, cast, lake):
    answer = client_for(cast.manager).get(f"/evidence/area/map/?area=E01025491&{YEAR}")
    assert answer.status_code == 200
    assert "West Lancashire 008B holds no smaller areas to show" in words(answer)
    assert b'id="map-part"' in answer.content
    assert b"<h1" not in answer.content
