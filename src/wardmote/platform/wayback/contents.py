"""What a register holds, so that two can be compared: rows and a digest of every table, sequences, and what guards them.

A table's digest is the sum of a 64-bit hash of each row's text: it does not depend on order, and a row lost, added or altered shows. It finds faults; that nobody forged a backup is proven by its seal.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from wardmote.platform.progress import Step
from wardmote.words import gettext as _

PLAIN = (
    "SET LOCAL DateStyle = 'ISO, YMD'", "SET LOCAL TimeZone = 'UTC'", "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL extra_float_digits = 3", "SET LOCAL bytea_output = 'hex'", "SET LOCAL search_path = public", "SET LOCAL row_security = off",
)  # fmt: skip
TABLES = """
    SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
# What a table is more than its rows. Names and definitions, one line each.
SHAPE = {
    "policies": "SELECT concat_ws(' ', tablename, policyname, permissive, roles::text, cmd, qual, with_check) FROM pg_policies WHERE schemaname = 'public'",
    "forced": "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity",
    "triggers": """SELECT concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal""",
    "constraints": "SELECT concat_ws(' ', conrelid::regclass::text, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')",
    "owners": """SELECT concat_ws(' ', relkind, relname, relowner::regrole::text) FROM pg_class
                  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v', 'm')""",
    "rights": """SELECT concat_ws(' ', relname, item::text) FROM pg_class,
                         unnest(coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))) item
                  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v', 'm')""",
}
# PostgreSQL writes a definition down anew when it is restored, at times with other casts and brackets: those are not compared.
DIGEST = """
    SELECT count(*), md5(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''))
      FROM (SELECT regexp_replace(line, '::[a-z ]+(\\([0-9]+\\))?(\\[\\])?|[()\\s]', '', 'g') FROM ({ask}) AS lines (line)) AS bare (line)
"""


@dataclass(frozen=True)
class Table:
    """Rows, and the sum of their hashes as a decimal number."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Contents:
    """What a register holds. `shape`: for each kind of thing that guards the rows, how many there are and a digest of their definitions."""

    tables: dict[str, Table] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    shape: dict[str, tuple[int, str]] = field(default_factory=dict)
    migrations: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def parse(cls, found: dict[str, Any]) -> "Contents":
        return cls(
            {name: Table(**table) for name, table in found["tables"].items()},
            dict(found["sequences"]),
            {name: (pair[0], pair[1]) for name, pair in found["shape"].items()},
            tuple((app, name) for app, name in found["migrations"]),
        )


def of(connection: psycopg.Connection, step: Step | None = None) -> Contents:
    """What the connection's register holds, in its transaction. The role must see every row: one bound by row-level security gets an error, never less."""
    for setting in PLAIN:
        connection.execute(setting)
    tables = {}
    for name, size in connection.execute(TABLES).fetchall():
        tables[name] = _table(connection, name)
        if step:
            step.on(size)
    return Contents(tables, sequences(connection), dict(_shape(connection)), _migrations(connection, tables))


def sequences(connection: psycopg.Connection) -> dict[str, int]:
    """How far each sequence is, now: they are part of no transaction."""
    return dict(connection.execute(SEQUENCES).fetchall())


def _table(connection: psycopg.Connection, name: str) -> Table:
    text = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {} t"
    row = connection.execute(sql.SQL(text).format(sql.Identifier(name))).fetchone()
    assert row is not None
    return Table(*row)


def _shape(connection: psycopg.Connection) -> Iterator[tuple[str, tuple[int, str]]]:
    for name, ask in SHAPE.items():
        row = connection.execute(DIGEST.format(ask=ask)).fetchone()
        assert row is not None
        yield name, (row[0], row[1])


def _migrations(connection: psycopg.Connection, tables: dict[str, Table]) -> tuple[tuple[str, str], ...]:
    if "django_migrations" not in tables:
        return ()
    return tuple(connection.execute("SELECT app, name FROM django_migrations ORDER BY 1, 2").fetchall())


def size(connection: psycopg.Connection) -> int:
    """Bytes of all tables, indexes included."""
    return sum(row[1] for row in connection.execute(TABLES).fetchall())


def differences(wanted: Contents, found: Contents) -> list[str]:
    """In what `found` is not `wanted`, one sentence each. A sequence may be further on: it is not part of any transaction."""
    said = []
    for name in sorted({*wanted.tables, *found.tables}):
        one, other = wanted.tables.get(name), found.tables.get(name)
        if one is None or other is None:
            missing = (
                _("the table {table} is missing") if other is None else _("the table {table} was not in the backup")
            )
            said.append(missing.format(table=name))
        elif one.rows != other.rows:
            text = _("the table {table} has {found} rows instead of {wanted}")
            said.append(text.format(table=name, found=other.rows, wanted=one.rows))
        elif one.digest != other.digest:
            said.append(_("the table {table} has as many rows, and not the same ones").format(table=name))
    behind = [name for name, value in wanted.sequences.items() if found.sequences.get(name, -1) < value]
    said += [_("the sequence {name} is behind").format(name=name) for name in behind]
    for name, pair in wanted.shape.items():
        if tuple(found.shape.get(name, ())) != tuple(pair):
            said.append(_("what guards the rows is not the same: {name}").format(name=name))
    return said
