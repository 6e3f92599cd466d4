"""Commands that ask a lake: measure, rank, series, report."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardmote.cli.options import (
    AreaCode,
    AsJson,
    Extra,
    FirstMonth,
    IndicatorKey,
    LakeFolder,
    LastMonth,
    Trust,
    app,
    needs,
    opened_lake,
    show_json,
)
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from wardmote.engine.measures import Result, Rolling


class Against(StrEnum):
    """What the period is compared with."""

    PREVIOUS_YEAR = "previous-year"
    PREVIOUS_PERIOD = "previous-period"


class ChartKind(StrEnum):
    """Which control chart."""

    XMR = "xmr"
    U = "u"


class RankLevel(StrEnum):
    """What may be ranked."""

    LSOA = "lsoa"
    WARD = "ward"
    DISTRICT = "district"
    PARTNERSHIP = "partnership"


@app.command()
@needs(Trust.ANYBODY)
def measure(
    indicator: IndicatorKey,
    lake: LakeFolder,
    area: AreaCode,
    first: FirstMonth,
    last: LastMonth,
    against: Annotated[Against, typer.Option(help="What to compare with.")] = Against.PREVIOUS_YEAR,
    extra: Extra = None,
    as_json: AsJson = False,
) -> None:
    """Count an indicator in an area, and say whether it changed."""
    from wardmote.engine import measures
    from wardmote.engine.periods import Period

    period = Period.parse(first, last)
    opened, geography = opened_lake(lake, extra)
    result = measures.measure(
        opened, geography, indicator, geography.find(area), period, measures.Against(against.value)
    )
    if as_json:
        return show_json(result.as_json())
    print(measures.sentence(result))
    for caveat in result.caveats:
        print(f"- {caveat.text}")
    return None


@app.command()
@needs(Trust.ANYBODY)
def rank(
    indicator: IndicatorKey,
    lake: LakeFolder,
    level: Annotated[RankLevel, typer.Option(help="Which areas.")],
    within: Annotated[str, typer.Option(help="Code of the area that holds them.")],
    first: FirstMonth,
    last: LastMonth,
    against: Annotated[Against, typer.Option(help="What to compare with.")] = Against.PREVIOUS_YEAR,
    extra: Extra = None,
    as_json: AsJson = False,
) -> None:
    """Rank the areas of a level inside another by their rate."""
    from wardmote.engine import measures
    from wardmote.engine.geography import Level
    from wardmote.engine.periods import Period

    period = Period.parse(first, last)
    opened, geography = opened_lake(lake, extra)
    results = measures.rank(
        opened,
        geography,
        indicator,
        Level(level.value),
        geography.find(within),
        period,
        measures.Against(against.value),
    )
    if as_json:
        return show_json([result.as_json() for result in results])
    _ranking(results)
    return None


def _ranking(results: "list[Result]") -> None:
    from rich.console import Console
    from rich.table import Table

    from wardmote.engine.figures import number, percent
    from wardmote.engine.measures.sentences import verdict_words

    table = Table("", _("Area"), _("Code"), _("Count"), _("Rate per 1,000"), _("Change"), _("Verdict"))
    for one in results:
        change = (percent(one.change.percent), verdict_words(one.change)) if one.change else ("", "")
        table.add_row(
            str(one.rank), one.area.name, one.area.code, number(one.count), number(one.rate.value, 1), *change
        )
    Console().print(table)


@app.command()
@needs(Trust.ANYBODY)
def series(
    indicator: IndicatorKey,
    lake: LakeFolder,
    area: AreaCode,
    first: FirstMonth,
    last: LastMonth,
    chart: Annotated[ChartKind, typer.Option(help="xmr, or u for small counts.")] = ChartKind.XMR,
    rolling: Annotated[
        bool, typer.Option("--rolling", help="Sums of twelve months instead, beside the year before.")
    ] = False,
    extra: Extra = None,
    as_json: AsJson = False,
) -> None:
    """Monthly counts with control limits; missing months are null, never zero."""
    from wardmote.engine import measures
    from wardmote.engine.figures import number
    from wardmote.engine.periods import Period

    period = Period.parse(first, last)
    opened, geography = opened_lake(lake, extra)
    if rolling:
        return _rolling(measures.rolling(opened, geography, indicator, geography.find(area), period), as_json=as_json)
    found = measures.series(opened, geography, indicator, geography.find(area), period, chart=chart.value)
    if as_json:
        return show_json(found.as_json())
    for point in found.points:
        count = _("missing") if point.count is None else number(point.count)
        print(f"{point.month}  {count:>9}  {point.signal or ''}".rstrip())
    for caveat in found.caveats:
        print(f"- {caveat.text}")
    return None


def _rolling(sums: "list[Rolling]", *, as_json: bool) -> None:
    from wardmote.engine.figures import number, percent

    if as_json:
        return show_json([one.as_json() for one in sums])
    for one in sums:
        print(f"{one.month}  {number(one.count):>9}  {number(one.earlier):>9}  {percent(one.percent):>9}")
    return None


@app.command()
@needs(Trust.ANYBODY)
def report(
    key: Annotated[str, typer.Argument(help="Key of a report, such as performance.")],
    lake: LakeFolder,
    area: AreaCode,
    first: FirstMonth,
    last: LastMonth,
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    extra: Extra = None,
    as_json: AsJson = False,
) -> None:
    """Write a report as HTML, Word and PDF."""
    from wardmote.engine.periods import Period
    from wardmote.publications import reports

    period = Period.parse(first, last)
    opened, geography = opened_lake(lake, extra)
    files = reports.write(key, opened, geography, geography.find(area), period, out)
    if as_json:
        return show_json([str(file) for file in files])
    for file in files:
        print(file)
    return None
