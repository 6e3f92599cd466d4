"""How far somebody has come in, kept in their session: a password given, a second factor proved, when they were last busy.

The rules of promise S7 are here alone: what a session is good for ends after IDLE without anything being done, and after ABSOLUTE in any case.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

IDLE = timedelta(minutes=15)
WARNING = timedelta(minutes=2)  # before a session ends idle, the page says so
ABSOLUTE = timedelta(hours=10)
FINISH = timedelta(minutes=10)  # before the end that comes in any case, the page says when it is
RECENT = timedelta(minutes=10)  # a proof older than this is asked for again before what is sensitive
GRAIN = timedelta(seconds=20)  # being busy is written down no more often than this

REMEMBERED = timedelta(hours=2)  # whose a session was that was ended by hand, to keep what was being typed in it

KEY = "entry"
ENDED = "ended"


class End(StrEnum):
    """Why a session is good for nothing any more."""

    IDLE = "idle"
    ABSOLUTE = "absolute"
    BY_HAND = "by-hand"


@dataclass(frozen=True)
class Entry:
    """Times are seconds since 1970. `factor` is the kind of second factor given, "" before; `proved_at` is 0 until all is done; `wanted` is where to go then."""

    began_at: float
    seen_at: float
    proved_at: float = 0.0
    factor: str = ""
    how: str = "password"
    wanted: str = ""

    @property
    def proved(self) -> bool:
        return self.proved_at > 0

    def end(self, now: datetime) -> End | None:
        """Why it has ended by now; None while it holds."""
        moment = now.timestamp()
        if moment - self.began_at >= ABSOLUTE.total_seconds():
            return End.ABSOLUTE
        return End.IDLE if moment - self.seen_at >= IDLE.total_seconds() else None

    def recent(self, now: datetime) -> bool:
        """Whether the second factor was given a short while ago."""
        return self.proved and now.timestamp() - self.proved_at < RECENT.total_seconds()


def begun(now: datetime, *, how: str = "password", wanted: str = "") -> Entry:
    """The entry of somebody who has just given a password, or come from their agency's own sign-in."""
    moment = now.timestamp()
    return Entry(began_at=moment, seen_at=moment, how=how, wanted=wanted)


def read(session: MutableMapping[str, Any]) -> Entry | None:
    """What the session says; None where it says nothing that we wrote."""
    found = session.get(KEY)
    return Entry(**found) if isinstance(found, dict) else None


def write(session: MutableMapping[str, Any], entry: Entry) -> None:
    session[KEY] = asdict(entry)


def give(session: MutableMapping[str, Any], factor: str) -> None:
    """A second factor was given."""
    found = read(session)
    if found:
        write(session, replace(found, factor=factor))


def prove(session: MutableMapping[str, Any], now: datetime, *, factor: str = "") -> Entry:
    """All that signing in asks for is done now; or, later, the second factor was given once more."""
    found = read(session) or begun(now)
    proved = replace(found, proved_at=now.timestamp(), seen_at=now.timestamp(), factor=factor or found.factor)
    write(session, proved)
    return proved


def busy(session: MutableMapping[str, Any], now: datetime) -> bool:
    """Something was done now. Written down, and True, when that was long enough after the last time."""
    entry = read(session)
    if entry is None or now.timestamp() - entry.seen_at < GRAIN.total_seconds():
        return False
    write(session, replace(entry, seen_at=now.timestamp()))
    return True


def place_of_ended(session_key: str) -> str:
    """Under which key it is remembered whose session this was. Never its own: a request that is still under way there cannot write the session back into it."""
    return f"ended{sha256(session_key.encode()).hexdigest()[:32]}"


def note_of_ended(member: UUID, now: datetime) -> dict[str, Any]:
    """What is remembered of a session that was ended by hand: whose it was and until when that matters. It opens nothing."""
    return {ENDED: [str(member), (now + REMEMBERED).timestamp()]}


def whose_ended(session: Mapping[str, Any], now: datetime) -> UUID | None:
    """Whose session it was that ended by hand, if that is what is remembered here, and not for too long."""
    member, until = session.get(ENDED) or ("", 0.0)
    return UUID(member) if member and now.timestamp() < until else None
