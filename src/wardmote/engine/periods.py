"""Months and runs of months.

A month is written ``2021-10`` for people and 202110 in the lake. A period is whole months, both ends included;
`today` is never read here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering

from wardmote.engine.errors import BadPeriod
from wardmote.words import gettext as _

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@total_ordering
@dataclass(frozen=True)
class Month:
    """One calendar month."""

    year: int
    number: int  # 1 to 12

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read ``YYYY-MM``. Raises BadPeriod for anything else."""
        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text.strip())
        if not found:
            raise BadPeriod(_("'{text}' is not a month: write it as YYYY-MM, such as 2021-10").format(text=text))
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, yyyymm: int) -> "Month":
        """From the lake's number, 202110."""
        return cls(yyyymm // 100, yyyymm % 100)

    @property
    def yyyymm(self) -> int:
        return self.year * 100 + self.number

    @property
    def ordinal(self) -> int:
        """Months since the year 0: differences of ordinals are numbers of months."""
        return self.year * 12 + self.number - 1

    @property
    def days(self) -> int:
        leap = self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
        return 29 if self.number == 2 and leap else DAYS[self.number - 1]

    @property
    def words(self) -> str:
        """``October 2021``."""
        return f"{_(MONTH_NAMES[self.number - 1])} {self.year}"

    @property
    def short(self) -> str:
        """``Oct``, for where there is little room."""
        return _(SHORT_NAMES[self.number - 1])

    def __add__(self, months: int) -> "Month":
        year, from_zero = divmod(self.ordinal + months, 12)
        return Month(year, from_zero + 1)

    def __sub__(self, months: int) -> "Month":
        return self + -months

    def __lt__(self, other: "Month") -> bool:
        return self.ordinal < other.ordinal

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True)
class Period:
    """Whole months from `first` to `last`, both included. Raises BadPeriod when reversed."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod(
                _("the period is reversed: {first} comes after {last}").format(first=self.first, last=self.last)
            )

    @classmethod
    def parse(cls, first: str, last: str) -> "Period":
        return cls(Month.parse(first), Month.parse(last))

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self)

    def __iter__(self) -> Iterator[Month]:
        return (self.first + step for step in range(len(self)))

    def __len__(self) -> int:
        return self.last.ordinal - self.first.ordinal + 1

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def overlaps(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last

    def earlier(self, months: int) -> "Period":
        """The same run of months, `months` months before."""
        return Period(self.first - months, self.last - months)

    @property
    def words(self) -> str:
        """``the year to September 2022``, ``October 2021``, or ``April 2021 to January 2022``."""
        if len(self) == 1:
            return self.first.words
        if len(self) == 12:
            return _("the year to {month}").format(month=self.last.words)
        return _("{first} to {last}").format(first=self.first.words, last=self.last.words)

    def __str__(self) -> str:
        return _("{first} to {last}").format(first=self.first, last=self.last)


def runs(months: Iterable[Month]) -> list[Period]:
    """Months gathered into unbroken runs, earliest first: what to print instead of forty months."""
    found: list[Period] = []
    for month in sorted(set(months)):
        if found and found[-1].last + 1 == month:
            found[-1] = Period(found[-1].first, month)
        else:
            found.append(Period(month, month))
    return found


def in_words(months: Iterable[Month]) -> str:
    """``2020-10 to 2022-10``, ``2020-07, 2020-10 to 2022-10``; 'none' when there are none."""
    return ", ".join(str(run.first) if len(run) == 1 else str(run) for run in runs(months)) or _("none")
