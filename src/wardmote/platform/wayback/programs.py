"""PostgreSQL's own programs: those of the wheel, or the machine's where the server is newer. Passwords go by the environment, never by the command line."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from psycopg.conninfo import conninfo_to_dict

from wardmote.engine.errors import WardmoteError
from wardmote.platform import places
from wardmote.words import gettext as _

VARIABLES = {
    "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "options": "PGOPTIONS",
    "passfile": "PGPASSFILE", "service": "PGSERVICE", "channel_binding": "PGCHANNELBINDING", "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip


class ProgramFailed(WardmoteError):
    """A program of PostgreSQL ended badly: the sentence is its own."""


def program(name: str, version: int = 0) -> Path:
    """Where a program is. `version` is the server's major version, if it may be newer than the wheel's."""
    from wardmote.platform.embedded import programs_folder

    folder, ours = programs_folder()
    if version <= ours:
        return folder / name
    found = shutil.which(name)
    if found is None:
        said = _("the server is PostgreSQL {version}: its {name} must be on the PATH")
        raise ProgramFailed(said.format(version=version, name=name))
    return Path(found)


def environment(address: str) -> dict[str, str]:
    """The environment in which a program speaks to the register of a connection string."""
    parts = conninfo_to_dict(address)
    told = {VARIABLES[name]: str(value) for name, value in parts.items() if name in VARIABLES and value is not None}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | told | {"LC_ALL": "C"}


def started(words: Sequence[str | Path], address: str, **more: Any) -> "subprocess.Popen[bytes]":
    """The program, running, speaking to the register at `address`. What it complains of is kept for `ended`."""
    return subprocess.Popen([str(word) for word in words], env=environment(address), stderr=subprocess.PIPE, **more)  # noqa: S603 - PostgreSQL's own programs


def ended(process: "subprocess.Popen[bytes]", complaint: bytes) -> None:
    """Raise ProgramFailed unless it ended well."""
    if process.wait() != 0:
        name = Path(str(process.args[0])).name  # type: ignore[index]
        lines = [line for line in complaint.decode(errors="replace").splitlines() if line.strip()]
        why = " ".join(lines[:3]) or str(process.returncode)
        raise ProgramFailed(_("{program} did not finish: {why}").format(program=name, why=why))


def as_server(name: str, *words: str | Path, timeout: float = 3600) -> str:
    """Run a program on the register's own files, as the user that they belong to. Raises ProgramFailed."""
    user: dict[str, Any] = {"user": places.SERVER} if places.is_root() else {}
    command = [str(program(name)), *map(str, words)]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C"}
    with _scratch() as said:
        found = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            command, env=kept, stdin=subprocess.DEVNULL, stdout=said, stderr=said, timeout=timeout, check=False, cwd="/", **user
        )  # fmt: skip
        said.seek(0)
        text = said.read().decode(errors="replace")
    if found.returncode:
        why = " ".join(text.split())[-500:]
        raise ProgramFailed(_("{program} did not finish: {why}").format(program=name, why=why))
    return text


def _scratch() -> IO[bytes]:
    import tempfile

    return tempfile.TemporaryFile()  # a pipe would be kept open by the server that pg_ctl leaves behind
