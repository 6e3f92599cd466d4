"""The framework document in its versions, and who leads on what across boards on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.models import Partnership
from wardmote.accounts.states import Standing
from wardmote.governance.models import BoardPart, Framework
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import Leads
from wardmote.platform.refusals import Refused

MOST = 200  # versions, and parts of boards: more than a partnership has


@dataclass(frozen=True)
class Version:
    """A version of the framework document; `until` is the day on which the next was adopted. Without `adopted_on` it is a draft."""

    key: UUID
    number: int
    title: str
    text: str
    link: str
    what_changed: str
    adopted_on: date | None
    adopted_at: str
    meeting: UUID | None
    until: date | None
    version: int


@dataclass(frozen=True)
class PartOnDay:
    topic: str
    board: str
    part: Leads
    since: date


def framework_versions(standing: Standing) -> list[Version]:
    """Every version, the newest first; the draft, if there is one, before them all."""
    rows = list(Framework.objects.filter(partnership=worn(standing)).order_by("-number")[:MOST])
    found, until = [], None
    for row in rows:
        found.append(
            Version(
                row.pk, row.number, row.title, row.text, row.link, row.what_changed, row.adopted_on, row.adopted_at, row.meeting_id,
                until if row.adopted_on else None, row.version,
            )
        )  # fmt: skip
        until = row.adopted_on or until
    return found


def framework_on(standing: Standing, on: date) -> Version | None:
    """The version that held on a day; None when none was adopted yet."""
    adopted = (one for one in framework_versions(standing) if one.adopted_on and one.adopted_on <= on)
    return next(adopted, None)


def framework_of(standing: Standing, key: UUID) -> Version:
    """One version. Raises Refused when there is none for whoever asks."""
    for one in framework_versions(standing):
        if one.key == key:
            return one
    raise Refused("see-governance")


def board_parts_on(standing: Standing, on: date) -> list[PartOnDay]:
    """Which board leads, contributes or is informed on which topic on a day: by topic, then by board."""
    rows = BoardPart.objects.filter(holds(on), partnership=worn(standing)).order_by("topic", "board")[:MOST]
    return [PartOnDay(row.topic, row.board, Leads(row.part), row.valid_from) for row in rows]


def days_of_board_parts(standing: Standing) -> list[date]:
    """The days on which the matrix changed, oldest first."""
    rows = BoardPart.objects.filter(partnership=worn(standing)).values_list("valid_from", "valid_to")
    return sorted({day for pair in rows for day in pair if day is not None})


def with_framework(slug: str) -> tuple[UUID, bool]:
    """The key of the partnership with this short name, and whether it has a framework on file: for the installation's command line."""
    here = Partnership.objects.values_list("pk", flat=True).get(slug=slug)
    return here, Framework.objects.filter(partnership=here).exists()
