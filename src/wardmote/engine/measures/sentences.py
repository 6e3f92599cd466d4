"""The sentence a councillor could read aloud: written by rules, so that it says no more than the numbers do."""

from collections.abc import Iterable

from wardmote.engine.figures import number, percent, signed
from wardmote.engine.measures.changes import range_of_both
from wardmote.engine.measures.indicators import Indicator, indicator, markers_in
from wardmote.engine.measures.results import Change, Interval, Qualifier, Result
from wardmote.engine.periods import Period, in_words
from wardmote.engine.verdicts import Verdict
from wardmote.words import gettext as _
from wardmote.words import ngettext


def sentence(result: Result) -> str:
    """What was recorded, and what may be said of its change, with every qualifier that must go with it."""
    found = indicator(result.indicator)
    return f"{_recorded(result, found)} {_judged(result, found)}"


def verdict_words(change: Change) -> str:
    """``rose (size uncertain, disrupted base)``."""
    qualifiers = ", ".join(_(one.value) for one in change.qualifiers)
    return f"{_(change.verdict.value)} ({qualifiers})" if qualifiers else _(change.verdict.value)


def shared_qualifiers(results: Iterable[Result]) -> frozenset[Qualifier]:
    """The qualifiers that every one of several changes carries: said once beside a table, not in each of its rows."""
    sets = [frozenset(result.change.qualifiers) for result in results if result.change]
    return frozenset.intersection(*sets) if len(sets) > 1 else frozenset()


def shared_words(shared: frozenset[Qualifier]) -> str:
    """What to say beside the table; nothing where nothing is shared."""
    if not shared:
        return ""
    said = ", ".join(_(one.value) for one in sorted(shared))
    return _("Every change in this table: {qualifiers}.").format(qualifiers=said)


def likely_range(change: Change | None) -> str:
    """The interval that words rest on, as percentages: ``+11.3 to +25.7 %``; ``n/a`` where an end is undefined."""
    ends = change.ci95_adjusted if change else None
    if ends is None or ends.low is None or ends.high is None:
        return _("n/a")
    return _("{low} to {high}").format(low=signed((ends.low - 1) * 100, 1), high=percent((ends.high - 1) * 100))


def earlier_words(period: Period, earlier: Period) -> str:
    """How to call the comparison: "the year before", "the same months 2 years earlier", "September 2021"."""
    if len(period) == 1:
        return earlier.first.words
    if earlier.last + 1 == period.first:
        if len(period) == 12:
            return _("the year before")
        return _("the {n} months before").format(n=len(period))
    years = (period.first.ordinal - earlier.first.ordinal) // 12
    return ngettext("the same months a year earlier", "the same months {n} years earlier", years).format(n=years)


def _recorded(result: Result, found: Indicator) -> str:
    what = ngettext(found.noun, found.nouns, result.count)
    opening = _("{area} recorded {count} {what} in {period}").format(
        area=result.area.name, count=number(result.count), what=what, period=result.period.words
    )
    if not result.comparison or not result.change or result.change.difference is None:
        return f"{opening}."
    return f"{opening}, {_differing(result.change.difference, earlier_words(result.period, result.comparison.period))}."


def _differing(difference: int, earlier: str) -> str:
    if difference == 0:
        return _("as many as {earlier}").format(earlier=earlier)
    text = _("{n} more than {earlier}") if difference > 0 else _("{n} fewer than {earlier}")
    return text.format(n=number(abs(difference)), earlier=earlier)


def _judged(result: Result, found: Indicator) -> str:
    change = result.change
    if change is None or result.comparison is None:
        return _("There is nothing to compare it with.")
    if change.difference is None:
        return _untold(result)
    said = {
        Verdict.ROSE: _moved,
        Verdict.FELL: _moved,
        Verdict.NO_CLEAR_CHANGE: _unclear,
        Verdict.CANNOT_TELL: _undecided,
    }[change.verdict](change, found)
    return f"{said}{_disruption(result)}."


