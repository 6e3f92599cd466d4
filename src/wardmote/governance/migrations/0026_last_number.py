# fmt: off
"""The last number given to decisions, actions, recommendations and matters outlives what it was given to. The first are those on file, and those of decisions that were removed."""

import django.db.models.deletion
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
COUNTED = {
    "decision": ("governance_decision", "governance_decisionhistory"), "action": ("governance_action",),
    "recommendation": ("governance_recommendation",), "matter": ("governance_matter",),
}
EVERY = " UNION ALL ".join(f"SELECT partnership_id, '{name}' AS counts, number FROM {table}" for name, tables in COUNTED.items() for table in tables)  # noqa: S608 - put together of constants
FILLED = f"""
    INSERT INTO governance_last_number (id, partnership_id, counts, last)
    SELECT gen_random_uuid(), partnership_id, counts, max(number) FROM ({EVERY}) given GROUP BY partnership_id, counts
"""  # noqa: S608 - put together of constants


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0016_known_elsewhere'),
        ('governance', '0025_one_partnership'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastNumber',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('counts', models.TextField()),
                ('last', models.PositiveIntegerField()),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership')),
            ],
            options={
                'db_table': 'governance_last_number',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('partnership', 'counts'), name='last_number_once')],
            },
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        Guard("governance_last_number", see=MEMBERS, add=KEEPERS, change=KEEPERS),
    ]
