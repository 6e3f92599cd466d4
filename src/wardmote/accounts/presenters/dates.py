"""Days and moments in words, as people in London read them."""

from datetime import date, datetime, timedelta

from wardmote.accounts import words
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


def day(on: date) -> str:
    """``3 June 2026``."""
    return words.day(on)


def moment(at: datetime) -> str:
    """``3 June 2026, 14:05``."""
    there = at.astimezone(LONDON)
    return _("{day}, {time}").format(day=day(there.date()), time=f"{there:%H:%M}")


def exactly(at: datetime) -> str:
    """``3 June 2026, 14:05:09``: for a log, where seconds matter."""
    there = at.astimezone(LONDON)
    return _("{day}, {time}").format(day=day(there.date()), time=f"{there:%H:%M:%S}")


def stretch(first: date, end: date | None) -> str:
    """From one day until before another (half-open), as people say it: the last day included."""
    if end is None:
        return _("since {day}").format(day=day(first))
    if end <= first:
        return _("taken back on {day}").format(day=day(end))
    return _("{first} to {last}").format(first=day(first), last=day(date.fromordinal(end.toordinal() - 1)))


def left_until(end: date, today: date) -> str:
    """How long something still holds, counted to the last day on which it does, the one before `end`: ``runs out in 12 days``."""
    last = end - timedelta(days=1)
    days = (last - today).days
    if days < 0:
        return _("ran out on {day}").format(day=day(last))
    if days == 0:
        return _("runs out today")
    return ngettext("runs out in {n} day", "runs out in {n} days", days).format(n=f"{days:,}")
