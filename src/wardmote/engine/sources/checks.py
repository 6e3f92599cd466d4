"""What a value must be, by the kind of its column: text in, typed columns and faults out.

Typing and checking are Polars expressions that run in one pass over a file: most files are small, and a pass for each
check would cost more than the checks. A blank field is a null.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from wardmote.engine.periods import Month
from wardmote.engine.sources.definition import Column, Source, forces

LSOA = re.compile(r"[EWS]01[0-9]{6}")
CRIME_ID = r"^[0-9a-fA-F]{64}$"
MOMENT = "%Y-%m-%dT%H:%M:%S%:z"
HOME = "Europe/London"
FLAG = "fault {n}"


@dataclass(frozen=True)
class Expected:
    """What the file's name promises of its rows."""

    source: Source
    force: str
    month: Month


@dataclass(frozen=True)
class Fault:
    """Which rows may not count (true, false or null for no), and why."""

    rows: pl.Expr
    reason: str


@dataclass
class Plan:
    """The typed columns to make of a file's text, and the faults to look for, in the order of their weight."""

    columns: list[pl.Expr] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, rows: pl.Expr, reason: str) -> None:
        self.faults.append(Fault(rows, reason))


@dataclass(frozen=True)
class Asked:
    """One column: what its definition says of it, what the file's name promises, and the file's text."""

    column: Column
    expected: Expected
    raw: pl.DataFrame

    @property
    def values(self) -> pl.Expr:
        return pl.col(self.column.name)

    @property
    def published(self) -> str:
        return self.column.published

    def none_of(self, right: Callable[[str], bool]) -> pl.Expr:
        """True where a value is there and not `right`: asked once for each distinct value, for columns with few."""
        known = [value for value in self.raw[self.column.name].unique() if value is not None]
        wrong = [value for value in known if not right(value)]
        return self.values.is_in(wrong) if wrong else pl.lit(value=False)


def _text(asked: Asked, plan: Plan) -> None:
    plan.columns.append(asked.values)


def _crime_id(asked: Asked, plan: Plan) -> None:
    plan.fault(~asked.values.str.contains(CRIME_ID), f"{asked.published} is not 64 hexadecimal digits")
    plan.columns.append(asked.values)


def _month(asked: Asked, plan: Plan) -> None:
    """The file's name gives the month that is stored: a row may not say another."""
    month = str(asked.expected.month)
    plan.fault(asked.values != month, f"{asked.published} is not the {month} of the file's name")


def _reporter(asked: Asked, plan: Plan) -> None:
    """A name that the force is known by, or one that holds its words ("Hampshire" and more, "&" for "and")."""
    force = forces()[asked.expected.force]
    words = force.key.replace("-", " ")

    def is_ours(name: str) -> bool:
        plain = name.lower().replace("&", "and").replace("-", " ")
        return name in force.published or re.search(rf"\b{words}\b", plain) is not None

    plan.fault(asked.none_of(is_ours), f"{asked.published} is not the force of the file's name ({force.key})")
    plan.columns.append(asked.values)


def _degrees(limit: float) -> Callable[[Asked, Plan], None]:
    def check(asked: Asked, plan: Plan) -> None:
        degrees = asked.values.cast(pl.Float64, strict=False)
        inside = degrees.is_between(-limit, limit).fill_null(value=False)
        reason = f"{asked.published} is not a number from {-limit:g} to {limit:g}"
        plan.fault(~inside & asked.values.is_not_null(), reason)
        plan.columns.append(degrees)

    return check


def _lsoa(asked: Asked, plan: Plan) -> None:
    wrong = asked.none_of(lambda code: LSOA.fullmatch(code) is not None)
    plan.fault(wrong, f"{asked.published} is not an area code such as E01012607")
    plan.columns.append(asked.values)


def _category(asked: Asked, plan: Plan) -> None:
    codes = asked.expected.source.codes
    place = asked.values.cast(pl.Enum(list(codes)), strict=False).to_physical()
    if asked.expected.source.new_categories == "reject":
        plan.fault(place.is_null() & asked.values.is_not_null(), f"{asked.published} is not one that is known")
    coded = pl.lit(pl.Series("category", list(codes.values()), dtype=pl.Int16)).gather(place)
    plan.columns += [asked.values, coded]


def _moment(asked: Asked, plan: Plan) -> None:
    """Universal time as published; the day and time kept are London's, where the month of the file's name is told."""
    moments = asked.values.str.to_datetime(MOMENT, time_unit="us", strict=False).dt.convert_time_zone(HOME)
    plan.fault(moments.is_null() & asked.values.is_not_null(), f"{asked.published} is not a moment written as ISO 8601")
    month = moments.dt.year().cast(pl.Int32) * 100 + moments.dt.month()
    ours = asked.expected.month
    plan.fault(month != ours.yyyymm, f"{asked.published} is not in the {ours} of the file's name")
    plan.columns += [moments.dt.date().alias("occurred_on"), moments.dt.time().alias("occurred_at")]


def _boolean(asked: Asked, plan: Plan) -> None:
    plan.fault(~asked.values.is_in(["True", "False"]), f"{asked.published} is neither True nor False")
    plan.columns.append(asked.values == "True")


KINDS: dict[str, Callable[[Asked, Plan], None]] = {
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


def _plan(raw: pl.DataFrame, expected: Expected) -> Plan:
    plan = Plan([pl.lit(expected.force).alias("force"), pl.lit(expected.month.yyyymm, dtype=pl.Int32).alias("month")])
    for column in expected.source.column:
        if column.required:
            plan.fault(pl.col(column.name).is_null(), f"{column.published} is blank")
        KINDS[column.kind](Asked(column, expected, raw), plan)
    if {"longitude", "latitude"} <= set(raw.columns):
        half = pl.col("longitude").is_null() ^ pl.col("latitude").is_null()
        plan.fault(half, "Longitude and Latitude are not both there")
    return plan


def _reasons(raw: pl.DataFrame, faults: list[Fault]) -> pl.Series:
    """The first fault of each row; null for a row that counts."""
    told = [pl.when(fault.rows.fill_null(value=False)).then(pl.lit(fault.reason)) for fault in faults]
    return raw.select(pl.coalesce(told).alias("reason"))["reason"]


def check(raw: pl.DataFrame, expected: Expected) -> tuple[pl.DataFrame, pl.Series | None]:
    """Type the columns of `raw` (text, named as in the lake), and say of each row why it may not count.

    Returns force, month and the source's columns, and the reasons: null for a row that counts, or None when all do.
    """
    plan = _plan(raw, expected)
    flags = [FLAG.format(n=n) for n in range(len(plan.faults))]
    found = raw.select(
        *plan.columns, *(fault.rows.any().alias(flag) for fault, flag in zip(plan.faults, flags, strict=True))
    )
    raised = found.select(flags).row(0) if raw.height else ()
    faults = [fault for fault, is_there in zip(plan.faults, raised, strict=False) if is_there]
    return found.drop(flags), _reasons(raw, faults) if faults else None
