"""A role or a credential put on file by mistake can be taken back on the day it began: it then never held."""

from typing import Any

from django.db import migrations, models

from wardmote.platform import aside
from wardmote.platform.rows import Function

TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
SOMETHING = "SELECT EXISTS (SELECT FROM accounts_grant g WHERE g.member_id = member)"
STILL = f"SELECT FROM accounts_grant g WHERE g.member_id = member AND (g.valid_to IS NULL OR g.valid_to > {TODAY})"
HAS_LEFT = "member_has_left(member uuid)"
FORMER = Function(HAS_LEFT, returns="boolean", body=f"{SOMETHING} AND NOT EXISTS ({STILL})")
DATED = {"grant": "grant_ends_after_it_starts", "credential": "credential_ends_after_it_starts"}


NEVER_HELD = "SELECT id, valid_from FROM accounts_grant WHERE valid_to = valid_from"
FORETOLD = (
    "SELECT 'accounts_grant', 'never held', 'held for a day', count(*) FROM accounts_grant WHERE valid_to = valid_from"
)


def as_it_was(apps: Any, schema_editor: Any) -> None:
    if aside.there(schema_editor, "taken_back"):
        schema_editor.execute(
            "UPDATE accounts_grant g SET valid_from = a.valid_from FROM aside_taken_back a WHERE a.id = g.id AND g.valid_to = a.valid_from"
        )
        aside.forget(schema_editor, "taken_back")


@aside.foretells(FORETOLD)
def a_day_earlier(apps: Any, schema_editor: Any) -> None:
    """The version before knows nothing that never held: such a row is said to have held on the day before it began, and holds on no day to come."""
    aside.keep(schema_editor, "taken_back", NEVER_HELD)
    for table in DATED:
        schema_editor.execute(
            f"UPDATE accounts_{table} SET valid_from = valid_from - 1 WHERE valid_to = valid_from"  # noqa: S608 - our own names
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_history_kept")]
    operations = [
        *(migrations.RemoveConstraint(model_name=table, name=name) for table, name in DATED.items()),
        migrations.RunPython(as_it_was, a_day_earlier),
        *(
            migrations.AddConstraint(
                model_name=table,
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                    ),
                    name=name,
                ),
            )
            for table, name in DATED.items()
        ),
        # A role that was to begin and was taken back is nothing to come in for.
        Function(
            HAS_LEFT,
            returns="boolean",
            body=f"{SOMETHING} AND NOT EXISTS ({STILL} AND g.valid_to IS DISTINCT FROM g.valid_from)",
            former=FORMER,
        ),
    ]
