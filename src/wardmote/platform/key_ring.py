"""The keys of an installation: named, 256 bits each, kept apart from what they open.

There are two rings. The vault's opens sealed fields; the backups' opens backups, so that whoever keeps one need not hold the other. A ring is text, one key a line
(or with commas between them), each key as ``NAME:STATE:KEY``:

    4f0c9a1e:current:q83vN1m...   the key that seals; there is exactly one
    81d2aa07:old:Zk9sPw0...       a key that opens what was sealed before
    7be01c55:index:m1Xb7Qe...     the key of the blind indexes; it opens nothing

STATE is one of the three words; KEY is 32 bytes in base64 (URL-safe, no padding). A ring is read from its environment variable; without that, from a file of the home's secrets folder,
made at first need. It is never in the register and never in a backup.
"""

import base64
import binascii
import os
import re
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from wardmote.engine.errors import WardmoteError
from wardmote.platform import secret_files
from wardmote.words import gettext as _

NAME = re.compile(r"[a-z0-9]{4,16}")
LENGTH = 32


class BadRing(WardmoteError):
    """A ring that cannot be read: the sentence says which line and why, and never shows a key."""


class NoKey(WardmoteError):
    """Something was sealed with a key that the ring does not hold."""


class State(StrEnum):
    """What a key is for now."""

    CURRENT = "current"
    OLD = "old"
    INDEX = "index"


@dataclass(frozen=True)
class Key:
    """One key of a ring. What it is made of is never shown."""

    name: str
    state: State
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.name!r}, {self.state.value!r})"

    def line(self) -> str:
        return f"{self.name}:{self.state.value}:{base64.urlsafe_b64encode(self.secret).decode().rstrip('=')}"


@dataclass(frozen=True)
class Source:
    """Where a ring is: an environment variable, else a secret file. Whether it has a key for blind indexes."""

    variable: str
    file: str
    indexed: bool

    def told(self) -> bool:
        """Whether the environment gives the ring; then no command can change it."""
        return bool(os.environ.get(self.variable))


VAULT = Source("WARDMOTE_KEYS", "keys", indexed=True)
BACKUPS = Source("WARDMOTE_BACKUP_KEYS", "backup-keys", indexed=False)


@dataclass(frozen=True)
class Ring:
    """Keys by name."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """The key that seals."""
        return next(key for key in self.keys if key.state is State.CURRENT)

    @property
    def index(self) -> Key:
        """The key of blind indexes. Raises NoKey."""
        found = next((key for key in self.keys if key.state is State.INDEX), None)
        if found is None:
            raise NoKey(_("the key ring has no key in the state 'index', which blind indexes need"))
        return found

    def named(self, name: str) -> Key:
        """The key of this name, whatever its state. Raises NoKey."""
        for key in self.keys:
            if key.name == name and key.state is not State.INDEX:
                return key
        known = ", ".join(key.name for key in self.keys)
        said = _("the key '{name}' is not on the key ring (there: {known}): put it back from where you keep your keys")
        raise NoKey(said.format(name=name, known=known))

    def text(self) -> str:
        return "".join(f"{key.line()}\n" for key in self.keys)

    def turned(self, fresh: Key) -> "Ring":
        """The same with `fresh` as the current key; the one that was becomes old."""
        rest = (replace(key, state=State.OLD) if key.state is State.CURRENT else key for key in self.keys)
        return Ring((fresh, *rest))

    def without(self, name: str) -> "Ring":
        return Ring(tuple(key for key in self.keys if key.name != name))


def fresh_key(state: State = State.CURRENT) -> Key:
    """A new key, with a name by chance."""
    return Key(secrets.token_hex(4), state, secrets.token_bytes(LENGTH))


def fresh_ring(source: Source) -> Ring:
    return Ring((fresh_key(), fresh_key(State.INDEX)) if source.indexed else (fresh_key(),))


def read(source: Source) -> Ring:
    """The ring, from the environment or its file, which is made if there is none. Read anew whenever either changed. Raises BadRing."""
    told = os.environ.get(source.variable)
    if told:
        return parsed(told, source.variable)
    return parsed(secret_files.kept(source.file, lambda: fresh_ring(source).text()), source.file)


def write(source: Source, ring: Ring) -> None:
    """Put `ring` in the place of the file, in one step. Raises BadRing when the environment gives the ring."""
    if source.told():
        said = _("the keys come from {variable}: change them there")
        raise BadRing(said.format(variable=source.variable))
    secret_files.write(source.file, ring.text())


@lru_cache(maxsize=8)
def parsed(text: str, where: str) -> Ring:
    """The ring that a text spells. `where` is named in what is said of a mistake. Raises BadRing."""
    words = [word.strip() for word in re.split(r"[,\n]", text) if word.strip() and not word.strip().startswith("#")]
    ring = Ring(tuple(_key(word, number, where) for number, word in enumerate(words, 1)))
    names = [key.name for key in ring.keys]
    if len(set(names)) != len(names):
        raise BadRing(_("{where}: two keys have the same name").format(where=where))
    if [key.state for key in ring.keys].count(State.CURRENT) != 1:
        raise BadRing(_("{where}: exactly one key must be in the state 'current'").format(where=where))
    return ring


def _key(word: str, number: int, where: str) -> Key:
    said = _("{where}: key {number} is not written as NAME:STATE:KEY with a state of current, old or index").format(
        where=where, number=number
    )
    parts = word.split(":")
    if len(parts) != 3 or not NAME.fullmatch(parts[0]) or parts[1] not in list(State):
        raise BadRing(said)
    try:
        secret = base64.b64decode(parts[2] + "=" * (-len(parts[2]) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadRing(said) from None
    if len(secret) != LENGTH:
        raise BadRing(_("{where}: key {number} is not 32 bytes long").format(where=where, number=number))
    return Key(parts[0], State(parts[1]), secret)
