"""Registers that tests write into and that are put back to their first state afterwards.

Making a database costs a file for each of some thousand tables and indices, and more time than most tests. So each worker keeps one register of a kind and takes back what a
test wrote: rows of the tables it touched, and sequences. A test that changes the structure (a migration, a dropped trigger, a grant) is noticed by the catalogue's own row
versions, and its register is not kept.
"""

from collections.abc import Iterable

import psycopg
from psycopg import sql

LONGEST = 150  # so many tests until a register is made anew: deleted rows leave their space behind
PATIENCE_MS = 20_000

CATALOGUE = (
    "pg_class", "pg_attrdef", "pg_cast", "pg_collation", "pg_constraint", "pg_default_acl", "pg_enum", "pg_event_trigger", "pg_extension", "pg_index", "pg_policy", "pg_proc",
    "pg_publication", "pg_rewrite", "pg_sequence", "pg_statistic_ext", "pg_trigger", "pg_type",
)  # fmt: skip
VERSIONS = "SELECT count(*), sum(xmin::text::bigint) FROM {table} {where}"
DATABASE = """
    SELECT datdba::text, datacl::text, datallowconn::text, datconnlimit::text,
           (SELECT string_agg(setrole::text || setconfig::text, ';' ORDER BY setrole) FROM pg_db_role_setting s WHERE s.setdatabase = d.oid)
    FROM pg_database d WHERE datname = current_database()
"""
TABLES = """
    SELECT c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
           (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.oid >= 16384 AND n.nspname NOT LIKE 'pg\\_%'
"""
WRITTEN = "SELECT oid FROM pg_class WHERE oid = ANY(%s) AND pg_relation_size(oid) > 0"
SEQUENCES = """
    SELECT c.oid, pg_sequence_last_value(c.oid), s.seqstart FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
"""
OTHERS_OUT = """
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, %s)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

Version = tuple[int, int | None]


class Kept:
    """A database of the test server (`address`: of its superuser) as it is now, to be put back to."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address, self.uses = name, address, 0
        with self._opened() as connection:
            self.structure = _structure(connection)
            self.tables = {oid: (name, columns) for oid, name, columns in connection.execute(TABLES)}
            self.sequences = _sequences(connection)
            self.rows: dict[int, list[bytes]] = {}
            self.versions: dict[int, Version] = {}
            for oid, (table, columns) in self.tables.items():
                version = _version(connection, table)
                if version[0]:
                    self.versions[oid] = version
                    with connection.cursor().copy(f"COPY {table} ({columns}) TO STDOUT (FORMAT binary)") as copied:  # type: ignore[call-overload]
                        self.rows[oid] = [bytes(part) for part in copied]

    def put_back(self) -> bool:
        """Take back what was written since; false when the register cannot be kept: its structure was changed, or it was used often enough."""
        self.uses += 1
        with self._opened() as connection:
            connection.execute(OTHERS_OUT, [PATIENCE_MS])
            if self.uses >= LONGEST or _structure(connection) != self.structure:
                return False
            with connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")  # no history of this, no refusal
                self._empty(connection, [oid for (oid,) in connection.execute(WRITTEN, [list(self.tables)])])
                self._refill(connection)
                _wind_back(connection, self.sequences)
        return True

    def _opened(self) -> psycopg.Connection:
        return psycopg.connect(self.address, autocommit=True)

    def _empty(self, connection: psycopg.Connection, written: Iterable[int]) -> None:
        names = [self.tables[oid][0] for oid in written if oid not in self.rows]
        if names:
            connection.execute(sql.SQL("; ").join(sql.SQL(f"DELETE FROM {name}") for name in names))  # type: ignore[arg-type]

    def _refill(self, connection: psycopg.Connection) -> None:
        for oid, rows in self.rows.items():
            table, columns = self.tables[oid]
            if _version(connection, table) == self.versions[oid]:
                continue
            connection.execute(f"DELETE FROM {table}")  # type: ignore[call-overload]
            with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)") as copied:  # type: ignore[call-overload]
                for part in rows:
                    copied.write(part)
            self.versions[oid] = _version(connection, table)


def _version(connection: psycopg.Connection, table: str, where: str = "") -> Version:
    """How many rows, and who wrote them last: another pair for any change of any row."""
    found = connection.execute(VERSIONS.format(table=table, where=where)).fetchone()  # type: ignore[call-overload]
    assert found
    return found


def _structure(connection: psycopg.Connection) -> list[object]:
    """What differs as soon as anything was created, altered, dropped, granted or set in this database."""
    counted = [_version(connection, table) for table in CATALOGUE]
    counted.append(_version(connection, "pg_attribute", "WHERE attrelid >= 16384"))
    counted.append(_version(connection, "pg_namespace", "WHERE nspname !~ '^pg_(toast_)?temp_'"))
    return [counted, connection.execute(DATABASE).fetchone()]


def _sequences(connection: psycopg.Connection) -> dict[int, tuple[int | None, int]]:
    return {oid: (last, start) for oid, last, start in connection.execute(SEQUENCES)}


def _wind_back(connection: psycopg.Connection, first: dict[int, tuple[int | None, int]]) -> None:
    for oid, (now, _start) in _sequences(connection).items():
        last, start = first[oid]
        if now != last:
            connection.execute("SELECT setval(%s::oid::regclass, %s, %s)", [oid, last or start, last is not None])
