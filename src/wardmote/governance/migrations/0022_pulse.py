# fmt: off
"""Whether anything was written at a meeting: a number that pages may ask for without the log being told, for it tells nothing of anybody."""

import django.db.models.deletion
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
ITS_MEETING = "meeting_id IN (SELECT id FROM governance_meeting)"
KEEPERS_OF_IT = f"({KEEPERS} AND {ITS_MEETING})"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0021_actions_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('beat', models.PositiveIntegerField(default=0)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.meeting')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        Guard("governance_pulse", see=ITS_MEETING, add=KEEPERS_OF_IT, change=KEEPERS_OF_IT),
    ]
