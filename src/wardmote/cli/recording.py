"""What a command that an operator gives leaves in the log."""


def ready() -> None:
    """Have Django know its apps."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    django.setup()


def recorded(verb: str, **facts: str | int | bool) -> None:
    """Write one event: the command line did it, nobody signed in."""
    from wardmote.audit.changes import record
    from wardmote.platform.keys import new_key
    from wardmote.platform.transaction import Asking, acting_as

    with acting_as(Asking(request=new_key(), origin="command")):
        record(verb, facts=facts)
