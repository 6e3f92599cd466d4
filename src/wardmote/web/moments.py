"""Moments as people read them, in London."""

from datetime import datetime

from wardmote.platform import clock
from wardmote.words import gettext as _


def at(moment: datetime) -> str:
    """The time of a moment of today; else its day and time."""
    here = moment.astimezone(clock.LONDON)
    if here.date() == clock.today():
        return _("today at {time}").format(time=f"{here:%H:%M}")
    return _("{day} at {time}").format(day=f"{here:%d/%m/%Y}", time=f"{here:%H:%M}")
