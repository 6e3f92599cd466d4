"""A point in time: the log that PostgreSQL writes ahead is kept beside the backups, sealed, and played again up to the moment wanted.

`keep` follows the register as a reader of its log (pg_receivewal, through a replication slot, so that the register itself keeps what was not fetched yet). A whole segment is sealed once;
the one being written is sealed again every few seconds. So what can be lost with the machine is what was written since: `EVERY` seconds, far less than five minutes.
"""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from wardmote.engine.errors import WardmoteError
from wardmote.platform import key_ring, places, register
from wardmote.platform.key_ring import BACKUPS, Ring
from wardmote.platform.progress import Show, Step
from wardmote.platform.wayback import programs
from wardmote.platform.wayback.sealing import Sealing, opened
from wardmote.words import gettext as _

EVERY = 30.0  # seconds
SLOT = "wardmote_wal"
FOLDER = "wal"
SEGMENT = re.compile(r"[0-9A-F]{24}")
PARTIAL = ".partial"
LONGEST = 80  # bytes of a folder's name, for a socket in it
PATIENCE = 3600.0  # seconds for the log to be played


class NotThatFar(WardmoteError):
    """The kept log does not reach the moment that was asked for."""


class LogLost(WardmoteError):
    """The log cannot be followed: some of it is gone, or the folder holds another register's."""


def keep(
    destination: Path,
    *,
    every: float = EVERY,
    until: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = print,
) -> None:
    """Follow the register's log and seal it in `destination`/wal, until interrupted. Raises NoKeeper, ProgramFailed, LogLost."""
    ring = key_ring.read(BACKUPS)
    into = places.made(places.made(destination, mode=0o700) / FOLDER, mode=0o700)
    spool = places.made(places.home() / "wal" / "arriving", mode=0o700)
    with register.keeper_connection() as connection:
        version = connection.info.server_version // 10000
    address = str(register.urls().keeper)
    program = programs.program("pg_receivewal", version)
    slot: list[str | Path] = [program, f"--slot={SLOT}", "--no-password"]
    making = programs.started([*slot, "--create-slot", "--if-not-exists"], address)
    complaint = making.communicate()[1]
    programs.ended(making, complaint)
    process = programs.started(
        [*slot, f"--directory={spool}", "--status-interval=5", "--synchronous"], address, stdout=subprocess.DEVNULL
    )
    tell(_("Keeping the log in {folder}; every {n} seconds.").format(folder=into, n=round(every)))
    try:
        while process.poll() is None and not until():
            time.sleep(min(every, 1.0))
            collect(spool, into, ring, every)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        complaint = process.communicate()[1]
        collect(spool, into, ring, 0)
    if process.returncode not in (0, -15):
        programs.ended(process, complaint)


def forget() -> None:
    """Have the register keep nothing for a reader any more: for when the log is followed no longer, or was lost. Raises NoKeeper."""
    with register.keeper_connection() as connection:
        connection.execute(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = %s AND NOT active",
            [SLOT],
        )


def collect(spool: Path, into: Path, ring: Ring, every: float) -> None:
    """Seal what has arrived: whole segments, which are then gone from the spool; and the one being written, if it is due and has changed."""
    for path in sorted(spool.iterdir()):
        if SEGMENT.fullmatch(path.name):
            _seal(path, into, path.name, ring)
            (into / f"{path.name}{PARTIAL}").unlink(missing_ok=True)
            path.unlink()
        elif path.name.endswith(PARTIAL) and SEGMENT.fullmatch(path.name.removesuffix(PARTIAL)):
            sealed = into / path.name
            age = time.time() - sealed.stat().st_mtime if sealed.exists() else every
            if age >= every and (not sealed.exists() or path.stat().st_mtime > sealed.stat().st_mtime):
                _seal(path, into, path.name, ring)


def _seal(path: Path, into: Path, name: str, ring: Ring) -> None:
    target, fresh = into / name, into / f".{name}.fresh"
    fresh.unlink(missing_ok=True)
    data = path.read_bytes()
    if target.exists() and not name.endswith(PARTIAL):
        if b"".join(opened(target, ring, f"{FOLDER}/{name}")) != data:
            said = _("{folder} holds the log of another register: give each a folder of its own")
            raise LogLost(said.format(folder=into))
        return
    with Sealing(fresh, ring, f"{FOLDER}/{name}") as sealing:
        sealing.write(data)
    fresh.replace(target)


def recover(data: Path, destination: Path, ring: Ring, *, at: datetime | None, show: Show) -> datetime | None:
    """Play the kept log over a copy of files, up to `at` or to its end. The moment of the last transaction that was played.

    Raises NotThatFar when the log ends before.
    """
    log = data.with_name(f"{data.name}.wal")
    shutil.rmtree(log, ignore_errors=True)
    log.mkdir(mode=0o700)
    try:
        _unseal(destination / FOLDER, log, ring, show, _first(data))
        _told(data, log, at)
        _owned(data, log)
        return _played(data, at)
    finally:
        shutil.rmtree(log, ignore_errors=True)


