"""What ends soon of what people have on file, and who administers: asked by the installation itself, and by nobody else (the functions of the database see to that)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from wardmote.accounts.models import Member
from wardmote.accounts.queries.persons import NOTICES


@dataclass(frozen=True)
class Ending:
    """A credential that ends within `days`, of which its holder was not told yet."""

    credential: UUID
    member: UUID
    ends: date
    days: int


def endings(*, partnership: UUID, on: date) -> list[Ending]:
    """What ends soon in a partnership and nobody was told of: of members who still have a role there, and not renewed."""
    with connection.cursor() as cursor:
        days = [notice.days for notice in NOTICES]
        cursor.execute("SELECT * FROM credentials_ending(%s, %s, %s)", [partnership, on, days])
        return [Ending(*row) for row in cursor.fetchall()]


def administrators(*, partnership: UUID) -> set[UUID]:
    """The keys of who administers a partnership."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM administrators_of(%s)", [partnership])
        return {row[0] for row in cursor.fetchall()}


def members(keys: Collection[UUID]) -> list[Member]:
    """The members with these keys, to write to."""
    return list(Member.objects.filter(pk__in=keys).order_by("pk"))
