"""What somebody had written down of a partnership: their own alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Exit, ExitPiece
from wardmote.governance.queries.bodies import worn
from wardmote.governance.states import ExitState
from wardmote.platform.jobs import Whereabouts, whereabouts
from wardmote.platform.refusals import Refused

SHOWN = 20


@dataclass(frozen=True)
class ExitSeen:
    """`until`: when the file is forgotten."""

    key: UUID
    state: ExitState
    reason: str
    at: datetime
    lines: int
    size: int
    sha256: str
    until: datetime | None

    def there(self, at: datetime) -> bool:
        return self.state is ExitState.READY and self.until is not None and at < self.until


def exits_listed(standing: Standing) -> list[ExitSeen]:
    """The last ones that whoever asks had written, the newest first."""
    rows = Exit.objects.filter(partnership=worn(standing), member=standing.member).order_by("-recorded_at")[:SHOWN]
    return [_seen(row) for row in rows]


def exit_for(standing: Standing, key: UUID) -> ExitSeen:
    """One of them. Raises Refused when there is none for whoever asks."""
    row = Exit.objects.filter(pk=key, partnership=worn(standing), member=standing.member).first()
    if row is None:
        raise Refused("take-partnership-out")
    return _seen(row)


def file_of(standing: Standing, key: UUID, *, at: datetime) -> Iterator[bytes]:
    """The file in its pieces; the log says that it was taken. Raises Refused when it is there no more."""
    if not exit_for(standing, key).there(at):
        raise Refused("take-partnership-out")
    here = worn(standing)
    record("take-exit-file", kind="partnership", ids=[here] if here else [], partnership=here)
    rows = ExitPiece.objects.filter(file=key, member=standing.member).order_by("place")
    return (row.data.encode("latin-1") for row in rows.iterator(chunk_size=4))


def where_exit_is(key: UUID) -> Whereabouts:
    """Where the work on it is. Look here first, and at it then."""
    return whereabouts("write-exit", argument="file", key=key)


def short_name(standing: Standing) -> str:
    """The short name of the partnership worn."""
    return Partnership.objects.values_list("slug", flat=True).get(pk__in=[worn(standing)])


def _seen(row: Exit) -> ExitSeen:
    return ExitSeen(
        row.pk, ExitState(row.state), row.reason, row.recorded_at, row.lines, row.size, row.sha256, row.until
    )
