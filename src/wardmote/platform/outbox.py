"""The outbox: letters that are posted in a transaction and sent after it, by the worker.

A letter is content-free: that there is something to look at, and where; never what, or about whom. A test reads every letter that the code can write.

A letter is sent once, with one exception: should the worker, the machine or the register die after the mail server took the letter and before that is
committed, it is sent again, with the same Message-ID. Two workers never try the same letter at once: its row is locked while it is tried.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.core.validators import validate_email
from django.db import connection

from wardmote.platform import clock, jobs, mail
from wardmote.platform.key_ring import NoKey
from wardmote.platform.keys import new_key
from wardmote.platform.models import Mail
from wardmote.platform.vault import WillNotOpen
from wardmote.words import gettext as _

SEND = "send-outbox"  # the job that sends what is due
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
TRIES = 20  # over two and a half days
KEPT = timedelta(days=30)
ASKS = "SELECT nullif(current_setting('wardmote.member', true), '')::uuid"


class Outcome(StrEnum):
    """How one try ended."""

    SENT = "sent"
    PUT_OFF = "put off"
    DEAD = "dead"


@dataclass(frozen=True)
class Troubles:
    """How the letters stand. `oldest` is when the one that has waited longest was posted."""

    waiting: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True)
class HowItStands:
    """What became of one letter so far. It is sent, or given up, or waits and was tried so many times."""

    tries: int
    sent_at: datetime | None
    dead_at: datetime | None


def post(*, to: str, subject: str, body: str, kind: str = "notice", key: UUID | None = None) -> UUID:
    """Post a letter, in this transaction: it goes out when that commits, and not otherwise. Raises Django's ValidationError for what is no address.

    `key` is that of what the letter is about, when there is one letter of it: whoever may see that is told how the letter stands.
    """
    validate_email(to)
    at = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(ASKS)
        row = cursor.fetchone()
    letter = Mail(
        id=key or new_key(), kind=kind, to=to, subject=subject, body=body, posted_at=at, posted_by=row and row[0], due_at=at
    )  # fmt: skip
    Mail.objects.bulk_create([letter])
    jobs.enqueue(SEND)
    return letter.pk


def send_next(*, at: datetime) -> Outcome | None:
    """Try the letter that has been due longest, in this transaction: how that ended. None when none is due that nobody else has at work, or no server is set.

    One that does not open is given up, one whose key is not on the ring waits for it: neither may hold up those behind it.
    """
    server = mail.server()
    row = _due(at) if server else None
    if server is None or row is None:
        return None
    try:
        mail.send(_letter(row), server)
    except mail.Never as why:
        return _give_up(row, str(why), at)
    except WillNotOpen:
        return _give_up(row, "does not open", at)
    except NoKey:
        return _later(row, "its key is missing", at)
    except mail.NotNow as why:
        return _later(row, str(why), at)
    rows = Mail.objects.filter(pk=row.pk)
    rows.update(sent_at=clock.now(), tries=row.tries + 1, problem="", to=None, body=None)
    return Outcome.SENT


def _due(at: datetime) -> Mail | None:
    waiting = Mail.objects.filter(sent_at__isnull=True, dead_at__isnull=True, due_at__lte=at)
    return waiting.select_for_update(skip_locked=True).order_by("due_at", "id").first()


def _letter(row: Mail) -> mail.Letter:
    return mail.Letter(str(row.pk), row.to, row.subject, row.body, row.posted_at)


def wait_after(tries: int) -> timedelta:
    """How long a letter waits after this many tries in vain: twice as long each time, four hours at most."""
    doubled: int = 2 ** min(tries - 1, 16)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def _later(row: Mail, why: str, at: datetime) -> Outcome:
    return _give_up(row, why, at) if row.tries + 1 >= TRIES else _put_off(row, why, at)


def _put_off(row: Mail, why: str, at: datetime) -> Outcome:
    due = at + wait_after(row.tries + 1)
    Mail.objects.filter(pk=row.pk).update(tries=row.tries + 1, problem=why, due_at=due)
    return Outcome.PUT_OFF


def _give_up(row: Mail, why: str, at: datetime) -> Outcome:
    Mail.objects.filter(pk=row.pk).update(tries=row.tries + 1, problem=why, dead_at=at)
    return Outcome.DEAD


def troubles() -> Troubles:
    """How the letters stand: for the operator, and for administrators. Nothing of any one letter."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT waiting, dead, oldest FROM outbox_troubles()")
        return Troubles(*cursor.fetchone())


def standing_of(keys: Collection[UUID]) -> dict[UUID, HowItStands]:
    """How the letters with these keys stand; one that was forgotten long after is not among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM letters_stand(%s)", [list(keys)])
        return {key: HowItStands(*row) for key, *row in cursor.fetchall()}


def waiting() -> list[Mail]:
    """The letters that were not sent, opened: for the installation's operator alone, as row-level security has it."""
    return list(Mail.objects.filter(sent_at__isnull=True).order_by("posted_at", "id"))


def told(row: Mail) -> dict[str, str]:
    """A letter that was not sent, for the operator to read."""
    state = _("given up") if row.dead_at else _("waits, tried {n} times").format(n=row.tries)
    return {
        "posted_at": f"{row.posted_at:%Y-%m-%d %H:%M}", "state": state, "problem": f" ({row.problem})" if row.problem else "",
        "to": _opened(row, "to"), "subject": row.subject, "body": _opened(row, "body"),
    }  # fmt: skip


def _opened(row: Mail, name: str) -> str:
    try:
        return getattr(row, name) or ""
    except (WillNotOpen, NoKey):
        return _("[does not open]")


def sweep(*, before: datetime) -> int:
    """Forget letters that were sent or given up before a moment: how many."""
    sent = Mail.objects.filter(sent_at__lt=before).delete()[0]
    return sent + Mail.objects.filter(dead_at__lt=before).delete()[0]
