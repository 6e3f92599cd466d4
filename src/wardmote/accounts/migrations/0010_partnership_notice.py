"""What a partnership tells its members."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from wardmote.platform.rows import Guard

MEMBERS = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
ADMINISTRATORS = "partnership_id = ANY (ARRAY(SELECT my_partnerships_as('administrator')))"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_sealed_factors")]

    operations = [
        migrations.CreateModel(
            name="PartnershipNotice",
            fields=[
                (
                    "partnership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.partnership",
                    ),
                ),
                ("contact", models.TextField(default="")),
                ("notice", models.TextField(default="")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "accounts_partnership_notice", "default_permissions": ()},
        ),
        Guard("accounts_partnership_notice", see=MEMBERS, add=ADMINISTRATORS, change=ADMINISTRATORS),
    ]
