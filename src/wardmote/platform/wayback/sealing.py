"""Files of any length, compressed and sealed in chunks: none can be altered, left out, moved or cut off unnoticed.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM. Each file has a key of its own, HKDF of a key of the backups' ring with a random salt and
the file's name and backup as context, so a file in another's place does not open. A chunk's nonce is its number and whether it is the last.

    MAGIC, length of the key's name, the name, the salt (32 bytes), then chunks: length (4 bytes, big-endian), ciphertext with its tag
"""

import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wardmote.engine.errors import WardmoteError
from wardmote.platform.key_ring import NAME, Ring
from wardmote.words import gettext as _

MAGIC = b"WMBK\x01"
CHUNK = 1 << 20
LIMIT = CHUNK + (1 << 16)  # of a sealed chunk: what does not compress grows a little
SALT = 32
LEVEL = 1


class BadBackup(WardmoteError):
    """A backup that cannot be used: the sentence says which file and why."""


def _cipher(secret: bytes, salt: bytes, context: str) -> AESGCM:
    info = f"wardmote backup: {context}".encode()
    return AESGCM(HKDF(hashes.SHA256(), length=32, salt=salt, info=info).derive(secret))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealing:
    """A file being written: `write` bytes, `close` at the end. Left by an exception, it is unfinished and never opens."""

    def __init__(self, path: Path, ring: Ring, context: str) -> None:
        self._file: IO[bytes] = path.open("xb")
        path.chmod(0o600)
        salt, name = os.urandom(SALT), ring.current.name.encode()
        self._head = MAGIC + bytes([len(name)]) + name + salt
        self._file.write(self._head)
        self._cipher = _cipher(ring.current.secret, salt, context)
        self._waiting = bytearray()
        self._number = 0
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes | memoryview) -> int:
        self._digest.update(data)
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:  # not at equality: the last chunk must be known as the last
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def _seal(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), zlib.compress(data, LEVEL), self._head)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1

    @property
    def sha256(self) -> str:
        """Of what was written."""
        return self._digest.hexdigest()

    def close(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def __enter__(self) -> "Sealing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _value: BaseException | None, _at: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._file.close()


def opened(path: Path, ring: Ring, context: str) -> Iterator[bytes]:
    """What a sealed file holds, chunk by chunk, each proven before it is given. Raises BadBackup, NoKey.

    Only when the last chunk was given is the whole file proven: use nothing for good before.
    """
    try:
        file = path.open("rb")
    except OSError as problem:
        raise BadBackup(_("{file} cannot be read: {why}").format(file=path.name, why=problem.strerror)) from None
    with file:
        head, name, salt = _read_head(file, path)
        cipher = _cipher(ring.named(name).secret, salt, context)
        number, chunk = 0, _read_chunk(file, path)
        while chunk is not None:
            following = _read_chunk(file, path)
            try:
                data = cipher.decrypt(_nonce(number, last=following is None), chunk, head)
            except InvalidTag:
                raise _altered(path) from None
            yield zlib.decompress(data)
            number, chunk = number + 1, following
        if not number:
            raise _altered(path)


def _altered(path: Path) -> BadBackup:
    said = _("{file} was altered, cut off or sealed with another key of the same name: nothing of it is used")
    return BadBackup(said.format(file=path.name))


def _read_head(file: IO[bytes], path: Path) -> tuple[bytes, str, bytes]:
    start = file.read(len(MAGIC) + 1)
    if start[: len(MAGIC)] != MAGIC or len(start) == len(MAGIC):
        raise BadBackup(_("{file} is no file of a Wardmote backup").format(file=path.name))
    rest = file.read(start[-1] + SALT)
    name = rest[: start[-1]].decode("ascii", "replace")
    if len(rest) != start[-1] + SALT or not NAME.fullmatch(name):
        raise _altered(path)
    return start + rest, name, rest[start[-1] :]


def _read_chunk(file: IO[bytes], path: Path) -> bytes | None:
    length = file.read(4)
    if not length:
        return None
    wanted = int.from_bytes(length, "big")
    if len(length) != 4 or wanted > LIMIT:
        raise _altered(path)
    chunk = file.read(wanted)
    if len(chunk) != wanted:
        raise _altered(path)
    return chunk


class Reading:
    """What `opened` gives, as a file to read from: for tarfile."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        parts, have = [self._rest], len(self._rest)
        while have < size or size < 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            parts.append(chunk)
            have += len(chunk)
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._rest = whole[cut:]
        return whole[:cut]
