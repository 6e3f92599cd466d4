"""An action typed in one line, “Police / visit the flat / by 12 December”: who, what, by when. Pure: what was understood is shown before anything is written.

The parts may be left out or come in another order: a part that is a day is the day, one that names a body is the body, the rest is what is to be done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta

from wardmote.engine.periods import MONTH_NAMES
from wardmote.governance.states import OwnedBy

SPACED = re.compile(r"\s+[/|]\s+|\t")
CLOSE = re.compile(r"\s*(?:(?<!\d)[/|]|[/|](?!\d))\s*")  # a day may hold a stroke: 12/12/2026
BEFORE_A_DAY = re.compile(r"^(?:by|before|until|due|on)\s+", re.IGNORECASE)
WRITTEN_DAY = re.compile(
    r"(?:\w+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?(?:,?\s+(\d{4}|\d{2}))?", re.IGNORECASE
)
PLAIN_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
AHEAD = re.compile(r"(?:in|within)\s+(\d{1,3}|a|an|one|two|three|four|six)\s+(day|week|month)s?", re.IGNORECASE)
END_OF = re.compile(r"(?:the\s+)?end\s+of\s+(?:(the\s+month|this\s+month|next\s+month)|([a-z]{3,9}))", re.IGNORECASE)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
SMALL = frozenset({"and", "for", "in", "of", "on", "the", "to", "s"})
EVERYBODY = frozenset(
    {"all", "all authorities", "all responsible authorities", "responsible authorities", "each authority", "everybody", "everyone"}
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A body that may own an action. `kind` is a word that it is known by as well: “police”."""

    key: UUID
    name: str
    short_name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Understood:
    """What a line says. `owner` and `due_on` are None where it does not, or not clearly; `several` are the bodies that what was typed may mean."""

    text: str
    owner: UUID | OwnedBy | None = None
    due_on: date | None = None
    several: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return bool(self.text and self.owner and self.due_on)


def read(line: str, bodies: Sequence[Known], on: date) -> Understood:
    """What a line says, typed at a meeting on a day: a day without a year is the next such day."""
    between = SPACED if SPACED.search(line) else CLOSE
    parts = [part.strip() for part in between.split(line) if part.strip()]
    due, parts = _due(parts, on)
    found = [_owners(part, bodies) if len(part) <= 80 else [] for part in parts]
    place = next((at for at, owners in enumerate(found) if len(owners) == 1), None)
    if place is not None and len(parts) > 1:
        text = " / ".join(part for at, part in enumerate(parts) if at != place)
        owner = found[place][0]
        return Understood(text, owner if isinstance(owner, OwnedBy) else owner.key, due)
    doubtful = found[0] if len(parts) > 1 and len(found[0]) > 1 else []
    said = parts[1:] if doubtful else parts
    return Understood(" / ".join(said), None, due, tuple(one.name for one in doubtful if isinstance(one, Known)))


def _due(parts: list[str], on: date) -> tuple[date | None, list[str]]:
    """The day that the last part which says one says, and the other parts."""
    for at in reversed(range(len(parts))):
        if (found := day(parts[at], on)) is not None:
            return found, [*parts[:at], *parts[at + 1 :]]
    return None, parts


def _owners(said: str, bodies: Sequence[Known]) -> "list[Known | OwnedBy]":
    return [OwnedBy.RESPONSIBLE] if said.casefold().strip(" .:") in EVERYBODY else list(bodies_meant(said, bodies))


def bodies_meant(said: str, bodies: Sequence[Known]) -> list[Known]:
    """The bodies that words may mean: exactly so called, else of just that kind (“police” is no commissioner), else with just those initials, else all whose name has every one of the words."""
    plain = said.casefold().strip(" .:")
    exact = [body for body in bodies if plain in {body.name.casefold(), body.short_name.casefold()}]
    if exact or (exact := [body for body in bodies if plain == body.kind or plain in _initials(body.name)]):
        return exact
    words = plain.split()
    return [body for body in bodies if words and all(_has(body, word) for word in words)]


def _initials(name: str) -> set[str]:
    """“LFRS” and “LFARS” for the Lancashire Fire and Rescue Service; nothing for a name of one or two words."""
    words = re.findall(r"\w+", name.casefold().partition("(")[0])
    said = [word for word in words if word not in SMALL]
    return {"".join(word[0] for word in one) for one in (words, said) if len(said) > 2}


def _has(body: Known, word: str) -> bool:
    """A word begins like the name; of a county’s short form, such as “Lancs”, all but its last letter."""
    names = re.findall(r"\w+", f"{body.name} {body.short_name} {body.kind}".casefold())
    starts = (word, word[:-1]) if len(word) > 3 and word.endswith("s") else (word,)
    return len(word) > 1 and any(name.startswith(starts) for name in names)


def day(said: str, on: date) -> date | None:
    """The day that words say, seen from a day; None when they say none."""
    plain = BEFORE_A_DAY.sub("", said.strip().rstrip(".")).casefold()
    for reader in (_counted, _named, _written, _plain, _end):
        if (found := reader(plain, on)) is not None:
            return found
    return None


def _counted(plain: str, on: date) -> date | None:
    if plain in {"today", "tomorrow"}:
        return on + timedelta(days=int(plain == "tomorrow"))
    if not (found := AHEAD.fullmatch(plain)):
        return None
    number = NUMBERS.get(found[1]) or int(found[1])
    step = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
    }
    return on + step[found[2].casefold()]


def _named(plain: str, on: date) -> date | None:
    name = plain.removeprefix("next ")
    if name not in WEEKDAYS:
        return None
    return on + timedelta(days=(WEEKDAYS.index(name) - on.weekday() - 1) % 7 + 1)


def _written(plain: str, on: date) -> date | None:
    found = WRITTEN_DAY.fullmatch(plain)
    month = _month(found[2]) if found else None
    return _dated(int(found[1]), month, found[3], on) if found and month else None


def _plain(plain: str, on: date) -> date | None:
    if found := ISO_DAY.fullmatch(plain):
        return _dated(int(found[3]), int(found[2]), found[1], on)
    found = PLAIN_DAY.fullmatch(plain)
    return _dated(int(found[1]), int(found[2]), found[3], on) if found else None


def _end(plain: str, on: date) -> date | None:
    found = END_OF.fullmatch(plain)
    if not found:
        return None
    if found[1]:
        return on + relativedelta(months=int("next" in found[1]), day=31)
    month = _month(found[2])
    if month is None:
        return None
    last = date(on.year, month, 1) + relativedelta(day=31)
    return last if last >= on else last + relativedelta(years=1, day=31)


def _month(said: str) -> int | None:
    found = [at for at, name in enumerate(MONTH_NAMES, start=1) if name.casefold().startswith(said.casefold())]
    return found[0] if len(found) == 1 else (9 if said.casefold() == "sept" else None)


def _dated(number: int, month: int, year: str | None, on: date) -> date | None:
    """The day of the month, in the year said, or the next one; None for one that there is not."""
    said = int(year) + (2000 if len(year) == 2 else 0) if year else None
    for tried in (said,) if said else range(on.year, on.year + 5):
        try:
            found = date(tried, month, number)
        except ValueError:
            continue
        if said or found >= on:
            return found
    return None
