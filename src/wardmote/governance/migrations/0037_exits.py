# fmt: off
"""The complete exit of a partnership as a file, for whoever asked and nobody else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.fields
import wardmote.platform.keys
from wardmote.platform.rows import Guard, HeldTogether

MINE = "(member_id = (SELECT asking_member()) AND partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager'))))"
OR_BY_ITSELF = f"({MINE} OR (SELECT by_itself()))"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0036_minuters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exit',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField()),
                ('state', models.TextField(default='asked')),
                ('began_at', models.DateTimeField(null=True)),
                ('lines', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.TextField(blank=True, default='')),
                ('until', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ExitPiece',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('data', wardmote.platform.fields.EncryptedTextField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='governance.exit')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_exit_piece',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='exit',
            index=models.Index(fields=['until'], name='exit_by_end'),
        ),
        migrations.AddIndex(
            model_name='exit',
            index=models.Index(fields=['partnership', '-recorded_at'], name='exit_by_time'),
        ),
        migrations.AddConstraint(
            model_name='exit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'ready', 'too-large', 'broken', 'gone'])), name='exit_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='exitpiece',
            constraint=models.UniqueConstraint(fields=('file', 'place'), name='exit_piece_once'),
        ),
        Guard("governance_exit", see=OR_BY_ITSELF, add=MINE, change=OR_BY_ITSELF),
        Guard("governance_exit_piece", see=OR_BY_ITSELF, add=MINE, change="false", remove=OR_BY_ITSELF),
        HeldTogether("partnership_id", {"governance_exit_piece": {"file_id": "governance_exit"}}),
    ]
