"""When a member was at Home last."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wardmote.platform.keys import new_key
from wardmote.platform.rows import Guard


class Migration(migrations.Migration):
    dependencies = [("accounts", "0016_known_elsewhere")]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=new_key, editable=False, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("before_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen_at__gte", models.F("began_at"))), name="visit_ends_after_it_begins"
                    ),
                    models.UniqueConstraint(fields=("member", "partnership"), name="visit_kept_once"),
                ],
            },
        ),
        Guard(
            "accounts_visit",
            see="(member_id = (SELECT asking_member()) OR (SELECT at_the_command_line()))",
            add="(member_id = (SELECT asking_member()) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))",
            change="member_id = (SELECT asking_member())",
        ),
    ]
