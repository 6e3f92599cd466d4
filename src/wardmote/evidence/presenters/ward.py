"""One page for a ward, to be printed and taken to a meeting; and the list of wards that leads to it."""

from dataclasses import dataclass, replace

from django.urls import reverse

from wardmote.accounts.states import Standing
from wardmote.charts.style import source
from wardmote.engine import measures
from wardmote.engine.figures import number
from wardmote.engine.geography import Area, Level
from wardmote.engine.measures import sentences
from wardmote.engine.periods import Period
from wardmote.evidence import queries
from wardmote.evidence.presenters import area, figures, grids
from wardmote.evidence.presenters.figures import Figure, View
from wardmote.evidence.presenters.grids import Cell, Grid
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _

ASB = "anti-social-behaviour"


@dataclass(frozen=True)
class WardPage:
    """Everything that a ward's page says."""

    ward: Area
    place: str
    period: Period
    sentence: str
    asb: str
    source: str
    badges: tuple[Cell, ...]
    figures: tuple[area.KeyFigure, ...]
    months: Figure
    kinds: Grid
    map: Figure | None
    caveats: tuple[str, ...]
    explore: str
    made: str


def ward_page(asking: Standing, asked: Question) -> WardPage:
    """Raises WardmoteError."""
    found = queries.result(asking, asked)
    behaviour = queries.result(asking, replace(asked, indicator=ASB))
    view = View(Level.LSOA)
    places = queries.ranked(asking, asked, Level.LSOA)
    drawn = bool(queries.outlines(asking, [one.area for one in places])["features"])
    return WardPage(
        ward=asked.area,
        place=queries.place_of(asking, asked.area),
        period=asked.period,
        sentence=measures.sentence(found),
        asb=measures.sentence(behaviour),
        source=source(found.provenance),
        badges=grids.badges(found),
        figures=tuple(area.key_figures(found)),
        months=figures.figure("evidence-area", "months", figures.months, asking, asked),
        kinds=_kinds(asking, asked),
        map=figures.figure("evidence-area", "map", figures.chart_map, asking, asked, view) if drawn else None,
        caveats=tuple(one.text for one in found.caveats),
        explore=area.address("evidence-area", asked),
        made=area.address("evidence-made", asked),
    )


def _kinds(asking: Standing, asked: Question) -> Grid:
    parts = queries.kinds(asking, asked)
    shared = sentences.shared_qualifiers(part.result for part in parts)
    columns = ((_("Category"), False), (_("Count"), True), (_("Earlier"), True), (_("Change"), False))
    rows = [
        (_(one.label), number(one.count), grids.earlier(one), grids.verdict(one, shared))
        for one in (part.result for part in parts)
    ]
    return grids.grid(_("Kinds of crime"), columns, rows, note=sentences.shared_words(shared))


def wards_tables(asking: Standing) -> tuple[Grid, ...]:
    """The wards of the asker's own partnership, one table for each of its areas. Raises WardmoteError."""
    found = (queries.question(asking, area=one.code) for one in queries.home_areas(asking))
    return tuple(_wards(asking, asked) for asked in found)


def _wards(asking: Standing, asked: Question) -> Grid:
    """Wards by name, each a door to its page."""
    results = sorted(queries.ranked(asking, asked, Level.WARD), key=lambda one: one.area.name)
    shared = sentences.shared_qualifiers(results)
    columns = (
        (_("Ward"), False), (_("Crimes"), True), (_("Rate per {per}").format(per=number(results[0].rate.per)), True),
        (_("Change"), True), (_("Verdict"), False),
    )  # fmt: skip
    rows = [
        (
            Cell(one.area.name, href=reverse("evidence-ward", args=[one.area.code])),
            number(one.count), grids.rate(one), grids.change(one), grids.verdict(one, shared),
        )
        for one in results
    ]  # fmt: skip
    caption = _("Wards of {area}, {period}").format(area=asked.area.name, period=asked.period.words)
    return grids.grid(caption, columns, rows, note=sentences.shared_words(shared))
