# fmt: off
"""A partnership has an end."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from wardmote.audit.history import KeptByTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0017_visits'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partnership',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='partnership',
            name='ended_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='partnershiphistory',
            name='ended_on',
            field=models.DateField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_partnershiphistory" ("ended_on", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."ended_on", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;', hash='fa41d9479c364805499c693ee55a06bfe2431cc6', operation='INSERT', pgid='pgtrigger_insert_insert_034dd', table='accounts_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_partnershiphistory" ("ended_on", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (NEW."ended_on", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."slug"); RETURN NULL;', hash='1bd59ca3fc48fe6acfcb57f36f2d1fb190caef95', operation='UPDATE', pgid='pgtrigger_update_update_d251b', table='accounts_partnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_partnershiphistory" ("ended_on", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "slug") VALUES (OLD."ended_on", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."slug"); RETURN NULL;', hash='b2058f59429df597b4c2e26488f68790dc033e6b', operation='DELETE', pgid='pgtrigger_delete_delete_73569', table='accounts_partnership', when='AFTER')),
        ),
        KeptByTriggers(),
    ]
