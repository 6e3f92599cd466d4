"""The area that a group works for."""

# fmt: off

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from wardmote.audit.history import KeptByTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0017_duties_guarded'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='groupshape',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='groupshape',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='groupshape',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='groupshape',
            name='area_code',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='groupshapehistory',
            name='area_code',
            field=models.TextField(default=''),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "area_code", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (NEW."accounts_to", NEW."area_code", NEW."cadence", NEW."circle", NEW."due_to_end", NEW."group_id", NEW."id", NEW."kind", NEW."lead_id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."quorum", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."statutory", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='975c91d9cba4a21c8f3f4331e8fc6d0bc1a6dcaf', operation='INSERT', pgid='pgtrigger_insert_insert_2eb75', table='governance_group_shape', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "area_code", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (NEW."accounts_to", NEW."area_code", NEW."cadence", NEW."circle", NEW."due_to_end", NEW."group_id", NEW."id", NEW."kind", NEW."lead_id", NEW."name", NEW."parent_id", NEW."partnership_id", NOW(), \'update\', NEW."id", NEW."purpose", NEW."quorum", NEW."recorded_at", NEW."recorded_by_id", NEW."short_name", NEW."statutory", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='e48b5a94b41769e3f3bdd2cc9b634ad931bcd9ac', operation='UPDATE', pgid='pgtrigger_update_update_9ad44', table='governance_group_shape', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupshape',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_groupshapehistory" ("accounts_to", "area_code", "cadence", "circle", "due_to_end", "group_id", "id", "kind", "lead_id", "name", "parent_id", "partnership_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum", "recorded_at", "recorded_by_id", "short_name", "statutory", "valid_from", "valid_to") VALUES (OLD."accounts_to", OLD."area_code", OLD."cadence", OLD."circle", OLD."due_to_end", OLD."group_id", OLD."id", OLD."kind", OLD."lead_id", OLD."name", OLD."parent_id", OLD."partnership_id", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."quorum", OLD."recorded_at", OLD."recorded_by_id", OLD."short_name", OLD."statutory", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='6c1b10f83abdd39528e0b8fa3c95a3cb0ddd24a1', operation='DELETE', pgid='pgtrigger_delete_delete_c7330', table='governance_group_shape', when='AFTER')),
        ),
        KeptByTriggers("governance_groupshapehistory"),
    ]
