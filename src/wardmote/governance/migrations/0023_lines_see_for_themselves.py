# fmt: off
"""Lines of actions carry their action's group and circle, so that the guard of a line need not look at the action."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.governance.states
from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
AGENCY = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))"
ITS_ACTION = "action_id IN (SELECT id FROM governance_action)"
FORMER = Guard(
    "governance_action_answer", see=ITS_ACTION, add=f"({KEEPERS} AND {ITS_ACTION})", change=f"(({KEEPERS} OR {AGENCY}) AND {ITS_ACTION})"
)

AS_OWNER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
COPIED = f"""
    CREATE FUNCTION governance_line_copies() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        SELECT group_id, circle INTO STRICT NEW.group_id, NEW.circle FROM governance_action
         WHERE id = NEW.action_id AND partnership_id = NEW.partnership_id;
        RETURN NEW;
    END $$
"""  # noqa: S608 - put together of constants
TOLD = f"""
    CREATE FUNCTION governance_lines_told() RETURNS trigger {AS_OWNER} AS $$
    BEGIN
        UPDATE governance_action_answer SET group_id = NEW.group_id, circle = NEW.circle WHERE action_id = NEW.id;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants
COPIES = """
    CREATE TRIGGER line_copies BEFORE INSERT OR UPDATE OF action_id, partnership_id, group_id, circle ON governance_action_answer
    FOR EACH ROW EXECUTE FUNCTION governance_line_copies()
"""
TELLS = "CREATE TRIGGER lines_told AFTER UPDATE OF group_id, circle ON governance_action FOR EACH ROW EXECUTE FUNCTION governance_lines_told()"
CLOSED = "REVOKE ALL ON FUNCTION governance_line_copies(), governance_lines_told() FROM PUBLIC"
FILLED = "UPDATE governance_action_answer w SET group_id = a.group_id, circle = a.circle FROM governance_action a WHERE a.id = w.action_id"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0022_pulse'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionanswer',
            name='update_update',
        ),
        migrations.RemoveIndex(
            model_name='actionanswer',
            name='action_answer_open',
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='circle',
            field=models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'], editable=False),
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='group',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group'),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(COPIED, "DROP FUNCTION governance_line_copies()"),
        migrations.RunSQL(TOLD, "DROP FUNCTION governance_lines_told()"),
        migrations.RunSQL(COPIES, "DROP TRIGGER line_copies ON governance_action_answer"),
        migrations.RunSQL(TELLS, "DROP TRIGGER lines_told ON governance_action"),
        migrations.RunSQL(CLOSED, migrations.RunSQL.noop),
        Guard("governance_action_answer", see=CIRCLE, add=KEEPERS, change=f"(({KEEPERS} OR {AGENCY}) AND {CIRCLE})", former=FORMER),
        migrations.AddIndex(
            model_name='actionanswer',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['agency', 'action'], name='action_answer_open'),
        ),
        migrations.AddIndex(
            model_name='actionanswer',
            index=models.Index(fields=['agency', 'action'], name='action_answer_agency'),
        ),
        migrations.AddIndex(
            model_name='actionanswer',
            index=models.Index(condition=models.Q(('member__isnull', False)), fields=['member'], name='action_answer_member'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."moved_from_id" IS DISTINCT FROM (NEW."moved_from_id") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "given_at", "id", "member_id", "moved_from_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."evidence", NEW."given_at", NEW."id", NEW."member_id", NEW."moved_from_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='41eec796295271c12ae010f8b950dc3f3fafc8d9', operation='UPDATE', pgid='pgtrigger_update_update_b28cb', table='governance_action_answer', when='AFTER')),
        ),
        KeptByTriggers(),
    ]
