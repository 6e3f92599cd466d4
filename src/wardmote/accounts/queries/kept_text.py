"""What the asker had typed when a session of theirs ended."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wardmote.accounts.models import KeptText
from wardmote.accounts.states import Standing


@dataclass(frozen=True)
class Typed:
    """Fields with their values, in the order of the form; where they were being sent; whether files were among them, which are not kept."""

    keys: tuple[UUID, ...]
    action: str
    fields: dict[str, list[str]]
    files: bool


def _of(standing: Standing) -> UUID:
    assert standing.member is not None
    return standing.member


def typed_on(standing: Standing, path: str, *, now: datetime) -> Typed | None:
    """What the asker last typed on the page `path`; None when nothing is kept."""
    rows = list(KeptText.objects.filter(member_id=_of(standing), path=path, expires_at__gt=now).order_by("-id"))
    if not rows:
        return None
    said: dict[str, Any] = json.loads(rows[0].sealed)
    return Typed(tuple(row.pk for row in rows), said["action"], said["fields"], said["files"])


def any_text(standing: Standing) -> bool:
    """Whether anything at all is kept for the asker."""
    return KeptText.objects.filter(member_id=_of(standing)).exists()


def old_texts(standing: Standing, *, now: datetime) -> list[UUID]:
    """The keys of the asker's texts whose time is over."""
    return list(KeptText.objects.filter(member_id=_of(standing), expires_at__lte=now).values_list("pk", flat=True))
