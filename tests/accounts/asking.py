"""Short words for tests about people: who asks, what the log says, and forms as a browser would send them."""

from contextlib import contextmanager
from datetime import date, timedelta

import psycopg

from tests.audit import reading as log
from wardmote.accounts.models import Grant
from wardmote.platform import clock, register
from wardmote.platform.once import fresh
from wardmote.platform.transaction import acting_as


def post(client, path, **fields):
    """Send a form, with the key that makes it count once."""
    return client.post(path, {"once": fresh()} | fields)


def day(on: date, name: str) -> dict[str, str]:
    """A day as its three boxes are sent."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


@contextmanager
def asking(standing):
    """What is read and written inside is asked by this member, as in a request."""
    with acting_as(standing.asking):
        yield standing


def events(verb: str | None = None) -> list[dict]:
    """What the log holds, the oldest first, as the owner reads it."""
    with psycopg.connect(register.at_upkeep(register.urls().owner)) as owner:
        found = log.events(owner)
    return [event for event in found if verb in (None, event["verb"])]


def verbs() -> list[str]:
    return [event["verb"] for event in events()]


def grant_of(member, role=None) -> Grant:
    return Grant.objects.get(member=member, **({"role": role} if role else {}))


TODAY = clock.today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
