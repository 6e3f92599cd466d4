"""How far the log is sealed: for the page of the log, and for whoever looks after the installation. It says of no event what is in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

WINDOW = timedelta(minutes=15)  # the log is sealed and anchored at least as often
ASK = "SELECT number, sealed, sealed_at, open_from, open_events, open_since FROM audit_standing()"


@dataclass(frozen=True)
class SealStanding:
    """The last seal's number, how many events are sealed, and when; the transaction from which on events are not sealed, how many they are, and since when the oldest of them waits."""

    number: int
    sealed: int
    sealed_at: datetime | None
    open_from: int
    open_events: int
    open_since: datetime | None

    def late(self, now: datetime) -> bool:
        """Whether an event waits for longer than any may: a seal that was made meanwhile without it does not help."""
        return self.open_since is not None and self.open_since < now - WINDOW


def standing() -> SealStanding:
    """How far all of the log is sealed, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        return SealStanding(*cursor.fetchone())
