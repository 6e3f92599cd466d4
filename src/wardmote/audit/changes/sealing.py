"""Sealing: what was committed since the last seal is chained, the head of the chain signed, the seal anchored outside the register.

One sealer at a time. It seals only below the oldest transaction that is still open: whatever is committed late comes later in the chain, and nothing is skipped or changes places.
It sees digests, never what the events say.
"""

import json
import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction

from wardmote.audit import anchors, signing
from wardmote.audit.canonical import START, link
from wardmote.audit.models import Seal as SealRow
from wardmote.audit.seals import Seal
from wardmote.audit.writing import record
from wardmote.platform import outbox
from wardmote.words import gettext as _

log = logging.getLogger("wardmote.audit")
ONE_SEALER = 7_261_985_002  # an advisory lock of our own
BATCH = 50_000
QUIET = timedelta(
    minutes=14
)  # a log to which nothing was added is sealed again after this long: that nothing came is worth proving too

HERE = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, (SELECT system_identifier FROM pg_control_system())"
)
UNSEALED = (
    "SELECT event, digest, transaction_number::text::bigint FROM audit_unsealed(%s::text::xid8, %s::text::xid8, %s, %s)"
)
# The register takes a seal only when its links follow from the events: see migration 0007.
ADD = "SELECT audit_add_seal(%s::bigint, %s, %s::bigint, %s::bigint, %s, %s::bigint, %s::bigint, %s, %s, %s::bytea[])"


def seal(*, now: datetime, put_back: bool = False) -> int:
    """Seal and anchor what is committed. Returns how many events were sealed; none when another sealer is at work.

    `put_back` accepts that the register was put back to an earlier state: the anchors that know more are set aside, which is recorded.
    Raises anchors.NotAnchored when a folder cannot be written, anchors.AheadOfTheLog when the register has lost what was anchored.
    """
    sealed = 0
    with transaction.atomic():
        if _alone():
            before = _last()
            _look_for_a_log_put_back(before, now, accept=put_back)
            begun = before
            while (made := _seal_a_batch(before, now)) is not None:
                sealed += made.last - made.first + 1
                before = made
                if made.last - made.first + 1 < BATCH:
                    break
            _post_the_anchor(begun, before)
            transaction.on_commit(lambda: anchors.catch_up(_seals_after))
    return sealed


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
        return bool(cursor.fetchone()[0])


def _last() -> Seal | None:
    row = SealRow.objects.order_by("-number").first()
    return _from_row(row) if row else None


def _look_for_a_log_put_back(last: Seal | None, now: datetime, *, accept: bool) -> None:
    number = last.number if last else 0
    ahead = anchors.ahead_of(number)
    if ahead and not accept:
        raise anchors.AheadOfTheLog(anchors.said_of_a_log_put_back(ahead[0], number))
    if ahead:
        lost = max(anchors.last_number(folder) for folder in ahead) - number
        record("put-log-back", facts={"seals_lost": lost, "last_seal": number})
        transaction.on_commit(partial(anchors.set_aside, ahead, now))


def _seal_a_batch(before: Seal | None, now: datetime) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute(HERE)
        oldest_open, cluster = cursor.fetchone()
        foreign = (
            before is not None and before.cluster != cluster
        )  # the log was brought from another server, whose transactions were numbered apart
        low = 0 if before is None or foreign else before.below
        cursor.execute(UNSEALED, [low, oldest_open, foreign, None if foreign else BATCH])
        found = cursor.fetchall()
    if not found and before is not None and now - before.at < QUIET:
        return None
    below = found[-1][2] if len(found) == BATCH and not foreign else oldest_open
    head, first = (before.head, before.last + 1) if before else (START, 1)
    hashes = _chain(found, head)
    number = before.number + 1 if before else 1
    last = first + len(found) - 1
    made = Seal(number, now, first, last, hashes[-1] if hashes else head, below, cluster).signed(signing.own())
    with connection.cursor() as cursor:
        cursor.execute(ADD, [*vars(made).values(), hashes])
    return made


def _chain(found: list[tuple[Any, ...]], head: bytes) -> list[bytes]:
    """A link for each event."""
    hashes = []
    for _key, digest, _number in found:
        head = link(head, bytes(digest))
        hashes.append(head)
    return hashes


def _post_the_anchor(before: Seal | None, last: Seal | None) -> None:
    """The first seal of each hour goes by e-mail to the address of WARDMOTE_ANCHOR_MAIL, where there is one: a mailbox elsewhere is an anchor too.

    The seal stands whether or not the letter can be posted.
    """
    address = anchors.mailbox()
    if address and last and (before is None or _hour(before) < _hour(last)):
        anchor = json.dumps(last.as_json(), sort_keys=True)
        subject = _("An anchor of Wardmote's log")
        body = _(
            "Keep this letter: it shows how far the log went, and what it has to agree with. It says nothing about anybody.\n\n{anchor}"
        ).format(anchor=anchor)
        try:
            with transaction.atomic():
                outbox.post(to=address, subject=subject, body=body, kind="anchor")
        except Exception:  # whatever it is: a log that is not sealed is worse than a letter that is not written
            log.exception("sealed, and the anchor was not posted")


def _hour(seal: Seal) -> datetime:
    return seal.at.replace(minute=0, second=0, microsecond=0)


def _from_row(row: SealRow) -> Seal:
    names = ("number", "at", "first", "last", "below", "cluster", "key")
    return Seal(head=bytes(row.head), signature=bytes(row.signature), **{name: getattr(row, name) for name in names})


def _seals_after(number: int) -> list[Seal]:
    return [_from_row(row) for row in SealRow.objects.filter(number__gt=number).order_by("number")]
