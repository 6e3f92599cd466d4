"""What a value must be, by the kind of its column: text in, typed columns and faults out. All of it vectorised.

A blank field is a null. Each check looks at distinct values where there are few of them, at all where there are many.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from wardmote.engine.periods import Month
from wardmote.engine.sources.definition import Column, Source, forces

LSOA = re.compile(r"[EWS]01[0-9]{6}")
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
CRIME_ID = r"^[0-9a-fA-F]{64}$"
MOMENT = "%Y-%m-%dT%H:%M:%S%:z"
HOME = "Europe/London"


@dataclass(frozen=True)
class Expected:
    """What the file's name promises of its rows."""

    source: Source
    force: str
    month: Month


@dataclass(frozen=True)
class Asked:
    """One column of a file: its values as text, what its definition says of it, what the file's name promises."""

    values: pl.Series
    column: Column
    expected: Expected

    @property
    def published(self) -> str:
        return self.column.published


@dataclass(frozen=True)
class Fault:
    """Rows that may not count (a mask over all rows), and why."""

    rows: pl.Series
    reason: str


@dataclass
class Checked:
    """Typed columns and the faults found while typing them."""

    columns: list[pl.Series] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, rows: pl.Series, reason: str) -> None:
        """Note the rows for which the mask is true; none, no fault."""
        if rows.any():
            self.faults.append(Fault(rows.fill_null(value=False), reason))

    def fault_values(self, values: pl.Series, right: Callable[[str], bool], reason: str) -> None:
        """Note the rows whose value is there and is not `right`, asking once for each distinct value."""
        wrong = [value for value in values.unique() if value is not None and not right(value)]
        if wrong:
            self.fault(values.is_in(wrong), reason)


def _text(asked: Asked, found: Checked) -> None:
    found.columns.append(asked.values)


def _crime_id(asked: Asked, found: Checked) -> None:
    found.fault(~asked.values.str.contains(CRIME_ID), f"{asked.published} is not 64 hexadecimal digits")
    found.columns.append(asked.values)


def _month(asked: Asked, found: Checked) -> None:
    def is_month(text: str) -> bool:
        return MONTH.fullmatch(text) is not None

    def is_ours(text: str) -> bool:
        return not is_month(text) or text == str(asked.expected.month)

    found.fault_values(asked.values, is_month, f"{asked.published} is not a month written as YYYY-MM")
    found.fault_values(asked.values, is_ours, f"{asked.published} contradicts the file's name ({asked.expected.month})")


def _reporter(asked: Asked, found: Checked) -> None:
    force = forces()[asked.expected.force]
    words = force.key.replace("-", " ")

    def is_ours(text: str) -> bool:
        plain = text.lower().replace("&", "and").replace("-", " ")
        return text in force.published or re.search(rf"\b{words}\b", plain) is not None

    found.fault_values(asked.values, is_ours, f"{asked.published} contradicts the file's name ({asked.expected.force})")
    found.columns.append(asked.values)


def _degrees(limit: float) -> Callable[[Asked, Checked], None]:
    def check(asked: Asked, found: Checked) -> None:
        degrees = asked.values.cast(pl.Float64, strict=False)
        outside = ~degrees.is_between(-limit, limit).fill_null(value=False)
        found.fault(
            outside & asked.values.is_not_null(), f"{asked.published} is not a number from {-limit:g} to {limit:g}"
        )
        found.columns.append(degrees)

    return check


def _lsoa(asked: Asked, found: Checked) -> None:
    reason = f"{asked.published} is not an area code such as E01012607"
    found.fault_values(asked.values, lambda text: LSOA.fullmatch(text) is not None, reason)
    found.columns.append(asked.values)


def _category(asked: Asked, found: Checked) -> None:
    labels = pl.Enum(list(asked.expected.source.codes))
    code_of = pl.Series("category", list(asked.expected.source.codes.values()), dtype=pl.Int16)
    coded = code_of.gather(asked.values.cast(labels, strict=False).to_physical())
    if asked.expected.source.new_categories == "reject":
        found.fault(coded.is_null() & asked.values.is_not_null(), f"{asked.published} is not one that is known")
    found.columns += [asked.values, coded]


def _moment(asked: Asked, found: Checked) -> None:
    """Universal time as published; the day and time kept are London's, where the month of the file's name is told."""
    moments = asked.values.str.to_datetime(MOMENT, time_unit="us", strict=False).dt.convert_time_zone(HOME)
    found.fault(
        moments.is_null() & asked.values.is_not_null(), f"{asked.published} is not a moment written as ISO 8601"
    )
    month = moments.dt.year().cast(pl.Int32) * 100 + moments.dt.month()
    found.fault(
        month != asked.expected.month.yyyymm, f"{asked.published} contradicts the file's name ({asked.expected.month})"
    )
    found.columns += [moments.dt.date().alias("occurred_on"), moments.dt.time().alias("occurred_at")]


def _boolean(asked: Asked, found: Checked) -> None:
    found.fault_values(asked.values, {"True", "False"}.__contains__, f"{asked.published} is neither True nor False")
    found.columns.append((asked.values == "True").alias(asked.values.name))


KINDS: dict[str, Callable[[Asked, Checked], None]] = {
    "text": _text,
    "crime-id": _crime_id,
    "month": _month,
    "reporter": _reporter,
    "longitude": _degrees(180),
    "latitude": _degrees(90),
    "lsoa": _lsoa,
    "category": _category,
    "moment": _moment,
    "boolean": _boolean,
}


def check(raw: pl.DataFrame, expected: Expected) -> Checked:
    """Type the columns of `raw` (text, named as in the lake) and note what may not count, column by column."""
    found = Checked()
    for column in expected.source.column:
        values = raw[column.name]
        if column.required:
            found.fault(values.is_null(), f"{column.published} is blank")
        KINDS[column.kind](Asked(values, column, expected), found)
    if {"longitude", "latitude"} <= set(raw.columns):
        half = raw["longitude"].is_null() ^ raw["latitude"].is_null()
        found.fault(half, "Longitude and Latitude are not both there")
    return found
