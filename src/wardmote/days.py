"""Days as the law and the partnership count them: corresponding days, working days, bank holidays by name. Pure: no clock is read here.

The bank holidays are `definitions/governance/bank_holidays.toml`; after its last day they are not known, and `known_until` says so.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from wardmote.definitions import definition, read

ONE = timedelta(days=1)


@definition
class Holidays:
    """Bank holidays by their day, known up to and including `until`."""

    source: str
    until: date
    days: dict[date, str]


@cache
def holidays() -> Holidays:
    return read("governance", "bank_holidays", Holidays)


def known_until() -> date:
    """The last day for which bank holidays are on file."""
    return holidays().until


def works(day: date) -> bool:
    """Whether it is a working day in England and Wales."""
    return day.weekday() < 5 and day not in holidays().days


def next_working(day: date) -> date:
    """The day itself where somebody works on it, else the next on which somebody does."""
    while not works(day):
        day += ONE
    return day


def corresponding(day: date, months: int) -> date:
    """The day with the same number so many months later (earlier, when negative); the last day of that month where it has none such: 31 January and one month is 28 or 29 February."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
