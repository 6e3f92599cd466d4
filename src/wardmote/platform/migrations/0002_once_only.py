"""What was sent and how it ended, what is being written, and letters on their way."""

from django.db import migrations, models

import wardmote.platform.fields
import wardmote.platform.keys
from wardmote.platform.rows import Function, Guard

MINE = "member = (SELECT nullif(current_setting('wardmote.member', true), '')::uuid)"
POSTED_BY_ME = "posted_by IS NOT DISTINCT FROM (SELECT nullif(current_setting('wardmote.member', true), '')::uuid)"
INSTALLATION = "(SELECT current_setting('wardmote.origin', true) IN ('job', 'command') AND coalesce(current_setting('wardmote.member', true), '') = '')"
EITHER = f"({MINE} OR {INSTALLATION})"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0001_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("member", models.UUIDField()),
                ("address", models.TextField()),
                ("fields", wardmote.platform.fields.EncryptedTextField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["member", "-saved_at"], name="draft_of_member")],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("member", models.UUIDField()),
                ("key", models.UUIDField()),
                ("path", models.TextField()),
                ("digest", models.TextField()),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("location", models.TextField(default="")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "platform_idempotency_key",
                "default_permissions": (),
                "indexes": [models.Index(fields=["at"], name="idempotency_key_by_age")],
                "constraints": [models.UniqueConstraint(fields=("member", "key", "path"), name="form_sent_once")],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.TextField()),
                ("to", wardmote.platform.fields.EncryptedTextField(null=True)),
                ("subject", models.TextField()),
                ("body", wardmote.platform.fields.EncryptedTextField(null=True)),
                ("posted_at", models.DateTimeField()),
                ("posted_by", models.UUIDField(null=True)),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.TextField(default="")),
                ("sent_at", models.DateTimeField(null=True)),
                ("dead_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "platform_outbox",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("dead_at__isnull", True), ("sent_at__isnull", True)),
                        fields=["due_at"],
                        name="mail_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("dead_at__isnull", True), _connector="OR"),
                        name="mail_not_sent_and_dead",
                    )
                ],
            },
        ),
        Guard("platform_idempotency_key", see=EITHER, add=MINE, change=MINE, remove=EITHER),
        Guard("platform_draft", see=EITHER, add=MINE, change=MINE, remove=EITHER),
        Guard("platform_outbox", see=INSTALLATION, add=POSTED_BY_ME, change=INSTALLATION, remove=INSTALLATION),
        # How the letters stand, for whoever has to know that some did not arrive; nothing of any one of them.
        Function(
            "outbox_troubles()",
            returns="TABLE (waiting bigint, dead bigint, oldest timestamptz)",
            body="SELECT count(*) FILTER (WHERE sent_at IS NULL AND dead_at IS NULL), count(*) FILTER (WHERE dead_at IS NOT NULL),"
            " min(posted_at) FILTER (WHERE sent_at IS NULL AND dead_at IS NULL) FROM platform_outbox",
        ),
    ]
