"""Writing events. There is nothing else that may be done to one: it is written once, and read. Changes write what was done, queries what was seen."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction  # noqa: TID251 - the log is written by changes and by queries, which lie below them

from wardmote.audit.states import Outcome
from wardmote.platform.keys import new_key
from wardmote.platform.watch import note_event

Facts = Mapping[str, str | int | bool]

WRITE = """
    INSERT INTO audit_event (id, verb, kind, ids, partnership, outcome, facts)
    VALUES (%s, %s, %s, %s, coalesce(%s, nullif(current_setting('wardmote.partnership', true), '')::uuid), %s, %s::jsonb)
"""


def record(
    verb: str, *, kind: str = "", ids: Sequence[UUID] = (), partnership: UUID | None = None,
    outcome: Outcome = Outcome.DONE, facts: Facts | None = None,
) -> None:  # fmt: skip
    """Write one event, in the transaction of what it tells of: both are kept, or neither.

    `verb` is a stable word such as ``grant-role``; `kind` says of what the `ids` are keys (``member``). `partnership` is that of the hat worn unless
    the thing belongs to another. `facts` are few and small: counts, codes, days. Names, texts and search terms have no place here.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "an event is written only with what it tells of, in one transaction"
        )
    values: list[Any] = [
        new_key(),
        verb,
        kind,
        list(ids),
        partnership,
        outcome.value,
        json.dumps(facts or {}, sort_keys=True),
    ]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
    note_event()


def record_unanswered(verb: str, *, kind: str, ids: Sequence[UUID], refused: bool) -> None:
    """A request that got no answer: refused, or failed. The register's transaction calls it (settings.WARDMOTE_UNANSWERED), after what the view wrote was undone."""
    record(verb, kind=kind, ids=ids, outcome=Outcome.REFUSED if refused else Outcome.FAILED)
