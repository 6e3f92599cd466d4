"""Numbers that people quote: each partnership counts its own decisions, actions, recommendations and matters, from one, and gives none twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import randbelow
from typing import Any
from uuid import UUID

from django.db import connection

from wardmote.platform.keys import new_key

COUNTED = """
    INSERT INTO governance_last_number AS given (id, partnership_id, counts, last) VALUES (%(id)s, %(partnership)s, %(counts)s, %(there)s + 1)
    ON CONFLICT (partnership_id, counts) DO UPDATE SET last = greatest(given.last, %(there)s) + 1 RETURNING last
"""
LAST = (
    "UPDATE governance_last_number SET last = %(last)s WHERE partnership_id = %(partnership)s AND counts = %(counts)s"
)
NOBODY_COUNTS = 1_000_000_000  # twice this still goes into the column
Given = dict[tuple[type[Any], UUID], int]
_given: ContextVar[tuple[Given, bool] | None] = ContextVar("wardmote_numbers_given", default=None)


@contextmanager
def in_a_row(*, only_tried: bool) -> Iterator[None]:
    """Many numbers in one transaction: the first is asked for, the others follow it, and the last is written down at the end.

    `only_tried`: what gets them is taken back. They are from where nobody counts, so that nobody waits for them, and they are nobody's who has not committed yet.
    """
    given: Given = {}
    token = _given.set((given, only_tried))
    try:
        yield
    finally:
        _given.reset(token)
    if not only_tried:
        with connection.cursor() as cursor:
            for (model, partnership), last in given.items():
                cursor.execute(LAST, {"last": last, "partnership": partnership, "counts": model._meta.model_name})


def next_number(model: Any, partnership: UUID) -> int:
    """The next number in a partnership, never one that was given before, not even to what was removed since. Two who ask at once get two: the second waits until the
    first has committed. Rows that whoever asks does not see count too."""
    row = _given.get()
    if row is None:
        return _taken(model, partnership)
    given, only_tried = row
    before = given.get((model, partnership))
    first = _far_away if only_tried else _taken
    given[model, partnership] = before + 1 if before else first(model, partnership)
    return given[model, partnership]


def _taken(model: Any, partnership: UUID) -> int:
    asked = {"id": new_key(), "partnership": partnership, "counts": model._meta.model_name, "there": _there(model, partnership)}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked)
        return int(cursor.fetchone()[0])


def _far_away(_model: Any, _partnership: UUID) -> int:
    """Where nobody counts, and where nobody else who tries rows at this moment counts either."""
    return NOBODY_COUNTS + randbelow(NOBODY_COUNTS)


def _there(model: Any, partnership: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT governance_last_used(%s, %s)", [partnership, model._meta.model_name])
        return int((cursor.fetchone() or [0])[0] or 0)
