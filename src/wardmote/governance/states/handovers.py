"""How one partnership stands to another after a reorganisation, and what becomes of a kind of row in it. No row is touched here."""

from enum import StrEnum


class Side(StrEnum):
    """What the other partnership is to this one: it was there BEFORE, or stands in its place AFTER."""

    BEFORE = "before"
    AFTER = "after"


class Settled(StrEnum):
    """What an administrator made of a role that somebody had before: nothing yet, given, or left."""

    WAITING = "waiting"
    GIVEN = "given"
    LEFT = "left"
