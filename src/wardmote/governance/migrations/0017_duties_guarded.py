"""Rows of duties, registers and the framework are seen and changed as the models declare; history is written by its triggers alone."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Guard

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'auditor'))) OR (SELECT at_the_command_line()))"

TABLES = (
    "governance_occasion",
    "governance_claim",
    "governance_evidence",
    "governance_duty_scope",
    "governance_entry",
    "governance_entry_status",
    "governance_framework",
    "governance_board_part",
)
HISTORY = (
    "governance_occasionhistory",
    "governance_claimhistory",
    "governance_evidencehistory",
    "governance_dutyscopehistory",
    "governance_entryhistory",
    "governance_entrystatushistory",
    "governance_frameworkhistory",
    "governance_boardparthistory",
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0016_framework")]
    operations = [
        KeptByTriggers(*HISTORY),
        *(Guard(table, see=MEMBERS, add=KEEPERS, change=KEEPERS) for table in TABLES),
        *(Guard(table, see=LOOKING_BACK, add="false", change="false") for table in HISTORY),
    ]
