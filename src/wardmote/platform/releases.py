"""Which release's tables the register has: forward to this code's, back to an earlier release's, and never served when they differ."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.migrations.operations import AddField
from psycopg import sql

from wardmote.engine.errors import WardmoteError
from wardmote.platform import aside, register
from wardmote.platform.light_states import drawn_lightly
from wardmote.words import gettext as _

FILE = Path(__file__).with_name("releases.toml")


class OtherTables(WardmoteError):
    """The register's tables are not this code's: older, or newer."""


class NoWayBack(WardmoteError):
    """The tables cannot be taken back there: nothing was changed."""


@dataclass(frozen=True)
class Release:
    """A release, the last migration of each app that it had, and apps that it does not know whose tables stay as far as they can on the way back to it."""

    version: str
    leaves: dict[str, str]
    stays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What the tables lack of this code (`wanting`), and what they have that it does not know (`unknown`): "app name" each."""

    wanting: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Back:
    """The way to an earlier release: migrations to be undone in order, tables and columns that go with them, tables whose rows are set aside, apps whose tables stay."""

    release: Release
    steps: tuple[Any, ...]
    targets: tuple[tuple[str, str | None], ...]
    tables: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    aside: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Rows of a table that stays, which a step back changes: what they say now, and what they will; nothing when other rows stand for them there."""

    table: str
    now: str
    then: str
    rows: int


def releases() -> tuple[Release, ...]:
    """Every release, oldest first."""
    return tuple(
        Release(one["version"], dict(one["leaves"]), tuple(one.get("stays", ())))
        for one in tomllib.loads(FILE.read_text())["release"]
    )


def release(version: str) -> Release:
    """The release of this version. Raises NoWayBack."""
    known = {one.version: one for one in releases()}
    if version not in known:
        raise NoWayBack(
            _("there is no release {version}; there are {known}").format(version=version, known=", ".join(known))
        )
    return known[version]


def _executor() -> Any:
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def difference() -> Difference:
    """How the register's tables differ from this code's."""
    loader = _executor().loader
    applied, known = set(loader.applied_migrations), set(loader.disk_migrations)
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    return Difference(
        tuple(f"{app} {name}" for app, name in sorted(set(loader.graph.nodes) - applied)),
        tuple(f"{app} {name}" for app, name in sorted(applied - known - replaced)),
    )


def refuse_newer() -> None:
    """Raise OtherTables when the tables are of a newer release."""
    unknown = difference().unknown
    if unknown:
        said = _(
            "the register's tables are newer than this Wardmote (they have {first}): install the newer one, or roll back with it"
        )
        raise OtherTables(said.format(first=unknown[0]))


def refuse_other() -> None:
    """Raise OtherTables unless the register's tables are exactly this code's: nothing is served over others."""
    refuse_newer()
    wanting = difference().wanting
    if not _executor().loader.applied_migrations:
        raise OtherTables(_("the register has no tables yet: 'wardmote migrate' makes them"))
    if wanting:
        said = _(
            "the register's tables are older than this Wardmote (they lack {first}): take a backup, then 'wardmote migrate'"
        )
        raise OtherTables(said.format(first=wanting[0]))


def before_serving() -> None:
    """Raise OtherTables unless the tables are this code's; leave no connection behind. DJANGO_SETTINGS_MODULE must be set."""
    import django

    django.setup()
    try:
        refuse_other()
    finally:
        connection.close()


def plan() -> Iterator[str]:
    """What `wardmote migrate` would do, a line each."""
    executor = _executor()
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield described(migration)


def described(migration: Any) -> str:
    """A migration in words."""
    did = "; ".join(operation.describe() for operation in migration.operations[:4])
    more = len(migration.operations) - 4
    return f"{migration.app_label} {migration.name}: {did}" + (f"; +{more}" if more > 0 else "")