def _first(data: Path) -> str:
    """The segment from which the log must be played: what is older is not looked at."""
    label = data / "backup_label"
    found = re.search(r"\(file ([0-9A-F]{24})\)", label.read_text()) if label.exists() else None
    return found.group(1) if found else ""


def _unseal(kept: Path, log: Path, ring: Ring, show: Show, first: str) -> None:
    found = (path.name for path in kept.iterdir()) if kept.is_dir() else iter(())
    names = sorted(name for name in found if not name.startswith(".") and name >= first)
    step = Step(_("Log"), len(names), show)
    for listed in names:
        name = listed
        if not (kept / name).exists():  # it was being written, and is whole by now
            name = listed.removesuffix(PARTIAL)
        whole = log / name.removesuffix(PARTIAL)
        if not whole.exists():
            with whole.open("xb") as file:
                for chunk in opened(kept / name, ring, f"{FOLDER}/{name}"):
                    file.write(chunk)
        step.on(1)


def _told(data: Path, log: Path, at: datetime | None) -> None:
    """What PostgreSQL is told of its recovery, in the file where it looks for it."""
    lines = [f"restore_command = '{_fetching(log)}'", "recovery_target_timeline = 'current'"]
    if at is not None:
        lines += [f"recovery_target_time = '{at.astimezone(UTC).isoformat()}'", "recovery_target_action = 'promote'"]
    with (data / "postgresql.auto.conf").open("a") as file:
        file.writelines(f"{line}\n" for line in lines)
    (data / "recovery.signal").touch()
    for left in (".handle_pids.json", "postmaster.pid", "log", ".s.PGSQL.5432.lock"):  # of the server that was copied
        (data / left).unlink(missing_ok=True)


def _fetching(log: Path) -> str:
    """The shell's command that fetches a segment, as a setting's text: the folder may have any name."""
    command = f'cp {shlex.quote(str(log)).replace("%", "%%")}/%f "%p"'
    return command.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n")


def _owned(*folders: Path) -> None:
    if places.is_root():
        subprocess.run(["chown", "-R", f"{places.SERVER}:", *map(str, folders)], check=True, capture_output=True)  # noqa: S603, S607


def _played(data: Path, at: datetime | None) -> datetime | None:
    with _socket_folder(data) as socket:
        options = f"-h '' -k {shlex.quote(str(socket))} -c hot_standby=on"
        try:
            programs.as_server("pg_ctl", "-w", "-t", "3600", "-o", options, "-l", data / "log", "-D", data, "start")
            reached = _promoted(socket)
        except (programs.ProgramFailed, psycopg.Error):
            raise _why(data, at) from None
        programs.as_server("pg_ctl", "-w", "-m", "fast", "-D", data, "stop")
    _forget(data)
    return reached


@contextmanager
def _socket_folder(data: Path) -> Iterator[Path]:
    """Where the server listens: among its own files; where that name is too long for a socket, in a folder that nobody else may pass."""
    if len(os.fsencode(data)) < LONGEST:
        yield data
        return
    folder = Path(tempfile.mkdtemp(prefix="wardmote-"))
    try:
        yield places.shut(folder, given=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _promoted(socket: Path) -> datetime | None:
    began = time.monotonic()
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as connection:
        while time.monotonic() - began < PATIENCE:
            row = connection.execute("SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()").fetchone()
            assert row is not None
            if not row[0]:
                reached: datetime | None = row[1]
                return reached
            time.sleep(0.1)
    raise psycopg.OperationalError("it is not done yet")


def _why(data: Path, at: datetime | None) -> WardmoteError:
    text = (data / "log").read_text(errors="replace") if (data / "log").exists() else ""
    with suppress(programs.ProgramFailed):
        programs.as_server("pg_ctl", "-m", "immediate", "-D", data, "stop")
    if "recovery ended before configured recovery target was reached" in text and at is not None:
        last = re.findall(r"last completed transaction was at log time (\S+ \S+ \S+)", text)
        said = _("the kept log ends before {at:%Y-%m-%d %H:%M:%S %Z}; its last change was at {last}")
        return NotThatFar(said.format(at=at, last=last[-1] if last else _("the time of the backup")))
    fatal = re.findall(r"(?:FATAL|PANIC): +(.*)", text)
    return LogLost(_("the kept log cannot be played: {why}").format(why=fatal[-1] if fatal else _("PostgreSQL ended")))


def _forget(data: Path) -> None:
    """Recovery is over: nothing of it stays among the settings."""
    path = data / "postgresql.auto.conf"
    lines = [
        line
        for line in path.read_text().splitlines(keepends=True)
        if not line.startswith(("restore_command", "recovery_target"))
    ]
    path.write_text("".join(lines))
