"""The tables of groups."""

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
        ('governance', '0001_bodies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='GroupHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.group')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupShape',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('short_name', models.TextField(default='')),
                ('kind', models.TextField()),
                ('statutory', models.BooleanField(default=False)),
                ('purpose', models.TextField(default='')),
                ('cadence', models.TextField(default=wardmote.governance.states.Cadence['AS_NEEDED'])),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('quorum', models.PositiveSmallIntegerField(default=0)),
                ('accounts_to', models.TextField(default='')),
                ('due_to_end', models.DateField(null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shapes', to='governance.group')),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_group_shape',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='GroupShapeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('name', models.TextField()),
                ('short_name', models.TextField(default='')),
                ('kind', models.TextField()),
                ('statutory', models.BooleanField(default=False)),
                ('purpose', models.TextField(default='')),
                ('cadence', models.TextField(default=wardmote.governance.states.Cadence['AS_NEEDED'])),
                ('circle', models.TextField(default=wardmote.governance.states.Circle['PARTNERSHIP'])),
                ('quorum', models.PositiveSmallIntegerField(default=0)),
                ('accounts_to', models.TextField(default='')),
                ('due_to_end', models.DateField(null=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('lead', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('parent', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.groupshape')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(default='')),
                ('capacity', models.TextField(default=wardmote.governance.states.Capacity['MEMBER'])),
                ('votes', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='governance.group')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SeatHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('name', models.TextField(default='')),
                ('capacity', models.TextField(default=wardmote.governance.states.Capacity['MEMBER'])),
                ('votes', models.BooleanField(default=False)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.group')),
                ('member', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.seat')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_grouphistory" ("id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."version"); RETURN NULL;', hash='55b3a62ff289172f8e9d0abad7c7b5895f269507', operation='INSERT', pgid='pgtrigger_insert_insert_43fa6', table='governance_group', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_grouphistory" ("id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."version"); RETURN NULL;', hash='2652c1bd529ee942454c8a9d6d12c6daaf5b118c', operation='UPDATE', pgid='pgtrigger_update_update_db81e', table='governance_group', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='group',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_grouphistory" ("id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "version") VALUES (OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."version"); RETURN NULL;', hash='7690da85784eef6cc1f85b7be29e33f4fcf86cbd', operation='DELETE', pgid='pgtrigger_delete_delete_3936b', table='governance_group', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='groupshape',
            index=models.Index(fields=['partnership', 'valid_from'], name='group_shape_by_day'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='group_shape_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.GroupKind['EXECUTIVE'], wardmote.governance.states.GroupKind['BOARD'], wardmote.governance.states.GroupKind['THEMATIC'], wardmote.governance.states.GroupKind['TASK'], wardmote.governance.states.GroupKind['PANEL'], wardmote.governance.states.GroupKind['OFFICERS']])), name='group_shape_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.CheckConstraint(condition=models.Q(('cadence__in', [wardmote.governance.states.Cadence['WEEKLY'], wardmote.governance.states.Cadence['FORTNIGHTLY'], wardmote.governance.states.Cadence['MONTHLY'], wardmote.governance.states.Cadence['QUARTERLY'], wardmote.governance.states.Cadence['HALF_YEARLY'], wardmote.governance.states.Cadence['YEARLY'], wardmote.governance.states.Cadence['AS_NEEDED']])), name='group_shape_cadence_is_known'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.CheckConstraint(condition=models.Q(('circle__in', [wardmote.governance.states.Circle['PARTNERSHIP'], wardmote.governance.states.Circle['GROUP']])), name='group_shape_circle_is_known'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('group')), _negated=True), _connector='OR'), name='group_shape_is_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='groupshape',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('group',), name='group_shape_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (NEW."accounts_to", NEW."cadence", NEW."circle", NEW."due_to_end", NEW."group_id", NEW."id", NEW."kind", NEW."lead_id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."quorum", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."statutory", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='a4f663ec476f171172781f26113a0573a5b1b623', operation='INSERT', pgid='pgtrigger_insert_insert_2eb75', table='governance_group_shape', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (NEW."accounts_to", NEW."cadence", NEW."circle", NEW."due_to_end", NEW."group_id", NEW."id", NEW."kind", NEW."lead_id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."quorum", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."statutory", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='afd2872521a3a09bb2315703f94b1690256b012e', operation='UPDATE', pgid='pgtrigger_update_update_9ad44', table='governance_group_shape', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (OLD."accounts_to", OLD."cadence", OLD."circle", OLD."due_to_end", OLD."group_id", OLD."id", OLD."kind", OLD."lead_id", OLD."name", OLD."parent_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."quorum", OLD."recorded_at", OLD."recorded_by_id", OLD."short_name", OLD."statutory", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='b01363d54df272fa99b447f9b055f1a1b3e2fd1d', operation='DELETE', pgid='pgtrigger_delete_delete_c7330', table='governance_group_shape', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='seat',
            index=models.Index(fields=['member', 'valid_from'], name='seat_of_member'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='seat_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__in', [wardmote.governance.states.Capacity['CHAIR'], wardmote.governance.states.Capacity['VICE_CHAIR'], wardmote.governance.states.Capacity['MEMBER'], wardmote.governance.states.Capacity['ADVISER'], wardmote.governance.states.Capacity['SECRETARY']])), name='seat_capacity_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_seathistory" ("body_id", "capacity", "group_id", "id", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "votes") VALUES (NEW."body_id", NEW."capacity", NEW."group_id", NEW."id", NEW."member_id", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."votes"); RETURN NULL;', hash='bc5b75cc5384e644b075ebde1c958243e1e3b989', operation='INSERT', pgid='pgtrigger_insert_insert_368bc', table='governance_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_seathistory" ("body_id", "capacity", "group_id", "id", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "votes") VALUES (NEW."body_id", NEW."capacity", NEW."group_id", NEW."id", NEW."member_id", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."votes"); RETURN NULL;', hash='b765244b69494d20d3af761890c9e9b9c7247ce0', operation='UPDATE', pgid='pgtrigger_update_update_75929', table='governance_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_seathistory" ("body_id", "capacity", "group_id", "id", "member_id", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "votes") VALUES (OLD."body_id", OLD."capacity", OLD."group_id", OLD."id", OLD."member_id", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to", OLD."votes"); RETURN NULL;', hash='8760b46650f005a009ee55437edcae7a3d3262f2', operation='DELETE', pgid='pgtrigger_delete_delete_5ba65', table='governance_seat', when='AFTER')),
        ),
    ]
