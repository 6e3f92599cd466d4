"""Written once: PostgreSQL fills in who, when and where; the application inserts and reads, and nobody changes what was written."""

from typing import Any

from django.db import migrations
from psycopg import sql

from wardmote.platform import register

OURS_TO_SAY = "id, verb, kind, ids, partnership, outcome, facts"

FILL_IN = """
    ALTER TABLE audit_event
        ALTER COLUMN at SET DEFAULT clock_timestamp(),
        ALTER COLUMN request SET DEFAULT nullif(current_setting('wardmote.request', true), '')::uuid,
        ALTER COLUMN member SET DEFAULT nullif(current_setting('wardmote.member', true), '')::uuid,
        ALTER COLUMN agency SET DEFAULT nullif(current_setting('wardmote.agency', true), '')::uuid,
        ALTER COLUMN partnership SET DEFAULT nullif(current_setting('wardmote.partnership', true), '')::uuid,
        ALTER COLUMN purpose SET DEFAULT coalesce(current_setting('wardmote.purpose', true), ''),
        ALTER COLUMN origin SET DEFAULT coalesce(current_setting('wardmote.origin', true), ''),
        ALTER COLUMN transaction_number SET DEFAULT pg_current_xact_id(),
        ALTER COLUMN serial ADD GENERATED ALWAYS AS IDENTITY
"""
FORGET = """
    ALTER TABLE audit_event
        ALTER COLUMN at DROP DEFAULT, ALTER COLUMN request DROP DEFAULT, ALTER COLUMN member DROP DEFAULT,
        ALTER COLUMN agency DROP DEFAULT, ALTER COLUMN partnership DROP DEFAULT, ALTER COLUMN purpose DROP DEFAULT,
        ALTER COLUMN origin DROP DEFAULT, ALTER COLUMN transaction_number DROP DEFAULT, ALTER COLUMN serial DROP IDENTITY
"""

# A hurdle, no wall: who owns the table can take the trigger away. That is what the seal is for.
REFUSE = """
    CREATE FUNCTION audit_written_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        RAISE EXCEPTION '% is written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$
"""
ONCE = "CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_written_once()"


def insert_and_read(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql.SQL("REVOKE ALL ON audit_event FROM {}").format(app))
        cursor.execute(sql.SQL("GRANT SELECT, INSERT (" + OURS_TO_SAY + ") ON audit_event TO {}").format(app))


def as_other_tables(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(sql.SQL("REVOKE ALL ON audit_event FROM {}").format(app))
        cursor.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON audit_event TO {}").format(app))


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(FILL_IN, FORGET),
        migrations.RunSQL(REFUSE, "DROP FUNCTION audit_written_once()"),
        migrations.RunSQL(ONCE, "DROP TRIGGER written_once ON audit_event"),
        migrations.RunPython(insert_and_read, as_other_tables),
    ]
