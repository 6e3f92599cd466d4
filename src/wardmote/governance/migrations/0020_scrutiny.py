"""Recommendations with their answers, what scrutiny asks, and when it met."""

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
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0019_action_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.TextField()),
                ('asked_by', models.TextField()),
                ('received_on', models.DateField()),
                ('text', models.TextField()),
                ('by_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('state', models.TextField(default=wardmote.governance.states.MatterState['OPEN'])),
                ('response', models.TextField(default='')),
                ('link', models.TextField(blank=True, default='')),
                ('answered_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MatterHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.TextField()),
                ('asked_by', models.TextField()),
                ('received_on', models.DateField()),
                ('text', models.TextField()),
                ('by_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('state', models.TextField(default=wardmote.governance.states.MatterState['OPEN'])),
                ('response', models.TextField(default='')),
                ('link', models.TextField(blank=True, default='')),
                ('answered_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('source', models.TextField()),
                ('source_name', models.TextField()),
                ('made_on', models.DateField()),
                ('text', models.TextField()),
                ('addressed_to', models.TextField()),
                ('clock', models.TextField(blank=True, default='')),
                ('due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecommendationAnswer',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('response', models.TextField(default=wardmote.governance.states.Response['WAITING'])),
                ('reasons', models.TextField(default='')),
                ('outcome', models.TextField(default='')),
                ('answered_on', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'db_table': 'governance_recommendation_answer',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecommendationAnswerHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('response', models.TextField(default=wardmote.governance.states.Response['WAITING'])),
                ('reasons', models.TextField(default='')),
                ('outcome', models.TextField(default='')),
                ('answered_on', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecommendationHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('source', models.TextField()),
                ('source_name', models.TextField()),
                ('made_on', models.DateField()),
                ('text', models.TextField()),
                ('addressed_to', models.TextField()),
                ('clock', models.TextField(blank=True, default='')),
                ('due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ScrutinyMeeting',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('committee', models.TextField()),
                ('held_on', models.DateField()),
                ('note', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'governance_scrutiny_meeting',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ScrutinyMeetingHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('committee', models.TextField()),
                ('held_on', models.DateField()),
                ('note', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(model_name='matter', name='body', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
        migrations.AddField(model_name='matter', name='partnership', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='matter', name='recorded_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='matterhistory', name='body', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
        migrations.AddField(model_name='matterhistory', name='partnership', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='matterhistory', name='pgh_obj', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.matter')),
        migrations.AddField(model_name='matterhistory', name='recorded_by', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='recommendation', name='partnership', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='recommendation', name='recorded_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='recommendationanswer', name='action', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.action')),
        migrations.AddField(model_name='recommendationanswer', name='agency', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
        migrations.AddField(model_name='recommendationanswer', name='answered_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='recommendationanswer', name='body', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
        migrations.AddField(model_name='recommendationanswer', name='partnership', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='recommendationanswer', name='recommendation', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='governance.recommendation')),
        migrations.AddField(model_name='recommendationanswerhistory', name='action', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.action')),
        migrations.AddField(model_name='recommendationanswerhistory', name='agency', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
        migrations.AddField(model_name='recommendationanswerhistory', name='answered_by', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='recommendationanswerhistory', name='body', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
        migrations.AddField(model_name='recommendationanswerhistory', name='partnership', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='recommendationanswerhistory', name='pgh_obj', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.recommendationanswer')),
        migrations.AddField(model_name='recommendationanswerhistory', name='recommendation', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.recommendation')),
        migrations.AddField(model_name='recommendationhistory', name='partnership', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='recommendationhistory', name='pgh_obj', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.recommendation')),
        migrations.AddField(model_name='recommendationhistory', name='recorded_by', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='scrutinymeeting', name='partnership', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='scrutinymeeting', name='recorded_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='scrutinymeetinghistory', name='partnership', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
        migrations.AddField(model_name='scrutinymeetinghistory', name='pgh_obj', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.scrutinymeeting')),
        migrations.AddField(model_name='scrutinymeetinghistory', name='recorded_by', field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['partnership', 'received_on'], name='matter_by_day'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(fields=('partnership', 'number'), name='matter_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.MatterKind['INFORMATION'], wardmote.governance.states.MatterKind['ATTENDANCE'], wardmote.governance.states.MatterKind['CALL_FOR_ACTION'], wardmote.governance.states.MatterKind['SECTION_7'], wardmote.governance.states.MatterKind['REPORT']])), name='matter_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.MatterState['OPEN'], wardmote.governance.states.MatterState['ANSWERED'], wardmote.governance.states.MatterState['WITHDRAWN']])), name='matter_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='matter_ended_has_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_matterhistory" ("answered_on", "asked_by", "body_id", "by_on", "due_on", "id", "kind", "link", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "response", "state", "text", "version") VALUES (NEW."answered_on", NEW."asked_by", NEW."body_id", NEW."by_on", NEW."due_on", NEW."id", NEW."kind", NEW."link", NEW."number", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."response", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='81f2459bf57a8c7add6560186f4bb539646e2109', operation='INSERT', pgid='pgtrigger_insert_insert_ea75c', table='governance_matter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_matterhistory" ("answered_on", "asked_by", "body_id", "by_on", "due_on", "id", "kind", "link", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "response", "state", "text", "version") VALUES (NEW."answered_on", NEW."asked_by", NEW."body_id", NEW."by_on", NEW."due_on", NEW."id", NEW."kind", NEW."link", NEW."number", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."received_on", NEW."recorded_at", NEW."recorded_by_id", NEW."response", NEW."state", NEW."text", NEW."version"); RETURN NULL;', hash='18e45a367fb65ecc83be82a9a9ace744615e7540', operation='UPDATE', pgid='pgtrigger_update_update_4ddec', table='governance_matter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_matterhistory" ("answered_on", "asked_by", "body_id", "by_on", "due_on", "id", "kind", "link", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by_id", "response", "state", "text", "version") VALUES (OLD."answered_on", OLD."asked_by", OLD."body_id", OLD."by_on", OLD."due_on", OLD."id", OLD."kind", OLD."link", OLD."number", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."response", OLD."state", OLD."text", OLD."version"); RETURN NULL;', hash='a07d39220d900dd984daf53b4a885de14097bf95', operation='DELETE', pgid='pgtrigger_delete_delete_7aecc', table='governance_matter', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(fields=['partnership', 'made_on'], name='recommendation_by_day'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.UniqueConstraint(fields=('partnership', 'number'), name='recommendation_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', [wardmote.governance.states.Source['SCRUTINY'], wardmote.governance.states.Source['REVIEW'], wardmote.governance.states.Source['PROFILE'], wardmote.governance.states.Source['INSPECTION'], wardmote.governance.states.Source['AUDIT'], wardmote.governance.states.Source['OTHER']])), name='recommendation_source_is_known'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('addressed_to__in', [wardmote.governance.states.OwnedBy['BODY'], wardmote.governance.states.OwnedBy['RESPONSIBLE']])), name='recommendation_owner_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_recommendationhistory" ("addressed_to", "clock", "due_on", "id", "made_on", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_name", "text") VALUES (NEW."addressed_to", NEW."clock", NEW."due_on", NEW."id", NEW."made_on", NEW."number", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_name", NEW."text"); RETURN NULL;', hash='e5e53ba3f9fd08e049465c3e9b2e2e27c36414d1', operation='INSERT', pgid='pgtrigger_insert_insert_75bc0', table='governance_recommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_recommendationhistory" ("addressed_to", "clock", "due_on", "id", "made_on", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_name", "text") VALUES (NEW."addressed_to", NEW."clock", NEW."due_on", NEW."id", NEW."made_on", NEW."number", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."source", NEW."source_name", NEW."text"); RETURN NULL;', hash='8825492724dc99587a9b3570fb0db83b854bf4d1', operation='UPDATE', pgid='pgtrigger_update_update_add4c', table='governance_recommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_recommendationhistory" ("addressed_to", "clock", "due_on", "id", "made_on", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "source_name", "text") VALUES (OLD."addressed_to", OLD."clock", OLD."due_on", OLD."id", OLD."made_on", OLD."number", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."source", OLD."source_name", OLD."text"); RETURN NULL;', hash='e53bb05f7fcbdde61640c93c666cb09286b6befd', operation='DELETE', pgid='pgtrigger_delete_delete_d40c3', table='governance_recommendation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='recommendationanswer',
            constraint=models.UniqueConstraint(fields=('recommendation', 'body'), name='recommendation_answered_once_a_body'),
        ),
        migrations.AddConstraint(
            model_name='recommendationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('response__in', [wardmote.governance.states.Response['WAITING'], wardmote.governance.states.Response['ACCEPTED'], wardmote.governance.states.Response['IN_PART'], wardmote.governance.states.Response['NOT_ACCEPTED']])), name='recommendation_answer_is_known'),
        ),
        migrations.AddConstraint(
            model_name='recommendationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('response', 'waiting'), ('answered_on__isnull', False), _connector='OR'), name='recommendation_answer_has_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendationanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_recommendationanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "answered_on", "body_id", "id", "outcome", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recommendation_id", "response", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."answered_on", NEW."body_id", NEW."id", NEW."outcome", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."reasons", NEW."recommendation_id", NEW."response", NEW."version"); RETURN NULL;', hash='d18bbbc542c2c2747be4e6c95a44ab59afcfe289', operation='INSERT', pgid='pgtrigger_insert_insert_98e32', table='governance_recommendation_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendationanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_recommendationanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "answered_on", "body_id", "id", "outcome", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recommendation_id", "response", "version") VALUES (NEW."action_id", NEW."agency_id", NEW."answered_at", NEW."answered_by_id", NEW."answered_on", NEW."body_id", NEW."id", NEW."outcome", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."reasons", NEW."recommendation_id", NEW."response", NEW."version"); RETURN NULL;', hash='df378ca763d227feb2106a9b9963fa8952006883', operation='UPDATE', pgid='pgtrigger_update_update_884ff', table='governance_recommendation_answer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendationanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_recommendationanswerhistory" ("action_id", "agency_id", "answered_at", "answered_by_id", "answered_on", "body_id", "id", "outcome", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recommendation_id", "response", "version") VALUES (OLD."action_id", OLD."agency_id", OLD."answered_at", OLD."answered_by_id", OLD."answered_on", OLD."body_id", OLD."id", OLD."outcome", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."reasons", OLD."recommendation_id", OLD."response", OLD."version"); RETURN NULL;', hash='b0c0fba2461132222876b2b0227ec7dac53ef508', operation='DELETE', pgid='pgtrigger_delete_delete_01d3d', table='governance_recommendation_answer', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='scrutinymeeting',
            constraint=models.UniqueConstraint(fields=('partnership', 'committee', 'held_on'), name='scrutiny_meeting_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scrutinymeeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_scrutinymeetinghistory" ("committee", "held_on", "id", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."committee", NEW."held_on", NEW."id", NEW."note", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='fc35d8d23b7c6936f3c6f31239ce1ea43ff1e28c', operation='INSERT', pgid='pgtrigger_insert_insert_8a3ad', table='governance_scrutiny_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scrutinymeeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_scrutinymeetinghistory" ("committee", "held_on", "id", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."committee", NEW."held_on", NEW."id", NEW."note", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='afd8104616d2146cde2d2c11a0942e5fe4e1c151', operation='UPDATE', pgid='pgtrigger_update_update_f287f', table='governance_scrutiny_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scrutinymeeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_scrutinymeetinghistory" ("committee", "held_on", "id", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (OLD."committee", OLD."held_on", OLD."id", OLD."note", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='5e45d5c07c5431d6a9fb87de18a75199c462849f', operation='DELETE', pgid='pgtrigger_delete_delete_07e71', table='governance_scrutiny_meeting', when='AFTER')),
        ),
    ]
