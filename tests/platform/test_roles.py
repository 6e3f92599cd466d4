"""The application is the weaker of two roles, and refuses to run as anything stronger."""

import psycopg
import pytest
from django.db import connection

from wardmote.platform import register, roles

READ_ONLY = {
    "django_migrations",
    "audit_event",
    "audit_link",
    "audit_seal",
    "audit_about",
}  # an event is added by naming columns, the rest of the log by functions


def test_the_application_reads_every_table_and_writes_all_but_the_log_and_histories(database, as_owner):
    tables = [row[0] for row in as_owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    assert "accounts_member" in tables
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            assert cursor.fetchone() == (table != "audit_about",), table  # read through a function alone
            cursor.execute("SELECT has_table_privilege(%s, 'INSERT, UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (table not in READ_ONLY and not table.endswith("history"),), table


def test_a_table_that_comes_later_is_the_applications_to_use_too(database, as_owner):
    as_owner.execute("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, word text)")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO later (word) VALUES ('kept') RETURNING id")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "DROP TABLE accounts_member",
        "ALTER TABLE accounts_member DISABLE ROW LEVEL SECURITY",
        "TRUNCATE accounts_member",
        "DELETE FROM django_migrations",
        "CREATE ROLE friend",
        "SET ROLE wardmote_owner",
    ],
)
def test_the_application_may_not(database, statement):
    application = psycopg.connect(register.urls().application, autocommit=True)
    with application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement)


def test_nobody_else_may_connect_to_the_database(database, as_owner):
    row = as_owner.execute("SELECT has_database_privilege('public', current_database(), 'CONNECT')").fetchone()
    assert row == (False,)


def refused(address: str) -> str:
    register.use(register.Urls(address, None))
    with pytest.raises(roles.UnsafeRole) as problem:
        connection.ensure_connection()
    assert connection.connection is None
    return str(problem.value)


def test_it_does_not_start_as_the_owner(database, register_server):
    assert "'wardmote_owner' owns the database" in refused(register_server.urls(database).owner)


def test_it_does_not_start_as_a_superuser(database, register_server):
    assert "'postgres' is a superuser" in refused(register_server.address("postgres", database))


def test_it_does_not_start_as_a_role_that_bypasses_row_level_security(database, register_server):
    with in_cluster(register_server, database, "BYPASSRLS", "") as role:
        assert "may bypass row-level security" in refused(register_server.address(role, database))


def test_it_does_not_start_as_a_member_of_the_owner(database, register_server):
    with in_cluster(register_server, database, "", "IN ROLE wardmote_owner") as role:
        assert "belongs to a role that does" in refused(register_server.address(role, database))


def test_it_does_not_start_as_a_role_that_could_become_the_owner(database, register_server):
    with in_cluster(register_server, database, "NOINHERIT", "IN ROLE wardmote_owner") as role:
        assert "belongs to a role that does" in refused(register_server.address(role, database))


def test_it_does_not_start_as_a_role_that_owns_the_database_alone(database, register_server):
    with in_cluster(register_server, database, "", "") as role:
        register_server.connection.execute(f"ALTER DATABASE {database} OWNER TO {role}")
        assert "owns the database" in refused(register_server.address(role, database))
        register_server.connection.execute(f"ALTER DATABASE {database} OWNER TO wardmote_owner")


class in_cluster:  # noqa: N801 - used as a context
    """A role for one test: roles belong to the whole cluster, not to a database."""

    def __init__(self, server, database: str, power: str, membership: str) -> None:
        self.server, self.database, self.made = server, database, f"CREATE ROLE {{}} LOGIN {power} {membership}"
        self.role = f"r_{database}"

    def __enter__(self) -> str:
        self.server.connection.execute(self.made.format(self.role))
        self.server.connection.execute(f"GRANT CONNECT ON DATABASE {self.database} TO {self.role}")
        return self.role

    def __exit__(self, *problem: object) -> None:
        self.server.connection.execute(f"REVOKE ALL ON DATABASE {self.database} FROM {self.role}")
        self.server.connection.execute(f"DROP ROLE {self.role}")


def test_the_owner_is_used_inside_as_owner_and_nowhere_after(database):
    def who() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return cursor.fetchone()[0]

    assert who() == roles.APPLICATION
    with register.as_owner():
        assert who() == roles.OWNER
    assert who() == roles.APPLICATION


def test_migrating_without_the_owners_address_says_what_to_set(database):
    register.use(register.Urls(register.urls().application, None))
    with pytest.raises(register.NoOwner, match="DATABASE_OWNER_URL"):
        register.migrate()


def test_migrating_again_changes_nothing(database, as_owner):
    def applied() -> list:
        return as_owner.execute("SELECT app, name, applied FROM django_migrations ORDER BY id").fetchall()

    before = applied()
    register.migrate()
    assert applied() == before


def test_the_environment_names_the_register(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:secret@db.example:5433/ward?sslmode=require")
    register.use(None)
    try:
        assert register.connection_settings() == {
            "NAME": "ward", "USER": "app", "PASSWORD": "secret", "HOST": "db.example", "PORT": "5433",
            "OPTIONS": {"sslmode": "require"},
        }  # fmt: skip
        assert register.application_role() == "app"
        assert not register.is_embedded()
    finally:
        register.use(None)
