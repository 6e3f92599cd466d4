"""Field history: what every row was, after each insert and update and at its end, kept by triggers. Bulk changes and SQL written by hand are kept too.

    @tracked(rows=Rows(see=..., add=NOBODY, change=NOBODY), exclude=("secret_digest",))
    class Invitation(models.Model): ...

makes a table `accounts_invitationhistory`. Its migration is followed by `KeptByTriggers`, which lets nobody but the triggers write it. History is for looking back, never a source for what
holds now.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import models  # noqa: TID251 - the ground of models
from django.db.migrations.operations.base import Operation  # noqa: TID251 - an operation of migrations
from psycopg import sql

from wardmote.platform import register

Model = TypeVar("Model", bound=type[models.Model])
FIXED = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
NEVER_IGNORE = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp AS $$ SELECT false $$
"""
TRIGGERS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'pgtrigger\\_%' AND p.prorettype = 'trigger'::regtype
"""


class Said(models.Func):
    """A key that the transaction declares, as PostgreSQL's own default: the application has no right to write such a column."""

    template = "nullif(current_setting('wardmote.%(setting)s', true), '')::uuid"

    def __init__(self, setting: str) -> None:
        super().__init__(setting=setting, output_field=models.UUIDField())


class Kept(pghistory.models.Event):
    """One state of a row: when, by whom and in which request it came to be; or, for a delete, what the row was at its end."""

    asked_by = models.UUIDField(null=True, db_default=Said("member"))
    asked_in = models.UUIDField(null=True, db_default=Said("request"))

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pgh_label} {self.pgh_created_at:%Y-%m-%d %H:%M:%S}"


def tracked(*, rows: Any, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Keep the history of a model. `rows` says who may see it; `exclude` names what is never kept, such as a password."""

    def track(model: Model) -> Model:
        found: Model = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            obj_field=pghistory.ObjForeignKey(related_name="history"),
            context_field=None,  # type: ignore[arg-type]  # None keeps no context of its own
            base_model=Kept,
            model_name=f"{model.__name__}History",
            attrs={"rows": rows},
        )(model)
        return found

    return track


class KeptByTriggers(Operation):
    """Tables of history are written by their triggers alone, and the triggers cannot be told to look away (as pgtrigger otherwise lets anybody who sets a variable).

    Put it after every migration that adds or changes triggers: they are made anew, without this.
    """

    reversible = True

    def __init__(self, *tables: str) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rights are no part of Django's picture."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002 - Django's signature
        app = sql.Identifier(register.application_role())
        with schema_editor.connection.cursor() as cursor:
            for table in self.tables:
                cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), app))
                cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(table), app))
            cursor.execute(NEVER_IGNORE)
            cursor.execute(TRIGGERS)
            for (function,) in cursor.fetchall():
                cursor.execute(f"ALTER FUNCTION {function} {FIXED}")
                cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Tables and triggers go with the migration before."""

    def describe(self) -> str:
        return "Let history be written by its triggers alone"
