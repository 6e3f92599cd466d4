"""The tables of actions."""

# fmt: off

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
        ('accounts', '0015_credential_notices'),
        ('governance', '0004_decisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('owned_by', models.TextField()),
                ('due_on', models.DateField()),
                ('state', models.TextField(default=wardmote.governance.states.ActionState['OPEN'])),
                ('ended_on', models.DateField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='governance.group')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='governance.agendaitem')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ActionAnswer',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('state', models.TextField(default=wardmote.governance.states.ActionState['OPEN'])),
                ('text', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='governance.action')),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_action_answer',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ActionAnswerHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('state', models.TextField(default=wardmote.governance.states.ActionState['OPEN'])),
                ('text', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('action', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.action')),
                ('agency', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.actionanswer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('owned_by', models.TextField()),
                ('due_on', models.DateField()),
                ('state', models.TextField(default=wardmote.governance.states.ActionState['OPEN'])),
                ('ended_on', models.DateField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('item', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.agendaitem')),
                ('meeting', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.action')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['partnership', 'due_on'], name='action_open_by_day'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(fields=['group', 'number'], name='action_of_group'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.UniqueConstraint(fields=('partnership', 'number'), name='action_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.ActionState['OPEN'], wardmote.governance.states.ActionState['DONE'], wardmote.governance.states.ActionState['NOT_DONE'], wardmote.governance.states.ActionState['WITHDRAWN']])), name='action_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('owned_by__in', [wardmote.governance.states.OwnedBy['BODY'], wardmote.governance.states.OwnedBy['RESPONSIBLE']])), name='action_owner_is_known'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('circle__in', [wardmote.governance.states.Circle['PARTNERSHIP'], wardmote.governance.states.Circle['GROUP']])), name='action_circle_is_known'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='action_ended_has_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionhistory" ("circle", "due_on", "ended_on", "escalated_at", "group_id", "id", "item_id", "meeting_id", "number", "owned_by", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "version") VALUES (NEW."circle", NEW."due_on", NEW."ended_on", NEW."escalated_at", NEW."group_id", NEW."id", NEW."item_id", NEW."meeting_id", NEW."number", NEW."owned_by", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='4b301df777513609fcac3d537d538d362afcf4f3', operation='INSERT', pgid='pgtrigger_insert_insert_75d82', table='governance_action', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_actionhistory" ("circle", "due_on", "ended_on", "escalated_at", "group_id", "id", "item_id", "meeting_id", "number", "owned_by", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "version") VALUES (NEW."circle", NEW."due_on", NEW."ended_on", NEW."escalated_at", NEW."group_id", NEW."id", NEW."item_id", NEW."meeting_id", NEW."number", NEW."owned_by", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='dbd52af11c88b2eff6736272970e3537872eb9cd', operation='UPDATE', pgid='pgtrigger_update_update_e04c6', table='governance_action', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionhistory" ("circle", "due_on", "ended_on", "escalated_at", "group_id", "id", "item_id", "meeting_id", "number", "owned_by", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "text", "version") VALUES (OLD."circle", OLD."due_on", OLD."ended_on", OLD."escalated_at", OLD."group_id", OLD."id", OLD."item_id", OLD."meeting_id", OLD."number", OLD."owned_by", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."text", OLD."version"); RETURN NULL;', hash='ac1809958b1bd740e50d3d8b34c09ec17d338869', operation='DELETE', pgid='pgtrigger_delete_delete_a54cd', table='governance_action', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='actionanswer',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['agency'], name='action_answer_open'),
        ),
        migrations.AddConstraint(
            model_name='actionanswer',
            constraint=models.UniqueConstraint(fields=('action', 'body'), name='action_answered_once_a_body'),
        ),
        migrations.AddConstraint(
            model_name='actionanswer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.ActionState['OPEN'], wardmote.governance.states.ActionState['DONE'], wardmote.governance.states.ActionState['NOT_DONE'], wardmote.governance.states.ActionState['WITHDRAWN']])), name='action_answer_state_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."evidence", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='a6ed5d4ffa14a8dac1bba23c5aea7bf63e2406b4', operation='INSERT', pgid='pgtrigger_insert_insert_ebde6', table='governance_action_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."body_id", NEW."evidence", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='a5b75114443b7c0fb06c4997b4c0b0c8f857ba90', operation='UPDATE', pgid='pgtrigger_update_update_b28cb', table='governance_action_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_actionanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "body_id", "evidence", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "version") VALUES (OLD."action_id", OLD."agency_id", OLD."answered_at", OLD."answered_by_id", OLD."body_id", OLD."evidence", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."state", OLD."text", OLD."version"); RETURN NULL;', hash='17b671d484b60f942526b3c490da021812fa6367', operation='DELETE', pgid='pgtrigger_delete_delete_eb61c', table='governance_action_answer', when='AFTER')),
        ),
    ]
