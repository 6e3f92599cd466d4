"""The secrets of second factors in a table of their own, sealed, so that a new key of the vault reaches them; and what was typed likewise."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wardmote.platform.fields
import wardmote.platform.keys
from wardmote.platform.aside import SetAside
from wardmote.platform.rows import Guard

HOLDER = "(member_id = (SELECT asking_member()) OR (SELECT at_the_command_line()))"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_taken_back"),
    ]

    operations = [
        migrations.AlterField("kepttext", "sealed", wardmote.platform.fields.EncryptedTextField()),
        migrations.CreateModel(
            name="FactorSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wardmote.platform.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("secret", wardmote.platform.fields.EncryptedTextField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "accounts_factor_secret",
                "default_permissions": (),
            },
        ),
        SetAside(
            "accounts_factor_secret"
        ),  # without them nobody's second factor would be one after a way back and forward
        Guard("accounts_factor_secret", see=HOLDER, add=HOLDER, change="false", remove=HOLDER),
    ]
