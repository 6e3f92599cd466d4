"""The home's files in a backup: everything but secrets, the register and what only a running process needs."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from wardmote.platform.progress import Step
from wardmote.platform.wayback.sealing import BadBackup, Reading, Sealing
from wardmote.words import gettext as _

# At the top of the home. What is not named here is in the backup.
# Anchors are what a restored log is compared with: they stay where they are.
LEFT_OUT = ("secrets", "register", "wal", "server", "backups", "anchors")  # with anything after a dot
PASSING = ("staging", "lock", "__pycache__")  # of a lake, or of work under way
BLOCK = 1 << 20


def listed(home: Path, beside: Path | None = None) -> list[Path]:
    """The files of the home that belong in a backup, in the order in which they are taken: a lake's pointer before what it points at. `beside`: a folder of backups, never in one."""
    return [path for path in _walk(home, top=True) if beside is None or not path.is_relative_to(beside)]


def _walk(folder: Path, *, top: bool = False) -> Iterator[Path]:
    entries = sorted(os.scandir(folder), key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name))
    for entry in entries:
        left = entry.name.startswith(".") or entry.name in PASSING or (top and entry.name.split(".")[0] in LEFT_OUT)
        if left:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


class _Digesting:
    """A file that is read by tarfile; its digest is known afterwards."""

    def __init__(self, file: IO[bytes], step: Step | None) -> None:
        self._file, self._step, self._digest = file, step, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._digest.update(data)
        if self._step:
            self._step.on(len(data))
        return data

    def sha256(self) -> str:
        return self._digest.hexdigest()


def pack(home: Path, paths: list[Path], into: Sealing, step: Step | None = None) -> dict[str, str]:
    """Write the files as a tar; their digests by name. A file that goes away meanwhile is left out."""
    digests, target = {}, cast(Any, into)
    with tarfile.open(fileobj=target, mode="w|", bufsize=BLOCK) as tar:
        for path in paths:
            name = path.relative_to(home).as_posix()
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                digesting = _Digesting(file, step)
                info = tar.gettarinfo(name=str(path), arcname=name, fileobj=file)
                info.uid = info.gid = 0
                info.uname = info.gname = ""
                tar.addfile(info, digesting)
            digests[name] = digesting.sha256()
    return digests


def unpack(chunks: Iterator[bytes], into: Path, step: Step | None = None) -> None:
    """Make the files of a tar below `into`. Raises BadBackup for a name that leads out of it, and for one that ends early."""
    reading: Any = Reading(_told(chunks, step))
    try:
        with tarfile.open(fileobj=reading, mode="r|", bufsize=BLOCK) as tar:
            tar.extractall(into, filter="data")
    except tarfile.TarError as problem:
        raise BadBackup(_("the files of the backup cannot be taken out: {why}").format(why=problem)) from problem
    for _rest in iter(lambda: reading.read(BLOCK), b""):
        pass  # to the end: only then is the whole file proven


def _told(chunks: Iterator[bytes], step: Step | None) -> Iterator[bytes]:
    for chunk in chunks:
        if step:
            step.on(len(chunk))
        yield chunk


def digests(home: Path, names: list[str]) -> dict[str, str]:
    """The digests of these files as they are now; those that are not there are left out."""
    found = {}
    for name in names:
        path = home / name
        if path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
