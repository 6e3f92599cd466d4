"""What a step back to an earlier release sets aside: rows that it has no place for, in tables that only the owner reads, until the step forward puts them back.

A step back is said before it is taken: `foretells` names the question whose answer says which rows of tables that stay are changed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.migrations.operations.base import Operation
from psycopg import sql

from wardmote.platform import register

PREFIX = "aside_"
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"  # a table whose rows wait to be checked cannot be altered
Step = TypeVar("Step", bound=Callable[..., Any])


def foretells(question: str) -> Callable[[Step], Step]:
    """Mark a step back with SQL that is asked before it is taken: rows of (table, what it says now, what it will say, how many)."""

    def marked(step: Step) -> Step:
        step.foretells = question  # type: ignore[attr-defined]
        return step

    return marked


def keep(schema_editor: Any, name: str, question: str) -> bool:
    """Set the answer of `question` aside under `name`. False, and nothing is kept, when it is empty."""
    table = sql.Identifier(PREFIX + name)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TABLE {} AS ").format(table) + sql.SQL(question))
        if not cursor.rowcount:
            cursor.execute(sql.SQL("DROP TABLE {}").format(table))
            return False
        app = sql.Identifier(register.application_role())
        cursor.execute(sql.SQL("REVOKE ALL ON {} FROM PUBLIC, {}").format(table, app))
    return True


def there(schema_editor: Any, name: str) -> bool:
    """Whether something is kept under `name`."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{PREFIX}{name}"])
        return bool(cursor.fetchone()[0])


def forget(schema_editor: Any, name: str) -> None:
    """What was kept under `name` is back in its place."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(PREFIX + name)))


class SetAside(Operation):
    """For a table that the step before made: its rows are set aside before it goes, and put back when it is made again, where their member is still there.

    Put it right after the table is made, before its guard.
    """

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing is there while this release's tables are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        if not there(schema_editor, self.table):
            return
        with schema_editor.connection.cursor() as cursor:
            kept = sql.Identifier(PREFIX + self.table)
            cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(kept))
            columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in cursor.description)
            back = "INSERT INTO {table} ({columns}) SELECT {columns} FROM {kept} WHERE member_id IN (SELECT id FROM accounts_member)"
            cursor.execute(sql.SQL(back).format(table=sql.Identifier(self.table), columns=columns, kept=kept))
            cursor.execute(CHECKED)
        forget(schema_editor, self.table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        keep(schema_editor, self.table, f"SELECT * FROM {self.table}")  # noqa: S608 - a migration's own words

    def describe(self) -> str:
        return f"Put back what was set aside of {self.table}"
