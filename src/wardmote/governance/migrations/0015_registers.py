"""The tables of registers."""

# fmt: off

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0014_duties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('register', models.TextField()),
                ('title', models.TextField()),
                ('fields', models.JSONField(default=dict)),
                ('on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('search', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'entries',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EntryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('register', models.TextField()),
                ('title', models.TextField()),
                ('fields', models.JSONField(default=dict)),
                ('on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('search', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.entry')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryStatus',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('status', models.TextField()),
                ('words', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='governance.entry')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_entry_status',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EntryStatusHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('status', models.TextField()),
                ('words', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.entry')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.entrystatus')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['partnership', 'register', '-on', 'id'], name='entry_of_register'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['partnership', '-on', 'id'], name='entry_by_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_entryhistory" ("fields", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register", "search", "title", "until", "version") VALUES (NEW."fields", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."register", NEW."search", NEW."title", NEW."until", NEW."version"); RETURN NULL;', hash='21c3f6b7e64ef0e4a290d228d51701bacd569f84', operation='INSERT', pgid='pgtrigger_insert_insert_dcfcf', table='governance_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_entryhistory" ("fields", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register", "search", "title", "until", "version") VALUES (NEW."fields", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."register", NEW."search", NEW."title", NEW."until", NEW."version"); RETURN NULL;', hash='242101313347ef57e0fa5cfa537b8a96a20a5459', operation='UPDATE', pgid='pgtrigger_update_update_20af3', table='governance_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_entryhistory" ("fields", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "register", "search", "title", "until", "version") VALUES (OLD."fields", OLD."id", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."register", OLD."search", OLD."title", OLD."until", OLD."version"); RETURN NULL;', hash='23d9b29a0157e421dd2c4afb59575a5d4c8b7f71', operation='DELETE', pgid='pgtrigger_delete_delete_4380f', table='governance_entry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='entrystatus',
            index=models.Index(fields=['partnership', '-valid_from', 'id'], name='entry_status_by_day'),
        ),
        migrations.AddConstraint(
            model_name='entrystatus',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='entry_status_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='entrystatus',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('entry',), name='entry_status_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entrystatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_entrystatushistory" ("entry_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "status", "valid_from", "valid_to", "words") VALUES (NEW."entry_id", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."valid_from", NEW."valid_to", NEW."words"); RETURN NULL;', hash='cd4dccbee638ffcb7394f779d9ad9c01fc5a94f2', operation='INSERT', pgid='pgtrigger_insert_insert_eea41', table='governance_entry_status', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entrystatus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_entrystatushistory" ("entry_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "status", "valid_from", "valid_to", "words") VALUES (NEW."entry_id", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."valid_from", NEW."valid_to", NEW."words"); RETURN NULL;', hash='407946c2b7b3fe4f0af8f51e097cb2246fb61b4d', operation='UPDATE', pgid='pgtrigger_update_update_96369', table='governance_entry_status', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entrystatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_entrystatushistory" ("entry_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "status", "valid_from", "valid_to", "words") VALUES (OLD."entry_id", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."status", OLD."valid_from", OLD."valid_to", OLD."words"); RETURN NULL;', hash='012fffdf50672b94e36cf2ccfa7e50913a36fabd', operation='DELETE', pgid='pgtrigger_delete_delete_2c0c1', table='governance_entry_status', when='AFTER')),
        ),
    ]
