"""What the asker had typed when a session of theirs ended."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from wardmote.accounts.models import KeptText
from wardmote.accounts.states import Standing

MOST = 20  # texts of one member at a time: whoever has a session that ended cannot fill the register with it


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


def room_for(member: UUID) -> bool:
    """Whether one more text may be kept for a member. Of their rows nothing but the number is told: their session has ended, and nobody asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_texts_of(%s)", [member])
        return int(cursor.fetchone()[0]) < MOST


def any_text(standing: Standing) -> bool:
    """Whether anything at all is kept for the asker."""
    return KeptText.objects.filter(member_id=_of(standing)).exists()


def old_texts(standing: Standing, *, now: datetime) -> list[UUID]:
    """The keys of the asker's texts whose time is over."""
    return list(KeptText.objects.filter(member_id=_of(standing), expires_at__lte=now).values_list("pk", flat=True))
