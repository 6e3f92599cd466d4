"""What waits for somebody, in words."""

from datetime import date

from wardmote.governance.states import Waits
from wardmote.words import gettext as _
from wardmote.words import ngettext


def waits(kind: Waits, n: int, meeting: str = "") -> str:
    """So much of a kind waits; of the next meeting, which it is."""
    return {
        Waits.WRITTEN: ngettext("{n} written procedure waits for your agency’s answer", "{n} written procedures wait for your agency’s answer", n),
        Waits.RECOMMENDATION: ngettext("{n} recommendation waits for your agency’s answer", "{n} recommendations wait for your agency’s answer", n),
        Waits.RECOMMENDATION_SOON: ngettext("{n} recommendation without a day waits for your agency’s answer", "{n} recommendations without a day wait for your agency’s answer", n),
        Waits.NEXT_MEETING: _("Your next meeting: {meeting}"),
        Waits.MINUTES: ngettext("The minutes of {n} meeting wait to be approved", "The minutes of {n} meetings wait to be approved", n),
        Waits.REACHED: ngettext("{n} late action has reached you", "{n} late actions have reached you", n),
        Waits.REPORT: ngettext("{n} report by exception is to be handed in", "{n} reports by exception are to be handed in", n),
        Waits.REPORT_LATE: ngettext("{n} report by exception was not handed in by its board", "{n} reports by exception were not handed in by their boards", n),
        Waits.EMPTY_GROUP: ngettext("{n} group has nobody on it", "{n} groups have nobody on them", n),
        Waits.RISK: ngettext("{n} risk is to be reviewed", "{n} risks are to be reviewed", n),
        Waits.MATTER: ngettext("{n} request of scrutiny is to be answered", "{n} requests of scrutiny are to be answered", n),
        Waits.MATTER_SOON: ngettext("{n} request of scrutiny is to be answered as soon as reasonably possible", "{n} requests of scrutiny are to be answered as soon as reasonably possible", n),
        Waits.ASK: ngettext("{n} board asks for something to be unblocked", "{n} times boards ask for something to be unblocked", n),
        Waits.DUTY_LATE: ngettext("{n} duty of the partnership is late", "{n} duties of the partnership are late", n),
        Waits.DUTY_DUE: ngettext("{n} duty of the partnership is due soon", "{n} duties of the partnership are due soon", n),
        Waits.ENTRY: ngettext("{n} entry of a register runs out", "{n} entries of registers run out", n),
    }[kind].format(n=f"{n:,}", meeting=meeting)  # fmt: skip


def actions_wait(n: int, late: int) -> str:
    """How many actions wait, and how many of several are late: the day beside it is the first one's alone."""
    said = ngettext("{n} action waits for your agency’s answer", "{n} actions wait for your agency’s answer", n)
    if n > 1 and late:
        said = _("{actions}, {late} of them late").format(actions=said, late=f"{late:,}")
    return said.format(n=f"{n:,}")


def days_late(days: int) -> str:
    """“5 days late”, “1,204 days late”."""
    return ngettext("{n} day late", "{n} days late", days).format(n=f"{days:,}")


def meeting_in(on: date, today: date) -> str:
    """How far off a meeting is."""
    days = (on - today).days
    return ngettext("in {n} day", "in {n} days", days).format(n=f"{days:,}") if days > 0 else _("today")
