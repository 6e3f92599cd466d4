"""Taking a backup: one folder named for its moment, whole or not there at all."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

import wardmote
from wardmote.platform import key_ring, places, register
from wardmote.platform.clock import now
from wardmote.platform.key_ring import BACKUPS, Ring
from wardmote.platform.progress import Show, Step, silent
from wardmote.platform.wayback import contents, files, programs
from wardmote.platform.wayback.contents import Contents
from wardmote.platform.wayback.sealing import BadBackup, Sealing, opened
from wardmote.words import gettext as _

FORMAT = 1
NAME = "%Y%m%dT%H%M%SZ"
MANIFEST, REGISTER, HOME, NOTE = "manifest", "register", "home", "READ-ME.txt"
BLOCK = 1 << 20


class Kind(StrEnum):
    """How the register is in a backup."""

    DUMP = "dump"  # its rows and what guards them, at one moment: for any PostgreSQL as new or newer
    FILES = "files"  # its files: with the kept log, for any moment since


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `held` was read in the same snapshot as the dump; of a copy of files, just after it."""

    made_at: datetime
    kind: Kind
    wardmote: str
    postgresql: int
    database: str
    held: Contents
    heads: dict[str, Any]
    files: dict[str, str]
    parts: dict[str, tuple[int, str]]

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {"format": FORMAT, "made_at": self.made_at.isoformat(), "held": self.held.as_json()}

    @classmethod
    def parse(cls, text: bytes) -> "Manifest":
        found = json.loads(text)
        if found.pop("format", None) != FORMAT:
            raise BadBackup(_("this backup was made by a newer Wardmote: restore it with that one"))
        found |= {
            "made_at": datetime.fromisoformat(found["made_at"]),
            "kind": Kind(found["kind"]),
            "held": Contents.parse(found["held"]),
            "parts": {name: (part[0], part[1]) for name, part in found["parts"].items()},
        }
        return cls(**found)


def context(folder: str, part: str) -> str:
    """What a part of a backup is sealed for: its own name in its own backup."""
    return f"{folder}/{part}"


def take(destination: Path, *, kind: Kind = Kind.DUMP, show: Show = silent) -> Path:
    """Make a backup in a new folder of `destination`; the folder. Raises NoKeeper, NoRegister, ProgramFailed; then nothing is left of it."""
    ring, at = key_ring.read(BACKUPS), now().replace(microsecond=0)
    places.made(destination, mode=0o700)
    name = at.strftime(NAME)
    folder = destination / name
    aside = destination / f".{name}.unfinished"
    if folder.exists() or aside.exists():
        raise BadBackup(_("there is a backup of this second already: {folder}").format(folder=folder))
    aside.mkdir(mode=0o700)
    try:
        manifest = _written(aside, name, at, ring, kind, destination, show)
        with Sealing(aside / MANIFEST, ring, context(name, MANIFEST)) as sealing:
            sealing.write(json.dumps(manifest.as_json(), indent=1).encode())
        (aside / NOTE).write_text(_note(manifest, ring))
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside)
        raise
    return folder


def _written(aside: Path, name: str, at: datetime, ring: Ring, kind: Kind, destination: Path, show: Show) -> Manifest:
    parts: dict[str, tuple[int, str]] = {}

    @contextmanager
    def part(which: str) -> Iterator[Sealing]:
        with Sealing(aside / which, ring, context(name, which)) as sealing:
            yield sealing
        parts[which] = (sealing.size, sealing.sha256)

    with register.keeper_connection() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        size, sequences = contents.size(connection), contents.sequences(connection)
        with part(REGISTER) as sealing:
            _register(connection, kind, sealing, Step(_("Register"), size, show))
        held = contents.of(connection, Step(_("Counting rows"), size, show))
        held = replace(held, sequences=sequences)  # as before the dump: they run on outside of transactions
        heads = _heads(connection, held)
        version, database = connection.info.server_version, connection.info.dbname
    home = places.home()
    paths = files.listed(home, destination.resolve())
    step = Step(_("Lake and files"), sum(path.stat().st_size for path in paths if path.exists()), show)
    with part(HOME) as sealing:
        digests = files.pack(home, paths, sealing, step)
    return Manifest(at, kind, wardmote.__version__, version, database, held, heads, digests, parts)


def _register(connection: psycopg.Connection, kind: Kind, sealing: Sealing, step: Step) -> None:
    version = connection.info.server_version // 10000
    address = str(register.urls().keeper)
    if kind is Kind.DUMP:
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        words: list[Any] = [
            programs.program("pg_dump", version),
            "--format=custom",
            "--compress=0",
            "--no-password",
            f"--snapshot={row[0]}",
        ]
    else:
        connection.rollback()  # a snapshot held open would only keep old rows alive meanwhile
        words = [
            programs.program("pg_basebackup", version), "--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast",
            "--no-manifest", "--no-password", "--no-sync",
        ]  # fmt: skip
    process = programs.started(words, address, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    complaint: list[bytes] = []
    listening = threading.Thread(target=lambda: complaint.append(process.stderr.read()))  # type: ignore[union-attr]
    listening.start()
    try:
        while data := process.stdout.read(BLOCK):
            sealing.write(data)
            step.on(len(data))
    finally:
        process.stdout.close()
        listening.join()
        process.stderr.close()
        process.wait()
    programs.ended(process, b"".join(complaint))


def _heads(connection: psycopg.Connection, held: Contents) -> dict[str, Any]:
    """The newest seal of the log, and how far the log goes: for whoever compares them with the anchors outside."""
    found: dict[str, Any] = {}
    if "audit_seal" in held.tables:
        row = connection.execute("SELECT to_jsonb(s) - 'events' FROM audit_seal s ORDER BY s DESC LIMIT 1").fetchone()
        found["seal"] = row[0] if row else None
    if "audit_event" in held.tables:
        row = connection.execute("SELECT max(id::text) FROM audit_event").fetchone()
        found["event"] = row[0] if row else None
    return found


def read_manifest(folder: Path, ring: Ring) -> Manifest:
    """What the backup in `folder` says of itself. Raises BadBackup, NoKey."""
    if not (folder / MANIFEST).is_file():
        raise BadBackup(_("{folder} is no backup: it has no manifest").format(folder=folder))
    return Manifest.parse(b"".join(opened(folder / MANIFEST, ring, context(folder.name, MANIFEST))))


def _note(manifest: Manifest, ring: Ring) -> str:
    said = _(
        "A backup of Wardmote {version}, made {at:%Y-%m-%d %H:%M:%S} UTC.\n\n"
        "It is sealed with the backup key '{key}', which is not in it. To restore it into a new folder:\n\n"
        "    wardmote restore {name} --to FOLDER --secrets YOUR-COPY-OF-THE-SECRETS\n\n"
        "Keep the name of this folder: it is part of what was sealed.\n"
    )
    name = manifest.made_at.strftime(NAME)
    return said.format(version=manifest.wardmote, at=manifest.made_at, key=ring.current.name, name=name)
