# fmt: off
"""A councillor who asks for information is given a number: of what scrutiny asks, and of nothing else."""

from django.db import migrations

from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
COUNTING = f"({KEEPERS} OR (counts IN ('matter') AND partnership_id = ANY (ARRAY(SELECT my_partnerships_as('scrutiny')))))"


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0030_looked_up_by_key'),
    ]

    operations = [
        Guard(
            "governance_last_number", see=MEMBERS, add=COUNTING, change=COUNTING,
            former=Guard("governance_last_number", see=MEMBERS, add=KEEPERS, change=KEEPERS),
        ),
    ]
