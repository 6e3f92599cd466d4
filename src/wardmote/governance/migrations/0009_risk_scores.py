"""The tables of how risks were scored."""

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
        ('governance', '0008_risks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RiskScale',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('document', models.JSONField()),
                ('most', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_risk_scale',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskScaleHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.TextField()),
                ('document', models.JSONField()),
                ('most', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.riskscale')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RiskScoring',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('likelihood', models.PositiveSmallIntegerField()),
                ('impact', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('why', models.TextField(default='')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorings', to='governance.risk')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.riskscale')),
            ],
            options={
                'db_table': 'governance_risk_scoring',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RiskScoringHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.TextField()),
                ('likelihood', models.PositiveSmallIntegerField()),
                ('impact', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('why', models.TextField(default='')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.riskscoring')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('risk', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.risk')),
                ('scale', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.riskscale')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='riskscale',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='risk_scale_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='riskscale',
            constraint=models.CheckConstraint(condition=models.Q(('most__gte', 4)), name='risk_scale_has_levels'),
        ),
        migrations.AddConstraint(
            model_name='riskscale',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('partnership',), name='risk_scale_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscale',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskscalehistory" ("document", "id", "most", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."document", NEW."id", NEW."most", NEW."name", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='4b76448528eb8b253769250098fac42be410947e', operation='INSERT', pgid='pgtrigger_insert_insert_00198', table='governance_risk_scale', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscale',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_riskscalehistory" ("document", "id", "most", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."document", NEW."id", NEW."most", NEW."name", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='4e30dbd0be9ece806284915b961f9821ace02151', operation='UPDATE', pgid='pgtrigger_update_update_0583c', table='governance_risk_scale', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscale',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskscalehistory" ("document", "id", "most", "name", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (OLD."document", OLD."id", OLD."most", OLD."name", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='91ce140b9119fd425ada48e79167384de7c83432', operation='DELETE', pgid='pgtrigger_delete_delete_c266a', table='governance_risk_scale', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='riskscoring',
            index=models.Index(fields=['risk', 'kind', '-on', '-recorded_at'], name='risk_scoring_last'),
        ),
        migrations.AddConstraint(
            model_name='riskscoring',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.risks.Scored['INHERENT'], wardmote.governance.states.risks.Scored['CURRENT'], wardmote.governance.states.risks.Scored['TARGET']])), name='risk_scoring_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='riskscoring',
            constraint=models.CheckConstraint(condition=models.Q(('impact__gte', 1), ('likelihood__gte', 1)), name='risk_scoring_begins_at_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscoring',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskscoringhistory" ("id", "impact", "kind", "likelihood", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "scale_id", "why") VALUES (NEW."id", NEW."impact", NEW."kind", NEW."likelihood", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."scale_id", NEW."why"); RETURN NULL;', hash='61d321b89039516db9259eb5fa8730ca09f3129c', operation='INSERT', pgid='pgtrigger_insert_insert_e9725', table='governance_risk_scoring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscoring',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_riskscoringhistory" ("id", "impact", "kind", "likelihood", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "scale_id", "why") VALUES (NEW."id", NEW."impact", NEW."kind", NEW."likelihood", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."risk_id", NEW."scale_id", NEW."why"); RETURN NULL;', hash='e384d6995aa76ad1ae1529252f588c8ad9bdf9af', operation='UPDATE', pgid='pgtrigger_update_update_55c59', table='governance_risk_scoring', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskscoring',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_riskscoringhistory" ("id", "impact", "kind", "likelihood", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "risk_id", "scale_id", "why") VALUES (OLD."id", OLD."impact", OLD."kind", OLD."likelihood", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."risk_id", OLD."scale_id", OLD."why"); RETURN NULL;', hash='2f9cf95f124cf876a9e6af0deda5ce025277258a', operation='DELETE', pgid='pgtrigger_delete_delete_1fdfa', table='governance_risk_scoring', when='AFTER')),
        ),
    ]
