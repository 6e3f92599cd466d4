"""Commands that seal the log of who did and saw what, and prove that it was not altered."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wardmote.cli.keeping import verify_lake
from wardmote.cli.options import AsJson, Trust, app, needs, show_json
from wardmote.cli.recording import over_our_tables
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _
from wardmote.words import ngettext

if TYPE_CHECKING:
    import psycopg

    from wardmote.audit.findings import Verdict

SHOWN = 20


@app.command()
@needs(Trust.OPERATOR)
def verify(
    lake: Annotated[Path | None, typer.Option("--lake", help="Check the files of this lake, and not the log.")] = None,
    anchors: Annotated[
        list[Path] | None, typer.Option("--anchors", help="Folder of anchors; several may be given. Else WARDMOTE_ANCHORS.")
    ] = None,
    public_key: Annotated[
        list[Path] | None, typer.Option("--public-key", help="File with a public key that was kept elsewhere; several after a change of keys.")
    ] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say whether anything in the log was altered, and where. Ends with status 1 when it was."""
    if lake is not None:
        return verify_lake(lake, as_json=as_json)
    from wardmote.audit import anchors as anchoring
    from wardmote.audit import signing, verified, verifying
    from wardmote.platform import clock

    for folder in anchors or ():
        if not folder.is_dir():
            raise WardmoteError(_("there is no folder {folder}").format(folder=folder))
    known = [signing.read_public(path) for path in public_key or ()] or [signing.own().public_key()]
    with closing(_reader()) as connection, _progress() as show:
        verdict = verifying.verify(
            connection,
            keys={signing.key_name(key): key for key in known},
            anchors=anchors or anchoring.folders(),
            progress=show,
        )
    verified.remember(verdict, clock.now())
    if as_json:
        show_json(verdict.as_json())
    else:
        _tell(verdict, own_key=not public_key)
    if verdict.altered:
        raise typer.Exit(1)
    return None


def _reader() -> "psycopg.Connection":
    """Whoever may read every row: the keeper, else the owner. The application may not."""
    from wardmote.platform import register

    connection = register.keeper_connection() if register.urls().keeper else register.owner_connection()
    if connection.execute("SELECT to_regclass('public.audit_seal')").fetchone() == (None,):
        connection.close()
        raise WardmoteError(_("the register has no log yet: 'wardmote migrate' makes its tables"))
    connection.rollback()
    return connection


def _tell(verdict: "Verdict", *, own_key: bool) -> None:
    from wardmote.engine.figures import number

    for finding in verdict.findings[:SHOWN]:
        print(_("ALTERED  {sentence}").format(sentence=finding.sentence))
    more = len(verdict.findings) + verdict.more - SHOWN
    if more > 0:
        print(_("... and {n} more; --json shows up to 1,000").format(n=number(more)))
    text = ngettext(
        "{n} event is sealed, in {seals} seals.", "{n} events are sealed, in {seals} seals.", verdict.sealed
    )
    print(text.format(n=number(verdict.sealed), seals=number(verdict.seals)))
    if not verdict.altered:
        print(_("None was edited, deleted, inserted or moved."))
    for folder, seal in verdict.anchored.items():
        print(_("Anchored in {folder} up to seal {seal}.").format(folder=folder, seal=seal))
    for torn in verdict.torn:
        print(
            _(
                "The last line in {folder} was cut off while it was written, as by a power cut; the next seal writes it anew."
            ).format(folder=torn)
        )
    if own_key:
        print(
            _(
                "Compared with this installation's own key: keep its public half elsewhere and give it with --public-key."
            )
        )
    print(_open_window(verdict))


def _open_window(verdict: "Verdict") -> str:
    if not verdict.open_events or verdict.open_since is None:
        return _("No event is newer than the last seal.")
    text = ngettext(
        "{n} event is newer than the last seal, from {since} on: nothing proves yet that it is all there was.",
        "{n} events are newer than the last seal, from {since} on: nothing proves yet that they are all there was.",
        verdict.open_events,
    )
    return text.format(n=verdict.open_events, since=f"{verdict.open_since:%Y-%m-%d %H:%M:%S} UTC")


class _progress:  # noqa: N801 - reads as the statement it is in
    """A bar with the time left, on a terminal's standard error; silent elsewhere."""

    def __enter__(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        console = Console(stderr=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._bar.start()
        self._task = self._bar.add_task("", total=None)
        return self._show

    def _show(self, done: int, total: int) -> None:
        self._bar.update(self._task, total=total, completed=done)

    def __exit__(self, *_exception: object) -> None:
        self._bar.stop()


@app.command()
@needs(Trust.OPERATOR)
def seal(
    put_back: Annotated[
        bool, typer.Option("--put-back", help="The register was put back to an earlier state, and this was meant: set the newer anchors aside.")
    ] = False,
    public_key: Annotated[bool, typer.Option("--public-key", help="Print the public key, to be kept elsewhere, and seal nothing.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Seal and anchor the log now. The worker does this every few minutes."""
    from wardmote.audit import signing
    from wardmote.platform import register

    if public_key:
        print(signing.public_pem(signing.own()), end="")
        return
    register.check()
    over_our_tables()
    from wardmote.audit import changes
    from wardmote.platform import clock
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as

    with acting_as(AT_THE_COMMAND_LINE):
        sealed = changes.seal(now=clock.now(), put_back=put_back)
    if as_json:
        show_json({"sealed": sealed})
    else:
        print(ngettext("{n} event sealed.", "{n} events sealed.", sealed).format(n=sealed))
