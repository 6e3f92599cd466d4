"""Working days in England and Wales: bank holidays by name, clear days before a meeting. Pure: every question is asked of a day.

The days are `wardmote.days`; how long before a meeting its papers are to be out is `definitions/governance/papers.toml`.
"""

from datetime import date
from functools import cache

from wardmote.days import ONE, holidays, works
from wardmote.definitions import definition, read
from wardmote.governance.states import MeetingKind
from wardmote.words import gettext as _


@definition
class Notice:
    """How many clear working days before a meeting its papers are to be out, by the kind of meeting."""

    source: str
    clear_days: dict[MeetingKind, int]


@cache
def notice() -> Notice:
    return read("governance", "papers", Notice)


def bank_holiday(day: date) -> str:
    """What the bank holiday is called; '' on any other day."""
    name = holidays().days.get(day, "")
    return _(name) if name else ""


def clear_days(first: date, last: date) -> int:
    """Working days between two days, neither of them counted."""
    between = (first + ONE * n for n in range(1, (last - first).days))
    return sum(works(day) for day in between)


def out_by(meeting: date, kind: MeetingKind) -> date:
    """The last day on which papers can go out in time: as many clear working days are left as the kind of meeting asks for."""
    day, left = meeting - ONE, notice().clear_days[kind]
    while left:
        left -= works(day)
        day -= ONE
    return day


def sent_by(meeting: date, kind: MeetingKind) -> date:
    """The last working day on which papers can go out in time."""
    day = out_by(meeting, kind)
    while not works(day):
        day -= ONE
    return day


def days_late(arrived: date, meeting: date, kind: MeetingKind) -> int:
    """By how many days a paper came late; 0 when it came in time."""
    return max(0, (arrived - out_by(meeting, kind)).days)


def doubts(day: date) -> str:
    """What speaks against meeting on a day, in a sentence; '' when nothing does."""
    if name := bank_holiday(day):
        return _("a bank holiday ({name})").format(name=name)
    if day.weekday() >= 5:
        return _("at a weekend")
    if day > holidays().until:
        return _("beyond the bank holidays that are known (to {year})").format(year=holidays().until.year)
    return ""
