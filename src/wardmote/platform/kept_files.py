"""A file that was sent with a form that has to be sent once more, because something else in it was wrong. Its bytes wait here, sealed, for a while, so that it need not be chosen again.

The form carries the word that `keep` gives. Only whom it was kept for opens it.
"""

import base64
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.cache import cache

from wardmote.platform import vault
from wardmote.platform.keys import new_key

LIFE = timedelta(hours=2)


@dataclass(frozen=True)
class KeptFile:
    name: str
    data: bytes


def keep(owner: UUID, name: str, data: bytes) -> str:
    """Keep a file for a member: the word by which it is found again. It is kept for two hours."""
    word = str(new_key())
    text = f"{name}\n{base64.b85encode(data).decode()}"
    cache.set(_place(owner, word), vault.seal(text, bound_to=_place(owner, word)), LIFE.total_seconds())
    return word


def kept(owner: UUID, word: str) -> KeptFile | None:
    """The file that was kept for that member under that word; None when there is none, or no longer."""
    try:
        place = _place(owner, str(UUID(word)))
    except ValueError:
        return None
    sealed = cache.get(place)
    if sealed is None:
        return None
    name, _line, text = vault.open_sealed(sealed, bound_to=place).partition("\n")
    return KeptFile(name, base64.b85decode(text))


def forget(owner: UUID, word: str) -> None:
    """It has been taken: it is kept no longer."""
    cache.delete(_place(owner, word))


def _place(owner: UUID, word: str) -> str:
    return f"wardmote:file:{owner}:{word}"
