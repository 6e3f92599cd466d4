"""The rows of the report's tables: a result becomes cells, and what every row would repeat is said once beside the table."""

from collections.abc import Sequence
from dataclasses import replace

from wardmote.charts import palette
from wardmote.definitions import definition
from wardmote.documents import Status
from wardmote.documents.runs import Inline
from wardmote.engine.figures import number, percent, signed
from wardmote.engine.geography import Level
from wardmote.engine.measures import Part, Qualifier, Result
from wardmote.engine.measures.sentences import verdict_words
from wardmote.words import gettext as _

Qualifiers = frozenset[Qualifier]


@definition
class Row:
    """A line of the crime table: an indicator, or a gap with a label and who could fill it."""

    indicator: str = ""
    label: str = ""
    needs: str = ""


def crime_row(row: Row, result: Result | None, shared: Qualifiers) -> tuple[Inline, ...]:
    if result is None:
        return (_(row.label), *["–"] * 6, _("needs partner data"))
    return (_(result.label), *_numbers(result), _verdict(result, shared))


def shared_qualifiers(results: Sequence[Result]) -> Qualifiers:
    """The qualifiers that every one of several results carries: said once beside a table, not in each of its rows."""
    sets = [frozenset(result.change.qualifiers) for result in results if result.change]
    return frozenset.intersection(*sets) if len(sets) > 1 else frozenset()


def shared_words(shared: Qualifiers) -> str:
    if not shared:
        return ""
    return _("Every change in the table: {qualifiers}.").format(
        qualifiers=", ".join(_(one.value) for one in sorted(shared))
    )


def _numbers(result: Result) -> tuple[str, ...]:
    change, earlier = result.change, result.comparison
    if change is None or earlier is None or earlier.count is None or change.difference is None:
        return (number(result.count), *[_("n/a")] * 5)
    return (
        number(result.count),
        number(earlier.count),
        equivalent(change.difference),
        percent(change.percent),
        likely_range(result),
        percent(change.percent_placed),
    )


def equivalent(difference: int) -> str:
    """``1,094 more``, ``405 fewer``, ``no difference``."""
    if difference == 0:
        return _("no difference")
    text = _("{n} more") if difference > 0 else _("{n} fewer")
    return text.format(n=number(abs(difference)))


def likely_range(result: Result) -> str:
    """The adjusted interval as percentages: ``+11.3 to +25.7 %``."""
    assert result.change is not None
    low, high = result.change.ci95_adjusted.low, result.change.ci95_adjusted.high
    if low is None or high is None:
        return _("n/a")
    return _("{low} to {high}").format(low=signed((low - 1) * 100, 1), high=percent((high - 1) * 100))


def _verdict(result: Result, shared: Qualifiers) -> Inline:
    if result.change is None:
        return ""
    own = replace(result.change, qualifiers=tuple(one for one in result.change.qualifiers if one not in shared))
    return (Status(verdict_words(own), palette.tone(own.verdict, result.good)),)


def part_row(part: Part, shared: Qualifiers) -> tuple[Inline, ...]:
    result = part.result
    earlier = result.comparison.count if result.comparison else None
    change = percent(result.change.percent) if result.change else _("n/a")
    points = (
        _("n/a")
        if part.contribution is None
        else _("{points} points").format(points=percent(part.contribution).removesuffix("\u00a0%"))
    )
    return (_(result.label), number(result.count), number(earlier), change, points, _verdict(result, shared))


def beside_row(result: Result, shared: Qualifiers) -> tuple[Inline, ...]:
    name = _("{area} (force)").format(area=result.area.name) if result.area.level is Level.FORCE else result.area.name
    change = result.change
    raw, placed = (percent(change.percent), percent(change.percent_placed)) if change else ("", "")
    return (name, number(result.count), number(result.rate.value, 1), raw, placed, _verdict(result, shared))
