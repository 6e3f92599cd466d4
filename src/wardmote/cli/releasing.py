"""Commands that take the register's tables forward and back between releases."""

from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.options import Trust, app, needs
from wardmote.cli.recording import ready
from wardmote.words import gettext as _
from wardmote.words import ngettext


@app.command()
@needs(Trust.OPERATOR)
def migrate(
    plan: Annotated[bool, typer.Option("--plan", help="Say what would be done, and do nothing.")] = False,
) -> None:
    """Bring the register's tables up to date, as its owner (DATABASE_OWNER_URL). Doing it again changes nothing."""
    ready()
    from wardmote.platform import register, releases

    register.owner_connection().close()  # an address that is none is said in a line
    with register.as_owner():
        releases.refuse_newer()
        lines = list(releases.plan()) if plan else []
    if plan:
        for line in lines:
            print(line)
        print(ngettext("{n} migration to do.", "{n} migrations to do.", len(lines)).format(n=len(lines)))
        return
    register.migrate()
    print(_("The register's tables are up to date."))


@app.command()
@needs(Trust.OPERATOR)
def rollback(
    to: Annotated[str, typer.Argument(help="Version of the release to go back to, such as 0.1.0.")],
    backup: Annotated[
        Path | None, typer.Option(help="Folder of the backups: one is taken first. Needed unless --plan.")
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Say what would be done and what would be lost, and do nothing.")
    ] = False,
) -> None:
    """Take the register's tables back to an earlier release's, after a backup. Then install that release."""
    ready()
    from wardmote.engine.errors import WardmoteError
    from wardmote.platform import register, releases

    register.owner_connection().close()
    with register.as_owner():
        releases.refuse_newer()
        way = releases.back(to)
    for migration in way.steps:
        print(_("Undo {migration}").format(migration=f"{migration.app_label} {migration.name}"))
    for table, rows in sorted(releases.rows(way.tables).items()):
        print(
            ngettext("The table {table} goes, with {n} row.", "The table {table} goes, with {n} rows.", rows).format(
                table=table, n=f"{rows:,}"
            )
        )
    for name in way.left:
        print(_("The tables of {app} stay: the older release does not look at them.").format(app=name))
    if plan:
        return
    if backup is None:
        raise WardmoteError(_("say where the backup goes that is taken first: --backup FOLDER"))
    _taken_back(way, backup)
    print(_("The register's tables are those of {version}: install it now.").format(version=to))


def _taken_back(way: object, destination: Path) -> None:
    from wardmote.cli.showing import bar
    from wardmote.platform import register, releases
    from wardmote.platform.wayback import backup as backups

    with bar() as show:
        folder = backups.take(destination, show=show)
    print(_("Backup: {folder}").format(folder=folder))
    with register.as_owner():
        releases.roll_back(way)  # type: ignore[arg-type]
