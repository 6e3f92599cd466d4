"""The lake's folder: content-addressed files, a pointer that is swapped in one step, a lock, and what a crash leaves.

    CURRENT             the name of the manifest in force
    manifests/<sha256>.json
    files/<ab>/<sha256>.parquet
    staging/            an ingest under way, or what a killed one left
    lock                held while an ingest runs

Nothing in files/ or manifests/ is ever written in place: a file is finished and on the disk in staging/ before it gets
its name, and CURRENT is replaced last. So a stop at any moment leaves the old lake or the new one.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wardmote.engine.errors import BadFile, UnreadableLake
from wardmote.engine.lake.manifest import Kept, Manifest, address, parse
from wardmote.words import gettext as _

OURS = {"CURRENT", "manifests", "files", "staging", "lock"}


def flush_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_flushed(path: Path, data: bytes) -> None:
    """Write a new file and have its bytes on the disk before returning."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


class UnwritableLake(UnreadableLake):
    """The lake's folder cannot be made, or nothing can be written in it."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in a sentence what the system has against writing in a lake. Raises UnwritableLake."""
    try:
        yield
    except OSError as problem:
        message = _("the lake in {folder} cannot be written: {why}")
        raise UnwritableLake(message.format(folder=folder, why=problem.strerror or problem)) from problem


class Store:
    """One lake's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "CURRENT"
        self.manifests = folder / "manifests"
        self.files = folder / "files"
        self.staging = folder / "staging"

    def path(self, file: str) -> Path:
        """Where the file of this name is."""
        return self.files / file[:2] / f"{file}.parquet"

    def manifest_path(self, snapshot: str) -> Path:
        return self.manifests / f"{snapshot}.json"

    def current(self) -> str | None:
        """The snapshot in force; None where nothing has been taken in yet. Raises UnreadableLake."""
        try:
            snapshot = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as problem:
            raise self._unreadable(_("its pointer CURRENT cannot be read")) from problem
        if len(snapshot) != 64 or not set(snapshot) <= set("0123456789abcdef"):
            raise self._unreadable(_("its pointer CURRENT does not name a manifest"))
        return snapshot

    def manifest(self, snapshot: str) -> Manifest:
        """The manifest of this name. Raises UnreadableLake when it is missing or not what its name says."""
        try:
            data = self.manifest_path(snapshot).read_bytes()
        except OSError as problem:
            raise self._unreadable(_("its manifest {name} is missing").format(name=snapshot[:12])) from problem
        if address(data) != snapshot:
            raise self._unreadable(_("its manifest {name} is damaged").format(name=snapshot[:12]))
        try:
            return parse(data)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            message = _("its manifest {name} is of another version of Wardmote").format(name=snapshot[:12])
            raise self._unreadable(message) from problem

    def _unreadable(self, why: str) -> UnreadableLake:
        return UnreadableLake(_("the lake in {folder} cannot be read: {why}").format(folder=self.folder, why=why))

    def prepare(self) -> None:
        """Make the folder ready for a lake. Raises UnreadableLake where something else lives, UnwritableLake where it cannot be."""
        with writing(self.folder):
            self._prepare()

    def _prepare(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise UnreadableLake(_("{folder} is a file: a lake is a folder").format(folder=self.folder))
        strangers = {entry.name for entry in self.folder.iterdir()} - OURS if self.folder.exists() else set()
        if strangers and not self.pointer.exists():
            message = _("{folder} is not empty and is no lake (it holds {name}): name a new folder or a lake")
            raise UnreadableLake(message.format(folder=self.folder, name=min(strangers)))
        for folder in (self.folder, self.manifests, self.files):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lake for one ingest. The system lets go of the lock when its holder dies. Raises BadFile, UnwritableLake."""
        with self._lock_file() as stream:
            self._lock(stream)
            yield

    def _lock_file(self) -> IO[str]:
        with writing(self.folder):
            return (self.folder / "lock").open("a+", encoding="ascii")

    def _lock(self, stream: IO[str]) -> None:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            stream.seek(0)
            message = _("another ingest into {folder} is under way (process {process}): wait until it has ended")
            raise BadFile(message.format(folder=self.folder, process=stream.read(20).strip() or "?")) from problem
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()

    @contextmanager
    def staged(self) -> Iterator["Staging"]:
        """A place for new files; what is not committed when the block ends is gone. The lock must be held."""
        with writing(self.folder):
            if self.staging.exists():
                self.sweep()
            self.staging.mkdir()
        try:
            yield Staging(self)
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a killed ingest left: staged files, and files and manifests that no history of the lake names."""
        known = self._history()
        files = {kept.file for manifest in known.values() for kept in manifest.kept()}
        for path in self.files.glob("*/*"):
            if path.stem not in files:
                path.unlink()
        for path in self.manifests.iterdir():
            if path.stem not in known:
                path.unlink()
        shutil.rmtree(self.staging)

    def _history(self) -> dict[str, Manifest]:
        found: dict[str, Manifest] = {}
        snapshot = self.current()
        while snapshot and snapshot not in found:
            found[snapshot] = self.manifest(snapshot)
            snapshot = found[snapshot].parent
        return found


class Staging:
    """New files of one ingest: safe on the disk, not part of the lake until `commit`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.new: dict[str, Path] = {}

    def put(self, data: bytes) -> Kept:
        """Stage a file. One that the lake has already is not written again."""
        file = address(data)
        known = self.store.path(file)
        if file not in self.new and not (known.exists() and known.stat().st_size == len(data)):
            path = self.store.staging / f"{file}.parquet"
            self.new[file] = path
            with writing(self.store.folder):
                write_flushed(path, data)
        return Kept(file, len(data))

    def path(self, file: str) -> Path:
        """Where a file is now, staged or in the lake."""
        return self.new.get(file) or self.store.path(file)

    def commit(self, manifest: Manifest) -> str:
        """Make `manifest` the lake, in one step. Returns the snapshot's name. Raises UnwritableLake."""
        with writing(self.store.folder):
            return self._commit(manifest)

    def _commit(self, manifest: Manifest) -> str:
        folders = {self.store.path(file).parent for file in self.new}
        for folder in folders:
            folder.mkdir(exist_ok=True)
        for file, path in self.new.items():
            path.replace(self.store.path(file))
        for folder in (*folders, self.store.files):
            flush_folder(folder)
        data = manifest.as_bytes()
        snapshot = address(data)
        self._place(data, self.store.manifest_path(snapshot))
        self._place(f"{snapshot}\n".encode(), self.store.pointer)
        return snapshot

    def _place(self, data: bytes, path: Path) -> None:
        staged = self.store.staging / path.name
        write_flushed(staged, data)
        staged.replace(path)
        flush_folder(path.parent)
