"""A register is put back to exactly what it was, or is said not to be fit for another test."""

from collections.abc import Iterator

import psycopg
import pytest

from tests import cast as standing_cast
from tests.registers import SEQUENCES, Kept


@pytest.fixture
def kept(cast, database, register_server) -> Kept:
    """The register with the cast in it, as a test finds it."""
    return Kept(database, register_server.address("postgres", database))


@pytest.fixture
def superuser(database, register_server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(register_server.address("postgres", database), autocommit=True) as connection:
        yield connection


def held(address: str, kept: Kept) -> list[object]:
    """Every row of every table, and where every sequence stands."""
    with psycopg.connect(address, autocommit=True) as connection:
        rows = [
            (table, sorted(map(repr, connection.execute(f"SELECT {columns} FROM {table}"))))  # type: ignore[call-overload]
            for table, columns in kept.tables.values()
        ]
        return [*rows, sorted(connection.execute(SEQUENCES))]


def test_what_was_written_changed_and_deleted_is_taken_back(kept, superuser):
    before = held(kept.address, kept)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE accounts_member SET name = 'Somebody Else'")
    superuser.execute("DELETE FROM accounts_role WHERE ctid = (SELECT min(ctid) FROM accounts_role)")
    superuser.execute("DELETE FROM audit_event")
    superuser.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    superuser.execute("SELECT nextval('auth_group_id_seq'), nextval('django_migrations_id_seq')")
    assert len({repr(part) for part in held(kept.address, kept)} - {repr(part) for part in before}) == 5
    assert kept.put_back()
    assert held(kept.address, kept) == before
    assert kept.put_back()
    assert held(kept.address, kept) == before, "what was filled in again is known as the first state"


def test_whoever_is_still_connected_is_put_out_and_leaves_nothing(kept, register_server):
    before = held(kept.address, kept)
    with psycopg.connect(kept.address) as lingering:
        lingering.execute("DELETE FROM accounts_member")
        assert kept.put_back()
        with pytest.raises(psycopg.OperationalError):
            lingering.commit()
    assert held(kept.address, kept) == before


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE extra (id int)",
        "DROP TABLE django_session",
        "ALTER TABLE accounts_member ALTER COLUMN name DROP NOT NULL",
        "ALTER TABLE audit_event DISABLE TRIGGER written_once",
        "ALTER TABLE accounts_member DISABLE ROW LEVEL SECURITY",
        "ALTER FUNCTION audit_unsealed STABLE",
        "GRANT SELECT ON django_session TO PUBLIC",
        "GRANT SELECT (session_key) ON django_session TO PUBLIC",
        "ALTER DATABASE {name} SET work_mem = '5MB'",
        "GRANT CONNECT ON DATABASE {name} TO PUBLIC",
        "ALTER TABLE accounts_member ALTER COLUMN name SET DEFAULT 'x'",
    ],
)
def test_a_register_whose_structure_was_changed_is_not_kept(kept, superuser, change):
    superuser.execute(change.format(name=kept.name))
    assert not kept.put_back()


def test_a_register_is_made_anew_once_in_a_while(kept, monkeypatch):
    monkeypatch.setattr("tests.registers.LONGEST", 2)
    assert [kept.put_back(), kept.put_back()] == [True, False]


def test_the_cast_is_found_as_it_was_assembled(cast):
    assert standing_cast.gathered() == cast
    assert cast.standing(cast.manager).hat
