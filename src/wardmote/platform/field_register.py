"""The field register: what every column of every installed table holds, why, for how long, and who has a right to see it.

One TOML file for each app in definitions/fields, third-party apps included, and one (`tables`) for tables that no model stands for. A table of earlier versions (django-pghistory) has no
entry of its own: it is classified as the table whose versions it keeps. Nothing here touches the database.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from wardmote.definitions import definition, keys, read
from wardmote.words import gettext as _

KIND = "fields"
HISTORY = "history"  # the retention class of earlier versions
MODELLESS = "tables"  # the file of tables that no model stands for, by their names in the database


class Level(StrEnum):
    """How dangerous a field is in the wrong hands."""

    OPEN = "open"  # says nothing about a person
    PERSONAL = "personal"  # is about somebody who can be told from it
    SPECIAL = "special"  # UK GDPR Articles 9 and 10: health, race, belief, sexual life, offences
    PROTECTED = "protected"  # could cost somebody their safety, or open the system


class Access(StrEnum):
    """Whether a person who asks for their data gets this field."""

    YES = "yes"
    NO = "no"
    THIRD_PARTY = "third-party"  # about another person too: Data Protection Act 2018 schedule 2 paragraph 16


class Rows(StrEnum):
    """What decides who sees a row."""

    GUARDED = "guarded"  # a forced policy of row-level security
    OPEN = "open"  # everybody who signs in: nothing about a person is in it
    EXEMPT = "exempt"  # needed before anybody is known; `because` says why
    NO_TABLE = "no-table"  # there is nothing in the database to guard


@definition
class Field:
    """One column. `access`: whether it belongs into the answer to a subject access request."""

    level: Level
    access: Access
    remark: str = ""


@definition
class Table:
    """One table: what it is for and the class of each of its columns. `open` names the columns that say nothing about a person.

    `unused`: it comes with a part made by others, and nothing is ever written into it.
    """

    label: str
    purpose: str
    activity: str
    basis: str
    retention: str
    rows: Rows
    because: str = ""
    unused: bool = False
    open: tuple[str, ...] = ()
    fields: dict[str, Field] | None = None

    @property
    def columns(self) -> dict[str, Field]:
        """Every classified column."""
        return dict.fromkeys(self.open, OPEN) | (self.fields or {})

    @property
    def personal(self) -> bool:
        """Whether anything in it is about a person."""
        return any(field.level is not Level.OPEN for field in self.columns.values())

    @property
    def told(self) -> bool:
        """Whether people must be told of it: it holds something about them, now or one day."""
        return self.personal and not self.unused and self.rows is not Rows.NO_TABLE


OPEN = Field(level=Level.OPEN, access=Access.NO)
VERSION = {  # the columns that the history adds to those of the table it follows (see audit.history)
    "asked_by": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
    "asked_in": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
    "pgh_id": OPEN,
    "pgh_created_at": OPEN,
    "pgh_label": OPEN,
    "pgh_obj": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
    "pgh_obj_id": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
    "pgh_context": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
    "pgh_context_id": Field(level=Level.PERSONAL, access=Access.THIRD_PARTY),
}


@definition
class AppTables:
    """One file of the register: the tables of one app, by the names of their models."""

    models: dict[str, Table]


@definition
class Retention:
    """How long something is kept, from when on, what happens then, and who or what does it."""

    label: str
    period: str
    start: str
    afterwards: str
    done_by: str


@definition
class RetentionSchedule:
    classes: dict[str, Retention]


@definition
class Basis:
    """Why processing is lawful, in words and in law."""

    label: str
    law: str


@definition
class Bases:
    bases: dict[str, Basis]


@definition
class Activity:
    """A processing activity of the record that UK GDPR Article 30 asks for."""

    label: str
    purpose: str
    subjects: str
    recipients: str


@definition
class Activities:
    activities: dict[str, Activity]


@cache
def retention() -> dict[str, Retention]:
    """The retention classes, by key."""
    return read("retention", "classes", RetentionSchedule).classes


@cache
def bases() -> dict[str, Basis]:
    """The lawful bases, by key."""
    return read("processing", "bases", Bases).bases


@cache
def activities() -> dict[str, Activity]:
    """The processing activities, by key."""
    return read("processing", "activities", Activities).activities


@cache
def written() -> dict[str, Table]:
    """Every table that the register describes, by the label of its model such as ``accounts.Member``; of installed apps alone."""
    installed = {config.label for config in apps.get_app_configs()}
    files = {app: read(KIND, app, AppTables) for app in keys(KIND) if app in installed}
    return {f"{app}.{name}": table for app, file in files.items() for name, table in file.models.items()}


@cache
def modelless() -> dict[str, Table]:
    """The tables that no model stands for, by their names in the database."""
    return read(KIND, MODELLESS, AppTables).models


def models() -> Iterator[type[Model]]:
    """Every installed model with columns of its own: those that join two others included, proxies not."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield model


