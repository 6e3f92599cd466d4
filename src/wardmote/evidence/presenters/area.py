"""Crime in an area: words, picture, table, in that order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.accounts.states import Standing
from wardmote.charts.style import source
from wardmote.engine import measures
from wardmote.engine.figures import number, percent
from wardmote.engine.geography import Level
from wardmote.engine.measures import Comparators, Part, Result, sentences
from wardmote.engine.measures.caveats import level_words
from wardmote.engine.measures.relating import against
from wardmote.engine.measures.sentences import earlier_words
from wardmote.evidence import queries
from wardmote.evidence.presenters import figures, grids
from wardmote.evidence.presenters.figures import Figure, View
from wardmote.evidence.presenters.grids import Cell, Grid
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _

MANY = 20  # peers beyond these are not drawn, and only those next in rank are listed
NEAR = 5  # of those, on either side


@dataclass(frozen=True)
class KeyFigure:
    """One number large, what it is, and the door to what it is made of."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """One of a few ways to show the same thing."""

    label: str
    href: str
    fragment: str
    chosen: bool


@dataclass(frozen=True)
class MapView:
    """A map with its table, and the other ways to draw it. `figure` is None where no outlines are known."""

    figure: Figure | None
    table: Grid
    instead: str
    levels: tuple[Choice, ...]
    values: tuple[Choice, ...]


@dataclass(frozen=True)
class AreaPage:
    """Everything that the page of an area says."""

    question: Question
    result: Result
    sentence: str
    source: str
    badges: tuple[Cell, ...]
    figures: tuple[KeyFigure, ...]
    months: Figure
    months_table: Grid
    series_caveats: tuple[str, ...]
    kinds: Figure | None
    kinds_table: Grid | None
    beside: Figure | None
    beside_words: str
    beside_table: Grid | None
    map: MapView | None
    made: str
    json: str
    paper: str
    made_short: tuple[tuple[str, str], ...]


def area_page(asking: Standing, asked: Question, view: View) -> AreaPage:
    """Measure and describe. Raises WardmoteError."""
    found = queries.result(asking, asked)
    parts, others = queries.kinds(asking, asked), queries.beside(asking, asked)
    several, few = len(parts) > 1, 0 < len(others.peers) <= MANY
    months = figures.figure("evidence-area", "months", figures.months, asking, asked)
    return AreaPage(
        question=asked,
        result=found,
        sentence=measures.sentence(found),
        source=source(found.provenance),
        badges=grids.badges(found),
        figures=tuple(key_figures(found)),
        months=months,
        months_table=grids.of_table(months.chart.table),
        series_caveats=tuple(one.text for one in queries.series(asking, asked).caveats),
        kinds=figures.figure("evidence-area", "kinds", figures.kinds, asking, asked) if several else None,
        kinds_table=kinds_table(found, parts) if several else None,
        beside=figures.figure("evidence-area", "beside", figures.beside, asking, asked) if few else None,
        beside_words=beside_words(others),
        beside_table=beside_table(others) if others.peers else None,
        map=map_view(asking, asked, view),
        made=address("evidence-made", asked),
        json=address("evidence-result", asked),
        paper=paper(asked),
        made_short=made_short(found),
    )


def address(name: str, asked: Question, **more: str) -> str:
    return f"{reverse(name)}?{urlencode(asked.address | more)}"


def key_figures(found: Result) -> Iterable[KeyFigure]:
    """Four numbers: the count, the one before, the change, the rate."""
    indicator = measures.indicator(found.indicator)
    yield KeyFigure(number(found.count), _("{what} recorded").format(what=_(indicator.nouns)), found.period.words)
    if found.comparison:
        before = earlier_words(found.period, found.comparison.period)
        yield KeyFigure(grids.earlier(found), before, found.comparison.period.words)
    if found.change:
        placed = _("{placed} allowing for placement").format(placed=percent(found.change.percent_placed))
        yield KeyFigure(
            grids.change(found), _("change as published"), placed if found.change.percent is not None else ""
        )
    per = _("per {per} residents").format(per=number(found.rate.per))
    year = _("population of mid-{year}").format(year=found.rate.population_year) if found.rate.population_year else ""
    yield KeyFigure(grids.rate(found), per, year)


def kinds_table(found: Result, parts: tuple[Part, ...]) -> Grid:
    """Each category with its change and what it contributed to the whole's."""
    shared = sentences.shared_qualifiers(part.result for part in parts)
    columns = (
        (_("Category"), False), (_("Count"), True), (_("Earlier"), True), (_("Change"), True),
        (_("Likely range"), True), (_("Allowing for placement"), True), (_("Contribution"), True), (_("Verdict"), False),
    )  # fmt: skip
    note = _(
        "The likely range is a 95 % interval, widened for how much such counts vary. Contributions are percentage points of the whole's earlier count, and add up to its change."
    )
    return grids.grid(
        _("Each category of {label}, {period}").format(label=_(found.label).lower(), period=found.period.words),
        columns,
        [_kind(part, shared) for part in parts],
        note=f"{note} {sentences.shared_words(shared)}".strip(),
    )


def _kind(part: Part, shared: grids.Qualifiers) -> tuple[Cell | str, ...]:
    one = part.result
    points = _("n/a") if part.contribution is None else percent(part.contribution).removesuffix("\u00a0%")
    numbers = (number(one.count), grids.earlier(one), grids.change(one), grids.likely(one), grids.placed(one), points)
    return (_(one.label), *numbers, grids.verdict(one, shared))


