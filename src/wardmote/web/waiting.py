"""The queue on Home: what every app has put into its module `waiting`, the most urgent first."""

from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from wardmote.accounts.states import Standing
from wardmote.accounts.waiting import Contributor, Item


@cache
def contributors() -> tuple[Contributor, ...]:
    """The functions of every app that is installed, in the loop's order."""
    found: list[Contributor] = []
    for app in settings.OURS:
        if app != "wardmote.web" and find_spec(f"{app}.waiting"):
            found += import_module(f"{app}.waiting").WAITING
    return tuple(found)


def queue(standing: Standing, *, now: datetime) -> list[Item]:
    """What needs this member now, in all partnerships that they serve for the agency worn; nothing for somebody without a hat."""
    if standing.hat is None:
        return []
    items = [item for contribute in contributors() for item in contribute(standing, now)]
    return sorted(items, key=lambda item: item.at)
