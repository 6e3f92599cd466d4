# fmt: off
"""What one partnership took over from another, from which row each of its own came, and which roles are proposed there; what was open may end as passed on."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states.actions
import wardmote.governance.states.handovers
import wardmote.governance.states.scrutiny
import wardmote.platform.keys
from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Guard, HeldTogether

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator', 'auditor')))) OR (SELECT at_the_command_line()))"
ADMINISTRATORS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))"
COMMAND = "(SELECT at_the_command_line())"


def follows(final: str) -> str:
    """An action ends with its last line, but for one that ended otherwise."""
    return f"""
    CREATE OR REPLACE FUNCTION governance_action_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE
        still_open bigint; not_done bigint; done bigint; ended date; now_open boolean;
    BEGIN
        SELECT state = 'open' INTO now_open FROM governance_action WHERE id = NEW.action_id AND state <> {final} FOR UPDATE;
        IF now_open IS NULL THEN RETURN NULL; END IF;
        SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'not-done'), count(*) FILTER (WHERE state = 'done'),
               max((answered_at AT TIME ZONE 'Europe/London')::date)
          INTO still_open, not_done, done, ended FROM governance_action_answer WHERE action_id = NEW.action_id;
        IF still_open > 0 AND NOT now_open THEN
            UPDATE governance_action SET state = 'open', ended_on = NULL WHERE id = NEW.action_id;
        ELSIF still_open = 0 THEN
            UPDATE governance_action SET ended_on = coalesce(ended, today_in_london()),
                   state = CASE WHEN not_done > 0 THEN 'not-done' WHEN done > 0 THEN 'done' ELSE 'withdrawn' END
             WHERE id = NEW.action_id;
        END IF;
        RETURN NULL;
    END $$
