"""A seal: how far the log went at a moment, and the head of its chain, signed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wardmote.audit import signing
from wardmote.audit.canonical import moment


@dataclass(frozen=True)
class Seal:
    """`number` counts seals from 1; links `first` to `last` came with this one (none, when `last` is `first` - 1); `head` is the link `last`.

    `below`: every transaction with a lower number had ended, on the server `cluster`, and its events are sealed.
    """

    number: int
    at: datetime
    first: int
    last: int
    head: bytes
    below: int
    cluster: int
    key: str = ""
    signature: bytes = b""

    @property
    def payload(self) -> bytes:
        """What is signed."""
        words = (
            "wardmote seal 1", self.number, moment(self.at), self.first, self.last, self.head.hex(), self.below, self.cluster,
        )  # fmt: skip
        return "\n".join(str(word) for word in words).encode()

    def signed(self, key: Ed25519PrivateKey) -> "Seal":
        name = signing.key_name(key.public_key())
        return Seal(**vars(self) | {"key": name, "signature": key.sign(self.payload)})

    def holds(self, keys: dict[str, Ed25519PublicKey]) -> bool:
        """Whether one of our keys signed exactly this."""
        public = keys.get(self.key)
        return public is not None and signing.is_signed(self.payload, self.signature, public)

    def as_json(self) -> dict[str, Any]:
        """As an anchor has it."""
        return vars(self) | {"at": moment(self.at), "head": self.head.hex(), "signature": self.signature.hex()}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Seal":
        """Raises KeyError, TypeError or ValueError when it is none."""
        whole = {name: int(found[name]) for name in ("number", "first", "last", "below", "cluster")}
        return cls(
            at=datetime.fromisoformat(found["at"]),
            head=bytes.fromhex(found["head"]),
            key=str(found["key"]),
            signature=bytes.fromhex(found["signature"]),
            **whole,
        )
