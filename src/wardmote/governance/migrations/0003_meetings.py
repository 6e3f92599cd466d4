"""The tables of meetings."""

# fmt: off

import django.db.models.constraints
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
        ('governance', '0002_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.TextField()),
                ('standing', models.TextField(blank=True, default=wardmote.governance.states.Standing['NONE'])),
                ('lead', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('minute', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_agenda_item',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('presence', models.TextField()),
                ('name', models.TextField(default='')),
                ('instead_of', models.TextField(default='')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(default=wardmote.governance.states.MeetingKind['MEETING'])),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('state', models.TextField(default=wardmote.governance.states.MeetingState['PLANNED'])),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('mode', models.TextField(default=wardmote.governance.states.Mode['ROOM'])),
                ('place', models.TextField(default='')),
                ('chaired_by', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AttendanceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('presence', models.TextField()),
                ('name', models.TextField(default='')),
                ('instead_of', models.TextField(default='')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.attendance')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting'),
        ),
        migrations.CreateModel(
            name='AgendaItemHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.TextField()),
                ('standing', models.TextField(blank=True, default=wardmote.governance.states.Standing['NONE'])),
                ('lead', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('minute', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.agendaitem')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='governance.meeting'),
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('cadence', models.TextField()),
                ('starts', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('mode', models.TextField(default=wardmote.governance.states.Mode['ROOM'])),
                ('place', models.TextField(default='')),
                ('standing', models.JSONField(default=list)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MeetingHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('kind', models.TextField(default=wardmote.governance.states.MeetingKind['MEETING'])),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('state', models.TextField(default=wardmote.governance.states.MeetingState['PLANNED'])),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('mode', models.TextField(default=wardmote.governance.states.Mode['ROOM'])),
                ('place', models.TextField(default='')),
                ('chaired_by', models.TextField(default='')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.meeting')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.series')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.series'),
        ),
        migrations.CreateModel(
            name='SeriesHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('cadence', models.TextField()),
                ('starts', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=120)),
                ('mode', models.TextField(default=wardmote.governance.states.Mode['ROOM'])),
                ('place', models.TextField(default='')),
                ('standing', models.JSONField(default=list)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.series')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('presence__in', [wardmote.governance.states.Presence['PRESENT'], wardmote.governance.states.Presence['SUBSTITUTE'], wardmote.governance.states.Presence['APOLOGIES'], wardmote.governance.states.Presence['ABSENT']])), name='attendance_presence_is_known'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'body'), name='attendance_once_a_body'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_attendancehistory" ("body_id", "id", "instead_of", "meeting_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "recorded_at", "recorded_by_id") VALUES (NEW."body_id", NEW."id", NEW."instead_of", NEW."meeting_id", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."presence", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='a822f5b861da81d76005e93a1c240e1f8a0543ce', operation='INSERT', pgid='pgtrigger_insert_insert_7e143', table='governance_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_attendancehistory" ("body_id", "id", "instead_of", "meeting_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "recorded_at", "recorded_by_id") VALUES (NEW."body_id", NEW."id", NEW."instead_of", NEW."meeting_id", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."presence", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='bcc3fdca5108212e00bab1515a66dc76c0146f0f', operation='UPDATE', pgid='pgtrigger_update_update_dc464', table='governance_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_attendancehistory" ("body_id", "id", "instead_of", "meeting_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "recorded_at", "recorded_by_id") VALUES (OLD."body_id", OLD."id", OLD."instead_of", OLD."meeting_id", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."presence", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='22266c66d4ab4c7c5343a31021ba5e65dfebbcb2', operation='DELETE', pgid='pgtrigger_delete_delete_18022', table='governance_attendance', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'position'), name='agenda_item_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemhistory" ("id", "lead", "meeting_id", "minute", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (NEW."id", NEW."lead", NEW."meeting_id", NEW."minute", NEW."note", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."title", NEW."version"); RETURN NULL;', hash='6b911910138449b9bf608948ae80c6fdeb357a3e', operation='INSERT', pgid='pgtrigger_insert_insert_a8d03', table='governance_agenda_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_agendaitemhistory" ("id", "lead", "meeting_id", "minute", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (NEW."id", NEW."lead", NEW."meeting_id", NEW."minute", NEW."note", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."title", NEW."version"); RETURN NULL;', hash='cf4328a0f456230c7283919743b5478316d3b52a', operation='UPDATE', pgid='pgtrigger_update_update_dc8b8', table='governance_agenda_item', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemhistory" ("id", "lead", "meeting_id", "minute", "note", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "standing", "title", "version") VALUES (OLD."id", OLD."lead", OLD."meeting_id", OLD."minute", OLD."note", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."standing", OLD."title", OLD."version"); RETURN NULL;', hash='6e77e0af972c7372a9aeb9229222dfe6199c560b', operation='DELETE', pgid='pgtrigger_delete_delete_63eef', table='governance_agenda_item', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='series_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('cadence__in', [wardmote.governance.states.Cadence['WEEKLY'], wardmote.governance.states.Cadence['FORTNIGHTLY'], wardmote.governance.states.Cadence['MONTHLY'], wardmote.governance.states.Cadence['QUARTERLY'], wardmote.governance.states.Cadence['HALF_YEARLY'], wardmote.governance.states.Cadence['YEARLY'], wardmote.governance.states.Cadence['AS_NEEDED']])), name='series_cadence_is_known'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', [wardmote.governance.states.Mode['ROOM'], wardmote.governance.states.Mode['ONLINE'], wardmote.governance.states.Mode['BOTH']])), name='series_mode_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_serieshistory" ("cadence", "group_id", "id", "minutes", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "standing", "starts", "valid_from", "valid_to", "version") VALUES (NEW."cadence", NEW."group_id", NEW."id", NEW."minutes", NEW."mode", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."starts", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='b357a0f4f9d2f410a71d731d795c8233c4d7af28', operation='INSERT', pgid='pgtrigger_insert_insert_9ae2f', table='governance_series', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_serieshistory" ("cadence", "group_id", "id", "minutes", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "standing", "starts", "valid_from", "valid_to", "version") VALUES (NEW."cadence", NEW."group_id", NEW."id", NEW."minutes", NEW."mode", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."standing", NEW."starts", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='e7249cb1c7b26df4743b126089f0f08e81ce892b', operation='UPDATE', pgid='pgtrigger_update_update_af781', table='governance_series', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='series',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_serieshistory" ("cadence", "group_id", "id", "minutes", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "standing", "starts", "valid_from", "valid_to", "version") VALUES (OLD."cadence", OLD."group_id", OLD."id", OLD."minutes", OLD."mode", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."standing", OLD."starts", OLD."valid_from", OLD."valid_to", OLD."version"); RETURN NULL;', hash='ae9a15aac17d5c65acde792536bedc1ed9258a1b', operation='DELETE', pgid='pgtrigger_delete_delete_01112', table='governance_series', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['partnership', 'starts_at'], name='meeting_by_day'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['group', 'starts_at'], name='meeting_of_group'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.MeetingKind['MEETING'], wardmote.governance.states.MeetingKind['PUBLIC'], wardmote.governance.states.MeetingKind['WRITTEN']])), name='meeting_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [wardmote.governance.states.MeetingState['PLANNED'], wardmote.governance.states.MeetingState['CIRCULATED'], wardmote.governance.states.MeetingState['HELD'], wardmote.governance.states.MeetingState['APPROVED'], wardmote.governance.states.MeetingState['CANCELLED']])), name='meeting_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('circle__in', [wardmote.governance.states.Circle['PARTNERSHIP'], wardmote.governance.states.Circle['GROUP']])), name='meeting_circle_is_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', [wardmote.governance.states.Mode['ROOM'], wardmote.governance.states.Mode['ONLINE'], wardmote.governance.states.Mode['BOTH']])), name='meeting_mode_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetinghistory" ("chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (NEW."chaired_by", NEW."circle", NEW."ends_at", NEW."group_id", NEW."id", NEW."kind", NEW."mode", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."version"); RETURN NULL;', hash='0a5a275ff93b40c3956e3f0e9a970d5f2adcf346', operation='INSERT', pgid='pgtrigger_insert_insert_15f15', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_meetinghistory" ("chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (NEW."chaired_by", NEW."circle", NEW."ends_at", NEW."group_id", NEW."id", NEW."kind", NEW."mode", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."series_id", NEW."starts_at", NEW."state", NEW."version"); RETURN NULL;', hash='e28114767271f815d7e9abda11ff7ac10bd7881e', operation='UPDATE', pgid='pgtrigger_update_update_5da00', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetinghistory" ("chaired_by", "circle", "ends_at", "group_id", "id", "kind", "mode", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "series_id", "starts_at", "state", "version") VALUES (OLD."chaired_by", OLD."circle", OLD."ends_at", OLD."group_id", OLD."id", OLD."kind", OLD."mode", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."series_id", OLD."starts_at", OLD."state", OLD."version"); RETURN NULL;', hash='3f607f95965a4cf46be462b82ce52d68bc19ed54', operation='DELETE', pgid='pgtrigger_delete_delete_5b83d', table='governance_meeting', when='AFTER')),
        ),
    ]
