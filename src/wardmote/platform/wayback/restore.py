"""Restoring: a new home is built aside, checked against what the backup says of itself, and put in its place as the last step, or not at all."""

import shutil
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from wardmote.engine.errors import WardmoteError
from wardmote.platform import embedded, key_ring, places
from wardmote.platform.clock import now
from wardmote.platform.key_ring import BACKUPS, Ring
from wardmote.platform.progress import Show, Step, silent
from wardmote.platform.register import DATABASE
from wardmote.platform.roles import KEEPER, OWNER
from wardmote.platform.wayback import contents, files, point, programs
from wardmote.platform.wayback.backup import BLOCK, HOME, REGISTER, Kind, Manifest, context, read_manifest
from wardmote.platform.wayback.contents import Contents
from wardmote.platform.wayback.sealing import BadBackup, Reading, opened
from wardmote.words import gettext as _

QUICKLY = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "8GB", "checkpoint_timeout": "1h",
    "maintenance_work_mem": "512MB", "autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0",
}  # fmt: skip


class NotRestored(WardmoteError):
    """Nothing was restored; the place is as it was. The sentence says why."""


@dataclass
class Restored:
    """What was restored, with what was found there and how long each step took. `differences` is empty, or it would not have been put in its place."""

    manifest: Manifest
    held: Contents
    files: dict[str, str]
    seconds: dict[str, float] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    register: Path = Path()
    reached: datetime | None = None
    before: Path | None = None


def ring_of(secrets: Path | None) -> Ring:
    """The backups' keys: of the environment, of a folder of secrets, or this installation's own. Raises NotRestored when that folder has none."""
    if BACKUPS.told() or secrets is None:
        return key_ring.read(BACKUPS)
    file = secrets / BACKUPS.file
    if not file.is_file():
        said = _("there is no file {file}: it holds the keys of the backups, and nothing opens one without them")
        raise NotRestored(said.format(file=file))
    return key_ring.parsed(file.read_text(), BACKUPS.file)


def restore(
    backup: Path, to: Path, *, secrets: Path | None = None, at: datetime | None = None, replace: bool = False, show: Show = silent
) -> Restored:  # fmt: skip
    """Make a home in the folder `to` out of a backup; with `at`, as it was at that moment. `replace`: what is there is moved beside it.

    Raises NotRestored, BadBackup, NoKey, ProgramFailed: then `to` is as it was.
    """
    to = to.resolve()
    ring = ring_of(secrets)
    manifest = read_manifest(backup, ring)
    _refuse(to, manifest, at, replace=replace)
    to.parent.mkdir(parents=True, exist_ok=True)
    (aside, data), final = _aside(to), places.register_folder(to)
    try:
        _swept(aside, data)
        aside.mkdir(mode=places.PRIVATE)
        if data.parent == aside:
            places.shut(aside)
        restored = build(backup, manifest, ring, aside, data, at=at, show=show)
        if restored.differences:
            raise NotRestored(
                _("what was restored is not what was kept: {why}").format(why="; ".join(restored.differences[:5]))
            )
        if secrets is not None:
            _secrets(secrets, aside / "secrets")
        restored.before = _swapped(aside, to, data, final)
    except BaseException:
        _swept(aside, data)
        raise
    restored.register = final
    return restored


def _aside(to: Path) -> tuple[Path, Path]:
    """Where a home and its register are built before they are put in their place."""
    aside, final = to.with_name(f".{to.name}.restoring"), places.register_folder(to)
    return aside, aside / "register" if final.parent == to else final.with_name("register.restoring")


