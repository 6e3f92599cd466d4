"""What is hashed of an event, byte for byte, so that anybody can compute it again.

An event is its fields in the order of `FIELDS`, each as the text that PostgreSQL gives: four bytes with the text's length (big-endian, in bytes), then the text in UTF-8; a field without a
value is four bytes FF and nothing more. That is how PostgreSQL's own COPY in binary form writes a row of texts, after the two bytes with the number of fields.

    digest = SHA-256 of that
    link   = SHA-256 of the link before, followed by the digest; before the first link stand 32 zero bytes
"""

import hashlib
from datetime import UTC, datetime

MOMENT = """YYYY-MM-DD"T"HH24:MI:SS.US"Z\""""  # as to_char has it, in UTC

FIELDS = (
    "id::text",
    f"to_char(at AT TIME ZONE 'UTC', '{MOMENT}')",
    "request::text",
    "member::text",
    "agency::text",
    "partnership::text",
    "purpose",
    "origin",
    "verb",
    "kind",
    "ids::text",
    "outcome",
    "facts::text",
    "transaction_number::text",
    "serial::text",
)
START = bytes(32)
AT = slice(4 + 36 + 4, 4 + 36 + 4 + 27)  # where the moment stands in the bytes of an event


def moment(at: datetime) -> str:
    """A time as it stands in an event, a seal and an anchor."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def link(before: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(before + digest).digest()
