"""The partnership in one strip for Home: five figures with their last two years and what may be said of them."""

from dataclasses import dataclass

from wardmote.accounts.policies import allows, may_see_evidence
from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError
from wardmote.engine.figures import number, percent
from wardmote.engine.measures.sentences import earlier_words, verdict_words
from wardmote.evidence import queries
from wardmote.evidence.presenters import area, grids
from wardmote.evidence.presenters.grids import Cell
from wardmote.words import gettext as _

FIVE = ("all-crime", "anti-social-behaviour", "burglary", "vehicle-crime", "criminal-damage-arson")


@dataclass(frozen=True)
class StripFigure:
    """One figure: a door to its page. `months` are for a sparkline, None where a month is missing."""

    label: str
    value: str
    note: str
    verdict: Cell
    href: str
    months: tuple[int | None, ...]
    trend: str  # the sparkline in words


@dataclass(frozen=True)
class Strip:
    """The figures of the member's own area over the latest year held."""

    heading: str
    figures: tuple[StripFigure, ...]


def strip(asking: Standing) -> Strip | None:
    """None for a member who may not see evidence, has no area, or whose area no file covers yet: Home then goes without."""
    if not allows(may_see_evidence, asking):
        return None
    try:
        figures = tuple(_figure(asking, indicator) for indicator in FIVE)
        asked = queries.question(asking)
    except WardmoteError:
        return None
    return Strip(_("{area} in {period}").format(area=asked.area.name, period=asked.period.words), figures)


def _figure(asking: Standing, indicator: str) -> StripFigure:
    asked = queries.question(asking, indicator=indicator)
    found, series = queries.result(asking, asked), queries.series(asking, asked)
    known = [point.count for point in series.points if point.count is not None]
    earlier = earlier_words(found.period, found.comparison.period) if found.comparison else ""
    compared = found.change is not None and found.change.percent is not None
    return StripFigure(
        label=_(found.label),
        value=number(found.count),
        note=_("{change} on {earlier}").format(change=percent(found.change.percent), earlier=earlier)
        if compared and found.change
        else _("no comparison"),
        verdict=Cell(verdict_words(found.change), grids.tone(found.change.verdict, found.good))
        if found.change
        else Cell("–"),
        href=area.address("evidence-area", asked),
        months=tuple(point.count for point in series.points),
        trend=_("{n} months, from {low} to {high} a month, {last} in the latest").format(
            n=len(known), low=number(min(known)), high=number(max(known)), last=number(known[-1])
        ),
    )
