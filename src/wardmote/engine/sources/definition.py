"""What a source is: a TOML definition read into frozen dataclasses."""

from functools import cache
from typing import Literal

from wardmote.definitions import definition, fingerprint, read
from wardmote.engine.geography import PoliceForce, police_forces
from wardmote.engine.periods import Month

KIND = "sources"

ColumnKind = Literal[
    "crime-id", "month", "reporter", "text", "longitude", "latitude", "lsoa", "category", "moment", "boolean"
]
Derived = Literal["cube", "totals", "repeats"]


@definition
class Column:
    """One published column, what it is called in the lake, and what its values must be."""

    published: str
    name: str
    kind: ColumnKind
    required: bool = False


@definition
class Category:
    """One published category. `code` is in the lake's files for ever; `key` is for people and programs.

    `first` and `last` are the months (``YYYY-MM``) in which the publisher used it, where known.
    """

    code: int
    key: str
    published: tuple[str, ...]
    first: str | None = None
    last: str | None = None

    @property
    def first_month(self) -> Month | None:
        return Month.parse(self.first) if self.first else None

    @property
    def last_month(self) -> Month | None:
        return Month.parse(self.last) if self.last else None


@definition
class Source:
    """A published dataset. `suffix` ends its files' names; `derive` says which derived tables the lake keeps of it."""

    title: str
    suffix: str
    publisher: str
    licence: str
    attribution: str
    revisions: str
    rows_are: str
    derive: tuple[Derived, ...]
    column: tuple[Column, ...]
    category: tuple[Category, ...]
    new_categories: Literal["reject", "keep"] = "reject"

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' published names, in published order."""
        return tuple(column.published for column in self.column)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in the lake, in published order."""
        return tuple(column.name for column in self.column)

    @property
    def codes(self) -> dict[str, int]:
        """Published label to code."""
        return {label: category.code for category in self.category for label in category.published}

    def column_of(self, kind: ColumnKind) -> Column | None:
        return next((column for column in self.column if column.kind == kind), None)


@definition
class Forces:
    force: tuple[PoliceForce, ...]


@cache
def described(key: str) -> Source:
    """The definition of a source, such as ``police-uk-street``. Raises BadDefinition."""
    return read(KIND, key, Source)


def version(key: str) -> str:
    """Changes with any change to what counts as a row: a file read under another version is read again."""
    return fingerprint(KIND, key)


@cache
def forces() -> dict[str, PoliceForce]:
    """The police forces that publish, by slug: those of the packaged geography and those beyond it."""
    beyond = read(f"{KIND}/forces", "police-uk", Forces).force
    return {force.key: force for force in sorted((*police_forces(), *beyond), key=lambda force: force.key)}
