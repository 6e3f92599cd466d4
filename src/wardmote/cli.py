"""The command line. What a command prints with --json is a contract; what it prints without is for people.

Anything that a person can mend ends with exit status 2 and one line that says what is wrong and what is there instead.
"""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import wardmote
from wardmote.definitions import BadDefinition
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from wardmote.engine.geography import Geography, Level
    from wardmote.engine.lake import Lake, Progress
    from wardmote.engine.measures import Result

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Wardmote: the working system of a Community Safety Partnership.",
)
areas = typer.Typer(no_args_is_help=True, help="A partnership's own areas and boundaries.")
app.add_typer(areas, name="areas")


class Against(StrEnum):
    """What the period is compared with."""

    PREVIOUS_YEAR = "previous-year"
    PREVIOUS_PERIOD = "previous-period"


class RankLevel(StrEnum):
    """What may be ranked."""

    LSOA = "lsoa"
    WARD = "ward"
    DISTRICT = "district"
    PARTNERSHIP = "partnership"


LakeFolder = Annotated[Path, typer.Option("--lake", envvar="WARDMOTE_LAKE", help="Folder of the lake.")]
AreaCode = Annotated[str, typer.Option("--area", help="GSS code (or exact name) of the area.")]
FirstMonth = Annotated[str, typer.Option("--from", help="First month, YYYY-MM.")]
LastMonth = Annotated[str, typer.Option("--to", help="Last month, YYYY-MM.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Extra = Annotated[
    Path | None, typer.Option("--areas", envvar="WARDMOTE_AREAS", help="Folder of the partnership's own areas.")
]
IndicatorKey = Annotated[str, typer.Argument(help="Key of an indicator, such as all-crime.")]


def main() -> None:
    """Run a command; say a person's mistake in one line and end with status 2."""
    try:
        app()
    except (WardmoteError, BadDefinition) as problem:
        print(f"wardmote: {' '.join(str(problem).split())}", file=sys.stderr)
        sys.exit(2)


def _json(found: Any) -> None:
    print(json.dumps(found, indent=2, ensure_ascii=False))


def _opened(lake: Path, extra: Path | None) -> "tuple[Lake, Geography]":
    from wardmote.engine import geography
    from wardmote.engine import lake as lakes

    return lakes.open_lake(lake), geography.load(extra)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files (.csv, .csv.gz, .zip) or folders of them.")],
    lake: LakeFolder,
    as_json: AsJson = False,
) -> None:
    """Take published files into a lake: all of them, or none and the lake as it was."""
    from wardmote.engine import lake as lakes
    from wardmote.engine.figures import number

    with _progress() as show:
        report = lakes.ingest(paths, lake, progress=show)
    if as_json:
        return _json(report.as_json())
    print(
        _("{files} files: {read} rows read, {stored} stored, {rejected} rejected; {months} of {forces}.").format(
            files=number(report.files),
            read=number(report.rows_read),
            stored=number(report.rows_stored),
            rejected=number(report.rows_rejected),
            months=_("{n} months").format(n=len(report.months)),
            forces=", ".join(report.forces),
        )
    )
    print(
        _("{ids} repeated Crime IDs; {places} rows without a place.").format(
            ids=number(report.repeated_crime_ids), places=number(report.no_location)
        )
    )
    return None