def beside_words(others: Comparators) -> str:
    """The area's change beside its force's, like with like."""
    if not others.force or others.force.area == others.area.area or others.area.change is None:
        return ""
    said = f"{measures.sentence(others.force)} "
    return said + _("For {area}: {said}").format(
        area=others.area.area.name, said=_lowered(against(others.area, others.force))
    )


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def beside_table(others: Comparators) -> Grid:
    """The force, then its areas by rate."""
    ranked = sorted((others.area, *others.peers), key=lambda one: (one.rate.value is None, -(one.rate.value or 0)))
    near = _near(ranked, others.area)
    shown = [*([others.force] if others.force and others.force.area != others.area.area else []), *near]
    shared = sentences.shared_qualifiers(shown)
    columns = (
        (_("Area"), False), (_("Count"), True), (_("Rate per {per}").format(per=number(others.area.rate.per)), True),
        (_("Change"), True), (_("Allowing for placement"), True), (_("Verdict"), False),
    )  # fmt: skip
    caption = _("{label}, {period}: the force, then its areas by rate")
    text = _("Rate {rank} of {n} {level}: those next to it are listed.") if len(near) < len(ranked) else ""
    place = ranked.index(others.area) + 1
    note = text.format(rank=number(place), n=number(len(ranked)), level=level_words(others.area.area.level))
    return grids.grid(
        caption.format(label=_(others.area.label), period=others.area.period.words),
        columns,
        [_beside(one, others.area, shared) for one in shown],
        note=f"{note} {sentences.shared_words(shared)}".strip(),
    )


def _near(ranked: list[Result], own: Result) -> list[Result]:
    """All of a few; of many, the area and those next to it in rank."""
    if len(ranked) <= MANY + 1:
        return ranked
    at = ranked.index(own)
    return ranked[max(0, at - NEAR) : at + NEAR + 1]


def _beside(one: Result, own: Result, shared: grids.Qualifiers) -> tuple[Cell | str, ...]:
    note = _("(force)") if one.area.level is Level.FORCE else _("(this area)") if one.area == own.area else ""
    href = address("evidence-area", Question(one.indicator, one.area, one.period))
    name = Cell(one.area.name, href="" if one.area == own.area else href, note=note)
    numbers = (number(one.count), grids.rate(one), grids.change(one), grids.placed(one))
    return (name, *numbers, grids.verdict(one, shared))


def map_view(asking: Standing, asked: Question, view: View, page: str = "evidence-area") -> MapView | None:
    """The map of the areas inside, its table, and the other ways to draw it. None where there is nothing inside."""
    if view.level is None:
        return None
    said, level, view = figures.instead(asked, view), view.level, View(view.level, view.value)
    results = queries.ranked(asking, asked, level)
    drawn = bool(queries.outlines(asking, [one.area for one in results])["features"])
    levels = [(level_words(level), View(level, view.value)) for level in queries.BELOW[asked.area.level]]
    values = [(_("rate"), View(view.level, "rate")), (_("change"), View(view.level, "change"))]
    return MapView(
        figures.figure(page, "map", figures.chart_map, asking, asked, view) if drawn else None,
        map_table(results, queries.wards_of(asking, [one.area for one in results])),
        said,
        tuple(_choice(asked, words, other, view) for words, other in levels),
        tuple(_choice(asked, words, other, view) for words, other in values),
    )


def _choice(asked: Question, words: str, other: View, view: View) -> Choice:
    href, fragment = (address(name, asked, **other.address) for name in ("evidence-area", "evidence-area-map"))
    return Choice(words, f"{href}#map", fragment, other == view)


def map_table(results: tuple[Result, ...], wards: Mapping[str, str]) -> Grid:
    """What the map shows, by rate; each area a door to its own page."""
    shared = sentences.shared_qualifiers(results)
    columns = (
        (_("Area"), False), (_("Count"), True), (_("Rate per {per}").format(per=number(results[0].rate.per)), True),
        (_("Change"), True), (_("Verdict"), False),
    )  # fmt: skip
    rows = [
        (
            Cell(one.area.name, href=address("evidence-area", Question(one.indicator, one.area, one.period)), note=wards.get(one.area.code, "")),
            number(one.count), grids.rate(one), grids.change(one), grids.verdict(one, shared),
        )
        for one in results
    ]  # fmt: skip
    caption = _("{label} in {level}, {period}, highest rate first")
    level = level_words(results[0].area.level)
    said = caption.format(label=_(results[0].label), level=level, period=results[0].period.words)
    return grids.grid(said, columns, rows, note=sentences.shared_words(shared))


def paper(asked: Question) -> str:
    """The address of a ward's page for printing; '' for what is no ward."""
    if asked.area.level is not Level.WARD:
        return ""
    months = {"from": str(asked.period.first), "to": str(asked.period.last)}
    return f"{reverse('evidence-ward', args=[asked.area.code])}?{urlencode(months)}"


def made_short(found: Result) -> tuple[tuple[str, str], ...]:
    """How the figures were made, in a few lines."""
    made = found.provenance
    return (
        (_("Snapshot of the lake"), made.snapshot[:12]),
        (_("Files counted"), number(len(made.parts))),
        (_("Definition"), made.definition),
        (_("Population"), made.population or _("none")),
        (_("Geography"), made.geography),
        (_("Function"), made.function),
        (_("Wardmote"), made.version),
    )
