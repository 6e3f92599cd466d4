"""Finding published files: plain, gzip, in archives with month folders, in folders; and reading their bytes.

Only the published (uncompressed) bytes count: the same file as .csv, as .csv.gz and in an archive is one file.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from wardmote.engine.errors import BadFile
from wardmote.engine.sources.names import Named, named
from wardmote.words import gettext as _

LARGEST = 1 << 30  # bytes of one force's month; the largest genuine one is about 25 MB, an archive bomb is larger
PIECE = 1 << 23
ENDINGS = (".csv", ".csv.gz")


@dataclass(frozen=True)
class Published:
    """One published file, not opened yet. `size` is what reading it takes from the disk, in bytes."""

    path: Path
    member: str | None
    named: Named
    size: int

    @property
    def name(self) -> str:
        """As it is written beside rejects: the file's own name, after its archive's."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def read(self) -> bytes:
        """Its published bytes. Raises BadFile when they cannot be had whole."""
        try:
            with self._opened() as stream:
                data = _whole(stream)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as problem:
            raise BadFile(
                _("{file}: the compressed file is cut short or damaged ({problem})").format(
                    file=self.name, problem=problem
                )
            ) from problem
        except (OSError, RuntimeError, NotImplementedError, KeyError) as problem:
            raise BadFile(_("{file}: cannot be read ({problem})").format(file=self.name, problem=problem)) from problem
        if len(data) > LARGEST:
            raise BadFile(_("{file}: larger than one force's month can be (1 GB)").format(file=self.name))
        return data

    def _opened(self) -> IO[bytes] | gzip.GzipFile:
        if self.member:
            with zipfile.ZipFile(self.path) as archive:
                return io.BytesIO(_whole(archive.open(self.member)))
        if self.path.name.lower().endswith(".gz"):
            return gzip.open(self.path)
        return self.path.open("rb")


def _whole(stream: IO[bytes] | gzip.GzipFile) -> bytes:
    """All of it, or so much that it is seen to be too large."""
    pieces = [stream.read(PIECE)]
    while pieces[-1] and sum(map(len, pieces)) <= LARGEST:
        pieces.append(stream.read(PIECE))
    return b"".join(pieces)


def _in_archive(path: Path) -> Iterator[Published]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise BadFile(
            _("{file}: not a whole zip archive ({problem})").format(file=path.name, problem=problem)
        ) from problem
    for member in members:
        inside = PurePosixPath(member.filename)
        if not member.is_dir() and inside.name.lower().endswith(ENDINGS[0]) and not _hidden(inside.parts):
            label = f"{path.name}/{member.filename}"
            yield Published(path, member.filename, named(inside.name, label), member.compress_size)


def _hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _in_folder(folder: Path) -> Iterator[Published]:
    for path in sorted(folder.rglob("*")):
        wanted = path.name.lower().endswith((*ENDINGS, ".zip"))
        if wanted and path.is_file() and not _hidden(path.relative_to(folder).parts):
            yield from _at(path)


def _at(path: Path) -> Iterator[Published]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.exists():
        raise BadFile(_("{file}: there is no such file or folder").format(file=path))
    elif path.name.lower().endswith(".zip"):
        yield from _in_archive(path)
    else:
        yield Published(path, None, named(path.name, path.name), path.stat().st_size)


def find(paths: Sequence[Path]) -> list[Published]:
    """Every published file at `paths` (files, archives, folders searched to the bottom), by source, force and month.

    Raises BadFile for a path that is not there, a CSV file whose name says nothing, and when nothing is found.
    """
    found: list[Published] = []
    for path in paths:
        before = len(found)
        found.extend(_at(path))
        if len(found) == before:
            raise BadFile(_("{file}: holds no .csv, .csv.gz or .zip of Police UK").format(file=path))
    if not found:
        raise BadFile(_("no file was given"))
    return sorted(found, key=lambda file: (file.named, file.name))
