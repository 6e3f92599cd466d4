"""The key that signs seals: Ed25519, kept outside the register. Who holds a copy of its public half can tell whether a seal is ours.

The private key is the file that WARDMOTE_SIGNING_KEY names (PEM, PKCS 8, no password), else one made at the first seal in the home folder's secrets.
"""

import hashlib
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from wardmote.engine.errors import WardmoteError
from wardmote.platform import secret_files
from wardmote.words import gettext as _

FILE = "audit-signing-key.pem"


class BadKey(WardmoteError):
    """A file that should hold a key for signing does not."""


def key_name(public: Ed25519PublicKey) -> str:
    """What a seal calls its key: the first 16 hexadecimal digits of the SHA-256 of the public key's 32 bytes."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def own() -> Ed25519PrivateKey:
    """This installation's key, made now if this is the first time. Raises BadKey."""
    told = os.environ.get("WARDMOTE_SIGNING_KEY")
    return _private(_text(Path(told)) if told else secret_files.kept(FILE, _fresh))


def public_pem(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def read_public(path: Path) -> Ed25519PublicKey:
    """The public key in a PEM file. Raises BadKey."""
    try:
        found = load_pem_public_key(_text(path).encode())
    except ValueError:
        found = None
    if not isinstance(found, Ed25519PublicKey):
        raise BadKey(_("{file} holds no public key for Ed25519 in PEM").format(file=path))
    return found


def is_signed(payload: bytes, signature: bytes, public: Ed25519PublicKey) -> bool:
    try:
        public.verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def _fresh() -> str:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@cache
def _private(pem: str) -> Ed25519PrivateKey:
    try:
        found = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        raise BadKey(_("the key for signing seals is no private key for Ed25519 in PEM"))
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError as problem:
        raise BadKey(_("{file} cannot be read: {why}").format(file=path, why=problem.strerror)) from problem
