"""The vault: text that is sealed before it reaches the register, each piece bound to its own place.

AES-256-GCM with a random nonce of 96 bits. What a piece is bound to (its table, column and row) is authenticated with it: moved to another row, column or table it does not open.
A sealed value is `MAGIC`, the length of the key's name, the name, the nonce, and the ciphertext with its tag.

Equality is searched by a blind index: HMAC-SHA-256 of the text under a key of the index's own (HKDF from the ring's index key). It is kept whole: a shortened one would
match strangers too, and every match that is no match would open somebody else's record.
"""

import base64
import hmac
import os
import re
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wardmote.engine.errors import WardmoteError
from wardmote.platform import key_ring
from wardmote.words import gettext as _

MAGIC = b"\xf7WV\x01"  # no UTF-8 text begins like this; the last byte is the version
NONCE = 12
BOUND = re.compile(r"\S.*\S", re.DOTALL)


class WillNotOpen(WardmoteError):
    """A sealed value that is no sealed value, was altered, or stands in another place than it was sealed for."""


def seal(text: str, *, bound_to: str) -> bytes:
    """`text`, sealed with the current key for the place `bound_to`: a stable name of the row and column, such as ``people_address:line:018f...``."""
    if not BOUND.fullmatch(bound_to):
        raise ValueError("a sealed value must be bound to a place")
    key = key_ring.read(key_ring.VAULT).current
    head = MAGIC + bytes([len(key.name)]) + key.name.encode()
    nonce = os.urandom(NONCE)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, text.encode(), head + bound_to.encode())


def open_sealed(blob: bytes, *, bound_to: str) -> str:
    """The text that `seal` was given with the same `bound_to`. Raises WillNotOpen, NoKey."""
    name = key_name(blob)
    key = key_ring.read(key_ring.VAULT).named(name)
    body = len(MAGIC) + 1 + len(name)
    head, nonce, rest = blob[:body], blob[body : body + NONCE], blob[body + NONCE :]
    try:
        return AESGCM(key.secret).decrypt(nonce, rest, head + bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        said = _("a sealed value does not open: it was altered or moved, or the key '{name}' is another one's")
        raise WillNotOpen(said.format(name=name)) from None


def key_name(blob: bytes) -> str:
    """The name of the key that sealed it. Raises WillNotOpen when it is no sealed value."""
    if blob[: len(MAGIC)] == MAGIC and len(blob) > len(MAGIC):
        length = blob[len(MAGIC)]
        name = blob[len(MAGIC) + 1 : len(MAGIC) + 1 + length].decode("ascii", "replace")
        if len(name) == length and key_ring.NAME.fullmatch(name):
            return name
    raise WillNotOpen(_("what is kept there is no sealed value"))


def blind(text: str, *, index: str) -> str:
    """A blind index of `text`: equal texts have equal indexes, and nothing else can be told. Normalise before: what is asked must be spelt as what is kept.

    `index` names the column; equal texts in two indexes differ. 43 characters.
    """
    key = _index_key(key_ring.read(key_ring.VAULT).index.secret, index)
    return base64.urlsafe_b64encode(hmac.digest(key, text.encode(), "sha256")).decode().rstrip("=")


@lru_cache(maxsize=64)
def _index_key(secret: bytes, index: str) -> bytes:
    info = f"wardmote blind index: {index}".encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret)
