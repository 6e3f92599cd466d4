"""Who changed what of a row, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from wardmote.audit.history import Kept
from wardmote.audit.writing import record
from wardmote.platform.transaction import Asking


@dataclass(frozen=True)
class Change:
    """One change of a row. `what` is insert, update or delete; `fields` has what each field was and became. `by` is None at the command line."""

    at: datetime
    what: str
    by: UUID | None
    request: UUID | None
    fields: dict[str, tuple[Any, Any]]


def history_of(
    asking: Asking,  # noqa: ARG001 - row-level security answers for it
    model: type[models.Model],
    key: UUID | str,
) -> list[Change]:
    """The changes of the row with this key, newest first, as far as the asker may see them. None: no such row, or not for this member."""
    history: type[Kept] = model._meta.get_field("history").related_model  # type: ignore[assignment]
    states = list(history._default_manager.filter(Q(("pgh_obj_id", key))).order_by("pgh_id"))
    names = [field.attname for field in history._meta.concrete_fields if not field.name.startswith(("pgh_", "asked_"))]
    found = list(_changes(states, names))
    record(
        "see-history",
        kind=model._meta.label_lower,
        ids=[key] if isinstance(key, UUID) else [],
        facts={"count": len(found)},
    )
    return found[::-1]


def _changes(states: list[Kept], names: list[str]) -> Iterable[Change]:
    for before, state in pairwise([None, *states]):
        assert state is not None
        was = {name: getattr(before, name) if before else None for name in names}
        now = {name: None if state.pgh_label == "delete" else getattr(state, name) for name in names}
        fields = {name: (was[name], now[name]) for name in names if was[name] != now[name]}
        yield Change(state.pgh_created_at, state.pgh_label, state.asked_by, state.asked_in, fields)
