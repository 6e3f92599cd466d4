# fmt: off
"""The plan of a reorganisation is for whoever runs the business and for administrators; where a row came from is told to whoever may read the row."""

import django.db.models.deletion
from django.db import migrations, models

import wardmote.governance.states.groups
import wardmote.platform.keys
from wardmote.platform.rows import Guard, HeldTogether

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
ADMINISTRATORS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
COMMAND = "(SELECT at_the_command_line())"
PLANS = "INSERT INTO governance_handover_plan (id, partnership_id, handover_id, text) SELECT gen_random_uuid(), partnership_id, id, plan FROM governance_handover"
PLANS_BACK = "UPDATE governance_handover h SET plan = p.text FROM governance_handover_plan p WHERE p.handover_id = h.id"
# What groups keep to themselves: things of a circle, and what belongs to them.
SHUT = [
    *(
        f'UPDATE governance_carried c SET circle = t.circle, group_id = t.group_id FROM {table} t WHERE t.id = c."row" AND t.circle = \'group\''  # noqa: S608 - constants
        for table in ("governance_meeting", "governance_action", "governance_action_answer", "governance_exception_report")
    ),
    *(
        f'UPDATE governance_carried c SET circle = \'group\', group_id = t.group_id FROM {part} p JOIN {table} t ON t.id = p.{column} WHERE p.id = c."row" AND t.circle = \'group\''  # noqa: S608 - constants
        for part, column, table in (
            ("governance_agenda_item", "meeting_id", "governance_meeting"), ("governance_paper", "meeting_id", "governance_meeting"),
            ("governance_paper_version", "meeting_id", "governance_meeting"), ("governance_paper_content", "meeting_id", "governance_meeting"),
            ("governance_written_answer", "meeting_id", "governance_meeting"), ("governance_report_line", "report_id", "governance_exception_report"),
        )
    ),
    """UPDATE governance_carried c SET circle = 'group', group_id = r.group_id FROM governance_line_theme t JOIN governance_report_line l ON l.id = t.line_id
         JOIN governance_exception_report r ON r.id = l.report_id WHERE t.id = c."row" AND r.circle = 'group'""",
]


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0018_partnerships_end'),
        ('governance', '0034_ongoing'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandoverPlan',
            fields=[
                ('id', models.UUIDField(default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
            ],
            options={
                'db_table': 'governance_handover_plan',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='carried',
            name='circle',
            field=models.TextField(default=wardmote.governance.states.groups.Circle['PARTNERSHIP']),
        ),
        migrations.AddField(
            model_name='carried',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.group'),
        ),
        migrations.AddConstraint(
            model_name='carried',
            constraint=models.CheckConstraint(condition=models.Q(('circle__in', [wardmote.governance.states.groups.Circle['PARTNERSHIP'], wardmote.governance.states.groups.Circle['GROUP']])), name='carried_circle_is_known'),
        ),
        migrations.AddField(
            model_name='handoverplan',
            name='handover',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='governance.handover'),
        ),
        migrations.AddField(
            model_name='handoverplan',
            name='partnership',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partnership'),
        ),
        migrations.RunSQL(PLANS, PLANS_BACK),
        migrations.RemoveField(
            model_name='handover',
            name='plan',
        ),
        *(migrations.RunSQL(one, migrations.RunSQL.noop) for one in SHUT),
        Guard("governance_handover_plan", see=f"({KEEPERS} OR {ADMINISTRATORS})", add=COMMAND, change="false"),
        Guard(
            "governance_carried", see=CIRCLE, add=COMMAND, change="false", former=Guard("governance_carried", see=MEMBERS, add=COMMAND, change="false")
        ),
        HeldTogether("partnership_id", {"governance_handover_plan": {"handover_id": "governance_handover"}, "governance_carried": {"group_id": "governance_group"}}),
    ]
