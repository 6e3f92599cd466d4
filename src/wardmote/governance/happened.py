"""What of governance happened since somebody was last here: told on Home, beside what other apps put there."""

from collections.abc import Iterator
from datetime import datetime

from wardmote.accounts.happened import Contributor, News, is_long
from wardmote.accounts.policies import allows
from wardmote.accounts.states import Standing
from wardmote.governance import presenters, queries
from wardmote.governance.policies import may_see_governance

NAMED = 12  # of all that happened so many are named, of the kinds that come first; of the others the number alone


def in_governance(standing: Standing, since: datetime, now: datetime) -> Iterator[News]:
    """In the partnership worn. After long leave only how much of each kind."""
    if standing.hat is not None and allows(may_see_governance, standing):
        named = NAMED if is_long(since, now) else 0
        for one in queries.happened(standing, since=since, now=now):
            told = presenters.news_told(one, brief=named >= NAMED)
            named += len(told.pieces)
            yield told


HAPPENED: tuple[Contributor, ...] = (in_governance,)
