"""Since when Home tells what happened."""

from dataclasses import dataclass
from datetime import datetime

from wardmote.accounts.presenters.dates import day, moment
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class Since:
    """The heading, and what it rests on. `first`: nobody has been here before."""

    heading: str
    note: str
    first: bool = False


def since(at: datetime | None, *, last: bool, now: datetime) -> Since:
    """`last`: it is the end of their last visit, and not a day that they asked for."""
    if at is None:
        return Since(_("Since you were last here"), "", first=True)
    there = at.astimezone(LONDON).date()
    if not last:
        return Since(_("Since {day}").format(day=day(there)), "")
    days = (now.astimezone(LONDON).date() - there).days
    ago = ngettext("{n} day ago", "{n} days ago", days).format(n=f"{days:,}") if days else _("today")
    return Since(_("Since you were last here"), _("You opened this page last on {moment}: {ago}.").format(moment=moment(at), ago=ago))  # fmt: skip
