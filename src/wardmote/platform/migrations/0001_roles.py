"""What the application may do with tables: read and write rows, for every table there is and every table that comes. Never more."""

from typing import Any

from django.db import migrations
from psycopg import sql

from wardmote.platform import register

GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}",
)


def grant(apps: Any, schema_editor: Any) -> None:
    app = sql.Identifier(register.application_role())
    with schema_editor.connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(sql.SQL(statement).format(app=app))


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
