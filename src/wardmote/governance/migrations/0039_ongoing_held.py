"""What has ended is written no more, whatever an application sets; but what was kept for a day is forgotten there too, by the installation itself."""

from django.db import migrations

SWEPT = (
    "import_content",
    "planned_row",
)  # a file that waited when its partnership ended, and what would have come of it

# The partnership is asked and held at each row: what is held already costs next to nothing, and a note that it is held could be written by whoever is connected. The
# owner at its upkeep may mend what is on file: the owner as it is connected, not a function of its own that somebody else calls.
ONGOING = """
    CREATE OR REPLACE FUNCTION governance_ongoing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE place uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.partnership_id ELSE NEW.partnership_id END;
            ended date;
    BEGIN
        IF NOT (session_user = current_user AND coalesce(current_setting('wardmote.upkeep', true), '') = 'on')
           AND NOT (TG_OP = 'DELETE' AND TG_NARGS = 1 AND by_itself()) THEN
            SELECT ended_on INTO ended FROM accounts_partnership WHERE id = place FOR KEY SHARE;
            IF ended IS NOT NULL THEN
                RAISE EXCEPTION 'the partnership has ended' USING ERRCODE = 'WM001';
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END $$
"""
FORMERLY = """
    CREATE OR REPLACE FUNCTION governance_ongoing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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


def _made(table: str, said: str) -> str:
    return f"CREATE OR REPLACE TRIGGER ongoing BEFORE INSERT OR UPDATE OR DELETE ON governance_{table} FOR EACH ROW EXECUTE FUNCTION governance_ongoing({said})"


class Migration(migrations.Migration):
    dependencies = [("governance", "0038_one_exit")]
    operations = [
        migrations.RunSQL(ONGOING, FORMERLY),
        *(migrations.RunSQL(_made(table, "'swept'"), _made(table, "")) for table in SWEPT),
    ]
