"""Which tables need no guard, with the reason; everything else in the register is guarded, or the doctor and a test say so."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg

    from wardmote.platform.rows import Open, Rows

# Tables that are no model of ours. Those of ours say it themselves (`rows = Open(...)`). A test freezes the whole list.
NOT_OURS = {
    "django_migrations": "Which migrations ran; the application may only read it.",
    "django_content_type": "Names of tables.",
    "django_session": "Read before anybody is somebody. The key is a secret of 160 bits, and what it holds is signed.",
    "auth_permission": "Django's own names of permissions, unused.",
    "auth_group": "Django's own, unused and empty.",
    "auth_group_permissions": "Django's own, unused and empty.",
    "account_emailaddress": "Of django-allauth, unused: addresses are in accounts_member.",
    "account_emailconfirmation": "Of django-allauth, unused and empty.",
    "socialaccount_socialapp": "Of django-allauth, unused and empty: providers are settings.",
    "socialaccount_socialtoken": "Of django-allauth, unused and empty: no token is kept.",
    "pghistory_context": "When rows changed in one transaction: keys alone.",
    "wardmote_cache": "Counts tries of signing in, before anybody is somebody; under digests, for an hour.",
}
JOBS = "Jobs hold keys of rows, never the rows; the worker takes them before anybody asks."


def declarations() -> dict[str, "Rows | Open"]:
    """What our models declare, and what accounts declares of django-allauth's, by table. Needs Django's apps."""
    from django.apps import apps

    from wardmote.accounts.rows import OF_ALLAUTH

    found: dict[str, Rows | Open | None] = {
        model._meta.db_table: getattr(model, "rows", None) for model in apps.get_models(include_auto_created=True)
    }
    return OF_ALLAUTH | {table: rows for table, rows in found.items() if rows is not None}


def exempt(connection: "psycopg.Connection") -> dict[str, str]:
    """Every table that needs no guard, and why. Needs Django's apps."""
    from wardmote.platform.rows import Open, catalogue

    names = catalogue.tables(connection)
    ours = {table: rows.why for table, rows in declarations().items() if isinstance(rows, Open)}
    jobs = {name: JOBS for name in names if name.startswith("procrastinate_")}
    return {name: why for name, why in (NOT_OURS | jobs | ours).items() if name in names}
