"""The tables of duties: events, claims, evidence, reach."""

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
        ('governance', '0013_papers_guarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('duty', models.TextField()),
                ('item', models.TextField(default='')),
                ('rating', models.TextField(default=wardmote.governance.states.duties.Rating['IN_PLACE'])),
                ('done_on', models.DateField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField()),
                ('all_took_part', models.BooleanField(default=False)),
                ('words', models.TextField(default='')),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_why', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DutyScope',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('duty', models.TextField()),
                ('falls', models.BooleanField()),
                ('reason', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'governance_duty_scope',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DutyScopeHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('duty', models.TextField()),
                ('falls', models.BooleanField()),
                ('reason', models.TextField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.dutyscope')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('duty', models.TextField()),
                ('item', models.TextField(default='')),
                ('on', models.DateField()),
                ('kind', models.TextField()),
                ('words', models.TextField()),
                ('link', models.TextField(default='')),
                ('row', models.UUIDField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_why', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='EvidenceHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('duty', models.TextField()),
                ('item', models.TextField(default='')),
                ('on', models.DateField()),
                ('kind', models.TextField()),
                ('words', models.TextField()),
                ('link', models.TextField(default='')),
                ('row', models.UUIDField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_why', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.evidence')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('duty', models.TextField()),
                ('on', models.DateField()),
                ('words', models.TextField()),
                ('closed', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ClaimHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('duty', models.TextField()),
                ('item', models.TextField(default='')),
                ('rating', models.TextField(default=wardmote.governance.states.duties.Rating['IN_PLACE'])),
                ('done_on', models.DateField()),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField()),
                ('all_took_part', models.BooleanField(default=False)),
                ('words', models.TextField(default='')),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_why', models.TextField(default='')),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.claim')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('occasion', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.occasion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='occasion',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='governance.occasion'),
        ),
        migrations.CreateModel(
            name='OccasionHistory',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('asked_by', models.UUIDField(db_default=wardmote.audit.history.Said('member'), null=True)),
                ('asked_in', models.UUIDField(db_default=wardmote.audit.history.Said('request'), null=True)),
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, serialize=False)),
                ('duty', models.TextField()),
                ('on', models.DateField()),
                ('words', models.TextField()),
                ('closed', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.partnership')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='governance.occasion')),
                ('recorded_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='dutyscope',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='duty_scope_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='dutyscope',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('partnership', 'duty'), name='duty_scope_open_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyscope',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_dutyscopehistory" ("duty", "falls", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."duty", NEW."falls", NEW."id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='75fdfad8548706adc29ab79061795615017d00b5', operation='INSERT', pgid='pgtrigger_insert_insert_56a07', table='governance_duty_scope', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyscope',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_dutyscopehistory" ("duty", "falls", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (NEW."duty", NEW."falls", NEW."id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='9620ab375553a128327af13d1953839d6b2b96c7', operation='UPDATE', pgid='pgtrigger_update_update_818ab', table='governance_duty_scope', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyscope',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_dutyscopehistory" ("duty", "falls", "id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "valid_from", "valid_to") VALUES (OLD."duty", OLD."falls", OLD."id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='797c9a7dc7fb33a36fa99bf4548f05f7306fc3e5', operation='DELETE', pgid='pgtrigger_delete_delete_49486', table='governance_duty_scope', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['partnership', 'duty', '-on'], name='evidence_of_duty'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [wardmote.governance.states.duties.EvidenceKind['NOTE'], wardmote.governance.states.duties.EvidenceKind['LINK'], wardmote.governance.states.duties.EvidenceKind['PAGE']])), name='evidence_kind_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_evidencehistory" ("duty", "id", "item", "kind", "link", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "row", "taken_back_at", "taken_back_why", "words") VALUES (NEW."duty", NEW."id", NEW."item", NEW."kind", NEW."link", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."row", NEW."taken_back_at", NEW."taken_back_why", NEW."words"); RETURN NULL;', hash='5f6606a56edae1066d96a21e33354016cddfc0c3', operation='INSERT', pgid='pgtrigger_insert_insert_1ce67', table='governance_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_evidencehistory" ("duty", "id", "item", "kind", "link", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "row", "taken_back_at", "taken_back_why", "words") VALUES (NEW."duty", NEW."id", NEW."item", NEW."kind", NEW."link", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."row", NEW."taken_back_at", NEW."taken_back_why", NEW."words"); RETURN NULL;', hash='1f8649a026d600e766959f209dbae69afce95ab4', operation='UPDATE', pgid='pgtrigger_update_update_3d743', table='governance_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_evidencehistory" ("duty", "id", "item", "kind", "link", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "row", "taken_back_at", "taken_back_why", "words") VALUES (OLD."duty", OLD."id", OLD."item", OLD."kind", OLD."link", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."row", OLD."taken_back_at", OLD."taken_back_why", OLD."words"); RETURN NULL;', hash='1f59f2af36b7eac6ed0f88ece6d002fd8683f0b0', operation='DELETE', pgid='pgtrigger_delete_delete_1e952', table='governance_evidence', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='occasion',
            index=models.Index(condition=models.Q(('closed', False)), fields=['partnership', 'duty', 'on'], name='occasion_open_by_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occasion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_occasionhistory" ("closed", "duty", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (NEW."closed", NEW."duty", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."words"); RETURN NULL;', hash='7ad4c3d797e82dd41fa5b830a886d7e3a8505421', operation='INSERT', pgid='pgtrigger_insert_insert_ccbaf', table='governance_occasion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occasion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_occasionhistory" ("closed", "duty", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (NEW."closed", NEW."duty", NEW."id", NEW."on", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."words"); RETURN NULL;', hash='52d9742de4ee4dc2942bd0f172b4b75f38f3de20', operation='UPDATE', pgid='pgtrigger_update_update_e59c8', table='governance_occasion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='occasion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_occasionhistory" ("closed", "duty", "id", "on", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "words") VALUES (OLD."closed", OLD."duty", OLD."id", OLD."on", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."words"); RETURN NULL;', hash='68ccf6bca4aa640249d67eccc558d56fa824332a', operation='DELETE', pgid='pgtrigger_delete_delete_e3684', table='governance_occasion', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['partnership', 'duty', '-done_on'], name='claim_of_duty'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gt', models.F('valid_from'))), name='claim_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('rating__in', [wardmote.governance.states.duties.Rating['IN_PLACE'], wardmote.governance.states.duties.Rating['IN_PART'], wardmote.governance.states.duties.Rating['NOT_YET']])), name='claim_rating_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_claimhistory" ("all_took_part", "done_on", "duty", "id", "item", "occasion_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "recorded_at", "recorded_by_id", "taken_back_at", "taken_back_why", "valid_from", "valid_to", "words") VALUES (NEW."all_took_part", NEW."done_on", NEW."duty", NEW."id", NEW."item", NEW."occasion_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."rating", NEW."recorded_at", NEW."recorded_by_id", NEW."taken_back_at", NEW."taken_back_why", NEW."valid_from", NEW."valid_to", NEW."words"); RETURN NULL;', hash='6d0a236026b979c8423cc6916ce674f1a4453b91', operation='INSERT', pgid='pgtrigger_insert_insert_1f909', table='governance_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_claimhistory" ("all_took_part", "done_on", "duty", "id", "item", "occasion_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "recorded_at", "recorded_by_id", "taken_back_at", "taken_back_why", "valid_from", "valid_to", "words") VALUES (NEW."all_took_part", NEW."done_on", NEW."duty", NEW."id", NEW."item", NEW."occasion_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."rating", NEW."recorded_at", NEW."recorded_by_id", NEW."taken_back_at", NEW."taken_back_why", NEW."valid_from", NEW."valid_to", NEW."words"); RETURN NULL;', hash='6c4b78d008cd74e5538096fd23e4e4623372f474', operation='UPDATE', pgid='pgtrigger_update_update_470c6', table='governance_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_claimhistory" ("all_took_part", "done_on", "duty", "id", "item", "occasion_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "recorded_at", "recorded_by_id", "taken_back_at", "taken_back_why", "valid_from", "valid_to", "words") VALUES (OLD."all_took_part", OLD."done_on", OLD."duty", OLD."id", OLD."item", OLD."occasion_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."rating", OLD."recorded_at", OLD."recorded_by_id", OLD."taken_back_at", OLD."taken_back_why", OLD."valid_from", OLD."valid_to", OLD."words"); RETURN NULL;', hash='d53341433b9692275b38739e64d5d300f248a888', operation='DELETE', pgid='pgtrigger_delete_delete_cb9ed', table='governance_claim', when='AFTER')),
        ),
    ]
