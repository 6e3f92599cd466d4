"""Letters before vetting, training or a signature ends: what ends soon and whom to tell, for the installation itself; and that they were posted."""

import django.db.models.deletion
from django.db import migrations, models

from wardmote.platform.keys import new_key
from wardmote.platform.rows import Function, Guard

BY_ITSELF = "(SELECT current_setting('wardmote.origin', true) IN ('job', 'command') AND coalesce(current_setting('wardmote.member', true), '') = '')"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_told_by_managers")]

    operations = [
        migrations.CreateModel(
            name="CredentialNotice",
            fields=[
                ("id", models.UUIDField(default=new_key, editable=False, primary_key=True, serialize=False)),
                ("ends", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                ("posted_at", models.DateTimeField()),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.credential"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_credential_notice",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("credential", "ends", "days"), name="credential_notice_posted_once")
                ],
            },
        ),
        Guard("accounts_credential_notice", see=BY_ITSELF, add=BY_ITSELF, change="false"),
        Function(
            "by_itself()",
            returns="boolean",
            body="""
                SELECT coalesce(current_setting('wardmote.origin', true) IN ('job', 'command'), false)
                   AND nullif(current_setting('wardmote.member', true), '') IS NULL
            """,
        ),
        # Of each the shortest notice that it is time for: who was not told at 30 days, for the machine was off, is told once and not twice.
        Function(
            "credentials_ending(partnership uuid, today date, notices integer[])",
            returns="TABLE (credential uuid, member uuid, ends date, days integer)",
            body="""
                SELECT c.id, c.member_id, c.valid_to, n.days
                  FROM accounts_credential c
                  JOIN accounts_member m ON m.id = c.member_id AND m.is_active AND m.left_at IS NULL
                 CROSS JOIN LATERAL (SELECT min(days) AS days FROM unnest(notices) days WHERE c.valid_to <= today + days) n
                 WHERE by_itself() AND c.partnership_id = partnership AND c.valid_from < c.valid_to AND c.valid_to > today AND n.days IS NOT NULL
                   AND EXISTS (SELECT FROM accounts_grant g WHERE g.member_id = c.member_id AND g.partnership_id = c.partnership_id
                                  AND (g.valid_to IS NULL OR g.valid_to > greatest(today, g.valid_from)))
                   AND NOT EXISTS (SELECT FROM accounts_credential later WHERE later.member_id = c.member_id AND later.partnership_id = c.partnership_id
                                      AND later.kind = c.kind AND lower(btrim(later.name)) = lower(btrim(c.name))
                                      AND later.valid_from <= c.valid_to AND (later.valid_to IS NULL OR later.valid_to > c.valid_to))
                   AND NOT EXISTS (SELECT FROM accounts_credential_notice told
                                    WHERE told.credential_id = c.id AND told.ends = c.valid_to AND told.days = n.days)
                 ORDER BY c.id
            """,
        ),
        Function(
            "administrators_of(partnership uuid)",
            returns="SETOF uuid",
            body="""
                SELECT DISTINCT g.member_id FROM accounts_grant g JOIN accounts_member m ON m.id = g.member_id
                 WHERE by_itself() AND g.partnership_id = partnership AND g.role = 'administrator' AND m.is_active AND m.left_at IS NULL
                   AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
            """,
        ),
    ]
