"""Secrets that an installation makes for itself at its first start and keeps in its home folder, for its owner alone."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from wardmote.platform import places


def folder() -> Path:
    """The folder of the secrets: mode 0700."""
    return places.made(places.home() / "secrets", mode=0o700)


def write(name: str, text: str) -> Path:
    """Put `text` in place of the secret `name`, in one step. Mode 0600 from the first byte on."""
    path = folder() / name
    fresh = path.with_name(f"{name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    _written(handle, text)
    fresh.replace(path)
    _settle_folder()
    return path


def _written(handle: int, text: str) -> None:
    """On the disk before anything rests on it: what a lost key has sealed is lost."""
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder() -> None:
    """Make the names in the folder survive a power cut, where the system can (Windows has no such thing)."""
    if os.name == "posix":
        handle = os.open(folder(), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(name: str) -> str | None:
    """The secret `name`, or None when it has not been made yet."""
    path = folder() / name
    return path.read_text() if path.exists() else None


def kept(name: str, make: Callable[[], str]) -> str:
    """The secret `name`, made now if this is the first time. Two processes or threads that start together end with the same one."""
    found = read(name)
    if found is None:
        fresh = folder() / f"{name}.{secrets.token_hex(8)}.first"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _written(handle, make())
        try:
            os.link(fresh, folder() / name)  # fails when another process was first, whose secret then holds
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        _settle_folder()
        found = (folder() / name).read_text()
    return found
