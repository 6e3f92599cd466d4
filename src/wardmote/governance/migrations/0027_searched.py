"""Long texts are made ready to be searched when they are written. No index of words works beneath conditions on rows: what is made ready is nobody's to read, a function says
which keys have the words that are looked for, and its caller's query decides which of those rows may be seen.
"""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from wardmote.platform.rows import Function, Guard

TYPED = "’‘ʼàáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"
PLAIN = "''''''aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY"  # an apostrophe is written twice
TEXTS = {
    "governance_action": ("text",),
    "governance_agenda_item": ("title", "note", "minute"),
    "governance_decision": ("text", "reasons", "options"),
}
KEPT = """
    CREATE FUNCTION governance_words_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE said text;
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM governance_sought WHERE id = OLD.id;
            RETURN NULL;
        END IF;
        SELECT string_agg(to_jsonb(NEW) ->> c.name, ' ' ORDER BY c.place) INTO said FROM unnest(TG_ARGV) WITH ORDINALITY AS c (name, place);
        INSERT INTO governance_sought (id, partnership_id, kind, words)
        VALUES (NEW.id, NEW.partnership_id, TG_TABLE_NAME, to_tsvector('english', translate(coalesce(said, ''), :typed, :plain)))
        ON CONFLICT (id) DO UPDATE SET partnership_id = EXCLUDED.partnership_id, words = EXCLUDED.words;
        RETURN NULL;
    END $$
""".replace(":typed", f"'{TYPED}'").replace(":plain", f"'{PLAIN}'")
CLOSED = "REVOKE ALL ON FUNCTION governance_words_kept() FROM PUBLIC"


def _kept(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    """The trigger of a table; and the words of the rows that are there, which are written once more as they are."""
    named, quoted = ", ".join(columns), ", ".join(f"'{one}'" for one in columns)
    made = (
        f"CREATE TRIGGER words_kept AFTER INSERT OR DELETE OR UPDATE OF partnership_id, {named} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION governance_words_kept({quoted})"
    )
    filled = f"UPDATE {table} SET {columns[0]} = {columns[0]}"  # noqa: S608 - constants
    return migrations.RunSQL([made, filled], f"DROP TRIGGER words_kept ON {table}")


FOUND = Function(
    "governance_found(kind text, place uuid, sought text)",
    returns="SETOF uuid",
    body="""
        SELECT s.id FROM governance_sought s
         WHERE s.partnership_id = place AND s.kind = governance_found.kind AND place = ANY (ARRAY(SELECT my_partnerships()))
           AND s.words @@ websearch_to_tsquery('english', sought)
    """,
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0017_visits"), ("governance", "0026_last_number")]
    operations = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "sought",
                "default_permissions": (),
                "indexes": [models.Index(fields=["partnership", "kind"], name="sought_by_kind")],
            },
        ),
        Guard("governance_sought", see="false", add="false", change="false"),
        migrations.RunSQL(KEPT, "DROP FUNCTION governance_words_kept()"),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        *(_kept(table, columns) for table, columns in TEXTS.items()),
        FOUND,
    ]