def _untold(result: Result) -> str:
    assert result.change is not None
    assert result.comparison is not None
    if Qualifier.BREAK_IN_SERIES in result.change.qualifiers:
        return _(
            "Whether that is a change we cannot tell: the categories changed their meaning in between (break in series)."
        )
    text = _("Whether that is a change we cannot tell: the data held lack {months}.")
    return text.format(months=in_words(result.comparison.missing))


def _moved(change: Change, found: Indicator) -> str:
    verb = _("rose") if change.verdict is Verdict.ROSE else _("fell")
    subject = _(found.subject)
    if _small(change):
        return _("{subject} {verb}, though the numbers are small").format(subject=subject, verb=verb)
    if Qualifier.SIZE_UNCERTAIN in change.qualifiers:
        text = _("{subject} {verb}, but the size is uncertain: {both}{between}")
        return text.format(subject=subject, verb=verb, both=_both(change, found), between=_between(change))
    text = _("{subject} {verb}: {percent}, likely between {low} and {high}")
    low, high = _ends(change.ci95_adjusted)
    return text.format(subject=subject, verb=verb, percent=percent(change.percent), low=low, high=high)


def _unclear(change: Change, _found: Indicator) -> str:
    if _small(change):
        return _("That is no clear change: numbers this small differ as much by chance")
    text = _("That is no clear change: {percent}, but anything between {low} and {high} is likely")
    low, high = _ends(change.ci95_adjusted)
    said = text.format(percent=percent(change.percent), low=low, high=high)
    if Qualifier.SIZE_UNCERTAIN in change.qualifiers:
        return _("{said}; the size is uncertain, for it is {placed} allowing for records without a place").format(
            said=said, placed=percent(change.percent_placed)
        )
    return said


def _undecided(change: Change, found: Indicator) -> str:
    if _small(change):
        return _("Whether {subject} changed we cannot tell: the numbers are small").format(
            subject=_lowered(_(found.subject))
        )
    if change.percent_placed is None:
        return _("Whether {subject} changed we cannot tell: in some months no record has a place").format(
            subject=_lowered(_(found.subject))
        )
    return _("Whether {subject} changed we cannot tell: {both}, and the two do not say the same{between}").format(
        subject=_lowered(_(found.subject)), both=_both(change, found), between=_between(change)
    )


def _both(change: Change, found: Indicator) -> str:
    fewer = (change.percent_placed or 0) < (change.percent or 0)
    which = _("which were fewer this time") if fewer else _("which were more this time")
    return _("{raw} as published, {placed} allowing for {nouns} without a place, {which}").format(
        raw=percent(change.percent), placed=percent(change.percent_placed), nouns=_(found.nouns), which=which
    )


def _between(change: Change) -> str:
    ends = range_of_both(change)
    if ends is None:
        return ""
    return _("; it lies somewhere between {low} and {high}").format(low=percent(ends[0]), high=percent(ends[1]))


def _disruption(result: Result) -> str:
    assert result.comparison is not None
    before, now = markers_in(result.comparison.period), markers_in(result.period)
    if before:
        text = _("; and it is set against a disrupted base: {earlier} included {labels}")
        earlier = earlier_words(result.period, result.comparison.period)
        return text.format(earlier=earlier, labels=", ".join(_(one.label) for one in before))
    if now:
        return _("; and the period itself was disrupted by {labels}").format(
            labels=", ".join(_(one.label) for one in now)
        )
    return ""


def _ends(interval: Interval) -> tuple[str, str]:
    return tuple(_("any amount") if end is None else percent((end - 1) * 100) for end in (interval.low, interval.high))  # type: ignore[return-value]


def _small(change: Change) -> bool:
    """Below ten on either side: numbers are said then, and no percentage."""
    return Qualifier.SMALL_NUMBERS in change.qualifiers


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
