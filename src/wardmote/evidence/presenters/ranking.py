"""Areas of a level within an area, in order of their rate."""

from collections.abc import Mapping
from dataclasses import dataclass

from wardmote.accounts.states import Standing
from wardmote.charts.style import source
from wardmote.engine.figures import number
from wardmote.engine.geography import Level
from wardmote.engine.measures import Result, sentences
from wardmote.engine.measures.caveats import level_words
from wardmote.evidence import queries
from wardmote.evidence.presenters import figures, grids
from wardmote.evidence.presenters.area import address
from wardmote.evidence.presenters.figures import Figure, View
from wardmote.evidence.presenters.grids import Cell, Grid
from wardmote.evidence.queries import Question
from wardmote.words import gettext as _
from wardmote.words import ngettext

FEW = 5  # areas beyond the limits that are named; of more, the number is said
ALIKE = 5  # fewer areas than this show no spread of their own: their limits are those of chance
ENDS = ("above", "below")
POSITIONS = {
    "above": "far above",
    "high": "above",
    "inside": "within the limits",
    "low": "below",
    "below": "far below",
}
TONES = {"above": "worse", "high": "worse", "inside": "unclear", "low": "better", "below": "better"}


@dataclass(frozen=True)
class RankingPage:
    """Everything that the page of a ranking says."""

    question: Question
    label: str
    level: str
    instead: str
    sentence: str
    source: str
    ranking: Figure
    map: Figure | None
    table: Grid
    caveats: tuple[str, ...]
    json: str


def ranking_page(asking: Standing, asked: Question, view: View) -> RankingPage:
    """Raises WardmoteError."""
    said, view = figures.instead(asked, view), View(view.level, view.value)
    ranking = figures.figure("evidence-ranking", "ranking", figures.ranking, asking, asked, view)
    below = figures.level_of(asked, view)
    results = queries.ranked(asking, asked, below)
    drawn = bool(queries.outlines(asking, [one.area for one in results])["features"])
    return RankingPage(
        question=asked,
        label=_(results[0].label),
        level=level_words(below),
        instead=said,
        sentence=sentence(results, asked, below),
        source=source(results[0].provenance),
        ranking=ranking,
        map=figures.figure("evidence-ranking", "map", figures.chart_map, asking, asked, view) if drawn else None,
        table=table(results, asked, queries.wards_of(asking, [one.area for one in results])),
        caveats=tuple(one.text for one in results[0].caveats if one.kind != "small"),
        json=address("evidence-ranking-results", asked, **view.address),
    )


def sentence(results: tuple[Result, ...], asked: Question, level: Level) -> str:
    """What the ranking says, with what it does not say."""
    top = _("Of the {n} {level} of {area}, {first} had the highest rate of {label} in {period}: {rate} per {per} residents.").format(
        n=number(len(results)), level=level_words(level), area=asked.area.name, first=results[0].area.name,
        label=_(results[0].label).lower(), period=asked.period.words, rate=grids.rate(results[0]),
        per=number(results[0].rate.per),
    )  # fmt: skip
    return f"{top} {beyond(results)}"


def beyond(results: tuple[Result, ...]) -> str:
    """Which areas lie outside the widest limits, and how little the order of the others says."""
    placed = [one for one in results if one.funnel]
    above, below = ([one.area.name for one in placed if one.funnel and one.funnel.position == at] for at in ENDS)
    spread = _("the spread between these areas") if len(placed) >= ALIKE else _("chance")
    if above or below:
        text = _("{above} clearly above and {below} clearly below what {spread} would have (99.8 %)")
    else:
        text = _("None lies clearly outside what {spread} would have (99.8 %)")
    lie = ngettext("{which} lies", "{which} lie", len(above) or 1).format(which=_counted(above))
    said = text.format(above=f"{lie[:1].upper()}{lie[1:]}", below=_counted(below), spread=spread)
    between = len(placed) - len(above) - len(below)
    if between < 2:
        return f"{said}."
    return _("{said}; the order of the {k} between says little.").format(said=said, k=number(between))


def _counted(names: list[str]) -> str:
    """How many, and which when they are few."""
    if not names:
        return _("none")
    return f"{number(len(names))} ({', '.join(names)})" if len(names) <= FEW else number(len(names))


def table(results: tuple[Result, ...], asked: Question, wards: Mapping[str, str]) -> Grid:
    shared = sentences.shared_qualifiers(results)
    columns = (
        (_("Area"), False), (_("Rank"), True), (_("Count"), True),
        (_("Rate per {per}").format(per=number(results[0].rate.per)), True), (_("95 % interval"), True),
        (_("Beside the others"), False), (_("Change"), True), (_("Verdict"), False),
    )  # fmt: skip
    note = _(
        "Beside the others: where the rate lies against the limits that would hold 95 % and 99.8 % of rates, given the size of the area and how much these areas differ from one another anyway."
    )
    caption = _("{label} in {area}, {period}, highest rate first").format(
        label=_(results[0].label), area=asked.area.name, period=asked.period.words
    )
    rows = [_row(one, asked, shared, wards) for one in results]
    return grids.grid(caption, columns, rows, note=f"{note} {sentences.shared_words(shared)}".strip())


def _row(one: Result, asked: Question, shared: grids.Qualifiers, wards: Mapping[str, str]) -> tuple[Cell | str, ...]:
    href = address("evidence-area", Question(one.indicator, one.area, asked.period, asked.against))
    numbers = (number(one.rank), number(one.count), grids.rate(one), grids.rate_range(one))
    name = Cell(one.area.name, href=href, note=wards.get(one.area.code, ""))
    return (name, *numbers, position(one), grids.change(one), grids.verdict(one, shared))


def position(one: Result) -> Cell:
    """Where the rate lies in the funnel, in words; without a better or worse where the indicator has none."""
    if one.funnel is None:
        return Cell(_("no rate"))
    found = one.funnel.position
    tone = TONES[found] if one.good.value == "lower" else "moved"
    return Cell(_(POSITIONS[found]), "unclear" if found == "inside" else tone)
