"""Keys of rows: UUID version 7 (RFC 9562, 5.7), which sort by the time they were made."""

import secrets
import time
from uuid import UUID


def new_key() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 12 of the fraction below them, 62 at random."""
    milliseconds, below = divmod(time.time_ns(), 1_000_000)
    fraction = below * 4096 // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