def table_of(model: type[Model]) -> Table | None:
    """What the register says of a model's table; None when it says nothing. Earlier versions are as the table they are versions of."""
    found = written().get(model._meta.label)
    tracked: Any = getattr(model, "pgh_tracked_model", None)
    if found is not None or tracked is None:
        return found
    original = written().get(tracked._meta.label)
    return _version_of(original, columns(model)) if original else None


def _version_of(table: Table, there: tuple[str, ...]) -> Table:
    known = table.columns | VERSION
    fields = {name: known[name] for name in there if name in known}
    return Table(
        label=_("Earlier versions: {table}").format(table=_(table.label)),
        purpose=_("What a row was before it was changed or deleted, and when."),
        activity="accountability",
        basis="legal-duty",
        retention=HISTORY,
        rows=Rows.GUARDED,
        fields=fields,
    )


def columns(model: type[Model]) -> tuple[str, ...]:
    """The names of a model's own columns, as its fields are called. A key made of two columns is no third one."""
    return tuple(field.name for field in model._meta.local_fields if field.concrete)


def classes_of(model: type[Model]) -> dict[str, Field]:
    """The class of each column of a model. Raises KeyError for a model that the register does not know."""
    table = table_of(model)
    if table is None:
        raise KeyError(model._meta.label)
    return table.columns


def register() -> dict[str, Table]:
    """Everything installed that is described, by the label of its model (or the name of a table without one), in the order of apps."""
    found = {model._meta.label: table_of(model) for model in models()}
    return {label: table for label, table in found.items() if table is not None} | modelless()


def personal_tables() -> dict[str, Rows]:
    """The tables of the database that hold something about a person, and what decides who sees their rows."""
    return {name: table.rows for name, table in tables().items() if table.personal}


def tables() -> dict[str, Table]:
    """What is said of each table of the database, by its name there."""
    found = {model._meta.db_table: table for model in models() if (table := table_of(model))}
    return {name: table for name, table in (found | modelless()).items() if table.rows is not Rows.NO_TABLE}


def faults() -> list[str]:
    """What is wrong with the register: a column or table not classified, one that does not exist, a word that nothing explains."""
    return [*_of_models(), *_of_words()]


def _of_models() -> Iterator[str]:
    here = {model._meta.label: model for model in models()}
    for label, model in here.items():
        table = table_of(model)
        if table is None:
            yield f"{label}: not in the register"
            continue
        there, said = set(columns(model)), table.columns
        yield from (f"{label}.{name}: not classified" for name in sorted(there - said.keys()))
        yield from (f"{label}.{name}: no such field" for name in sorted(said.keys() - there))
    yield from (f"{label}: no such model" for label in sorted(written().keys() - here.keys()))


def _of_words() -> Iterator[str]:
    for label, table in (written() | modelless()).items():
        if table.retention not in retention():
            yield f"{label}: no retention class {table.retention!r}"
        if table.activity not in activities():
            yield f"{label}: no activity {table.activity!r}"
        if table.basis not in bases():
            yield f"{label}: no lawful basis {table.basis!r}"
        yield from (f"{label}: {fault}" for fault in _contradictions(table))


def _contradictions(table: Table) -> Iterator[str]:
    both = set(table.open) & (table.fields or {}).keys()
    if both:
        yield f"classified twice: {', '.join(sorted(both))}"
    if table.personal and table.rows is Rows.OPEN:
        yield "holds personal data, so its rows cannot be open"
    if table.personal and table.basis == "none":
        yield "holds personal data, so it needs a lawful basis"
    if table.rows is Rows.EXEMPT and not table.because:
        yield "is exempt without saying why"
