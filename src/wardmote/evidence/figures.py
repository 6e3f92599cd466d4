"""What the open figures say of the member's own area, for Home."""

from collections.abc import Iterable
from datetime import datetime

from wardmote.accounts.figures import Contributor, Figure
from wardmote.accounts.states import Standing
from wardmote.evidence.presenters.strip import strip


def recorded(standing: Standing, now: datetime, most: int) -> Iterable[Figure]:  # noqa: ARG001 - of the latest year held
    return strip(standing, most)


FIGURES: tuple[Contributor, ...] = (recorded,)
