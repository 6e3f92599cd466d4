"""Ten roles, each a row with its words; what panels can require of a person; invitations."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform import aside

CASES, PROVIDERS, OVERSIGHT = 30, 100, 400  # days without a sign-in after which an account sleeps
ROLES = (
    ("administrator", "Administrator", "Keeps the partnership's accounts: invites people, gives and ends roles. Sees no case.", False, CASES),
    ("manager", "Partnership manager", "Runs the partnership's business: plan, meetings, what is published. Sees no case by this role.", False, CASES),
    ("analyst", "Analyst", "Makes evidence, assessments and reports. Sees numbers, not people.", False, CASES),
    ("coordinator", "Panel coordinator", "Runs a panel's cases from referral to closure, on the panels that they coordinate.", True, CASES),
    ("chair", "Chair", "Chairs a panel or group: sees what it hears, decides, follows late actions.", True, CASES),
    ("representative", "Agency representative", "Speaks for an agency on a panel: researches, shares what is needed, takes actions.", True, CASES),
    ("caseworker", "Caseworker", "Works with the people in the cases assigned to them, such as an IDVA. Sees those cases alone.", True, CASES),
    ("provider", "Service provider", "Delivers a commissioned service: its referrals and its returns, nothing else.", True, PROVIDERS),
    ("scrutiny", "Scrutiny member", "A councillor who holds the partnership to account: evidence, plan, performance, reports. Sees no case.", False, OVERSIGHT),
    ("auditor", "Auditor", "Reads the log of who did and saw what. Sees no case; reading the log is itself logged.", False, OVERSIGHT),
)  # fmt: skip


# Grants of roles that the release before does not know, each with the one that stands for it there. Several open ones of the same person would be one reader twice: the
# one that began first stands for them all.
UNKNOWN_BEFORE = """
    SELECT g.*, CASE WHEN g.valid_to IS NULL
                     THEN first_value(g.id) OVER (PARTITION BY g.member_id, g.agency_id, g.partnership_id, g.valid_to IS NULL ORDER BY g.valid_from, g.id)
                     ELSE g.id END AS stands
      FROM accounts_grant g WHERE g.role NOT IN ('manager', 'analyst')
"""
FORETOLD = f"""
    SELECT 'accounts_grant', role, CASE WHEN stands = id THEN 'reader' ELSE '' END, count(*) FROM ({UNKNOWN_BEFORE}) u GROUP BY 1, 2, 3 ORDER BY 2, 3
"""  # noqa: S608 - put together of constants
ONE_READER = (
    "DELETE FROM accounts_grant g USING aside_roles a WHERE a.id = g.id AND a.stands <> a.id",
    "UPDATE accounts_grant SET role = 'reader' WHERE role NOT IN ('manager', 'analyst')",
)
# Nobody gains by it: what was ended meanwhile stays ended, on the same day for all that it stood for; what was changed or given anew meanwhile stays as it is.
STILL_THE_SAME = """
    FROM aside_roles a JOIN accounts_grant s ON s.id = a.stands AND s.role = 'reader'
     AND (s.member_id, s.agency_id, s.partnership_id) = (a.member_id, a.agency_id, a.partnership_id)
"""
PUT_BACK = (
    f"""
    INSERT INTO accounts_grant (id, role, valid_from, valid_to, recorded_at, agency_id, member_id, partnership_id, recorded_by_id)
    SELECT a.id, a.role, a.valid_from, s.valid_to, a.recorded_at, a.agency_id, a.member_id, a.partnership_id, a.recorded_by_id
    {STILL_THE_SAME} WHERE a.stands <> a.id AND (s.valid_to IS NULL OR s.valid_to > a.valid_from)
    """,
    f"UPDATE accounts_grant g SET role = a.role {STILL_THE_SAME} WHERE g.id = s.id AND a.id = s.id",  # noqa: S608 - put together of constants
)


def write_roles(apps: Any, schema_editor: Any) -> None:
    apps.get_model("accounts", "RoleDefinition").objects.bulk_create(
        apps.get_model("accounts", "RoleDefinition")(
            key=key, name=name, description=description, sees_cases=sees_cases, dormant_after_days=days
        )
        for key, name, description, sees_cases, days in ROLES
    )
    if aside.there(schema_editor, "roles"):
        for statement in (*PUT_BACK, aside.CHECKED):
            schema_editor.execute(statement)
        aside.forget(schema_editor, "roles")
    schema_editor.execute("UPDATE accounts_grant SET role = 'scrutiny' WHERE role = 'reader'")


@aside.foretells(FORETOLD)
def back_to_three(apps: Any, schema_editor: Any) -> None:
    """Grants of roles that the version before does not know are readers there, so that nobody gains by going back; what they were is set aside."""
    if aside.keep(schema_editor, "roles", UNKNOWN_BEFORE):
        for statement in ONE_READER:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("secret_digest", models.TextField(unique=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RoleDefinition",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("description", models.TextField()),
                ("sees_cases", models.BooleanField()),
                ("dormant_after_days", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "accounts_role",
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grant_role_is_known",
        ),
        migrations.RunPython(write_roles, back_to_three),
        migrations.AddField(
            model_name="member",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="member",
            name="left_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="woken_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="member",
            name="woken_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="credentials", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="credentials", to="accounts.partnership"
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="accounts.partnership"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.ForeignKey(
                db_column="role",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.roledefinition",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                ),
                name="credential_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["vetting", "training", "agreement"])), name="credential_kind_is_known"
            ),
        ),
    ]