def back(version: str) -> Back:
    """The way back to a release. Raises NoWayBack when one of its steps cannot be undone, or the tables are older already."""
    wanted, executor = release(version), _executor()
    apps = {app for app, _name in executor.loader.applied_migrations}
    fresh = sorted(app for app in apps - set(wanted.leaves) if app in executor.loader.migrated_apps)
    stuck = {app for app in fresh if not _reversible(executor.migration_plan([(app, None)]), app)}
    gone = tuple((app, None) for app in fresh if app not in stuck and app not in wanted.stays)
    targets = (*wanted.leaves.items(), *gone)
    steps = executor.migration_plan(targets)
    if any(not backwards for _migration, backwards in steps):
        raise NoWayBack(_("the register's tables are older than release {version}").format(version=version))
    undone = tuple(migration for migration, _backwards in steps)
    _refuse_stuck(undone, stuck)
    applied = set(executor.loader.applied_migrations) - {(one.app_label, one.name) for one in undone}
    left = tuple(app for app in fresh if any(app == name for name, _migration in applied))
    set_aside = tuple(one.table for step in undone for one in step.operations if isinstance(one, aside.SetAside))
    return Back(
        wanted, undone, targets, tuple(_made(executor, undone)), tuple(_added(executor, undone)), set_aside, left
    )


def _refuse_stuck(undone: tuple[Any, ...], apps: set[str]) -> None:
    """Raise NoWayBack when one of the steps cannot be undone."""
    for migration in undone:
        if migration.app_label in apps or not all(operation.reversible for operation in migration.operations):
            said = _("{migration} cannot be undone: restore the backup that was taken before it")
            raise NoWayBack(said.format(migration=f"{migration.app_label} {migration.name}"))


def _reversible(steps: Any, app: str) -> bool:
    """Whether what an app itself did can be undone."""
    operations = (one for migration, _backwards in steps if migration.app_label == app for one in migration.operations)
    return all(operation.reversible for operation in operations)


def _made(executor: Any, undone: tuple[Any, ...]) -> Iterator[str]:
    """The tables that the migrations made, and that go when they are undone."""
    for migration in undone:
        state = executor.loader.project_state((migration.app_label, migration.name))
        before = executor.loader.project_state((migration.app_label, migration.name), at_end=False)
        for key in sorted(set(state.models) - set(before.models)):
            if key[0] == migration.app_label:
                model = state.models[key]
                yield str(model.options.get("db_table") or f"{key[0]}_{key[1]}")


def _added(executor: Any, undone: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """The columns that go from tables that stay."""
    made = set(_made(executor, undone))
    for migration in undone:
        state = executor.loader.project_state((migration.app_label, migration.name))
        for operation in migration.operations:
            if isinstance(operation, AddField):
                model = state.apps.get_model(migration.app_label, operation.model_name)
                if model._meta.db_table not in made:
                    yield model._meta.db_table, model._meta.get_field(operation.name).column


def roll_back(way: Back, first: Callable[[], None] = lambda: None) -> None:
    """Do what comes `first` and undo the steps, all in one transaction. Call inside `register.as_owner`. What the tables of later releases held goes with them."""
    with transaction.atomic():
        first()
        with connection.cursor() as cursor:
            cursor.execute(aside.CHECKED)
        with drawn_lightly():
            _executor().migrate(list(way.targets))


def changes(way: Back) -> list[Change]:
    """The rows of tables that stay which the steps change."""
    questions = (
        getattr(getattr(operation, "reverse_code", None), "foretells", None)
        for step in way.steps
        for operation in step.operations
    )
    with _reader() as reader:
        return [Change(*row) for one in questions if one for row in reader.execute(one).fetchall() if row[-1]]


def values(way: Back) -> dict[tuple[str, str], int]:
    """How many values there are in the columns that go."""
    counted = "SELECT count({}) FROM {}"
    with _reader() as reader:
        found = {
            (table, column): reader.execute(
                sql.SQL(counted).format(sql.Identifier(column), sql.Identifier(table))
            ).fetchone()
            for table, column in way.columns
        }
    return {place: int(row[0]) for place, row in found.items() if row and row[0]}


def _reader() -> psycopg.Connection:
    """A connection that sees every row: the keeper's, else the owner's at its upkeep."""
    return register.keeper_connection() if register.urls().keeper else register.owner_connection()


def rows(tables: tuple[str, ...]) -> dict[str, int]:
    """How many rows there are in those tables that exist."""
    with _reader() as reader:
        present = {name for (name,) in reader.execute("SELECT relname FROM pg_class WHERE relkind = 'r'").fetchall()}
        found = {}
        for table in tables:
            if table in present:
                row = reader.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
                found[table] = int(row[0]) if row else 0
    return found
