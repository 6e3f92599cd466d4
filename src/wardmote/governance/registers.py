"""The registers: what an entry of each asks for. Pure: the definitions are `definitions/governance/registers.toml`."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from wardmote.definitions import definition, read


class FieldKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    CHOICE = "choice"
    BODY = "body"
    LINK = "link"
    NUMBER = "number"
    YEARS = "years"


@definition
class Choice:
    key: str
    label: str
    tone: str = "grey"


@definition
class Field:
    key: str
    label: str
    kind: FieldKind
    required: bool = False
    note: str = ""
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is FieldKind.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.key}: a choice has choices, and nothing else has")


@definition
class Register:
    """`by` names the field whose day orders the entries, `ends` the one with the last day on which an entry holds, `years` the one from which both follow."""

    label: str
    noun: str
    purpose: str
    by: str
    fields: tuple[Field, ...]
    ends: str = ""
    years: str = ""
    statuses: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        known = {one.key: one for one in self.fields}
        if not self.fields or self.fields[0].kind is not FieldKind.TEXT or not self.fields[0].required:
            raise ValueError("the first field names the entry: it is a text that is required")
        if self.by not in known or not known[self.by].required:
            raise ValueError(f"by: '{self.by}' is no required field of the register")
        if self.ends and known.get(self.ends, self.fields[0]).kind is not FieldKind.DAY:
            raise ValueError(f"ends: '{self.ends}' is no day of the register")
        if self.years and (
            known.get(self.years, self.fields[0]).kind is not FieldKind.YEARS or "year_type" not in known
        ):
            raise ValueError("years: it names a field of kind years, and year_type stands beside it")

    def field(self, key: str) -> Field:
        return next(one for one in self.fields if one.key == key)

    def status(self, key: str) -> Choice | None:
        return next((one for one in self.statuses if one.key == key), None)


@definition
class Table:
    registers: dict[str, Register]


@cache
def table() -> dict[str, Register]:
    """Every register by its key, in the table's order."""
    return read("governance", "registers", Table).registers


def years_of(text: str) -> tuple[int, int] | None:
    """The first and the last year of “2017-2020”, “2017 to 2020”, “2017/20” or “2017”; None for anything else."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:\s*(?:-|–|/|to)\s*((?:19|20)?\d\d))?", text.strip())
    if not found:
        return None
    first = int(found[1])
    last = first if found[2] is None else int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    return (first, last) if first <= last else None


def period_of(text: str, year_type: str) -> tuple[date, date] | None:
    """From which day until before which a period of years runs. “2017-2020” is four calendar years, and three financial ones: those are named by the years in which they begin and end."""
    years = years_of(text)
    if years is None:
        return None
    first, last = years
    if year_type == "calendar":
        return date(first, 1, 1), date(last + 1, 1, 1)
    return date(first, 4, 1), date(max(last, first + 1), 4, 1)


def reach(register: Register, values: Mapping[str, Any]) -> tuple[date, date | None]:
    """From which day an entry stands in the register, and the first day on which it holds no more."""
    if register.years and (period := period_of(values[register.years], values["year_type"])):
        return period
    last = values.get(register.ends) if register.ends else None
    return values[register.by], last + timedelta(days=1) if last else None


def stored(register: Register, values: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, as text: days as ISO writes them, keys as they are; what is empty is left out."""
    found = {one.key: values.get(one.key) for one in register.fields}
    return {
        key: value.isoformat() if isinstance(value, date) else str(value)
        for key, value in found.items()
        if value not in (None, "")
    }


def typed(register: Register, held: Mapping[str, str]) -> dict[str, Any]:
    """What is stored, as a form takes it."""
    return {one.key: _typed(one, held.get(one.key, "")) for one in register.fields}


def _typed(one: Field, text: str) -> Any:
    if one.kind is FieldKind.DAY:
        return date.fromisoformat(text) if text else None
    if one.kind is FieldKind.NUMBER:
        return int(text) if text else None
    return text
