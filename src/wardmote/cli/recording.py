"""What a command that an operator gives leaves in the log."""


def ready() -> None:
    """Have Django know its apps."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()


def over_our_tables() -> None:
    """The same, and raise OtherTables where the register's tables are another release's: a command that speaks of their rows can say nothing then."""
    ready()
    from wardmote.platform import releases

    releases.before_serving()


def recorded(verb: str, **facts: str | int | bool) -> None:
    """Write one event: the command line did it, nobody signed in. Tables of a release before there was a log can be kept safe, and hold no event of it."""
    if not _logged():
        return
    from wardmote.audit.changes import record
    from wardmote.platform.keys import new_key
    from wardmote.platform.transaction import Asking, acting_as

    with acting_as(Asking(request=new_key(), origin="command")):
        record(verb, facts=facts)


def _logged() -> bool:
    """Whether the register has a log."""
    import psycopg

    from wardmote.platform import register

    with psycopg.connect(register.urls().application) as connection:
        return connection.execute("SELECT to_regclass('public.audit_event')").fetchone() != (None,)
