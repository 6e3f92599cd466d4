"""What has ended is written no more: the database sees to it, whoever writes and at whatever moment. Who writes while a partnership is being reorganised waits, and is refused then."""

from django.db import migrations

from wardmote.platform.rows import Function

TABLES = (
    "body", "body_part", "succession", "partnership_link", "group", "group_shape", "seat", "board_part", "series", "meeting", "agenda_item", "attendance",
    "interest", "decision", "paper", "paper_version", "paper_content", "notice", "written_answer", "minutes", "correction", "pulse", "action", "action_answer",
    "action_entry", "escalation", "recommendation", "recommendation_answer", "matter", "scrutiny_meeting", "risk_category", "risk_scale", "risk", "risk_control",
    "risk_scoring", "risk_note", "theme", "report_duty", "exception_report", "report_line", "line_theme", "occasion", "duty_scope", "claim", "evidence", "entry",
    "entry_status", "framework", "import", "import_content", "imported_row", "planned_row", "last_number",
)  # fmt: skip

# The key of the partnership is held as a foreign key holds it: a reorganisation, which locks it whole, waits for whoever holds it, and whoever comes later waits for the
# reorganisation and reads what it left.
HELD = """
    CREATE FUNCTION governance_held(place uuid) RETURNS date LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
    'SELECT ended_on FROM accounts_partnership WHERE id = place FOR KEY SHARE'
"""
ONGOING = """
    CREATE FUNCTION governance_ongoing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE place uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.partnership_id ELSE NEW.partnership_id END;
    BEGIN
        -- Once in a transaction: what is held stays held until its end. The owner at its upkeep may mend what is on file.
        IF current_setting('wardmote.ongoing', true) IS DISTINCT FROM place::text AND coalesce(current_setting('wardmote.upkeep', true), '') <> 'on' THEN
            IF governance_held(place) IS NOT NULL THEN
                RAISE EXCEPTION 'the partnership has ended' USING ERRCODE = 'WM001';
            END IF;
            PERFORM set_config('wardmote.ongoing', place::text, true);
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END $$
"""
CLOSED = "REVOKE ALL ON FUNCTION governance_ongoing(), governance_held(uuid) FROM PUBLIC"
GOES_ON = Function(
    "partnership_worn_goes_on()",
    returns="boolean",
    body="SELECT governance_held(nullif(current_setting('wardmote.partnership', true), '')::uuid) IS NULL",
)


def _made(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER ongoing BEFORE INSERT OR UPDATE OR DELETE ON governance_{table} FOR EACH ROW EXECUTE FUNCTION governance_ongoing()",
        f"DROP TRIGGER ongoing ON governance_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0033_incoming_as_work")]
    operations = [
        migrations.RunSQL(HELD, "DROP FUNCTION governance_held(uuid)"),
        migrations.RunSQL(ONGOING, "DROP FUNCTION governance_ongoing()"),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        GOES_ON,
        migrations.RunSQL(
            "ALTER FUNCTION partnership_worn_goes_on() VOLATILE PARALLEL UNSAFE", migrations.RunSQL.noop
        ),  # it locks
        *(_made(table) for table in TABLES),
    ]
