"""One number for whoever may see a row: rows that the same conditions are asked of have the same audience.

A list of many rows compares the number alone, which an index can hold. Rows get theirs from a trigger, whoever writes them and whatever they write there.
"""

from typing import Any

from django.db.migrations.operations.base import Operation
from psycopg import sql

from wardmote.platform.rows.guarding import run, statements

TABLE = "CREATE TABLE {audiences} AS SELECT {columns} FROM {table} WITH NO DATA"
NUMBERED = "ALTER TABLE {audiences} ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ADD UNIQUE NULLS NOT DISTINCT ({columns})"
FUNCTION = """
    CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
        SELECT number INTO NEW.audience FROM {audiences} WHERE ({columns}) IS NOT DISTINCT FROM ({new});
        IF NEW.audience IS NULL THEN
            INSERT INTO {audiences} ({columns}) VALUES ({new}) ON CONFLICT DO NOTHING;
            SELECT number INTO NEW.audience FROM {audiences} WHERE ({columns}) IS NOT DISTINCT FROM ({new});
        END IF;
        RETURN NEW;
    END $$
"""
CLOSED = "REVOKE ALL ON FUNCTION {function}() FROM PUBLIC"
TRIGGER = "CREATE TRIGGER audience BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"
FILLED = "UPDATE {table} SET audience = NULL"  # the trigger numbers each row, as it does whenever one is written


class Audiences(Operation):
    """Number the audiences of a table: rows with the same `columns` have one.

    The table has an integer column `audience`. Made beside it is `<table>_audience` (number and columns, guarded: nobody but functions reads it), from which a
    function that conditions ask returns the numbers that are the asker's. Rows that are there already get theirs at once: whoever migrates is at their upkeep, so no
    guard hides one, and other triggers of the table take it for any other change.
    """

    reversible = True

    def __init__(self, table: str, *columns: str) -> None:
        self.table, self.columns, self.audiences = table, columns, f"{table}_audience"

    def made(self) -> list[sql.Composed]:
        """The statements that make the table, its guard and the trigger, and number the rows that are there."""
        parts = {
            "table": sql.Identifier(self.table),
            "audiences": sql.Identifier(self.audiences),
            "function": sql.Identifier(f"{self.audiences}_of_row"),
            "columns": sql.SQL(", ").join(map(sql.Identifier, self.columns)),
            "new": sql.SQL(", ").join(sql.SQL("NEW.{}").format(sql.Identifier(name)) for name in self.columns),
        }
        shut = statements(self.audiences, **dict.fromkeys(("see", "add", "change"), "false"))
        return [
            *(sql.SQL(text).format(**parts) for text in (TABLE, NUMBERED)),
            *shut,
            *(sql.SQL(text).format(**parts) for text in (FUNCTION, CLOSED, TRIGGER, FILLED)),
        ]

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Audiences are the database's alone."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        run(schema_editor, self.made())

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        table, audiences = sql.Identifier(self.table), sql.Identifier(self.audiences)
        function = sql.Identifier(f"{self.audiences}_of_row")
        gone = (
            sql.SQL("DROP TRIGGER audience ON {}").format(table),
            sql.SQL("DROP FUNCTION {}()").format(function),
            sql.SQL("DROP TABLE {}").format(audiences),
        )
        run(schema_editor, list(gone))

    def describe(self) -> str:
        return f"Number the audiences of {self.table}"
