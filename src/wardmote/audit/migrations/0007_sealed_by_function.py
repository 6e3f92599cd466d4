"""The sealer may add what follows from the log, and nothing else; and everybody may know how far it is sealed."""

from typing import Any

from django.db import migrations
from psycopg import sql

from wardmote.platform import register
from wardmote.platform.rows import Guard

AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

# A seal and its links are taken when they follow from the events that are there: none chosen, none left out, none twice, each link from the one before.
# The signature is the one thing that PostgreSQL cannot check: `wardmote verify` does.
ADD_SEAL = f"""
    CREATE FUNCTION audit_add_seal(number bigint, at timestamptz, first bigint, last bigint, head bytea, below bigint, cluster bigint, key text, signature bytea, hashes bytea[])
    RETURNS void LANGUAGE plpgsql {AS_OWNER} AS $$
    #variable_conflict use_variable
    DECLARE
        before audit_seal;
        here bigint := (SELECT c.system_identifier FROM pg_control_system() c);
        oldest_open xid8 := pg_snapshot_xmin(pg_current_snapshot());
        upto xid8 := below::text::xid8;
        brought boolean;
        low xid8;
        start bytea;
        added bigint;
    BEGIN
        SELECT s.* INTO before FROM audit_seal s ORDER BY s.number DESC LIMIT 1;
        brought := coalesce(before.cluster <> here, false);
        low := CASE WHEN brought THEN '0' ELSE coalesce(before.below, 0)::text END::xid8;
        start := coalesce(before.head, decode(repeat('00', 32), 'hex'));
        IF number <> coalesce(before.number, 0) + 1 OR first <> coalesce(before.last, 0) + 1 OR last <> first - 1 + cardinality(hashes)
            OR cluster <> here OR upto < low OR upto > oldest_open OR head <> coalesce(hashes[cardinality(hashes)], start)
        THEN
            RAISE EXCEPTION 'seal % does not follow from the one before', number USING ERRCODE = 'check_violation';
        END IF;
        WITH waiting AS MATERIALIZED (
            SELECT * FROM audit_unsealed(low, CASE WHEN brought THEN upto ELSE oldest_open END, brought, cardinality(hashes))
              WITH ORDINALITY AS u (event, digest, transaction_number, place)
        ), told AS (
            SELECT h.hash, h.place, coalesce(lag(h.hash) OVER (ORDER BY h.place), start) AS link_before FROM unnest(hashes) WITH ORDINALITY AS h (hash, place)
        ), written AS (
            INSERT INTO audit_link (sequence, event, hash)
            SELECT first + t.place - 1, w.event, t.hash FROM told t JOIN waiting w ON w.place = t.place WHERE t.hash = sha256(t.link_before || w.digest)
            RETURNING 1
        )
        SELECT count(*) INTO added FROM written;
        IF added <> cardinality(hashes) THEN
            RAISE EXCEPTION 'the links of seal % do not follow from the events', number USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM audit_event e WHERE e.transaction_number >= low AND e.transaction_number < upto
                      AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event = e.id)) THEN
            RAISE EXCEPTION 'seal % leaves events out', number USING ERRCODE = 'check_violation';
        END IF;
        INSERT INTO audit_seal VALUES (number, at, first, last, head, below, cluster, key, signature);
    END $$
"""  # noqa: S608 - put together of constants
STANDING = f"""
    CREATE FUNCTION audit_standing()
    RETURNS TABLE (number bigint, sealed bigint, sealed_at timestamptz, open_from bigint, open_events bigint, open_since timestamptz)
    LANGUAGE sql STABLE {AS_OWNER} AS $$
        WITH newest AS (
            SELECT s.number, s.last, s.at, CASE WHEN s.cluster = (SELECT c.system_identifier FROM pg_control_system() c) THEN s.below ELSE 0 END AS below
              FROM audit_seal s ORDER BY s.number DESC LIMIT 1
        ), waiting AS (
            SELECT count(*) AS events, min(e.at) AS since FROM audit_event e
             WHERE e.transaction_number >= coalesce((SELECT n.below FROM newest n), 0)::text::xid8
               AND NOT EXISTS (SELECT FROM audit_link l WHERE l.event = e.id)
        )
        SELECT coalesce(n.number, 0), coalesce(n.last, 0), n.at, coalesce(n.below, 0), w.events, w.since FROM waiting w LEFT JOIN newest n ON true
    $$
"""  # noqa: S608 - put together of constants
ADD = "audit_add_seal(bigint, timestamptz, bigint, bigint, bytea, bigint, bigint, text, bytea, bytea[])"
TABLES = ("audit_link", "audit_seal")


def by_function(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(sql.SQL("REVOKE INSERT ON {} FROM {}").format(sql.Identifier(table), app))
        for function in (ADD, "audit_standing()"):
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
            cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{}}").format(app))


def by_inserting(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(sql.SQL("GRANT INSERT ON {} TO {}").format(sql.Identifier(table), app))


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_found_by")]
    operations = [
        migrations.RunSQL(ADD_SEAL, f"DROP FUNCTION {ADD}"),
        migrations.RunSQL(STANDING, "DROP FUNCTION audit_standing()"),
        migrations.RunPython(by_function, by_inserting),
        *(
            Guard(table, see=see, add="false", change="false", former=Guard(table, see=see, add="true", change="false"))
            for table, see in (("audit_link", "false"), ("audit_seal", "true"))
        ),
    ]
