"""Numbers as charts and their tables say them: `engine.figures`, with a dash where nothing is known."""

from wardmote.engine import figures
from wardmote.engine.measures.results import Change, Interval, Rate, Result
from wardmote.words import gettext as _

NONE = "–"


def count(value: float | None) -> str:
    """``7,096``; a dash when unknown."""
    return NONE if value is None else figures.number(value)


def number(value: float | None, places: int = 1) -> str:
    """``82.4``; a dash when unknown."""
    return NONE if value is None else figures.number(value, places)


def difference(value: int | None) -> str:
    """``+1,094`` or ``−12``; plain ``0``; a dash when unknown."""
    return NONE if value is None else figures.signed(value)


def percent(value: float | None, places: int = 1) -> str:
    """``+18.2 %``, ``−7.5 %``; a dash when undefined. The space is one that does not break."""
    return NONE if value is None else figures.percent(value, places)


def percents(interval: Interval, places: int = 1) -> str:
    """A rate ratio's interval as percentage changes: ``+12.0 % to +24.8 %``."""
    if interval.low is None and interval.high is None:
        return NONE
    return _("{low} to {high}").format(low=_end(interval.low, places), high=_end(interval.high, places))


def _end(ratio: float | None, places: int) -> str:
    return _("no limit") if ratio is None else percent((ratio - 1) * 100, places)


def interval(ends: Interval, places: int = 1) -> str:
    """``80.5 to 84.3``; a dash when unknown."""
    if ends.low is None and ends.high is None:
        return NONE
    return _("{low} to {high}").format(low=number(ends.low, places), high=number(ends.high, places))


def believed(change: Change) -> Interval:
    """The interval that verdicts rest on: the one widened for dispersion, else the exact one."""
    adjusted = change.ci95_adjusted
    return change.ci95 if adjusted.low is None and adjusted.high is None else adjusted


def rate(found: Rate) -> str:
    """``82.4``, to one decimal, of a rate; a dash when there is no population."""
    return number(found.value)


def change(result: Result) -> str:
    """The change of a result in the fewest honest words: a percentage, or the two counts, or why there is neither."""
    before = result.comparison
    if before is None:
        return _("not compared")
    if before.count is None:
        return _("months missing")
    if result.change is not None and result.change.percent is not None:
        return percent(result.change.percent)
    return _("{now}, was {then}").format(now=count(result.count), then=count(before.count))


def verdict(result: Result) -> str:
    """The verdict and what must be said with it: ``rose (size uncertain, disrupted base)``."""
    if result.change is None:
        return NONE
    said = _(result.change.verdict.value)
    with_it = ", ".join(_(qualifier.value) for qualifier in result.change.qualifiers)
    return f"{said} ({with_it})" if with_it else said


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
