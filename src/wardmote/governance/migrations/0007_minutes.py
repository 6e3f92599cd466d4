# fmt: off
"""Minutes that are approved and fixed, with what was found wrong in them later; who wrote at a point of the agenda, and when."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.platform.keys
from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
ITS_MEETING = "meeting_id IN (SELECT id FROM governance_meeting)"
HISTORY = ("governance_minuteshistory", "governance_correctionhistory")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0006_guarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CorrectionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('text', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('document', models.JSONField()),
                ('words', models.TextField()),
                ('digest', models.TextField()),
                ('amendments', models.TextField(default='')),
                ('approved_on', models.DateField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MinutesHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('document', models.JSONField()),
                ('words', models.TextField()),
                ('digest', models.TextField()),
                ('amendments', models.TextField(default='')),
                ('approved_on', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meeting',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='carried',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minute_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minute_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minute_version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='agendaitemhistory',
            name='carried',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='agendaitemhistory',
            name='minute_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='agendaitemhistory',
            name='minute_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agendaitemhistory',
            name='minute_version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='meeting',
            name='also_there',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='meetinghistory',
            name='also_there',
            field=models.TextField(default=''),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemhistory" ("carried", "id", "lead", "meeting_id", "minute", "minute_at", "minute_by_id", "minute_version", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (NEW."carried", NEW."id", NEW."lead", NEW."meeting_id", NEW."minute", NEW."minute_at", NEW."minute_by_id", NEW."minute_version", NEW."note", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."title", NEW."version"); RETURN NULL;', hash='c80a0ca1e07fc4a0f7e4cd615b78086d7f80c168', operation='INSERT', pgid='pgtrigger_insert_insert_a8d03', table='governance_agenda_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_agendaitemhistory" ("carried", "id", "lead", "meeting_id", "minute", "minute_at", "minute_by_id", "minute_version", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (NEW."carried", NEW."id", NEW."lead", NEW."meeting_id", NEW."minute", NEW."minute_at", NEW."minute_by_id", NEW."minute_version", NEW."note", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."title", NEW."version"); RETURN NULL;', hash='56c58b252a17c480032bef491d6e4b2fa314d05e', operation='UPDATE', pgid='pgtrigger_update_update_dc8b8', table='governance_agenda_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemhistory" ("carried", "id", "lead", "meeting_id", "minute", "minute_at", "minute_by_id", "minute_version", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (OLD."carried", OLD."id", OLD."lead", OLD."meeting_id", OLD."minute", OLD."minute_at", OLD."minute_by_id", OLD."minute_version", OLD."note", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."standing", OLD."title", OLD."version"); RETURN NULL;', hash='ff5e731effe1cd4cff25d4b8ed2f3747316e682a', operation='DELETE', pgid='pgtrigger_delete_delete_63eef', table='governance_agenda_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetinghistory" ("also_there", "chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (NEW."also_there", NEW."chaired_by", NEW."circle", NEW."ends_at", NEW."group_id", NEW."id", NEW."kind", NEW."mode", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."version"); RETURN NULL;', hash='f71d095e812dca4ca8931477c71e033de6065b18', operation='INSERT', pgid='pgtrigger_insert_insert_15f15', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_meetinghistory" ("also_there", "chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (NEW."also_there", NEW."chaired_by", NEW."circle", NEW."ends_at", NEW."group_id", NEW."id", NEW."kind", NEW."mode", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."version"); RETURN NULL;', hash='6d6158b5e3df0df8f4e1fa84c76c21e5b428a3d8', operation='UPDATE', pgid='pgtrigger_update_update_5da00', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetinghistory" ("also_there", "chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (OLD."also_there", OLD."chaired_by", OLD."circle", OLD."ends_at", OLD."group_id", OLD."id", OLD."kind", OLD."mode", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."series_id", OLD."starts_at", OLD."state", OLD."version"); RETURN NULL;', hash='d3dce331419ecfa573bd9a3386be8fe6c77619d6', operation='DELETE', pgid='pgtrigger_delete_delete_5b83d', table='governance_meeting', when='AFTER')),
        ),
        migrations.AddField(
            model_name='correction',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='correction',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='correction',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.correction'),
        ),
        migrations.AddField(
            model_name='correctionhistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='minutes',
            name='approved_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='minuteshistory',
            name='approved_in',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='minuteshistory',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='minuteshistory',
            name='partnership',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership'),
        ),
        migrations.AddField(
            model_name='minuteshistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.minutes'),
        ),
        migrations.AddField(
            model_name='minuteshistory',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_correctionhistory" ("id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text"); RETURN NULL;', hash='a1913801461d6b6787dda1add5f4620ab6fa938e', operation='INSERT', pgid='pgtrigger_insert_insert_35538', table='governance_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_correctionhistory" ("id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text"); RETURN NULL;', hash='79f5919fd8a18a73154bdda80377b386b42ec980', operation='UPDATE', pgid='pgtrigger_update_update_a71f4', table='governance_correction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_correctionhistory" ("id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (OLD."id", OLD."meeting_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."text"); RETURN NULL;', hash='59045805b334481e40885ecdfbf3637e06666f9b', operation='DELETE', pgid='pgtrigger_delete_delete_cd8aa', table='governance_correction', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(fields=('meeting',), name='minutes_approved_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_minuteshistory" ("amendments", "approved_in_id", "approved_on", "digest", "document", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (NEW."amendments", NEW."approved_in_id", NEW."approved_on", NEW."digest", NEW."document", NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."words"); RETURN NULL;', hash='3c18d652835e92fa85fb1ed07b256f017e76f1b5', operation='INSERT', pgid='pgtrigger_insert_insert_9cd9a', table='governance_minutes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_minuteshistory" ("amendments", "approved_in_id", "approved_on", "digest", "document", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (NEW."amendments", NEW."approved_in_id", NEW."approved_on", NEW."digest", NEW."document", NEW."id", NEW."meeting_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."words"); RETURN NULL;', hash='47caf142429976ea81372fb8856abe740de4b725', operation='UPDATE', pgid='pgtrigger_update_update_4ebfd', table='governance_minutes', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_minuteshistory" ("amendments", "approved_in_id", "approved_on", "digest", "document", "id", "meeting_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (OLD."amendments", OLD."approved_in_id", OLD."approved_on", OLD."digest", OLD."document", OLD."id", OLD."meeting_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."words"); RETURN NULL;', hash='b4ba702a6872ad9b30b073a72cfd8bfc1359f524', operation='DELETE', pgid='pgtrigger_delete_delete_ff9cf', table='governance_minutes', when='AFTER')),
        ),
        KeptByTriggers(*HISTORY),
        *(Guard(table, see=ITS_MEETING, add=f"({KEEPERS} AND {ITS_MEETING})", change="false") for table in ("governance_minutes", "governance_correction")),
        *(Guard(table, see=KEEPERS, add="false", change="false") for table in HISTORY),
    ]
