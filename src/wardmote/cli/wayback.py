"""Commands of the way back: backup, restore, rehearse, wal-keep."""

import os
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.cli.recording import ready, recorded
from wardmote.cli.showing import bar
from wardmote.engine.errors import WardmoteError
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

Backup = Annotated[Path, typer.Argument(help="Folder of the backup.")]
Secrets = Annotated[
    Path | None,
    typer.Option(
        help="Your copy of the secrets folder, with the backups' keys; copied into the new home. Default: this installation's own keys."
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", help="As it was at this moment, London time: '2026-11-22 14:05'. Needs --files and the kept log."
    ),
]


@app.command()
@needs(Trust.OPERATOR)
def backup(
    destination: Annotated[Path, typer.Argument(help="Folder of the backups, on another disk or machine.")],
    files: Annotated[bool, typer.Option("--files", help="Copy the register's files, to return to any moment since with the kept log.")] = False,
) -> None:  # fmt: skip
    """Take a backup: the register, lakes and files, sealed, in a new folder. No key and no secret is in it."""
    ready()
    from wardmote.platform.wayback import backup as backups

    began = time.monotonic()
    with bar() as show:
        folder = backups.take(destination, kind=backups.Kind.FILES if files else backups.Kind.DUMP, show=show)
    recorded("take-backup", backup=folder.name)
    size = sum(path.stat().st_size for path in folder.iterdir())
    text = _("{folder}: {size} MB in {seconds} s. 'wardmote rehearse {folder}' tries it out.")
    print(text.format(folder=folder, size=f"{size / 1e6:,.1f}", seconds=f"{time.monotonic() - began:,.0f}"))


@app.command()
@needs(Trust.OPERATOR)
def restore(
    backup: Backup,
    to: Annotated[Path | None, typer.Option("--to", help="Folder of the new home.")] = None,
    at: At = None,
    secrets: Secrets = None,
    replace: Annotated[bool, typer.Option("--replace", help="Move what is in the folder beside it first.")] = False,
) -> None:  # fmt: skip
    """Make a new home out of a backup: all of it, checked, or nothing and the place as it was.

    Into an empty database of your own PostgreSQL instead: set WARDMOTE_RESTORE_OWNER_URL (its owner) and WARDMOTE_RESTORE_KEEPER_URL (the keeper).
    They hold passwords, so they are taken from the environment alone: words of a command are seen by everybody on the machine.
    """
    owner_url, keeper_url = (os.environ.get(f"WARDMOTE_RESTORE_{role}_URL") for role in ("OWNER", "KEEPER"))
    from wardmote.platform.wayback import restore as restores

    with bar() as show:
        if owner_url or keeper_url:
            if not (owner_url and keeper_url) or at or to:
                raise WardmoteError(
                    _(
                        "into a database of your own: set WARDMOTE_RESTORE_OWNER_URL and WARDMOTE_RESTORE_KEEPER_URL, and give neither --to nor --at"
                    )
                )
            found = restores.into_register(backup, owner_url, keeper_url, secrets=secrets, show=show)
        elif to is None:
            raise WardmoteError(_("say where to: --to FOLDER"))
        else:
            found = restores.restore(backup, to, secrets=secrets, at=moment(at), replace=replace, show=show)
    if found.differences:
        raise WardmoteError(
            _("the database does not hold what was kept ({why}): drop it").format(why="; ".join(found.differences[:5]))
        )
    for what, seconds in found.seconds.items():
        print(f"{what}: {seconds:,.1f} s")
    print(
        _("Restored: {tables} tables, {rows} rows.").format(tables=len(found.held.tables), rows=f"{found.held.rows:,}")
    )
    if found.reached:
        print(
            _("The last change in it was made at {moment}.").format(
                moment=f"{found.reached.astimezone(LONDON):%Y-%m-%d %H:%M:%S %Z}"
            )
        )
    if found.before:
        print(_("What was there is now in {folder}.").format(folder=found.before))
    if to is not None:
        print(_("Use it: WARDMOTE_HOME={folder} wardmote doctor, then wardmote migrate.").format(folder=to.resolve()))
    print(
        _(
            "A backup holds no anchors: copy their folder into the new home before the site starts. Where they know more than the restored log, or are lost: wardmote seal --put-back."
        )
    )


@app.command()
@needs(Trust.OPERATOR)
def rehearse(
    backup: Backup, at: At = None, secrets: Secrets = None,
    place: Annotated[Path | None, typer.Option(help="Folder with room enough, for the time of the rehearsal.")] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Restore a backup into a place that is thrown away, and compare. Ends with status 1 when anything differs."""
    ready()
    from wardmote.cli import restored_log
    from wardmote.platform.wayback import rehearse as rehearsing

    with bar() as show:
        lines = rehearsing.rehearse(
            backup,
            secrets=secrets,
            at=moment(at),
            place=place,
            verify_log=lambda: restored_log.verified(secrets),
            show=show,
        )
    if as_json:
        show_json([vars(line) for line in lines])
    else:
        width = max(len(line.what) for line in lines)
        for line in lines:
            print(f"{'✓' if line.good else '✗'} {line.what:{width}}  {line.seconds:8.1f} s  {line.found}")
    if not all(line.good for line in lines):
        raise typer.Exit(1)


@app.command("wal-keep")
@needs(Trust.OPERATOR)
def wal_keep(
    destination: Annotated[Path, typer.Argument(help="Folder of the backups that were taken with --files.")],
    every: Annotated[
        float, typer.Option(help="Seconds after which what has come is sealed: what may be lost with the machine.")
    ] = 30.0,
    forget: Annotated[
        bool, typer.Option("--forget", help="Follow it no longer: the register need not hold it back for you.")
    ] = False,
) -> None:
    """Keep the register's log beside its backups, until interrupted: a service of its own."""
    import signal

    from wardmote.platform.wayback import point

    if forget:
        point.forget()
        print(_("The register keeps its log for nobody. Take a new copy of the files before you follow it again."))
        return
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    try:
        point.keep(destination, every=every, until=lambda: bool(asked), tell=lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        raise typer.Abort from None


def moment(text: str | None) -> datetime | None:
    """A moment that a person wrote; without a zone it is London's."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WardmoteError(_("'{text}' is no moment: write it as '2026-11-22 14:05'").format(text=text)) from None
    return found if found.tzinfo else found.replace(tzinfo=LONDON)
