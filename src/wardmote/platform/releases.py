"""Which release's tables the register has: forward to this code's, back to an earlier release's, and never served when they differ."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from wardmote.engine.errors import WardmoteError
from wardmote.platform import register
from wardmote.words import gettext as _

FILE = Path(__file__).with_name("releases.toml")


class OtherTables(WardmoteError):
    """The register's tables are not this code's: older, or newer."""


class NoWayBack(WardmoteError):
    """The tables cannot be taken back there: nothing was changed."""


@dataclass(frozen=True)
class Release:
    """A release, and the last migration of each app that it had."""

    version: str
    leaves: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """What the tables lack of this code (`wanting`), and what they have that it does not know (`unknown`): "app name" each."""

    wanting: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Back:
    """The way to an earlier release: migrations to be undone in order, tables that go with them, and apps that are left as they are."""

    release: Release
    steps: tuple[Any, ...]
    tables: tuple[str, ...]
    left: tuple[str, ...]


def releases() -> tuple[Release, ...]:
    """Every release, oldest first."""
    return tuple(Release(one["version"], dict(one["leaves"])) for one in tomllib.loads(FILE.read_text())["release"])


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
    left = tuple(app for app in fresh if not _reversible(executor.migration_plan([(app, None)]), app))
    targets = [*wanted.leaves.items(), *((app, None) for app in fresh if app not in left)]
    steps = executor.migration_plan(targets)
    if any(not backwards for _migration, backwards in steps):
        raise NoWayBack(_("the register's tables are older than release {version}").format(version=version))
    for migration, _backwards in steps:
        stuck = [operation for operation in migration.operations if not operation.reversible]
        if stuck or migration.app_label in left:
            said = _("{migration} cannot be undone: restore the backup that was taken before it")
            raise NoWayBack(said.format(migration=f"{migration.app_label} {migration.name}"))
    undone = tuple(migration for migration, _backwards in steps)
    return Back(wanted, undone, tuple(_made(executor, undone)), left)


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


def roll_back(way: Back) -> None:
    """Undo the steps, all in one transaction. Call inside `register.as_owner`. What the tables of later releases held goes with them."""
    executor = _executor()
    gone = {migration.app_label for migration in way.steps} - set(way.release.leaves)
    targets = [*way.release.leaves.items(), *((app, None) for app in sorted(gone))]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        executor.migrate(targets)


def rows(tables: tuple[str, ...]) -> dict[str, int]:
    """How many rows there are in those tables that exist, as the keeper counts them, else as the owner at its upkeep."""
    from psycopg import sql

    opened = register.keeper_connection() if register.urls().keeper else register.owner_connection()
    with opened as reader:
        present = {name for (name,) in reader.execute("SELECT relname FROM pg_class WHERE relkind = 'r'").fetchall()}
        found = {}
        for table in tables:
            if table in present:
                row = reader.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
                found[table] = int(row[0]) if row else 0
    return found
