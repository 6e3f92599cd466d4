"""Keys of rows: UUID version 7 (RFC 9562, 5.7), which sort by the time they were made."""

import secrets
import time
from datetime import datetime
from uuid import UUID


def new_key() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 12 of the fraction below them, 62 at random."""
    milliseconds, below = divmod(time.time_ns(), 1_000_000)
    fraction = below * 4096 // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def first_key_at(at: datetime) -> UUID:
    """The least key that could have been made at a time: for finding rows of a time by their keys."""
    return UUID(int=int(at.timestamp() * 1000) << 80 | 0x7 << 76 | 0b10 << 62)
