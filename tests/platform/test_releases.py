"""Forward from an earlier release's tables and back to them, with the rows that were there; and nothing is served over other tables than the code's."""

import secrets
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from wardmote.platform import embedded, register, releases
from wardmote.platform.releases import NoWayBack, OtherTables

FIRST = releases.release("0.1.0")
PEOPLE = """
    INSERT INTO accounts_member (id, password, email, name, is_active, recorded_at)
    VALUES ('00000000-0000-7000-8000-000000000001', '', 'sam@example.org', 'Sam Sample', true, now());
    INSERT INTO accounts_partnership (id, name, slug, recorded_at) VALUES ('00000000-0000-7000-8000-000000000002', 'Southfold', 'southfold', now());
    INSERT INTO accounts_agency (id, name, slug, kind, recorded_at) VALUES ('00000000-0000-7000-8000-000000000003', 'Council', 'council', 'council', now());
    INSERT INTO accounts_grant (id, role, valid_from, recorded_at, agency_id, member_id, partnership_id)
    SELECT ('00000000-0000-7000-8000-00000000010' || n)::uuid, role, '2026-01-01', now(),
           '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'
      FROM unnest(ARRAY['manager', 'analyst']) WITH ORDINALITY AS r (role, n);
"""


@pytest.fixture(scope="module")
def first(register_server, django_db_blocker):
    """The name of a register as the first release left it, with somebody in it: tests get copies."""
    name = f"first_{secrets.token_hex(4)}"
    embedded.prepare(register_server.server, name)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        with register.as_owner():
            MigrationExecutor(connection).migrate(list(FIRST.leaves.items()))
        superuser.execute(PEOPLE)
    yield name
    register_server.drop(name)


@pytest.fixture(scope="module")
def forward(first, register_server, django_db_blocker):
    """The name of the same register, brought forward to this release's tables."""
    name = register_server.clone(first)
    with talking_to(register_server, name, django_db_blocker):
        register.migrate()
    yield name
    register_server.drop(name)


@contextmanager
def talking_to(register_server, name, blocker):
    """This process talks to that register; a superuser's connection to it."""
    register_server.connection.execute(f"GRANT CONNECT ON DATABASE {name} TO wardmote_keeper")
    connections.close_all()
    urls = register_server.urls(name)
    register.use(register.Urls(urls.application, urls.owner, register_server.address("wardmote_keeper", name)))
    with blocker.unblock():
        with psycopg.connect(register_server.address("postgres", name), autocommit=True) as superuser:
            yield superuser
        connections.close_all()
    register.use(None)


@pytest.fixture
def old(first, register_server, django_db_blocker):
    """A register of the test's own, as the first release left it; a superuser's connection."""
    name = register_server.clone(first)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        yield superuser
    register_server.drop(name)


@pytest.fixture
def today(forward, register_server, django_db_blocker):
    """The same with this release's tables."""
    name = register_server.clone(forward)
    with talking_to(register_server, name, django_db_blocker) as superuser:
        yield superuser
    register_server.drop(name)


def held(superuser) -> dict[str, list]:
    return {
        "members": superuser.execute("SELECT id, email, name, recorded_at FROM accounts_member ORDER BY id").fetchall(),
        "partnerships": superuser.execute("SELECT id, name, slug FROM accounts_partnership ORDER BY id").fetchall(),
        "agencies": superuser.execute("SELECT id, name, slug, kind FROM accounts_agency ORDER BY id").fetchall(),
    }


def grants(superuser, column: str) -> list:
    return superuser.execute(f"SELECT id, {column}, valid_from, member_id FROM accounts_grant ORDER BY id").fetchall()


def tables(superuser) -> set[str]:
    return {
        name
        for (name,) in superuser.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
    }


def way_back() -> releases.Back:
    with register.as_owner():
        return releases.back("0.1.0")


