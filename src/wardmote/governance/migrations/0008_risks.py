"""The tables of the risk register."""

# fmt: off

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import wardmote.audit.history
import wardmote.governance.states.risks
import wardmote.platform.keys


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0007_minutes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RiskCategory',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('purpose', models.TextField(default='')),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_risk_category',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField()),
                ('reference', models.TextField()),
                ('also_called', models.TextField(default='')),
                ('title', models.TextField()),
                ('cause', models.TextField(default='')),
                ('event', models.TextField(default='')),
                ('effect', models.TextField(default='')),
                ('owner', models.TextField(default='')),
                ('proximity', models.TextField(default=wardmote.governance.states.risks.Proximity['YEAR'])),
                ('raised_on', models.DateField()),
                ('review_on', models.DateField()),
                ('doubted_on', models.DateField(null=True)),
                ('state', models.TextField(default=wardmote.governance.states.risks.RiskState['OPEN'])),
                ('closed_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.seat')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='risks', to='governance.riskcategory')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskCategoryHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('purpose', models.TextField(default='')),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.riskcategory')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RiskControl',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('text', models.TextField()),
                ('owner', models.TextField(default='')),
                ('works', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='controls', to='governance.risk')),
            ],
            options={
                'db_table': 'governance_risk_control',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskControlHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('text', models.TextField()),
                ('owner', models.TextField(default='')),
                ('works', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.riskcontrol')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.risk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RiskHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField()),
                ('reference', models.TextField()),
                ('also_called', models.TextField(default='')),
                ('title', models.TextField()),
                ('cause', models.TextField(default='')),
                ('event', models.TextField(default='')),
                ('effect', models.TextField(default='')),
                ('owner', models.TextField(default='')),
                ('proximity', models.TextField(default=wardmote.governance.states.risks.Proximity['YEAR'])),
                ('raised_on', models.DateField()),
                ('review_on', models.DateField()),
                ('doubted_on', models.DateField(null=True)),
                ('state', models.TextField(default=wardmote.governance.states.risks.RiskState['OPEN'])),
                ('closed_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body')),
                ('category', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.riskcategory')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.risk')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.seat')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RiskNote',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('on', models.DateField()),
                ('text', models.TextField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='governance.risk')),
            ],
            options={
                'db_table': 'governance_risk_note',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskNoteHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('on', models.DateField()),
                ('text', models.TextField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.risknote')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.risk')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='riskcategory',
            constraint=models.UniqueConstraint(fields=('partnership', 'name'), name='risk_category_named_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcategory',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskcategoryhistory" ("id", "last_number", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id") VALUES (NEW."id", NEW."last_number", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='af6ecd479308f6590c65866ce64a9c7af53ec837', operation='INSERT', pgid='pgtrigger_insert_insert_06cec', table='governance_risk_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcategory',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_riskcategoryhistory" ("id", "last_number", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id") VALUES (NEW."id", NEW."last_number", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='67754aa4f2cb79d31ed1ec550a253571a24e832c', operation='UPDATE', pgid='pgtrigger_update_update_74a81', table='governance_risk_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcategory',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskcategoryhistory" ("id", "last_number", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by_id") VALUES (OLD."id", OLD."last_number", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='40ec04d4ca4a38a52407e8d310c63a0f49c94dab', operation='DELETE', pgid='pgtrigger_delete_delete_81d12', table='governance_risk_category', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='risk',
            index=models.Index(fields=['partnership', 'state', 'review_on'], name='risk_by_review'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(fields=('category', 'number'), name='risk_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(fields=('partnership', 'reference'), name='risk_referred_to_once'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('proximity__in', [wardmote.governance.states.risks.Proximity['NOW'], wardmote.governance.states.risks.Proximity['MONTHS'], wardmote.governance.states.risks.Proximity['YEAR'], wardmote.governance.states.risks.Proximity['LATER']])), name='risk_proximity_is_known'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'open')), models.Q(('closed_on__gte', models.F('raised_on')), ('state', 'closed')), _connector='OR'), name='risk_closed_has_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risk',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskhistory" ("also_called", "body_id", "category_id", "cause", "closed_on", "doubted_on", "effect", "event", "id", "number", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proximity", "raised_on", "recorded_at", "recorded_by_id", "reference", "review_on", "seat_id", "state", "title", "version") VALUES (NEW."also_called", NEW."body_id", NEW."category_id", NEW."cause", NEW."closed_on", NEW."doubted_on", NEW."effect", NEW."event", NEW."id", NEW."number", NEW."owner", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."proximity", NEW."raised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."review_on", NEW."seat_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='a40b3a2616b59cff4a9e7c660e1f4ae5359d8689', operation='INSERT', pgid='pgtrigger_insert_insert_670ab', table='governance_risk', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risk',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_riskhistory" ("also_called", "body_id", "category_id", "cause", "closed_on", "doubted_on", "effect", "event", "id", "number", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proximity", "raised_on", "recorded_at", "recorded_by_id", "reference", "review_on", "seat_id", "state", "title", "version") VALUES (NEW."also_called", NEW."body_id", NEW."category_id", NEW."cause", NEW."closed_on", NEW."doubted_on", NEW."effect", NEW."event", NEW."id", NEW."number", NEW."owner", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."proximity", NEW."raised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."review_on", NEW."seat_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='06d9e6c56b745d73d66c70398c8c556cf5b240b1', operation='UPDATE', pgid='pgtrigger_update_update_d9e8a', table='governance_risk', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risk',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskhistory" ("also_called", "body_id", "category_id", "cause", "closed_on", "doubted_on", "effect", "event", "id", "number", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proximity", "raised_on", "recorded_at", "recorded_by_id", "reference", "review_on", "seat_id", "state", "title", "version") VALUES (OLD."also_called", OLD."body_id", OLD."category_id", OLD."cause", OLD."closed_on", OLD."doubted_on", OLD."effect", OLD."event", OLD."id", OLD."number", OLD."owner", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."proximity", OLD."raised_on", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."review_on", OLD."seat_id", OLD."state", OLD."title", OLD."version"); RETURN NULL;', hash='d8c876654ed419d688ef5723ef16eec4cdc16d05', operation='DELETE', pgid='pgtrigger_delete_delete_d3889', table='governance_risk', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='riskcontrol',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='risk_control_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='riskcontrol',
            constraint=models.CheckConstraint(condition=models.Q(('works__in', [wardmote.governance.states.risks.Works['WORKS'], wardmote.governance.states.risks.Works['PARTLY'], wardmote.governance.states.risks.Works['FAILS'], wardmote.governance.states.risks.Works['UNTESTED'], wardmote.governance.states.risks.Works['PLANNED']])), name='risk_control_works_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcontrol',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskcontrolhistory" ("body_id", "id", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text", "valid_from", "valid_to", "version", "works") VALUES (NEW."body_id", NEW."id", NEW."owner", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."text", NEW."valid_from", NEW."valid_to", NEW."version", NEW."works"); RETURN NULL;', hash='136e3bb9c11c9fe0c70d7d2d87a7f8bb560b9576', operation='INSERT', pgid='pgtrigger_insert_insert_acee4', table='governance_risk_control', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcontrol',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_riskcontrolhistory" ("body_id", "id", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text", "valid_from", "valid_to", "version", "works") VALUES (NEW."body_id", NEW."id", NEW."owner", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."text", NEW."valid_from", NEW."valid_to", NEW."version", NEW."works"); RETURN NULL;', hash='7e016c314d6702ad8301948655b2e7eea5b52bc9', operation='UPDATE', pgid='pgtrigger_update_update_69eb1', table='governance_risk_control', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskcontrol',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskcontrolhistory" ("body_id", "id", "owner", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text", "valid_from", "valid_to", "version", "works") VALUES (OLD."body_id", OLD."id", OLD."owner", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_id", OLD."text", OLD."valid_from", OLD."valid_to", OLD."version", OLD."works"); RETURN NULL;', hash='9cf904eb48e5d40c67b7d76950978009ca82fa02', operation='DELETE', pgid='pgtrigger_delete_delete_ff51c', table='governance_risk_control', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='risknote',
            index=models.Index(fields=['risk', 'on'], name='risk_note_by_day'),
        ),
        migrations.AddConstraint(
            model_name='risknote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.risks.Told['HAPPENED'], wardmote.governance.states.risks.Told['AGAINST'], wardmote.governance.states.risks.Told['REVIEWED'], wardmote.governance.states.risks.Told['CLOSED'], wardmote.governance.states.risks.Told['REOPENED']])), name='risk_note_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risknote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_risknotehistory" ("id", "kind", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text") VALUES (NEW."id", NEW."kind", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."text"); RETURN NULL;', hash='c67d1f54741f617ea0e2338425d69826334e1b4d', operation='INSERT', pgid='pgtrigger_insert_insert_3141d', table='governance_risk_note', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risknote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_risknotehistory" ("id", "kind", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text") VALUES (NEW."id", NEW."kind", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."text"); RETURN NULL;', hash='a240f9c5ff5934bca5fb7dd2a09e60a77bb35384', operation='UPDATE', pgid='pgtrigger_update_update_385e9', table='governance_risk_note', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='risknote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_risknotehistory" ("id", "kind", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "text") VALUES (OLD."id", OLD."kind", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_id", OLD."text"); RETURN NULL;', hash='f5fdb8a761524fcec3278db403e90065976b59f9', operation='DELETE', pgid='pgtrigger_delete_delete_6a6a3', table='governance_risk_note', when='AFTER')),
        ),
    ]