class _progress:  # noqa: N801 - reads as the statement it is in
    """A bar with rows per second and time left, on a terminal's standard error; silent elsewhere."""

    def __enter__(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True)
        columns = (TextColumn("{task.fields[file]}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
        self._bar = Progress(
            *columns,
            TextColumn("{task.fields[speed]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._bar.start()
        self._task = self._bar.add_task("", total=1.0, file="", speed="")
        return self._show

    def _show(self, at: "Progress") -> None:
        left = "" if at.seconds_left is None else _("{s:.0f} s left").format(s=at.seconds_left)
        speed = _("{n:,.0f} rows/s {left}").format(n=at.rows_per_second, left=left)
        self._bar.update(self._task, total=at.total_bytes, completed=at.done_bytes, file=at.file, speed=speed)

    def __exit__(self, *_exception: object) -> None:
        self._bar.stop()


@app.command()
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
    opened, geography = _opened(lake, extra)
    result = measures.measure(
        opened, geography, indicator, geography.find(area), period, measures.Against(against.value)
    )
    if as_json:
        return _json(result.as_json())
    print(measures.sentence(result))
    for caveat in result.caveats:
        print(f"- {caveat.text}")
    return None


@app.command()
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
    opened, geography = _opened(lake, extra)
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
        return _json([result.as_json() for result in results])
    _ranking(results)
    return None


def _ranking(results: "list[Result]") -> None:
    from rich.console import Console
    from rich.table import Table

    from wardmote.engine.figures import number, percent

    table = Table("", _("Area"), _("Code"), _("Count"), _("Rate per 1,000"), _("Change"), _("Verdict"))
    for one in results:
        change = (percent(one.change.percent), str(one.change.verdict)) if one.change else ("", "")
        table.add_row(
            str(one.rank), one.area.name, one.area.code, number(one.count), number(one.rate.value, 1), *change
        )
    Console().print(table)


@app.command()
def series(
    indicator: IndicatorKey,
    lake: LakeFolder,
    area: AreaCode,
    first: FirstMonth,
    last: LastMonth,
    chart: Annotated[str, typer.Option(help="xmr, or u for small counts.")] = "xmr",
    extra: Extra = None,
    as_json: AsJson = False,
) -> None:
    """Monthly counts with control limits; missing months are null, never zero."""
    from wardmote.engine import measures
    from wardmote.engine.figures import number
    from wardmote.engine.periods import Period

    period = Period.parse(first, last)
    opened, geography = _opened(lake, extra)
    found = measures.series(opened, geography, indicator, geography.find(area), period, chart=chart)
    if as_json:
        return _json(found.as_json())
    for point in found.points:
        count = _("missing") if point.count is None else number(point.count)
        print(f"{point.month}  {count:>9}  {point.signal or ''}".rstrip())
    for caveat in found.caveats:
        print(f"- {caveat.text}")
    return None


@app.command()
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
    opened, geography = _opened(lake, extra)
    files = reports.write(key, opened, geography, geography.find(area), period, out)
    if as_json:
        return _json([str(file) for file in files])
    for file in files:
        print(file)
    return None


@app.command()
def verify(lake: LakeFolder, as_json: AsJson = False) -> None:
    """Read every file of a lake again and compare it with its name."""
    from wardmote.engine import lake as lakes

    opened = lakes.open_lake(lake)
    files = lakes.verify(opened)
    if as_json:
        return _json({"snapshot": opened.snapshot, "files": files})
    print(_("{n} files, all as written.").format(n=files))
    return None


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """What is installed, started and missing."""
    from wardmote.web import doctor as doctors

    checks = doctors.checks()
    if as_json:
        return _json({"version": wardmote.__version__, "checks": [vars(check) for check in checks]})
    for check in checks:
        print(f"{check.state:<8} {check.name}: {check.detail}")
    return None


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Name that the site answers to.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port of the site.")] = 8000,
    site: Annotated[bool, typer.Option(help="Start the web site.")] = True,
    stop: Annotated[bool, typer.Option("--stop", help="End the site that a demonstration started.")] = False,
) -> None:
    """Build a sample partnership on real open data, write its report and start its site."""
    from wardmote.web import server

    if stop:
        print(_("Stopped.") if server.stop() else _("There was no site to stop."))
        return
    from wardmote.demo import building, telling

    built = building.build(lambda step: print(f"- {step}", flush=True))
    if site:
        print("- " + _("Web site"), flush=True)
        server.run("127.0.0.1" if host == "localhost" else host, port, foreground=False)
    for line in telling.lines(built, f"http://{host}:{port}" if site else None):
        print(line)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the web site until interrupted. The tables are brought up to date first where the register is embedded."""
    from wardmote.web import server

    server.run(host, port)


@areas.command("add")
def add_areas(
    path: Annotated[Path, typer.Argument(help="GeoJSON, TopoJSON or GeoPackage; or a CSV or TOML list of LSOAs.")],
    folder: Annotated[
        Path, typer.Option("--areas", envvar="WARDMOTE_AREAS", help="Folder of the partnership's own areas.")
    ],
    level: Annotated[
        str, typer.Option(help="lsoa, ward or district for outlines of known codes; custom for your own.")
    ] = "custom",
    valid_from: Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.")] = None,
    valid_to: Annotated[str | None, typer.Option(help="First day on which it no longer holds, YYYY-MM-DD.")] = None,
    code_column: Annotated[str | None, typer.Option(help="Column of the codes.")] = None,
    name_column: Annotated[str | None, typer.Option(help="Column of the names.")] = None,
    layer: Annotated[str | None, typer.Option(help="Layer of a GeoPackage.")] = None,
    crs: Annotated[
        str | None, typer.Option(help="Coordinate system, where the file does not say, such as EPSG:27700.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add areas or outlines of your own: all of a file, or none of it."""
    from wardmote.engine.geography.adding import add_areas as add

    added = add(
        path, folder, level=_level(level), valid_from=_day(valid_from), valid_to=_day(valid_to),
        code_column=code_column, name_column=name_column, layer=layer, crs=crs,
    )  # fmt: skip
    if as_json:
        return _json(added.as_json())
    print(_("{areas} areas and {outlines} outlines added.").format(areas=len(added.areas), outlines=added.outlines))
    return None


def _level(text: str) -> "Level":
    from wardmote.engine.geography import Level

    try:
        return Level(text)
    except ValueError:
        known = ", ".join(level.value for level in Level)
        raise WardmoteError(_("there is no level '{text}'; there is {known}").format(text=text, known=known)) from None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WardmoteError(_("'{text}' is not a day: write it as YYYY-MM-DD").format(text=text)) from None
