"""Since when Home tells what happened."""

from dataclasses import dataclass
from datetime import datetime

from wardmote.accounts.changes.visits import Been
from wardmote.accounts.presenters.dates import day, moment
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class Since:
    """The heading, and what it rests on. `first`: they were never here before this moment. `at`: from when it is told."""

    heading: str
    note: str
    first: bool = False
    at: datetime | None = None


def since(asked: datetime | None, been: Been, *, now: datetime) -> Since:
    """Since a day that they `asked` for; else since the end of their last visit; on the first, since it began."""
    if asked is not None:
        return Since(_("Since {day}").format(day=day(asked.astimezone(LONDON).date())), "", at=asked)
    if been.until is None and been.began >= now:
        return Since(_("Since you were last here"), "", first=True)
    if been.until is None:
        said = _("You have been here since {time} today, for the first time.").format(
            time=f"{been.began.astimezone(LONDON):%H:%M}"
        )
        return Since(_("Since you came"), said, at=been.began)
    at = been.until
    there = at.astimezone(LONDON).date()
    days = (now.astimezone(LONDON).date() - there).days
    ago = ngettext("{n} day ago", "{n} days ago", days).format(n=f"{days:,}") if days else _("today")
    return Since(_("Since you were last here"), _("You opened this page last on {moment}: {ago}.").format(moment=moment(at), ago=ago), at=at)  # fmt: skip
