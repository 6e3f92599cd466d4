"""Short words for tests about people: who asks, what the log says, and forms as a browser would send them."""

import re
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import psycopg
from django.db import connections

from tests.audit import reading as log
from tests.cast import NOW, SINCE
from wardmote.accounts import changes
from wardmote.accounts.models import Credential, Grant, Member
from wardmote.accounts.states import CredentialKind
from wardmote.platform import clock, register
from wardmote.platform.once import fresh
from wardmote.platform.transaction import acting_as

TODAY = clock.today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


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


def text_of(answer) -> str:
    """The page, white space folded and addresses whole again."""
    return re.sub(r"\s+", " ", answer.content.decode().replace("<wbr>", ""))


def awake(*members) -> None:
    """These have signed in today."""
    Member.objects.filter(pk__in=[member.pk for member in members]).update(signed_in_at=clock.now())


def credential(cast, member, *, runs_out: date | None, kind=CredentialKind.VETTING, name="NPPV level 2") -> Credential:
    by = cast.standing(cast.administrator, on=TODAY)
    return changes.record_credential(
        member=member.pk, kind=kind, name=name, valid_from=SINCE, valid_to=runs_out, at=NOW, by=by
    )


def at_the_same_moment(as_owner, first: Callable, second: Callable, *, asking) -> tuple[Any, Any]:
    """What two come to who do something at once: the first has done it and not committed yet when the second begins, which goes on until it is done or waits for the first."""

    def in_a_thread() -> Any:
        try:
            return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        with acting_as(asking):
            done = first()
            begun = other.submit(in_a_thread)
            wait_for(begun, as_owner)
        return done, begun.result()


def wait_for(work: Future, as_owner) -> None:
    """Until the work of another thread is done, or waits for somebody's lock."""
    waits = "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()"
    while not work.done() and as_owner.execute(waits).fetchone() == (0,):
        time.sleep(0.01)
