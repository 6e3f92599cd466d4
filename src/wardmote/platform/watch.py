"""Nothing about a person is shown that the log does not tell of.

While a request is answered every statement is looked at. Whoever touches a table whose model declares `rows = Rows(..., recorded=True)` must write an event in
the same transaction; else the answer is withheld. Which event, and whether its ids are the right ones, is for tests of each page to show: this is the net below.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

SAVEPOINT = re.compile(r'(ROLLBACK TO )?SAVEPOINT "?(\w+)"?')
ONE_MEMBERS_OWN = '"member_id" = %s'
ALL_BUT_THEIRS = re.compile(r'\bNOT \([^()]*"member_id" = %s')


class Unrecorded(RuntimeError):
    """Rows about people were read or written, and the log was told nothing. A defect: nothing is shown, nothing is kept."""


class Watch:
    """What was touched since the watch began, and how many events were written and not taken back."""

    def __init__(self, member: UUID | None) -> None:
        self.member = member
        self.touched: set[str] = set()
        self.events = 0
        self._at_savepoint: dict[str, int] = {}

    def look(self, execute: Callable[..., Any], statement: Any, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        """Django's execute_wrapper."""
        text = str(statement)
        if found := SAVEPOINT.match(text):
            self._savepoint(found[2], back=bool(found[1]))
        elif (tables := _recorded_tables().findall(text)) and not self._own(text, values):
            self.touched.update(tables)
        return execute(statement, values, many, context)

    def _savepoint(self, name: str, *, back: bool) -> None:
        if back:
            self.events = self._at_savepoint.get(name, 0)
        else:
            self._at_savepoint[name] = self.events

    def _own(self, text: str, values: Any) -> bool:
        """Whether a statement asks for nobody's rows but those of the member who asks."""
        keys = {value for value in values or () if isinstance(value, UUID)}
        theirs = ONE_MEMBERS_OWN in text and not ALL_BUT_THEIRS.search(text)
        return self.member is not None and keys == {self.member} and theirs

    def demand(self) -> None:
        """Raise Unrecorded when something was touched and no event tells of it."""
        if self.touched and not self.events:
            raise Unrecorded(f"no event tells of {', '.join(sorted(self.touched))}")


_watch: ContextVar[Watch | None] = ContextVar("wardmote_watch", default=None)


def note_event() -> None:
    """An event was written: said by the log itself."""
    if watch := _watch.get():
        watch.events += 1


@contextmanager
def watching(member: UUID | None) -> Iterator[Watch]:
    """Watch this thread's statements inside the block. `demand` is the caller's to call, before the transaction ends."""
    watch = Watch(member)
    token = _watch.set(watch)
    try:
        with connection.execute_wrapper(watch.look):
            yield watch
    finally:
        _watch.reset(token)


@contextmanager
def watched(member: UUID | None) -> Iterator[None]:
    """The same for a job: inside `acting_as`, the block fails at its end when something was touched and nothing was recorded."""
    with watching(member) as watch:
        yield
    watch.demand()


@cache
def _recorded_tables() -> "re.Pattern[str]":
    declared = [model for model in apps.get_models() if getattr(getattr(model, "rows", None), "recorded", False)]
    names = "|".join(sorted(model._meta.db_table for model in declared))
    return re.compile(rf"\b(?:{names})\b" if names else r"(?!)")
