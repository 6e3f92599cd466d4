"""The rows of the report's tables: a result becomes cells, and what every row would repeat is said once beside the table."""

from dataclasses import replace

from wardmote.charts import palette
from wardmote.definitions import definition
from wardmote.documents import Status
from wardmote.documents.runs import Inline
from wardmote.engine.figures import number, percent
from wardmote.engine.geography import Level
from wardmote.engine.measures import Part, Qualifier, Result
from wardmote.engine.measures.sentences import likely_range, verdict_words
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


def _numbers(result: Result) -> tuple[str, ...]:
    change, earlier = result.change, result.comparison
    if change is None or earlier is None or earlier.count is None or change.difference is None:
        return (number(result.count), *[_("n/a")] * 5)
    return (
        number(result.count),
        number(earlier.count),
        equivalent(change.difference),
        percent(change.percent),
        likely_range(change),
        percent(change.percent_placed),
    )


def equivalent(difference: int) -> str:
    """``1,094 more``, ``405 fewer``, ``no difference``."""
    if difference == 0:
        return _("no difference")
    text = _("{n} more") if difference > 0 else _("{n} fewer")
    return text.format(n=number(abs(difference)))


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
    placed = percent(result.change.percent_placed) if result.change else _("n/a")
    return (_(result.label), number(result.count), number(earlier), change, placed, points, _verdict(result, shared))


def beside_row(result: Result, shared: Qualifiers) -> tuple[Inline, ...]:
    name = _("{area} (force)").format(area=result.area.name) if result.area.level is Level.FORCE else result.area.name
    change = result.change
    raw, placed = (percent(change.percent), percent(change.percent_placed)) if change else ("", "")
    return (name, number(result.count), number(result.rate.value, 1), raw, placed, _verdict(result, shared))
