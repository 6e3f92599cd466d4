"""Rows of this register that may show that a duty was done: a meeting, or a decision."""

from dataclasses import dataclass
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.governance.models import Decision
from wardmote.governance.queries.bodies import worn
from wardmote.governance.queries.meetings import MeetingLine, meeting_for
from wardmote.platform.refusals import Refused


@dataclass(frozen=True)
class Showing:
    """A meeting; or a decision of it, by its number."""

    meeting: MeetingLine
    decision: int | None = None


def meeting_shows(standing: Standing, key: UUID) -> Showing:
    """A meeting as evidence. Raises Refused when there is none for whoever asks."""
    return Showing(meeting_for(standing, key).line)


def decision_shows(standing: Standing, key: UUID) -> Showing:
    """A decision as evidence. Raises Refused when there is none for whoever asks."""
    row = Decision.objects.filter(pk=key, partnership=worn(standing)).values_list("number", "meeting").first()
    if row is None:
        raise Refused("see-governance")
    return Showing(meeting_for(standing, row[1]).line, row[0])


def chosen_as_evidence(standing: Standing, *, meeting: str = "", decision: str = "") -> Showing | None:
    """What an address names as evidence, by its key; None when it names nothing. Raises Refused for a key of nothing that whoever asks may read."""
    if decision:
        return decision_shows(standing, _key(decision))
    return meeting_shows(standing, _key(meeting)) if meeting else None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("see-governance") from None
