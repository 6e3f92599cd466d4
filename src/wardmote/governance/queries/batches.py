"""Lists that are taken away whole: their keys first, in order, then their rows a few hundred at a time, so that no list is ever in memory at once."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.queries.bodies import worn

AT_ONCE = 500
NAMED = 2_000  # keys that one event of the log has room for; of longer lists it says how many


class Keyed(Protocol):
    @property
    def key(self) -> UUID: ...


Line = TypeVar("Line", bound=Keyed)


def in_batches(rows: QuerySet[Any], made: Callable[[QuerySet[Any]], list[Line]]) -> Iterator[Line]:
    """What `made` makes of the rows, in their order."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        lines = {line.key: line for line in made(rows.model.objects.filter(pk__in=some))}
        yield from (lines[key] for key in some if key in lines)


def taken_away(standing: Standing, name: str, *, ending: str, keys: list[UUID], count: int) -> None:
    """Tell the log that a list was taken away: which, as what, and how many rows; of no more than NAMED, their keys."""
    ids = keys if count <= NAMED else []
    facts: dict[str, str | int | bool] = {"list": name, "ending": ending, "count": count}
    record("take-list", kind="list", ids=ids, partnership=worn(standing), facts=facts)
