"""Commands that take the register's tables forward and back between releases."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wardmote.cli.options import Trust, app, needs
from wardmote.cli.recording import ready
from wardmote.words import gettext as _
from wardmote.words import ngettext

if TYPE_CHECKING:
    from wardmote.platform.releases import Back, Change


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
    releases.release(to)
    if backup is None and not plan:
        raise WardmoteError(
            _("say where the backup goes that is taken first: --backup FOLDER; or --plan, to see what would be undone")
        )
    with register.as_owner():
        releases.refuse_newer()
        way = releases.back(to)
    for line in _foretold(way):
        print(line)
    if plan or backup is None:
        return
    _taken_back(way, backup)
    print(_("The register's tables are those of {version}: install it now.").format(version=to))


def _foretold(way: "Back") -> Iterator[str]:
    """What going back does, a line each."""
    from wardmote.platform import releases

    for migration in way.steps:
        yield _("Undo {migration}").format(migration=f"{migration.app_label} {migration.name}")
    for table, rows in sorted(releases.rows(way.tables).items()):
        if table in way.aside:
            said = ngettext(
                "The table {table} is set aside with its {n} row, and comes back with 'wardmote migrate'.",
                "The table {table} is set aside with its {n} rows, and comes back with 'wardmote migrate'.",
                rows,
            )
        else:
            said = ngettext("The table {table} goes, with {n} row.", "The table {table} goes, with {n} rows.", rows)
        yield said.format(table=table, n=f"{rows:,}")
    for (table, column), filled in sorted(releases.values(way).items()):
        said = ngettext(
            "The column {table}.{column} goes, with {n} value.",
            "The column {table}.{column} goes, with {n} values.",
            filled,
        )
        yield said.format(table=table, column=column, n=f"{filled:,}")
    yield from _changed(releases.changes(way))
    for name in way.left:
        yield _("The tables of {app} stay: the older release does not look at them.").format(app=name)


def _changed(changes: "list[Change]") -> Iterator[str]:
    """Rows of tables that stay, which are not what they were there."""
    for one in changes:
        said = ngettext(
            "The table {table} stays, and {n} row changes: {now} becomes {then}.",
            "The table {table} stays, and {n} rows change: {now} becomes {then}.",
            one.rows,
        )
        then = one.then or _("nothing, where another row of the same person stands for it")
        yield said.format(table=one.table, n=f"{one.rows:,}", now=one.now, then=then)
    if changes:
        yield _("What they were is set aside. 'wardmote migrate' puts it back; what ended meanwhile stays ended.")


def _taken_back(way: "Back", destination: Path) -> None:
    from wardmote.cli.showing import bar
    from wardmote.platform import register, releases
    from wardmote.platform.wayback import backup as backups

    with bar() as show:
        folder = backups.take(destination, show=show)
    print(_("Backup: {folder}").format(folder=folder))

    def told() -> None:
        """The last event before the older release, which keeps no log."""
        from wardmote.audit.changes import record
        from wardmote.platform.keys import new_key
        from wardmote.platform.transaction import Asking, declare

        declare(Asking(request=new_key(), origin="command"))
        record("roll-back", facts={"release": way.release.version})

    with register.as_owner():
        releases.roll_back(way, first=told)
