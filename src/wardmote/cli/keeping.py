"""Commands that fill and check a lake, and a partnership's own areas."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wardmote.cli.options import AsJson, LakeFolder, Trust, app, areas, needs, show_json
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _
from wardmote.words import ngettext

if TYPE_CHECKING:
    from wardmote.engine.geography import Level
    from wardmote.engine.lake import IngestReport, Progress, Revision


@app.command()
@needs(Trust.ANYBODY)
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files (.csv, .csv.gz, .zip) or folders of them.")],
    lake: LakeFolder,
    as_json: AsJson = False,
) -> None:
    """Take published files into a lake: all of them, or none and the lake as it was."""
    from wardmote.engine import lake as lakes

    before = lakes.open_lake(lake).revisions if lake.is_dir() and any(lake.iterdir()) else ()
    with _progress() as show:
        report = lakes.ingest(paths, lake, progress=show)
    if as_json:
        return show_json(report.as_json())
    for line in _taken(report):
        print(line)
    for revision in lakes.open_lake(lake).revisions[len(before) :]:
        print(_revised(revision))
    return None


def _taken(report: "IngestReport") -> Iterator[str]:
    from wardmote.engine.figures import number

    files = ngettext("{n} file", "{n} files", report.files).format(n=number(report.files))
    months = ngettext("{n} month", "{n} months", len(report.months)).format(n=len(report.months))
    text = _("{files}: {read} rows read, {stored} stored, {rejected} rejected; {months} of {forces}.")
    yield text.format(
        files=files,
        read=number(report.rows_read),
        stored=number(report.rows_stored),
        rejected=number(report.rows_rejected),
        months=months,
        forces=", ".join(report.forces),
    )
    text = _("{ids} repeated Crime IDs; {places} rows without a place.")
    yield text.format(ids=number(report.repeated_crime_ids), places=number(report.no_location))
    if report.files_unchanged:
        text = ngettext("{n} file was there already.", "{n} files were there already.", report.files_unchanged)
        yield text.format(n=number(report.files_unchanged))


def _revised(revision: "Revision") -> str:
    changes = revision.changes
    columns = ", ".join(f"{name} {n}" for name, n in dict(changes.columns).items())
    text = _("Replaced {month} of {force}: {added} rows added, {removed} removed, {altered} altered{columns}.")
    return text.format(
        month=revision.month,
        force=revision.force,
        added=changes.added,
        removed=changes.removed,
        altered=changes.altered,
        columns=f" ({columns})" if columns else "",
    )


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


def verify_lake(lake: Path, *, as_json: bool) -> None:
    """Read every file of a lake again and compare it with its name: `wardmote verify --lake`."""
    from wardmote.engine import lake as lakes

    opened = lakes.open_lake(lake)
    files = lakes.verify(opened)
    if as_json:
        return show_json({"snapshot": opened.snapshot, "files": files})
    print(_("{n} files, all as written.").format(n=files))
    return None


@areas.command("add")
@needs(Trust.ANYBODY)
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
        return show_json(added.as_json())
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
