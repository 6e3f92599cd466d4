"""Who may see an event: auditors, whoever did it, and the member whose own record it is about."""

from django.db import migrations

from wardmote.platform.rows import Guard

SEE = (
    "(((partnership = ANY (ARRAY(SELECT my_partnerships_as('auditor')))"
    " OR (partnership IS NULL AND (member = ANY (ARRAY(SELECT my_members_as('auditor'))) OR ids && ARRAY(SELECT my_members_as('auditor')))))"
    " OR member = (SELECT asking_member())) OR (SELECT asking_member()) = ANY (ids))"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_sealed"), ("accounts", "0007_history_kept")]
    operations = [
        Guard("audit_event", see=SEE, add="true", change="false"),
        Guard("audit_link", see="false", add="true", change="false"),
        Guard("audit_seal", see="true", add="true", change="false"),
        Guard("audit_about", see="false", add="false", change="false"),
    ]
