"""What somebody had typed when their session ended, kept for them and taken away again."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from wardmote.accounts.models import KeptText
from wardmote.accounts.states import Standing
from wardmote.audit import changes as audit


@transaction.atomic
def keep_text(*, member: UUID, path: str, typed: Mapping[str, Any], until: datetime) -> None:
    """Seal what was typed, for the page `path`, for this member alone. Nobody asks: their session has ended. `queries.kept_text.room_for` says before whether there is room."""
    KeptText.objects.create(member_id=member, path=path, sealed=json.dumps(typed), expires_at=until)
    audit.record("keep-text", kind="member", ids=[member])


@transaction.atomic
def forget_text(*, keys: list[UUID], by: Standing) -> None:
    """The text is back in its form and sent, or is not wanted: only its owner's rows can be reached."""
    if not keys or by.member is None:
        return
    gone, _each = KeptText.objects.filter(pk__in=keys, member_id=by.member).delete()
    audit.record("forget-text", kind="member", ids=[by.member], facts={"count": gone})