def _swept(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse(to: Path, manifest: Manifest, at: datetime | None, *, replace: bool) -> None:
    if at is not None and manifest.kind is not Kind.FILES:
        raise NotRestored(_("this backup is a dump of one moment: only a copy of files, with the kept log, has others"))
    if at is not None and at < manifest.made_at:
        said = _("that moment is before this backup was made ({made:%Y-%m-%d %H:%M:%S} UTC): take an earlier one")
        raise NotRestored(said.format(made=manifest.made_at))
    if to.exists() and not to.is_dir():
        raise NotRestored(_("{to} is no folder").format(to=to))
    if _runs(places.register_folder(to) if to.is_dir() else to):
        raise NotRestored(_("the register in {to} is running: end its site and its worker first").format(to=to))
    if _runs(_aside(to)[1]):
        raise NotRestored(_("something is being restored into {to} already").format(to=to))
    if not replace and to.is_dir() and any(to.iterdir()):
        said = _("{to} is not empty: choose a new folder, or say --replace to have it moved beside")
        raise NotRestored(said.format(to=to))


def _runs(data: Path) -> bool:
    import psutil  # type: ignore[import-untyped]

    try:
        return bool(psutil.pid_exists(int((data / "postmaster.pid").read_text().split()[0])))
    except (OSError, ValueError, IndexError):
        return False


def build(
    backup: Path, manifest: Manifest, ring: Ring, home: Path, data: Path, *, at: datetime | None = None, show: Show = silent
) -> Restored:  # fmt: skip
    """Fill the folder `home` and the folder of the register `data`, and compare both with the manifest."""
    restored = Restored(manifest, Contents(), {})
    with _timed(restored, _("Lake and files")):
        step = Step(_("Lake and files"), manifest.parts[HOME][0], show)
        files.unpack(opened(backup / HOME, ring, context(backup.name, HOME)), home, step)
    chunks = opened(backup / REGISTER, ring, context(backup.name, REGISTER))
    step = Step(_("Register"), manifest.parts[REGISTER][0], show)
    with _timed(restored, _("Register")):
        if manifest.kind is Kind.DUMP:
            _loaded(data, chunks, step)
        else:
            _laid(data, chunks, step)
            restored.reached = point.recover(data, backup.parent, ring, at=at, show=show)
    with _timed(restored, _("Comparing")), running(data) as server:
        database = DATABASE if manifest.kind is Kind.DUMP else manifest.database
        restored.held = _held(server, database, show)
        restored.files = files.digests(home, list(manifest.files))
    restored.differences = _differences(manifest, restored)
    return restored


@contextmanager
def _timed(restored: Restored, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    restored.seconds[what] = time.monotonic() - began


@contextmanager
def running(data: Path) -> Iterator[Any]:
    """The register in a folder that is nobody's yet, for as long as the block lasts."""
    import atexit

    server = embedded.start(data, apart=True)
    try:
        yield server
    finally:
        server.cleanup()
        atexit.unregister(server._cleanup)


def _loaded(data: Path, chunks: Iterator[bytes], step: Step) -> None:
    """A fresh register with what a dump holds."""
    with running(data) as server:
        _as_superuser(server, "postgres", (f"ALTER SYSTEM SET {name} = '{value}'" for name, value in QUICKLY.items()))
    with running(data) as server:  # some settings hold from a start on
        embedded.prepare(server, DATABASE)
        address = embedded.address(server, user="postgres", database=DATABASE)
        load(
            address, chunks, step, more=("--single-transaction",)
        )  # rows of a table made in the same one are not logged
        _as_superuser(server, DATABASE, ("ANALYZE", *(f"ALTER SYSTEM RESET {name}" for name in QUICKLY)))
    programs.as_server("initdb", "--sync-only", "-D", data)  # it ran without waiting for the disk


def _as_superuser(server: Any, database: str, statements: Iterable[str]) -> None:
    with psycopg.connect(embedded.address(server, user="postgres", database=database), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def load(address: str, chunks: Iterator[bytes], step: Step, *, more: tuple[str, ...] = ()) -> None:
    """Give a dump to pg_restore, chunk by chunk: nothing of it touches a disk in the clear but as rows."""
    words: list[str | Path] = [
        programs.program("pg_restore"),
        "--exit-on-error",
        "--no-password",
        f"--dbname={embedded.database_of(address)}",
        *more,
    ]
    process = programs.started(words, address, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin is not None
    assert process.stderr is not None
    complaint: list[bytes] = []
    listening = threading.Thread(target=lambda: complaint.append(process.stderr.read()))  # type: ignore[union-attr]
    listening.start()
    try:
        for chunk in chunks:
            process.stdin.write(chunk)
            step.on(len(chunk))
    except BrokenPipeError:
        pass  # it has complained of something, which is said below
    except BaseException:
        process.kill()
        raise
    finally:
        with suppress(BrokenPipeError):
            process.stdin.close()
        listening.join()
        process.stderr.close()
        process.wait()
    programs.ended(process, b"".join(complaint))


def _laid(data: Path, chunks: Iterator[bytes], step: Step) -> None:
    """The files of a register, as they were copied."""
    data.mkdir(mode=0o700)

    def told() -> Iterator[bytes]:
        for chunk in chunks:
            step.on(len(chunk))
            yield chunk

    reading: Any = Reading(told())
    try:
        with tarfile.open(fileobj=reading, mode="r|", bufsize=BLOCK) as tar:
            tar.extractall(data, filter="data")
    except tarfile.TarError as problem:
        raise BadBackup(_("the files of the register cannot be taken out: {why}").format(why=problem)) from problem
    for _rest in iter(lambda: reading.read(BLOCK), b""):
        pass


def _held(server: Any, database: str, show: Show) -> Contents:
    with psycopg.connect(embedded.address(server, user=KEEPER, database=database)) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        step = Step(_("Counting rows"), contents.size(connection), show)
        return contents.of(connection, step)


def _differences(manifest: Manifest, restored: Restored) -> list[str]:
    if manifest.kind is Kind.DUMP:
        said = contents.differences(manifest.held, restored.held)
    else:  # rows have come and gone since the copy; tables and what guards them may have too, but not to nothing
        lost = [name for name in manifest.held.tables if name not in restored.held.tables]
        said = [_("the table {table} is missing").format(table=name) for name in lost if restored.reached is None]
    for name, digest in manifest.files.items():
        if restored.files.get(name) != digest:
            said.append(_("the file {name} is not as it was").format(name=name))
    return said


def _secrets(source: Path, into: Path) -> None:
    into.mkdir(mode=0o700)
    for path in sorted(source.iterdir()):
        if path.is_file():
            copy = into / path.name
            copy.touch(mode=0o600)
            copy.write_bytes(path.read_bytes())


def _swapped(aside: Path, to: Path, data: Path, final: Path) -> Path | None:
    """Put what was built in its place; where what was there before is now. The last step undoes those before it when it fails."""
    stamp = now().strftime("before-%Y%m%dT%H%M%SZ")
    moves = []
    if to.exists():
        moves.append((to, to.with_name(f"{to.name}.{stamp}")))
    if final.parent != to:
        if final.exists():
            moves.append((final, final.with_name(f"{final.name}.{stamp}")))
        moves.append((data, final))
    moves.append((aside, to))
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError as problem:
        for source, target in reversed(done):
            target.rename(source)
        raise NotRestored(
            _("the new home could not be put in its place: {why}").format(why=problem.strerror)
        ) from problem
    return moves[0][1] if moves[0][0] == to else None


def into_register(
    backup: Path, owner: str, keeper: str, *, secrets: Path | None = None, show: Show = silent
) -> Restored:
    """Restore a dump into an empty database of a PostgreSQL of one's own, in one transaction, as its owner. Raises NotRestored when it is not empty.

    The roles must have the names that they had. The home's files are not restored: `restore` makes them.
    """
    ring = ring_of(secrets)
    manifest = read_manifest(backup, ring)
    if manifest.kind is not Kind.DUMP:
        raise NotRestored(_("a copy of files belongs to a whole server: only a dump can be restored into a database"))
    with psycopg.connect(owner) as connection:
        if connection.execute(contents.TABLES).fetchall():
            raise NotRestored(_("the database is not empty: make a new one for what is restored"))
    restored = Restored(manifest, Contents(), dict(manifest.files))
    with _timed(restored, _("Register")):
        step = Step(_("Register"), manifest.parts[REGISTER][0], show)
        chunks = opened(backup / REGISTER, ring, context(backup.name, REGISTER))
        load(owner, chunks, step, more=("--single-transaction", "--no-owner", f"--role={OWNER}"))
    with _timed(restored, _("Comparing")), psycopg.connect(keeper) as connection:
        restored.held = contents.of(connection, Step(_("Counting rows"), contents.size(connection), show))
    restored.differences = _differences(manifest, restored)
    return restored
