"""Figures of the partnership's area for Home, each with its last two years and what may be said of it."""

from wardmote.accounts.figures import Figure
from wardmote.accounts.policies import allows, may_see_evidence
from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError
from wardmote.engine.figures import number, percent
from wardmote.engine.measures.sentences import earlier_words, verdict_words
from wardmote.evidence import queries
from wardmote.evidence.presenters import area
from wardmote.words import gettext as _

FIVE = ("all-crime", "anti-social-behaviour", "burglary", "vehicle-crime", "criminal-damage-arson")


def strip(asking: Standing, most: int = len(FIVE)) -> tuple[Figure, ...]:
    """Nothing for a member who may not see evidence, has no area, or whose area no file covers yet: Home then goes without."""
    if not allows(may_see_evidence, asking):
        return ()
    try:
        return tuple(_figure(asking, indicator) for indicator in FIVE[: max(0, most)])
    except WardmoteError:
        return ()


def _figure(asking: Standing, indicator: str) -> Figure:
    asked = queries.question(asking, indicator=indicator)
    found, series = queries.result(asking, asked), queries.series(asking, asked)
    known = [point.count for point in series.points if point.count is not None]
    earlier = earlier_words(found.period, found.comparison.period) if found.comparison else ""
    compared = found.change is not None and found.change.percent is not None
    change = (
        _("{change} on {earlier}").format(change=percent(found.change.percent), earlier=earlier)
        if compared and found.change
        else _("no comparison")
    )
    return Figure(
        label=_(found.label),
        value=number(found.count),
        note=_("{area}, {period}: {change}").format(area=asked.area.name, period=asked.period.words, change=change),
        verdict=verdict_words(found.change) if found.change else "",
        href=area.address("evidence-area", asked),
        past=tuple(point.count for point in series.points),
        trend=_("{n} months, from {low} to {high} a month, {last} in the latest").format(
            n=len(known), low=number(min(known)), high=number(max(known)), last=number(known[-1])
        ),
    )
