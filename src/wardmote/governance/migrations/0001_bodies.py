"""The tables of bodies."""

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

    initial = True

    dependencies = [
        ('accounts', '0015_credential_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('short_name', models.TextField(default='')),
                ('kind', models.TextField()),
                ('area_code', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BodyHistory',
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
                ('area_code', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.agency')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.body')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BodyPart',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('role', models.TextField()),
                ('votes', models.BooleanField()),
                ('source', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_body_part',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='BodyPartHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('role', models.TextField()),
                ('votes', models.BooleanField()),
                ('source', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.bodypart')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnershipLink',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('with_name', models.TextField()),
                ('cluster', models.TextField(default='')),
                ('decision', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('with_partnership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_partnership_link',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PartnershipLinkHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('kind', models.TextField()),
                ('with_name', models.TextField()),
                ('cluster', models.TextField(default='')),
                ('decision', models.TextField(default='')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.partnershiplink')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('with_partnership', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('reason', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='governance.body')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SuccessionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('on', models.DateField()),
                ('reason', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('after', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('before', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.succession')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='body_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.UniqueConstraint(fields=('partnership', 'name', 'valid_from'), name='body_named_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_bodyhistory" ("agency_id", "area_code", "id", "kind", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "short_name", "valid_from", "valid_to", "version") VALUES (NEW."agency_id", NEW."area_code", NEW."id", NEW."kind", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='77e2d1d55123c3df6e8349968c465185f6e4b0b3', operation='INSERT', pgid='pgtrigger_insert_insert_8eb50', table='governance_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_bodyhistory" ("agency_id", "area_code", "id", "kind", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "short_name", "valid_from", "valid_to", "version") VALUES (NEW."agency_id", NEW."area_code", NEW."id", NEW."kind", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."valid_from", NEW."valid_to", NEW."version"); RETURN NULL;', hash='ea61659676bf4305694f957fb79f70b75d9e76c9', operation='UPDATE', pgid='pgtrigger_update_update_9741f', table='governance_body', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='body',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_bodyhistory" ("agency_id", "area_code", "id", "kind", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "short_name", "valid_from", "valid_to", "version") VALUES (OLD."agency_id", OLD."area_code", OLD."id", OLD."kind", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."short_name", OLD."valid_from", OLD."valid_to", OLD."version"); RETURN NULL;', hash='e21c4a3b072c5875a113adc795b25ba0aed2fb9b', operation='DELETE', pgid='pgtrigger_delete_delete_f10a3', table='governance_body', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='bodypart',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='body_part_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='bodypart',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', [wardmote.governance.states.StatutoryRole['RESPONSIBLE'], wardmote.governance.states.StatutoryRole['COOPERATING'], wardmote.governance.states.StatutoryRole['INVITED'], wardmote.governance.states.StatutoryRole['OTHER']])), name='body_part_role_is_known'),
        ),
        migrations.AddConstraint(
            model_name='bodypart',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('body',), name='body_part_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bodypart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_bodyparthistory" ("body_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "source", "valid_from", "valid_to", "votes") VALUES (NEW."body_id", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."source", NEW."valid_from", NEW."valid_to", NEW."votes"); RETURN NULL;', hash='71095b102fcb9145093cf2499c0d6833ee8455b1', operation='INSERT', pgid='pgtrigger_insert_insert_2d88e', table='governance_body_part', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bodypart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_bodyparthistory" ("body_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "source", "valid_from", "valid_to", "votes") VALUES (NEW."body_id", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."role", NEW."source", NEW."valid_from", NEW."valid_to", NEW."votes"); RETURN NULL;', hash='26fe10ced1dfd1485074b0fe493fb90d4b1d87cc', operation='UPDATE', pgid='pgtrigger_update_update_a080d', table='governance_body_part', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bodypart',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_bodyparthistory" ("body_id", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "role", "source", "valid_from", "valid_to", "votes") VALUES (OLD."body_id", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."role", OLD."source", OLD."valid_from", OLD."valid_to", OLD."votes"); RETURN NULL;', hash='d93e7bdf4aebb725bef41cb943b45714df155a51', operation='DELETE', pgid='pgtrigger_delete_delete_fa019', table='governance_body_part', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='partnershiplink',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='partnership_link_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='partnershiplink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.Merger['FORMAL'], wardmote.governance.states.Merger['INFORMAL'], wardmote.governance.states.Merger['NESTED'], wardmote.governance.states.Merger['COUNTY']])), name='partnership_link_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiplink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_partnershiplinkhistory" ("cluster", "decision", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "with_name", "with_partnership_id") VALUES (NEW."cluster", NEW."decision", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."with_name", NEW."with_partnership_id"); RETURN NULL;', hash='d93ec4f392381d64ae8a19721cb541d442a737d3', operation='INSERT', pgid='pgtrigger_insert_insert_07665', table='governance_partnership_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiplink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_partnershiplinkhistory" ("cluster", "decision", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "with_name", "with_partnership_id") VALUES (NEW."cluster", NEW."decision", NEW."id", NEW."kind", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to", NEW."with_name", NEW."with_partnership_id"); RETURN NULL;', hash='2f8e122d8a0186464ac65cd88fcd04a4132bf807', operation='UPDATE', pgid='pgtrigger_update_update_85ac7', table='governance_partnership_link', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnershiplink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_partnershiplinkhistory" ("cluster", "decision", "id", "kind", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to", "with_name", "with_partnership_id") VALUES (OLD."cluster", OLD."decision", OLD."id", OLD."kind", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to", OLD."with_name", OLD."with_partnership_id"); RETURN NULL;', hash='87061f360df79bf49ea90d058584d757d58180eb', operation='DELETE', pgid='pgtrigger_delete_delete_08562', table='governance_partnership_link', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('before', 'after'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='succession_is_of_two'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_successionhistory" ("after_id", "before_id", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id") VALUES (NEW."after_id", NEW."before_id", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='05fd6dc18500109523073fdea3cdfad9abd9406b', operation='INSERT', pgid='pgtrigger_insert_insert_8ecd7', table='governance_succession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_successionhistory" ("after_id", "before_id", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id") VALUES (NEW."after_id", NEW."before_id", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='d4204911cf9c57c99353e176bdd300ffc9261c66', operation='UPDATE', pgid='pgtrigger_update_update_8446b', table='governance_succession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_successionhistory" ("after_id", "before_id", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id") VALUES (OLD."after_id", OLD."before_id", OLD."id", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='6f0b7a2de145ee9f4f4cbf8e3d3872bb7ea0812d', operation='DELETE', pgid='pgtrigger_delete_delete_9513d', table='governance_succession', when='AFTER')),
        ),
    ]
