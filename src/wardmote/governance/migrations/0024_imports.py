# fmt: off
"""Spreadsheets that are brought in: the file by its digest, its bytes until the yes, and what each row became."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
OR_BY_ITSELF = f"({KEEPERS} OR (SELECT by_itself()))"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0023_lines_see_for_themselves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField()),
                ('name', models.TextField()),
                ('sha256', models.TextField()),
                ('size', models.PositiveIntegerField()),
                ('sheet', models.TextField(blank=True, default='')),
                ('matching', models.JSONField(default=dict)),
                ('made', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('found', models.PositiveIntegerField(default=0)),
                ('done_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ImportContent',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('data', models.BinaryField()),
                ('recorded_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='content', to='governance.import')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_import_content',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('fate', models.TextField()),
                ('object', models.UUIDField()),
                ('identity', models.TextField()),
                ('content', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='governance.import')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_imported_row',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['partnership', '-recorded_at'], name='import_by_time'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['membership', 'actions', 'risks'])), name='import_kind_is_known'),
        ),
        migrations.AddIndex(
            model_name='importcontent',
            index=models.Index(fields=['recorded_at'], name='import_content_by_age'),
        ),
        migrations.AddIndex(
            model_name='importedrow',
            index=models.Index(fields=['partnership', 'identity'], name='imported_row_by_identity'),
        ),
        migrations.AddIndex(
            model_name='importedrow',
            index=models.Index(fields=['object'], name='imported_row_by_object'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.CheckConstraint(condition=models.Q(('fate__in', ['made', 'changed', 'found', 'wrong'])), name='imported_row_fate_is_known'),
        ),
        Guard("governance_import", see=KEEPERS, add=KEEPERS, change=KEEPERS, remove=KEEPERS),
        Guard("governance_import_content", see=OR_BY_ITSELF, add=KEEPERS, change="false", remove=OR_BY_ITSELF),
        Guard("governance_imported_row", see=KEEPERS, add=KEEPERS, change="false"),
    ]
