"""A migration operation that holds a row and the rows it names together: both are of the same partnership, or of whatever else a column says."""

from collections.abc import Mapping
from typing import Any

from django.db.migrations.operations.base import Operation
from psycopg import sql

from wardmote.platform.rows.guarding import run

PRESENT = "SELECT conname FROM pg_constraint WHERE conname = ANY(%s)"
LEANT_ON = """
    SELECT one.conname FROM pg_constraint one WHERE one.conname = ANY(%s)
       AND EXISTS (SELECT 1 FROM pg_constraint key WHERE key.contype = 'f' AND key.confrelid = one.conrelid AND key.conindid = one.conindid)
"""
Named = Mapping[str, Mapping[str, str]]  # table -> column -> the table that the column names


class HeldTogether(Operation):
    """A foreign key over two columns beside Django's over one: a row names only rows that say the same as it does in `within`. It binds the owner too, and triggers, and what is written by hand.

    Several migrations may name one parent: the key that theirs lean on is made once, and goes with the last of them. Where rows of before do not hold to it, the migration stops and says which key it was; nothing is changed then.
    """

    reversible = True

    def __init__(self, within: str, named: Named) -> None:
        self.within, self.named = within, named

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Django knows no key over two columns that names another: its picture of the tables stays as it is."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        parents = sorted({parent for columns in self.named.values() for parent in columns.values()})
        there = _constraints(schema_editor, PRESENT, [unique_of(parent) for parent in parents])
        run(schema_editor, [self._unique(parent) for parent in parents if unique_of(parent) not in there])
        run(schema_editor, [self._held(table, columns) for table, columns in self.named.items()])

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        parents = sorted({parent for columns in self.named.values() for parent in columns.values()})
        held = [(table, key_of(table, column)) for table, columns in self.named.items() for column in columns]
        run(schema_editor, [_dropped(table, name) for table, name in held])
        needed = _constraints(schema_editor, LEANT_ON, [unique_of(parent) for parent in parents])
        free = [parent for parent in parents if unique_of(parent) not in needed]
        run(schema_editor, [_dropped(parent, unique_of(parent)) for parent in free])

    def _unique(self, parent: str) -> sql.Composed:
        text = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({}, id)")
        return text.format(*map(sql.Identifier, (parent, unique_of(parent), self.within)))

    def _held(self, table: str, columns: Mapping[str, str]) -> sql.Composed:
        text = sql.SQL("ADD CONSTRAINT {} FOREIGN KEY ({}, {}) REFERENCES {} ({}, id)")
        added = [
            text.format(*map(sql.Identifier, (key_of(table, column), self.within, column, parent, self.within)))
            for column, parent in columns.items()
        ]
        return sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(table), sql.SQL(", ").join(added))

    def describe(self) -> str:
        return f"Hold rows and what they name to one {self.within}"


def _constraints(schema_editor: Any, asked: str, names: list[str]) -> set[str]:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(asked, [names])
        return {name for (name,) in cursor.fetchall()}


def _dropped(table: str, name: str) -> sql.Composed:
    return sql.SQL("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {}").format(sql.Identifier(table), sql.Identifier(name))


def unique_of(parent: str) -> str:
    return f"{parent}_within"


def key_of(table: str, column: str) -> str:
    return f"{table}_{column}_within"
