"""Who gave roles and credentials the end that they have, and when: their history knows. Row-level security says whose history the asker may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wardmote.accounts.models import Credential, Grant, Member


@dataclass(frozen=True)
class End:
    """When an end was put on file, and by whom: '' is the installation's operator."""

    at: datetime
    by: str


def ends_of(model: type[Grant] | type[Credential], keys: Collection[UUID]) -> dict[UUID, End]:
    """The ends that were given after a row was made; what was put on file with its end is not among them."""
    history: Any = model._meta.get_field("history").related_model
    states = history._default_manager.filter(pgh_obj_id__in=keys).order_by("pgh_id")
    before: dict[UUID, date | None] = {}
    given: dict[UUID, tuple[datetime, UUID | None]] = {}
    for key, end, at, by in states.values_list("pgh_obj_id", "valid_to", "pgh_created_at", "asked_by"):
        if before.setdefault(key, end) != end:
            given[key] = (at, by)
        before[key] = end
    names = dict(Member.objects.filter(pk__in={by for _at, by in given.values() if by}).values_list("pk", "name"))
    return {key: End(at, names.get(by, "") if by else "") for key, (at, by) in given.items() if before[key]}
