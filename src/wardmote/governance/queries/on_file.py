"""What is on file of a partnership, by name: for the installation's command line, which builds the demonstration."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.models import Agency, Grant, Partnership
from wardmote.governance.models import (
    ActionAnswer,
    AgendaItem,
    BodyPart,
    GroupShape,
    Recommendation,
    RecommendationAnswer,
)
from wardmote.governance.queries.bodies import holds


@dataclass(frozen=True)
class OnFile:
    """The keys of bodies and groups by their names on a day, and whether recommendations have been made."""

    partnership: UUID
    bodies: dict[str, UUID]
    groups: dict[str, UUID]
    recommended: bool


def on_file(slug: str, on: date) -> OnFile:
    """What is there of the partnership with this short name."""
    here = Partnership.objects.values_list("pk", flat=True).get(slug=slug)
    bodies = BodyPart.objects.filter(holds(on), partnership=here).values_list("body__name", "body")
    groups = GroupShape.objects.filter(holds(on), partnership=here).values_list("name", "group")
    return OnFile(here, dict(bodies), dict(groups), Recommendation.objects.filter(partnership=here).exists())


def agencies_by_slug() -> dict[str, UUID]:
    """The keys of the agencies by their short names."""
    return dict(Agency.objects.values_list("slug", "pk"))


def colleagues(partnership: UUID) -> dict[str, UUID]:
    """The keys of those who have a role in the partnership, by their addresses."""
    return dict(Grant.objects.filter(partnership=partnership).values_list("member__email", "member"))


def points_of(meeting: UUID) -> dict[str, UUID]:
    """The keys of the points of an agenda by their titles."""
    return dict(AgendaItem.objects.filter(meeting=meeting).values_list("title", "pk"))


def lines_by_body(action: UUID) -> dict[str, tuple[UUID, int]]:
    """The lines of an action: key and version, by the name of the body that answers."""
    rows = ActionAnswer.objects.filter(action=action).values_list("body__name", "pk", "version")
    return {name: (key, version) for name, key, version in rows}


def responses_by_body(recommendation: UUID) -> dict[str, tuple[UUID, int]]:
    """The same of a recommendation."""
    rows = RecommendationAnswer.objects.filter(recommendation=recommendation).values_list("body__name", "pk", "version")
    return {name: (key, version) for name, key, version in rows}