def test_a_register_of_the_first_release_goes_forward_to_now_and_back_and_forward_again_with_its_rows(old):
    before, roles, first = held(old), grants(old, "role"), tables(old)
    register.migrate()
    assert held(old) == before
    assert grants(old, "role") == roles
    now = tables(old)
    way = way_back()
    with register.as_owner():
        releases.roll_back(way)
    assert held(old) == before
    assert grants(old, "role") == roles
    left = {table for table in now if table.split("_")[0] in way.left}
    assert tables(old) == first | left
    register.migrate()
    assert held(old) == before
    assert grants(old, "role") == roles
    assert tables(old) == now
    releases.refuse_other()


def test_what_a_rollback_takes_with_it_is_said_with_its_rows(today):
    way = way_back()
    found = releases.rows(way.tables)
    assert {"audit_event", "accounts_role"} <= set(found)
    assert found["accounts_role"] > 5
    assert not set(found) & {"accounts_member", "accounts_grant", "django_session"}


def test_a_rollback_that_fails_half_way_changes_nothing(today, monkeypatch):
    before, now, way = held(today), tables(today), way_back()
    real, undone = MigrationExecutor.unapply_migration, []

    def failing(self, state, migration, fake=False):
        undone.append(migration)
        if len(undone) == 5:
            raise RuntimeError("the power is gone")
        return real(self, state, migration, fake)

    monkeypatch.setattr(MigrationExecutor, "unapply_migration", failing)
    with pytest.raises(RuntimeError), register.as_owner():
        releases.roll_back(way)
    assert tables(today) == now
    assert held(today) == before
    releases.refuse_other()


def test_nothing_is_served_over_tables_that_are_newer(today):
    releases.refuse_other()
    today.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0001_initial', now())")
    for refuse in (releases.refuse_other, releases.refuse_newer):
        with pytest.raises(OtherTables, match=r"are newer than this Wardmote \(they have casework 0001_initial\)"):
            refuse()
    assert list(releases.plan()) == []


def test_nothing_is_served_over_tables_that_are_older(old):
    with pytest.raises(
        OtherTables,
        match=r"are older than this Wardmote \(they lack .*take a backup, then 'wardmote migrate'",
    ):
        releases.refuse_other()
    releases.refuse_newer()


def test_the_plan_says_in_words_what_would_be_done(old):
    with register.as_owner():
        lines = list(releases.plan())
    assert any(line.startswith("audit 0001_initial: Create model Event") for line in lines)


def test_a_release_that_there_is_not_and_tables_that_are_older_already_are_said(old, monkeypatch):
    with pytest.raises(NoWayBack, match=r"there is no release 9\.9; there are 0\.1\.0"):
        releases.release("9.9")
    newer = releases.Release("0.2.0", {**FIRST.leaves, "accounts": "0002_roles_credentials_invitations"})
    monkeypatch.setattr(releases, "releases", lambda: (newer,))
    with register.as_owner(), pytest.raises(NoWayBack, match=r"older than release 0\.2\.0"):
        releases.back("0.2.0")


def test_a_migration_that_cannot_be_undone_is_named_before_anything_is_undone(today, monkeypatch):
    operation = MigrationLoader(None).get_migration("accounts", "0002_roles_credentials_invitations").operations[0]
    monkeypatch.setattr(type(operation), "reversible", False)
    with pytest.raises(NoWayBack, match="cannot be undone: restore the backup that was taken before it"):
        way_back()


def test_every_migration_of_ours_can_be_undone():
    loader = MigrationLoader(None)
    ours = [migration for migration in loader.disk_migrations.values() if migration.__module__.startswith("wardmote.")]
    assert len(ours) > 3
    stuck = [
        f"{one.app_label} {one.name}: {op.describe()}" for one in ours for op in one.operations if not op.reversible
    ]
    assert stuck == []


def test_every_release_names_migrations_that_there_are():
    known = set(MigrationLoader(None).disk_migrations)
    for one in releases.releases():
        assert {(app, name) for app, name in one.leaves.items()} <= known
