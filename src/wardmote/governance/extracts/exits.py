"""The complete exit of a partnership for whoever asks for it on a page: written down, packed and held against its manifest, in a place that is gone afterwards. It holds what they may read."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import fasteners

from wardmote.accounts.states import Standing
from wardmote.engine.errors import WardmoteError
from wardmote.governance.changes.writing import worn
from wardmote.governance.extracts.leaving import write_down
from wardmote.governance.queries.exits import short_name
from wardmote.governance.queries.leaving import partnership_called
from wardmote.platform import clock, places
from wardmote.words import gettext as _

PIECE = 512 * 1024
FOLDER, LOCK = "exits", "at-work"
NEW = 2.0  # seconds: a folder as young as that may not have its lock yet


def left_out() -> str:
    """What the file does not hold, in words for whoever gets it."""
    return _("Not in it: accounts, roles and how people sign in; the log; evidence and publications; and what is other members’ own, which are the addresses of their calendars, their wishes about letters, and roles proposed after a reorganisation. The operator’s command hands those tables over as well, accounts and the log apart.")  # fmt: skip


@dataclass(frozen=True)
class Packed:
    """The file, for as long as its place is there."""

    path: Path
    lines: int

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def digest(self) -> str:
        with self.path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()

    def pieces(self) -> Iterator[str]:
        with self.path.open("rb") as opened:
            while piece := opened.read(PIECE):
                yield piece.decode("latin-1")


@contextmanager
def packed_exit(by: Standing) -> Iterator[Packed]:
    """Everything, in one file. Raises WardmoteError when it is not whole."""
    with _aside() as path:
        yield Packed(path, _packed(by, path))


def clear_left(*, at: datetime) -> int:
    """Take away what workers left that were killed: how many folders. One whose worker lives is locked, and stays."""
    return sum(map(_cleared, [one for one in _base().glob("*/") if _old(one, at)]))


def _base() -> Path:
    return places.home() / FOLDER


def _old(folder: Path, at: datetime) -> bool:
    with suppress(OSError):
        return at.timestamp() - folder.stat().st_mtime > NEW
    return False


def _cleared(folder: Path) -> bool:
    lock = fasteners.InterProcessLock(folder / LOCK)
    if not lock.acquire(blocking=False):
        lock.lockfile.close()  # the library leaves it open
        return False
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    return True


@contextmanager
def _aside() -> Iterator[Path]:
    """A place of its own for the file while it is packed, which nobody else looks into. The system lets go of its lock when the worker is killed."""
    _base().mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = Path(tempfile.mkdtemp(dir=_base()))
    try:
        with fasteners.InterProcessLock(folder / LOCK):
            yield folder / "exit.zip"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _packed(by: Standing, packed: Path) -> int:
    """How many rows there are in it."""
    slug, folder = short_name(by), packed.with_name("written")
    folder.mkdir(mode=0o700)
    _key, name = partnership_called(slug)
    done = write_down(folder, worn(by), slug, name, on=clock.today(), lacking=left_out())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, f"{slug}/{path.relative_to(folder).as_posix()}")
    shutil.rmtree(folder)
    _refuse_part(packed, slug)
    return done.count


def _refuse_part(packed: Path, slug: str) -> None:
    """Raise WardmoteError unless each file of the manifest is in it as long as it was, and no other."""
    with zipfile.ZipFile(packed) as archive:
        there = {one.filename.removeprefix(f"{slug}/"): one.file_size for one in archive.infolist()}
        manifest = f"{slug}/manifest.json"
        said = json.loads(archive.read(manifest))["files"] if there.pop("manifest.json", None) else {}
    if not said or there != {name: told["bytes"] for name, told in said.items()}:
        raise WardmoteError(_("the packed file is not whole: nothing of it was kept"))
