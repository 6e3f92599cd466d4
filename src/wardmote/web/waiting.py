"""The queue on Home: what every app has put into its module `waiting`, the most urgent first."""

from datetime import datetime

from wardmote.accounts.states import Hat, Standing
from wardmote.accounts.waiting import Item
from wardmote.web.gathered import contributors


def queue(standing: Standing, *, now: datetime) -> list[Item]:
    """What needs this member now, in all partnerships that they serve for the agency worn; nothing for somebody without a hat."""
    if standing.hat is None:
        return []
    items = [item for contribute in contributors("waiting") for item in contribute(standing, now)]
    return sorted(items, key=lambda item: item.at)


def elsewhere(standing: Standing) -> list[Hat]:
    """The hats of other agencies, in partnerships that go on: what waits under them is not in the queue, and only whoever wears one may ask."""
    return [hat for hat in standing.hats if hat not in standing.beside and hat.ended_on is None]
