"""What `wardmote verify` found the last time, kept in the home folder for the page of the log and for doctor."""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import datetime

from wardmote.audit.canonical import moment
from wardmote.audit.findings import Verdict
from wardmote.platform import places

FILE = "verified.json"


@dataclass(frozen=True)
class Verified:
    """When the log was verified last, how many events that were, and how many things were found."""

    at: datetime
    sealed: int
    found: int


def remember(verdict: Verdict, at: datetime) -> None:
    """Keep what was found. A home that cannot be written keeps nothing: what verify says does not rest on it."""
    told = {"at": moment(at), "sealed": verdict.sealed, "found": len(verdict.findings) + verdict.more}
    path = places.home() / FILE
    fresh = path.with_name(f"{FILE}.{os.getpid()}")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(told) + "\n")
        fresh.replace(path)


def last() -> Verified | None:
    """The last time; None when it never was, or nothing readable is kept."""
    try:
        told = json.loads((places.home() / FILE).read_text())
        return Verified(datetime.fromisoformat(told["at"]), int(told["sealed"]), int(told["found"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
