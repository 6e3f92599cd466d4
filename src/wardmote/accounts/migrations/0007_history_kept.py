"""History is written by its triggers alone, and seen by administrators and auditors of the partnership, and by whom it is about."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Function, Guard

WORK = ("accounts_granthistory", "accounts_credentialhistory", "accounts_invitationhistory")
BODIES = (
    "accounts_agencyhistory",
    "accounts_partnershiphistory",
    "accounts_partnershipareahistory",
    "accounts_roledefinitionhistory",
)

MY_MEMBERS = Function(
    "my_members_as(VARIADIC roles text[])",
    returns="SETOF uuid",
    body="SELECT DISTINCT g.member_id FROM accounts_grant g WHERE g.partnership_id = ANY (ARRAY(SELECT my_partnerships_as(VARIADIC roles)))",
)
SEEN = "((member_id = (SELECT asking_member()) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator', 'auditor')))) OR (SELECT at_the_command_line()))"
MEMBERS = "((id = (SELECT asking_member()) OR id = ANY (ARRAY(SELECT my_members_as('administrator', 'auditor')))) OR (SELECT at_the_command_line()))"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_history")]
    operations = [
        KeptByTriggers(*WORK, *BODIES, "accounts_memberhistory"),
        MY_MEMBERS,
        *(Guard(table, see=SEEN, add="false", change="false") for table in WORK),
        *(Guard(table, see="true", add="false", change="false") for table in BODIES),
        Guard("accounts_memberhistory", see=MEMBERS, add="false", change="false"),
    ]
