"""The performance report: one area, one period, what was recorded and what may be said of it.

Its model is the crime section of a partnership's progress report to scrutiny, done so that every figure can be checked: open data say what they
can, and what they cannot say is printed as a gap with the name of who could fill it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wardmote import charts, documents
from wardmote.definitions import definition, fingerprint, read
from wardmote.documents import (
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    NumberedParagraph,
    Paragraph,
    Provenance,
    Table,
)
from wardmote.documents.blocks import Block
from wardmote.engine import measures
from wardmote.engine.figures import number, percent
from wardmote.engine.geography import Area, Geography, Level
from wardmote.engine.lake import Lake
from wardmote.engine.measures import Comparators, Part, Result, Series
from wardmote.engine.measures.relating import against
from wardmote.engine.measures.sentences import earlier_words, shared_qualifiers, shared_words
from wardmote.engine.periods import Period
from wardmote.engine.sources import described
from wardmote.publications.reports.rows import Row, beside_row, crime_row, part_row
from wardmote.words import gettext as _

KEY = "performance"
Drawn = TypeVar("Drawn")
TREND = 25  # months of the chart, where the lake has them


@definition
class Layout:
    """What a performance report holds."""

    version: int
    title: str
    subtitle: str
    headline: str
    map_level: Level
    row: tuple[Row, ...]


@dataclass(frozen=True)
class Findings:
    """Everything that the report says, measured once."""

    layout: Layout
    lake: Lake
    area: Area
    period: Period
    comparators: Comparators
    rows: tuple[tuple[Row, Result | None], ...]
    parts: tuple[Part, ...]
    series: Series
    places: tuple[Result, ...]  # the areas on the map
    outlines: documents.Figure | None

    @property
    def headline(self) -> Result:
        return self.comparators.area


def compose(lake: Lake, geography: Geography, area: Area, period: Period) -> Document:
    """The report of an area over a period. Raises WardmoteError (as `measures.measure` does)."""
    found = find(lake, geography, area, period)
    return Document(
        title=_(found.layout.title),
        subtitle=_(found.layout.subtitle).format(area=found.area.name),
        organisation=_("{area} Community Safety Partnership").format(area=found.area.name),
        period=_("{period} ({first} to {last})").format(
            period=_capital(period.words), first=period.first, last=period.last
        ),
        dated=date(period.last.year, period.last.number, period.last.days),
        dated_as=_("Figures to"),
        blocks=tuple(blocks(found)),
    )


def find(lake: Lake, geography: Geography, area: Area, period: Period) -> Findings:
    """Measure what the report needs."""
    layout = read("reports", KEY, Layout)
    comparators = measures.compare(lake, geography, layout.headline, area, period)
    rows = tuple(
        (row, measures.measure(lake, geography, row.indicator, area, period) if row.indicator else None)
        for row in layout.row
    )
    first = min(period.first, max(min(lake.held(geography.forces(area)[0])), period.last + (1 - TREND)))
    places = _places(lake, geography, layout, area, period)
    return Findings(
        layout=layout,
        lake=lake,
        area=area,
        period=period,
        comparators=comparators,
        rows=rows,
        parts=tuple(measures.breakdown(lake, geography, layout.headline, area, period)),
        series=measures.series(lake, geography, layout.headline, area, Period(first, period.last)),
        places=places,
        outlines=_map(geography, places),
    )


def _places(lake: Lake, geography: Geography, layout: Layout, area: Area, period: Period) -> tuple[Result, ...]:
    level = Level.LSOA if area.level is Level.WARD else layout.map_level
    if not geography.within(area, level):
        return ()
    return tuple(measures.rank(lake, geography, layout.headline, level, area, period))


def _map(geography: Geography, places: tuple[Result, ...]) -> Figure | None:
    outlines = geography.boundaries([one.area for one in places])
    if not outlines["features"]:
        return None
    wide, narrow = (charts.choropleth(places, outlines, width=width) for width in (charts.WIDE, charts.NARROW))
    return Figure.of(wide, narrow=narrow)


def blocks(found: Findings) -> Iterable[Block]:
    """The report, section by section."""
    yield from _summary(found)
    yield from _crime_table(found)
    yield from _kinds(found)
    yield from _trend(found)
    yield from _beside_others(found)
    yield from _where(found)
    yield from _caveats(found)
    yield from _meanings()
    yield from _annex(found)


def _summary(found: Findings) -> Iterable[Block]:
    result, force = found.headline, found.comparators.force
    yield Heading(1, _("In short"))
    yield NumberedParagraph(measures.sentence(result))
    if force and force.area != result.area:
        yield NumberedParagraph(f"{measures.sentence(force)} {_beside(result, force)}")
    yield KeyFigures(tuple(_key_figures(result)))


def _beside(result: Result, force: Result) -> str:
    said = against(result, force)
    return _("For {area}: {said}").format(area=result.area.name, said=said[:1].lower() + said[1:])


def _key_figures(result: Result) -> Iterable[KeyFigure]:
    earlier = result.comparison
    yield KeyFigure(
        number(result.count), _("{what} recorded").format(what=_(measures.indicator(result.indicator).nouns))
    )
    if earlier and earlier.count is not None and result.change:
        yield KeyFigure(number(earlier.count), _capital(earlier_words(result.period, earlier.period)))
        yield KeyFigure(percent(result.change.percent), _("change as published"))
        yield KeyFigure(percent(result.change.percent_placed), _("change allowing for placement"))


def _crime_table(found: Findings) -> Iterable[Block]:
    yield Heading(1, _("Crime figures"))
    columns = (
        Column(_("Measure")),
        Column(_("Count"), numeric=True),
        Column(_("Earlier"), numeric=True),
        Column(_("Equivalent to"), numeric=True),
        Column(_("Change"), numeric=True),
        Column(_("Likely range"), numeric=True),
        Column(_("Allowing for placement"), numeric=True),
        Column(_("Verdict")),
    )
    measured = [result for _row, result in found.rows if result]
    shared = shared_qualifiers(measured)
    caption = _("Recorded crime and anti-social behaviour in {area}, {period}").format(
        area=found.area.name, period=found.period.words
    )
    note = _(
        "The likely range is a 95 % interval, widened for how much such counts vary. A measure may hold others, so the rows do not add up. Anti-social behaviour is not crime."
    )
    rows = tuple(crime_row(row, result, shared) for row, result in found.rows)
    yield Table(caption, columns, rows, note=f"{note} {shared_words(shared)}".strip())
    gaps = [(row.label, row.needs) for row, result in found.rows if result is None]
    yield Paragraph(_("Needs partner data:"))
    yield BulletList(tuple(f"{_(label)}: {_(needs)}" for label, needs in gaps))


def _kinds(found: Findings) -> Iterable[Block]:
    yield Heading(1, _("What changed"))
    yield NumberedParagraph(_moved_most(found))
    if any(part.contribution is not None for part in found.parts):
        yield _figure(found.parts, charts.bars)
    columns = (
        Column(_("Category")),
        Column(_("Count"), numeric=True),
        Column(_("Earlier"), numeric=True),
        Column(_("Change"), numeric=True),
        Column(_("Allowing for placement"), numeric=True),
        Column(_("Contribution"), numeric=True),
        Column(_("Verdict")),
    )
    shared = shared_qualifiers([part.result for part in found.parts])
    rows = tuple(part_row(part, shared) for part in found.parts)
    note = _("Contributions are in percentage points of the whole's earlier count, and add up to its change.")
    yield Table(
        _("Each category of {label}").format(label=_(found.headline.label).lower()),
        columns,
        rows,
        note=f"{note} {shared_words(shared)}".strip(),
    )


def _moved_most(found: Findings) -> str:
    known = [part for part in found.parts if part.contribution is not None]
    if not known:
        return _("There is no earlier period to compare the categories with.")
    most = max(known, key=lambda part: abs(part.contribution or 0.0))
    return _("{label} moved the whole most: {points} of its {change}, as published. {sentence}").format(
        label=_(most.result.label),
        points=percent(most.contribution).removesuffix("\u00a0%") + "\u00a0" + _("points"),
        change=percent(found.headline.change.percent) if found.headline.change else "",
        sentence=measures.sentence(most.result),
    )


def _trend(found: Findings) -> Iterable[Block]:
    yield Heading(1, _("Month by month"))
    signals = [point for point in found.series.points if point.signal]
    yield NumberedParagraph(
        _("{n} of {all} months break a rule of the control chart: {months}.").format(
            n=len(signals), all=len(found.series.points), months=", ".join(p.month.words for p in signals)
        )
        if signals
        else _("No month breaks a rule of the control chart: the months differ as such months ordinarily do.")
    )
    wide, narrow = (charts.control_chart(found.series, width=width) for width in (charts.WIDE, charts.NARROW))
    yield Figure.of(wide, narrow=narrow)


def _beside_others(found: Findings) -> Iterable[Block]:
    others = found.comparators
    if not others.peers:
        return
    yield Heading(1, _("Beside the force and its other areas"))
    everyone = sorted((found.headline, *others.peers), key=lambda r: (r.rate.value is None, -(r.rate.value or 0)))
    columns = (
        Column(_("Area")),
        Column(_("Count"), numeric=True),
        Column(_("Rate per {per}").format(per=number(found.headline.rate.per)), numeric=True),
        Column(_("Change"), numeric=True),
        Column(_("Allowing for placement"), numeric=True),
        Column(_("Verdict")),
    )
    shown = ([others.force] if others.force else []) + list(everyone)
    shared = shared_qualifiers(shown)
    rows = [beside_row(one, shared) for one in shown]
    caption = _("{label}, {period}: the force, then its areas by rate").format(
        label=_(found.headline.label), period=found.period.words
    )
    yield Table(caption, columns, tuple(rows), note=shared_words(shared))


def _where(found: Findings) -> Iterable[Block]:
    if not found.places:
        return
    yield Heading(1, _("Where"))
    yield NumberedParagraph(_standing_out(found.places))
    if found.outlines:
        yield found.outlines
    else:
        yield Paragraph(_("There is no map: no outlines are held for these areas. 'wardmote areas add' takes them in."))
    yield _figure(found.places, charts.ranking)


def _standing_out(places: tuple[Result, ...]) -> str:
    above, below = (_named(places, position) for position in ("above", "below"))
    if not above and not below:
        return _("No area stands out from the spread between them (99.8 % limits): their order says little.")
    said = [
        _("Clearly above the spread between the areas (99.8 % limits): {names}.").format(names=above) if above else "",
        _("Clearly below it: {names}.").format(names=below) if below else "",
        _("The order of the others says little."),
    ]
    return " ".join(part for part in said if part)


def _named(places: tuple[Result, ...], position: str) -> str:
    return "; ".join(
        _("{name} ({rate} per {per})").format(
            name=one.area.name, rate=number(one.rate.value, 1), per=number(one.rate.per)
        )
        for one in places
        if one.funnel and one.funnel.position == position
    )


def _figure(data: Sequence[Drawn], draw: Callable[..., charts.Chart]) -> Figure:
    """A chart twice: for paper and wide screens, and laid out for a phone."""
    return Figure.of(draw(data), narrow=draw(data, width=charts.NARROW))


def _caveats(found: Findings) -> Iterable[Block]:
    yield Heading(1, _("What to bear in mind"))
    yield BulletList(tuple(caveat.text for caveat in found.headline.caveats))
    yield Note(
        _(
            "Police UK places are snapped to public points, and dates are months. A rise in recorded crime may be a rise in reporting."
        )
    )


def _meanings() -> Iterable[Block]:
    """What the words mean, for a reader who meets them for the first time."""
    yield Heading(1, _("What the verdicts mean"))
    yield BulletList(
        (
            _(
                "Rose, fell: as published and allowing for placement, the change is more than such counts vary by themselves."
            ),
            _("No clear change: it is not; months like these differ as much without anything having changed."),
            _("Cannot tell: the two ways of counting say different things, or something needed is missing."),
            _("Size uncertain: it is clear that it moved, and not how far."),
            _("Disrupted base: a period compared held a dated event, such as a lockdown, that distorts it."),
            _("Break in series: the categories changed their meaning in between, so nothing is compared."),
            _("Small numbers: fewer than ten on one side; read the counts and not the percentage."),
            _("Allowing for placement: as if every month had the same share of crimes with a known place."),
        )
    )


def _annex(found: Findings) -> Iterable[Block]:
    source = described(measures.indicator(found.headline.indicator).source)
    made = found.headline.provenance
    yield Heading(1, _("Annex: how these figures were made"))
    yield Provenance(
        (
            (_("Source"), f"{_(source.title)}. {source.publisher}. {source.licence}."),
            (_("Attribution"), source.attribution),
            (_("Snapshot of the lake"), made.snapshot),
            (
                _("Files counted"),
                _("{n}, by their SHA-256: {parts}").format(
                    n=len(made.parts), parts=", ".join(part[:12] for part in made.parts)
                ),
            ),
            (_("Definition"), made.definition),
            (_("Report layout"), f"{KEY}@{found.layout.version} {fingerprint('reports', KEY)}"),
            (_("Geography"), made.geography),
            (_("Population"), made.population or _("none")),
            (_("Function"), made.function),
            (_("Wardmote"), made.version),
            (_("Access"), _(made.access.value)),
        )
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
