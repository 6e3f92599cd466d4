"""The table of Django's cache in the register: how often a password or a code was tried, shared by all processes. It is worth nothing after an hour."""

from django.db import migrations

MAKE = """
    CREATE TABLE wardmote_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
    CREATE INDEX wardmote_cache_expires ON wardmote_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_credentials_invitations"),
    ]

    operations = [migrations.RunSQL(MAKE, "DROP TABLE wardmote_cache")]
