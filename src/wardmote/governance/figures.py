"""Governance in figures, for Home: what is late, who comes, what is at risk, what the law asks."""

from collections.abc import Iterator
from datetime import datetime

from wardmote.accounts.figures import Contributor, Figure
from wardmote.accounts.policies import allows
from wardmote.accounts.states import Standing
from wardmote.governance import presenters, queries
from wardmote.governance.policies import may_see_governance
from wardmote.platform.clock import LONDON

MOST = 4  # so that one is left for what was recorded


def in_governance(standing: Standing, now: datetime, most: int) -> Iterator[Figure]:
    """Only figures of which there is anything to count."""
    if not allows(may_see_governance, standing):
        return
    queries.note_figures()
    today = standing.day(now.astimezone(LONDON).date())
    found = (
        presenters.actions_figure(queries.late_of_open(standing, today=today)),
        presenters.attendance_figure(queries.seats_filled(standing, today=today), today),
        presenters.risks_figure(queries.above_target(standing, today=today)),
        presenters.duties_figure(queries.duties_met(standing, today=today)),
    )
    yield from [one for one in found if one][: min(MOST, most)]


FIGURES: tuple[Contributor, ...] = (in_governance,)
