"""The tables of the framework: its document in versions, and who leads on what."""

# fmt: off

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states.duties
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0015_registers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardPart',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('topic', models.TextField()),
                ('board', models.TextField()),
                ('part', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_board_part',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BoardPartHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('topic', models.TextField()),
                ('board', models.TextField()),
                ('part', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.boardpart')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField(default='')),
                ('link', models.TextField(default='')),
                ('what_changed', models.TextField(default='')),
                ('adopted_on', models.DateField(null=True)),
                ('adopted_at', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FrameworkHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField(default='')),
                ('link', models.TextField(default='')),
                ('what_changed', models.TextField(default='')),
                ('adopted_on', models.DateField(null=True)),
                ('adopted_at', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('meeting', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.framework')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='boardpart',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='board_part_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='boardpart',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', [wardmote.governance.states.duties.Leads['LEADS'], wardmote.governance.states.duties.Leads['CONTRIBUTES'], wardmote.governance.states.duties.Leads['INFORMED']])), name='board_part_is_known'),
        ),
        migrations.AddConstraint(
            model_name='boardpart',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('partnership', 'topic', 'board'), name='board_part_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardpart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_boardparthistory" ("board", "id", "part", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "topic", "valid_from", "valid_to") VALUES (NEW."board", NEW."id", NEW."part", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."topic", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='9af846e2cdb5c38d735bab8fa51919344d6a1cac', operation='INSERT', pgid='pgtrigger_insert_insert_143ae', table='governance_board_part', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardpart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_boardparthistory" ("board", "id", "part", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "topic", "valid_from", "valid_to") VALUES (NEW."board", NEW."id", NEW."part", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."topic", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='0cd4c3fe9e3b3a48e34f0f04a4b614148522e4e2', operation='UPDATE', pgid='pgtrigger_update_update_63a02', table='governance_board_part', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardpart',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_boardparthistory" ("board", "id", "part", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "topic", "valid_from", "valid_to") VALUES (OLD."board", OLD."id", OLD."part", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."topic", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='709d9e6b55af87a5916d49dca372e8201632a33d', operation='DELETE', pgid='pgtrigger_delete_delete_83928', table='governance_board_part', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.UniqueConstraint(fields=('partnership', 'number'), name='framework_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='framework',
            constraint=models.UniqueConstraint(fields=('partnership', 'adopted_on'), name='framework_adopted_once_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_frameworkhistory" ("adopted_at", "adopted_on", "id", "link", "meeting_id", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text", "title", "version", "what_changed") VALUES (NEW."adopted_at", NEW."adopted_on", NEW."id", NEW."link", NEW."meeting_id", NEW."number", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."title", NEW."version", NEW."what_changed"); RETURN NULL;', hash='0b029f1030f4b6b60d6358dffee4e808f02ff082', operation='INSERT', pgid='pgtrigger_insert_insert_b6afd', table='governance_framework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_frameworkhistory" ("adopted_at", "adopted_on", "id", "link", "meeting_id", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text", "title", "version", "what_changed") VALUES (NEW."adopted_at", NEW."adopted_on", NEW."id", NEW."link", NEW."meeting_id", NEW."number", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."title", NEW."version", NEW."what_changed"); RETURN NULL;', hash='d449787e1f0ad23026a914b90baf69c4c44d0339', operation='UPDATE', pgid='pgtrigger_update_update_1b52d', table='governance_framework', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='framework',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_frameworkhistory" ("adopted_at", "adopted_on", "id", "link", "meeting_id", "number", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text", "title", "version", "what_changed") VALUES (OLD."adopted_at", OLD."adopted_on", OLD."id", OLD."link", OLD."meeting_id", OLD."number", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."text", OLD."title", OLD."version", OLD."what_changed"); RETURN NULL;', hash='5a37ee333344c2743b65d22e5d6fc9f0de103f7f', operation='DELETE', pgid='pgtrigger_delete_delete_0731c', table='governance_framework', when='AFTER')),
        ),
    ]
