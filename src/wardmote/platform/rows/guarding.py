"""Two migration operations: `Guard` puts forced policies on a table, `Function` makes what they ask.

Both write for two roles. The application gets the declaration. The owner, who is bound as well (FORCE), sees rows only in functions that another role called, and when
it says that it is at its upkeep (`register.as_owner`): in a migration or a backup.
"""

from typing import Any

from django.db.migrations.operations.base import Operation
from psycopg import sql

from wardmote.platform import register

UPKEEP = "wardmote.upkeep"
POLICIES = {"see": "SELECT", "add": "INSERT", "change": "UPDATE", "remove": "DELETE"}
OWNERS = f"session_user <> current_user OR current_setting('{UPKEEP}', true) = 'on'"
SECURED = "STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"


def statements(
    table: str, *, see: str, add: str, change: str, remove: str = "false", becomes: str = ""
) -> list[sql.Composed]:
    """What makes a table's policies, whatever was there before."""
    name, app = sql.Identifier(table), sql.Identifier(register.application_role())
    clauses = {
        "see": f"USING ({see})",
        "add": f"WITH CHECK ({add})",
        "change": f"USING ({change}) WITH CHECK ({becomes or change})",
        "remove": f"USING ({remove})",
    }
    made = [_policy(verb, command, name, app, clauses[verb]) for verb, command in POLICIES.items()]
    upkeep = f"CREATE POLICY wardmote_upkeep ON {{name}} TO CURRENT_USER USING ({OWNERS})"
    forced = "ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
    return [*removal(table), *made, *(sql.SQL(text).format(name=name) for text in (upkeep, forced))]


def _policy(verb: str, command: str, name: sql.Identifier, app: sql.Identifier, clause: str) -> sql.Composed:
    text = "CREATE POLICY {policy} ON {name} FOR {command} TO {app} {clause}"
    policy = sql.Identifier(f"wardmote_{verb}")
    return sql.SQL(text).format(policy=policy, name=name, command=sql.SQL(command), app=app, clause=sql.SQL(clause))


def removal(table: str) -> list[sql.Composed]:
    """What takes the policies away, where there are any."""
    return [
        sql.SQL("DROP POLICY IF EXISTS {policy} ON {name}").format(
            policy=sql.Identifier(f"wardmote_{verb}"), name=sql.Identifier(table)
        )
        for verb in (*POLICIES, "upkeep")
    ]


def run(schema_editor: Any, made: list[sql.Composed]) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in made:
            cursor.execute(statement)


class Guard(Operation):
    """Row-level security for a table, forced. `former` is the guard that held before, for the way back; None: there was none.

    The conditions are SQL, copied from the declaration (`Rows.sql`) on the day the migration is written.
    """

    reversible = True

    def __init__(
        self, table: str, *, see: str, add: str, change: str, remove: str = "false", becomes: str = "",
        former: "Guard | None" = None,
    ) -> None:  # fmt: skip
        self.table = table
        self.conditions = {"see": see, "add": add, "change": change, "remove": remove, "becomes": becomes}
        self.former = former

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rows are guarded in the database alone: Django's picture of the tables stays as it is."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        run(schema_editor, statements(self.table, **self.conditions))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        if self.former:
            run(schema_editor, statements(self.former.table, **self.former.conditions))
        else:
            open_again = "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
            run(schema_editor, [*removal(self.table), sql.SQL(open_again).format(sql.Identifier(self.table))])

    def describe(self) -> str:
        return f"Guard the rows of {self.table}"


class Function(Operation):
    """A function that conditions ask: STABLE, run as the owner (it reads guarded tables), the application's alone to call.

    `signature` is the name with its arguments, such as ``my_panels(kind text)``; `body` is one SQL query.
    """

    reversible = True

    def __init__(self, signature: str, *, returns: str, body: str, former: "Function | None" = None) -> None:
        self.signature, self.returns, self.body, self.former = signature, returns, body, former

    def made(self) -> list[sql.Composed]:
        """The statements that make it, or make it anew."""
        app = sql.Identifier(register.application_role())
        text = f"CREATE OR REPLACE FUNCTION {self.signature} RETURNS {self.returns} LANGUAGE sql {SECURED}"
        return [
            sql.SQL("{} AS {}").format(sql.SQL(text), sql.Literal(self.body)),
            sql.SQL(f"REVOKE ALL ON FUNCTION {self.signature} FROM PUBLIC").format(),
            sql.SQL(f"GRANT EXECUTE ON FUNCTION {self.signature} TO {{}}").format(app),
        ]

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Functions are no part of Django's picture."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        run(schema_editor, self.made())

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        if self.former:
            run(schema_editor, self.former.made())
        else:
            run(schema_editor, [sql.SQL(f"DROP FUNCTION {self.signature}").format()])

    def describe(self) -> str:
        return f"Make the function {self.signature}"
