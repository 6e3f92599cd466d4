"""What the sealer needs: digests of what is not sealed yet, without what it says; and a table for looking events up by the records they speak of."""

from typing import Any

from django.db import migrations
from psycopg import sql

from wardmote.platform import register

AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

# The bytes of an event: see audit/canonical.py, of which this is a copy as of today.
FIELDS = (
    "e.id::text", """to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""", "e.request::text", "e.member::text",
    "e.agency::text", "e.partnership::text", "e.purpose", "e.origin", "e.verb", "e.kind", "e.ids::text", "e.outcome", "e.facts::text",
    "e.transaction_number::text", "e.serial::text",
)  # fmt: skip
BYTES = " || ".join(
    f"coalesce(int4send(octet_length(convert_to({field}, 'UTF8'))) || convert_to({field}, 'UTF8'), '\\xffffffff')"
    for field in FIELDS
)

UNSEALED = f"""
    CREATE FUNCTION audit_unsealed(low xid8, below xid8, from_elsewhere boolean, most bigint)
    RETURNS TABLE (event uuid, digest bytea, transaction_number xid8) LANGUAGE sql STABLE {AS_OWNER} AS $$
        SELECT e.id, sha256({BYTES}), e.transaction_number
          FROM audit_event e
         WHERE ((e.transaction_number >= low AND e.transaction_number < below)
                OR (from_elsewhere AND e.transaction_number >= pg_snapshot_xmax(pg_current_snapshot())))
           AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event = e.id)
         ORDER BY e.transaction_number, e.serial
         LIMIT most
    $$
"""  # noqa: S608 - put together of constants
NOTE_RECORDS = f"""
    CREATE FUNCTION audit_note_records() RETURNS trigger LANGUAGE plpgsql {AS_OWNER} AS $$
    BEGIN
        INSERT INTO audit_about (record, event) SELECT DISTINCT spoken_of, NEW.id FROM unnest(NEW.ids) spoken_of;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
NOTED = """
    CREATE TRIGGER note_records AFTER INSERT ON audit_event FOR EACH ROW WHEN (NEW.ids <> '{}')
    EXECUTE FUNCTION audit_note_records()
"""
ABOUT = f"""
    CREATE FUNCTION audit_events_about(records uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE {AS_OWNER} AS $$
        SELECT DISTINCT event FROM audit_about WHERE record = ANY (records)
    $$
"""  # noqa: S608 - put together of constants
FUNCTIONS = ("audit_unsealed(xid8, xid8, boolean, bigint)", "audit_events_about(uuid[])")
ONCE = "CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_written_once()"
TABLES = ("audit_link", "audit_seal", "audit_about")


def rights(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), app))
        for table in ("audit_link", "audit_seal"):
            cursor.execute(sql.SQL("GRANT SELECT, INSERT ON {} TO {}").format(sql.Identifier(table), app))
        for function in FUNCTIONS:
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{}}").format(app))
        cursor.execute("REVOKE ALL ON FUNCTION audit_note_records() FROM PUBLIC")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_links_seals")]
    operations = [
        migrations.RunSQL(UNSEALED, f"DROP FUNCTION {FUNCTIONS[0]}"),
        migrations.RunSQL(NOTE_RECORDS, "DROP FUNCTION audit_note_records()"),
        migrations.RunSQL(NOTED, "DROP TRIGGER note_records ON audit_event"),
        migrations.RunSQL(ABOUT, f"DROP FUNCTION {FUNCTIONS[1]}"),
        *(migrations.RunSQL(ONCE.format(table=table), f"DROP TRIGGER written_once ON {table}") for table in TABLES),
        migrations.RunPython(rights, migrations.RunPython.noop),
    ]
