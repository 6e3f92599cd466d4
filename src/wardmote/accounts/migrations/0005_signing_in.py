"""Asking to be woken, having left, and what was typed when a session ended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.keys
from wardmote.platform.rows import Function, Guard

# Asked at the door, of somebody who is nobody yet: an account whose every role has ended. One that never had any is only new.
HAS_LEFT = Function(
    "member_has_left(member uuid)",
    returns="boolean",
    body="SELECT EXISTS (SELECT FROM accounts_grant g WHERE g.member_id = member) AND NOT EXISTS (SELECT FROM accounts_grant g"
    " WHERE g.member_id = member AND (g.valid_to IS NULL OR g.valid_to > (now() AT TIME ZONE 'Europe/London')::date))",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_row_level_security"),
    ]

    operations = [
        migrations.AddField("member", "wake_asked_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("path", models.TextField()),
                ("sealed", models.BinaryField()),
                ("expires_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "accounts_kept_text",
                "default_permissions": (),
                "indexes": [models.Index(fields=["member", "path"], name="kept_text_of_page")],
            },
        ),
        HAS_LEFT,
        Guard(
            "accounts_kept_text",
            see="member_id = (SELECT asking_member())",
            add="((SELECT nobody_asks()) OR member_id = (SELECT asking_member()))",
            change="false",
            remove="member_id = (SELECT asking_member())",
        ),
    ]
