"""What became of an action, how late ones escalate, and how often a member is written to."""

# fmt: off

import datetime as dt

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0018_area_of_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionEntry',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('state', models.TextField(blank=True, default='')),
                ('text', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('was_due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'governance_action_entry',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ActionEntryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('kind', models.TextField()),
                ('state', models.TextField(blank=True, default='')),
                ('text', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('was_due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('step', models.TextField()),
                ('told', models.TextField()),
                ('due_on', models.DateField()),
                ('reached_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LetterWish',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('pace', models.TextField(default=wardmote.governance.states.Pace['DAILY'])),
                ('told_up_to', models.DateTimeField(null=True)),
                ('written_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'governance_letter_wish',
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionanswer',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionanswer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='actionanswer',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='given_at',
            field=models.DateTimeField(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)), preserve_default=False,
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionanswer',
            name='moved_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body'),
        ),
        migrations.AddField(
            model_name='actionanswerhistory',
            name='given_at',
            field=models.DateTimeField(default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)), preserve_default=False,
        ),
        migrations.AddField(
            model_name='actionanswerhistory',
            name='member',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionanswerhistory',
            name='moved_from',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "given_at", "id", "member_id", "moved_from_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."evidence", NEW."given_at", NEW."id", NEW."member_id", NEW."moved_from_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='efb24b5d58bf7af5d384bb44d5234e4e282d8abb', operation='INSERT', pgid='pgtrigger_insert_insert_ebde6', table='governance_action_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "given_at", "id", "member_id", "moved_from_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."evidence", NEW."given_at", NEW."id", NEW."member_id", NEW."moved_from_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='d7fb08dca1cdce23403dfe63123ef11cd3b56a26', operation='UPDATE', pgid='pgtrigger_update_update_b28cb', table='governance_action_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "given_at", "id", "member_id", "moved_from_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (OLD."action_id", OLD."agency_id", OLD."answered_at", OLD."answered_by_id", OLD."body_id", OLD."evidence", OLD."given_at", OLD."id", OLD."member_id", OLD."moved_from_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."state", OLD."text", OLD."version"); RETURN NULL;', hash='f7d58eb3e02cdae0c34e1b668aa3bf3688446e0e', operation='DELETE', pgid='pgtrigger_delete_delete_eb61c', table='governance_action_answer', when='AFTER')),
        ),
        migrations.AddField(
            model_name='actionentry',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='governance.action'),
        ),
        migrations.AddField(
            model_name='actionentry',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='actionentry',
            name='body',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body'),
        ),
        migrations.AddField(
            model_name='actionentry',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='actionentry',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='action',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.action'),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='agency',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='body',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body'),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.actionentry'),
        ),
        migrations.AddField(
            model_name='actionentryhistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='escalation',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='governance.action'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='letterwish',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letterwish',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddIndex(
            model_name='actionentry',
            index=models.Index(fields=['action', 'recorded_at'], name='action_entry_in_order'),
        ),
        migrations.AddConstraint(
            model_name='actionentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.EntryKind['ANSWERED'], wardmote.governance.states.EntryKind['DUE'], wardmote.governance.states.EntryKind['MOVED'], wardmote.governance.states.EntryKind['WITHDRAWN']])), name='action_entry_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionentryhistory" ("action_id", "agency_id", "body_id", "evidence", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "was_due_on") VALUES (NEW."action_id", NEW."agency_id", NEW."body_id", NEW."evidence", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."text", NEW."was_due_on"); RETURN NULL;', hash='6206cc8ae5ed35e1bd8a7d3d0022bef49376e2ad', operation='INSERT', pgid='pgtrigger_insert_insert_f77bc', table='governance_action_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_actionentryhistory" ("action_id", "agency_id", "body_id", "evidence", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "was_due_on") VALUES (NEW."action_id", NEW."agency_id", NEW."body_id", NEW."evidence", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."text", NEW."was_due_on"); RETURN NULL;', hash='374c9e76ced010906e0db356d818be972a2fe36b', operation='UPDATE', pgid='pgtrigger_update_update_ad511', table='governance_action_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionentryhistory" ("action_id", "agency_id", "body_id", "evidence", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "was_due_on") VALUES (OLD."action_id", OLD."agency_id", OLD."body_id", OLD."evidence", OLD."id", OLD."kind", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."text", OLD."was_due_on"); RETURN NULL;', hash='8a9bf7590edcb5cf28fb5f20cd6f08dae53c409b', operation='DELETE', pgid='pgtrigger_delete_delete_ce2dc', table='governance_action_entry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['partnership', 'reached_at'], name='escalation_by_time'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('action', 'step', 'due_on'), name='escalated_once_a_step'),
        ),
        migrations.AddConstraint(
            model_name='letterwish',
            constraint=models.CheckConstraint(condition=models.Q(('pace__in', [wardmote.governance.states.Pace['AT_ONCE'], wardmote.governance.states.Pace['DAILY'], wardmote.governance.states.Pace['NEVER']])), name='letter_wish_pace_is_known'),
        ),
        migrations.AddConstraint(
            model_name='letterwish',
            constraint=models.UniqueConstraint(fields=('partnership', 'member'), name='letter_wish_once'),
        ),
    ]
