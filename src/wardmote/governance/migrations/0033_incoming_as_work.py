# fmt: off
"""Files that come in are worked on by the worker: how far each is, and what would come of its rows. One that is done is changed by nobody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform.rows import Guard, HeldTogether

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
OR_BY_ITSELF = f"({KEEPERS} OR (SELECT by_itself()))"
NOT_DONE = f"({KEEPERS} AND stage IN ('waiting', 'trying', 'tried', 'bringing', 'changed', 'broken'))"
DONE = "UPDATE governance_import SET stage = 'done' WHERE done_at IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0032_asked_of_us'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannedRow',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('fate', models.TextField()),
                ('cell', models.TextField(blank=True, default='')),
                ('words', models.TextField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'governance_planned_row',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='import',
            name='began_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='import',
            name='lines_read',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='import',
            name='run',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='import',
            name='seconds',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='import',
            name='seen',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='import',
            name='stage',
            field=models.TextField(default='waiting'),
        ),
        migrations.AddField(
            model_name='import',
            name='tried',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='import',
            name='wrong',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(DONE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['waiting', 'trying', 'tried', 'bringing', 'changed', 'broken', 'done'])), name='import_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('stage', 'done')), models.Q(models.Q(('stage', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='import_done_has_its_day'),
        ),
        migrations.AddField(
            model_name='plannedrow',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='governance.import'),
        ),
        migrations.AddField(
            model_name='plannedrow',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.AddIndex(
            model_name='plannedrow',
            index=models.Index(fields=['recorded_at'], name='planned_row_by_age'),
        ),
        migrations.AddConstraint(
            model_name='plannedrow',
            constraint=models.UniqueConstraint(fields=('file', 'place'), name='planned_row_once'),
        ),
        migrations.AddConstraint(
            model_name='plannedrow',
            constraint=models.CheckConstraint(condition=models.Q(('fate__in', ['made', 'changed', 'found', 'wrong'])), name='planned_row_fate_is_known'),
        ),
        Guard(
            "governance_import", see=KEEPERS, add=KEEPERS, change=NOT_DONE, remove=NOT_DONE, becomes=KEEPERS,
            former=Guard("governance_import", see=KEEPERS, add=KEEPERS, change=KEEPERS, remove=KEEPERS),
        ),
        Guard("governance_planned_row", see=OR_BY_ITSELF, add=KEEPERS, change="false", remove=OR_BY_ITSELF),
        HeldTogether("partnership_id", {"governance_planned_row": {"file_id": "governance_import"}}),
    ]