"""  # noqa: S608 - put together of constants


HELD = {
    "governance_carried": {"handover_id": "governance_handover"},
    "governance_proposed_role": {"handover_id": "governance_handover"},
}


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0028_ends_of_meetings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('row', models.UUIDField()),
                ('came_from', models.UUIDField()),
                ('known_as', models.TextField(default='')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('side', models.TextField()),
                ('on', models.DateField()),
                ('reason', models.TextField(default='')),
                ('counts', models.JSONField(default=dict)),
                ('plan', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProposedRole',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('role', models.TextField()),
                ('settled', models.TextField(default=wardmote.governance.states.handovers.Settled['WAITING'])),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'governance_proposed_role',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ProposedRoleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('role', models.TextField()),
                ('settled', models.TextField(default=wardmote.governance.states.handovers.Settled['WAITING'])),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='action',
            name='action_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='actionanswer',
            name='action_answer_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='actionentry',
            name='action_entry_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='matter',
            name='matter_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='recommendationanswer',
            name='recommendation_answer_is_known',
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.actions.ActionState['OPEN'], wardmote.governance.states.actions.ActionState['DONE'], wardmote.governance.states.actions.ActionState['NOT_DONE'], wardmote.governance.states.actions.ActionState['WITHDRAWN'], wardmote.governance.states.actions.ActionState['PASSED_ON']])), name='action_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='actionanswer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.actions.ActionState['OPEN'], wardmote.governance.states.actions.ActionState['DONE'], wardmote.governance.states.actions.ActionState['NOT_DONE'], wardmote.governance.states.actions.ActionState['WITHDRAWN'], wardmote.governance.states.actions.ActionState['PASSED_ON']])), name='action_answer_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='actionentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.actions.EntryKind['ANSWERED'], wardmote.governance.states.actions.EntryKind['DUE'], wardmote.governance.states.actions.EntryKind['MOVED'], wardmote.governance.states.actions.EntryKind['WITHDRAWN'], wardmote.governance.states.actions.EntryKind['PASSED_ON']])), name='action_entry_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.scrutiny.MatterState['OPEN'], wardmote.governance.states.scrutiny.MatterState['ANSWERED'], wardmote.governance.states.scrutiny.MatterState['WITHDRAWN'], wardmote.governance.states.scrutiny.MatterState['PASSED_ON']])), name='matter_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='recommendationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('response__in', [wardmote.governance.states.scrutiny.Response['WAITING'], wardmote.governance.states.scrutiny.Response['ACCEPTED'], wardmote.governance.states.scrutiny.Response['IN_PART'], wardmote.governance.states.scrutiny.Response['NOT_ACCEPTED'], wardmote.governance.states.scrutiny.Response['PASSED_ON']])), name='recommendation_answer_is_known'),
        ),
        migrations.AddField(
            model_name='carried',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='handover',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='handover',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='carried',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='governance.handover'),
        ),
        migrations.AddField(
            model_name='proposedrole',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='proposedrole',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.handover'),
        ),
        migrations.AddField(
            model_name='proposedrole',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposedrole',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='proposedrole',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='agency',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='handover',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.handover'),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='member',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.proposedrole'),
        ),
        migrations.AddField(
            model_name='proposedrolehistory',
            name='settled_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', [wardmote.governance.states.handovers.Side['BEFORE'], wardmote.governance.states.handovers.Side['AFTER']])), name='handover_side_is_known'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('partnership', models.F('other')), _negated=True), name='handover_is_of_two'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('partnership', 'side', 'other'), name='handover_once'),
        ),
        migrations.AddIndex(
            model_name='carried',
            index=models.Index(fields=['partnership', 'row'], name='carried_row'),
        ),
        migrations.AddIndex(
            model_name='carried',
            index=models.Index(fields=['handover', 'kind', 'id'], name='carried_of_handover'),
        ),
        migrations.AddConstraint(
            model_name='carried',
            constraint=models.UniqueConstraint(fields=('handover', 'came_from'), name='carried_once'),
        ),
        migrations.AddConstraint(
            model_name='proposedrole',
            constraint=models.CheckConstraint(condition=models.Q(('settled__in', [wardmote.governance.states.handovers.Settled['WAITING'], wardmote.governance.states.handovers.Settled['GIVEN'], wardmote.governance.states.handovers.Settled['LEFT']])), name='proposed_role_settled_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposedrole',
            constraint=models.UniqueConstraint(fields=('partnership', 'member', 'agency', 'role'), name='proposed_role_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_proposedrolehistory" ("agency_id", "handover_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "settled", "settled_at", "settled_by_id") VALUES (NEW."agency_id", NEW."handover_id", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."role", NEW."settled", NEW."settled_at", NEW."settled_by_id"); RETURN NULL;', hash='411a25a7d33022dec4f9ca2574ff07c50b498868', operation='INSERT', pgid='pgtrigger_insert_insert_7d4af', table='governance_proposed_role', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_proposedrolehistory" ("agency_id", "handover_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "settled", "settled_at", "settled_by_id") VALUES (NEW."agency_id", NEW."handover_id", NEW."id", NEW."member_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."role", NEW."settled", NEW."settled_at", NEW."settled_by_id"); RETURN NULL;', hash='8d14ec0099615c8524b08ff475a6679d9205d1a9', operation='UPDATE', pgid='pgtrigger_update_update_6f899', table='governance_proposed_role', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedrole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_proposedrolehistory" ("agency_id", "handover_id", "id", "member_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "settled", "settled_at", "settled_by_id") VALUES (OLD."agency_id", OLD."handover_id", OLD."id", OLD."member_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."role", OLD."settled", OLD."settled_at", OLD."settled_by_id"); RETURN NULL;', hash='55cdcccb94872bdb99c6b010f1e6ec991d2bf11f', operation='DELETE', pgid='pgtrigger_delete_delete_23caa', table='governance_proposed_role', when='AFTER')),
        ),
        migrations.RunSQL(follows("ALL ('{withdrawn,passed-on}')"), follows("'withdrawn'")),
        KeptByTriggers("governance_proposedrolehistory"),
        Guard("governance_handover", see=MEMBERS, add=COMMAND, change="false"),
        Guard("governance_carried", see=MEMBERS, add=COMMAND, change="false"),
        Guard("governance_proposed_role", see=f"({ADMINISTRATORS} OR {COMMAND})", add=COMMAND, change=ADMINISTRATORS),
        Guard("governance_proposedrolehistory", see=LOOKING_BACK, add="false", change="false"),
        HeldTogether("partnership_id", HELD),
    ]
