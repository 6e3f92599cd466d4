"""Every row of a partnership's governance, earlier versions included: for the installation's command line, which hands them over when a partnership leaves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, ForeignKey, Model

from wardmote.accounts.models import Agency, Member, Partnership
from wardmote.audit.changes import record
from wardmote.engine.errors import WardmoteError
from wardmote.governance.models import ExitPiece, Sought
from wardmote.platform import field_register
from wardmote.words import gettext as _

AT_ONCE, FILES_AT_ONCE = 2_000, 4  # rows in memory: a file may have ten megabytes


@dataclass(frozen=True)
class ColumnToldOf:
    """A column, as the data dictionary tells of it. `refers_to` is the table that it points at."""

    name: str
    kind: str
    refers_to: str
    level: str
    access: str
    remark: str


@dataclass(frozen=True)
class TableToldOf:
    """A table, what it is for, and its columns in the order of its rows."""

    name: str
    label: str
    purpose: str
    columns: tuple[ColumnToldOf, ...]


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Transactions that begin in here read everything as it was at their beginning, however long they take."""
    from psycopg import IsolationLevel

    connection.ensure_connection()
    raw: Any = connection.connection
    before, raw.isolation_level = raw.isolation_level, IsolationLevel.REPEATABLE_READ
    try:
        yield
    finally:
        if not raw.closed:  # PostgreSQL ends one that takes too long
            raw.isolation_level = before


def partnership_called(slug: str) -> tuple[UUID, str]:
    """The key and the name of the partnership with this short name. Raises WardmoteError, with those that there are, when there is none."""
    found = Partnership.objects.filter(slug=slug).values_list("pk", "name").first()
    if found is None:
        known = ", ".join(Partnership.objects.order_by("slug").values_list("slug", flat=True))
        raise WardmoteError(_("there is no partnership '{slug}'; there is {known}").format(slug=slug, known=known))
    return found


def tables() -> list[TableToldOf]:
    """Every table of governance that somebody may read, by name, earlier versions included."""
    return sorted(map(_table, _models()), key=lambda table: table.name)


def counted(partnership: UUID) -> dict[str, int]:
    """How many rows each table has of the partnership."""
    return {model._meta.db_table: _of(model, partnership).count() for model in _models()}


def rows_of(partnership: UUID, name: str) -> Iterator[Sequence[Any]]:
    """The rows of one table in the order of their keys, a few thousand at a time; of a table with files a few."""
    model = next(model for model in _models() if model._meta.db_table == name)
    fields = [field.attname for field in model._meta.local_fields]
    files = any(isinstance(field, BinaryField) for field in model._meta.local_fields)
    at_once = FILES_AT_ONCE if files else AT_ONCE
    return iter(_of(model, partnership).order_by("pk").values_list(*fields).iterator(chunk_size=at_once))


def names_of(
    members: Sequence[UUID], agencies: Sequence[UUID]
) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """What people and agencies that the rows point at are called: names alone."""
    people = Member.objects.filter(pk__in=members).order_by("pk").values_list("pk", "name")
    return list(people), list(Agency.objects.filter(pk__in=agencies).order_by("pk").values_list("pk", "name"))


def left(partnership: UUID, *, rows: int) -> None:
    """Tell the log that everything was handed over."""
    record("take-exit", kind="partnership", ids=[partnership], partnership=partnership, facts={"count": rows})


def _models() -> list[type[Model]]:
    """All but what triggers make of the others' texts, which is nobody's to read, and but the files of exits themselves."""
    return [model for model in apps.get_app_config("governance").get_models() if model not in {Sought, ExitPiece}]


def _of(model: type[Model], partnership: UUID) -> Any:
    return model._default_manager.filter(partnership_id=partnership)


def _table(model: type[Model]) -> TableToldOf:
    told = field_register.table_of(model)
    classes = field_register.classes_of(model)
    columns = tuple(_column(field, classes[field.name]) for field in model._meta.local_fields)
    label, purpose = (told.label, told.purpose) if told else ("", "")
    return TableToldOf(model._meta.db_table, _(label), _(purpose), columns)


def _column(field: Any, told: field_register.Field) -> ColumnToldOf:
    to = field.related_model._meta.db_table if isinstance(field, ForeignKey) else ""
    return ColumnToldOf(
        field.attname, field.get_internal_type(), to, told.level.value, told.access.value, _(told.remark) if told.remark else ""
    )  # fmt: skip
