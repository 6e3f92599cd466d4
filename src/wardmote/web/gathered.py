"""What Home is made of: out of the modules of this name in every app that is installed, in the loop's order."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from wardmote.accounts.figures import Figure
from wardmote.accounts.happened import News
from wardmote.accounts.states import Standing

FIVE = 5


@cache
def contributors(module: str) -> tuple[Callable[..., Iterable[Any]], ...]:
    """The functions that apps have put into the tuple of their module: WAITING in `waiting`."""
    found: list[Callable[..., Iterable[Any]]] = []
    for app in settings.OURS:
        if app != "wardmote.web" and find_spec(f"{app}.{module}"):
            found += getattr(
                import_module(f"{app}.{module}"), module.upper(), ()
            )  # accounts says what is put in, and may put in nothing
    return tuple(found)


def happened(standing: Standing, *, since: datetime | None, now: datetime) -> list[News]:
    """What happened since, as far as this member may see it; nothing where it is not known since when."""
    if since is None:
        return []
    return [news for tell in contributors("happened") for news in tell(standing, since, now)]


def figures(standing: Standing, *, now: datetime) -> list[Figure]:
    """Five figures of the partnership worn, or fewer where there is less that this member may see."""
    found: list[Figure] = []
    for count in contributors("figures") if standing.hat else ():
        found += count(standing, now, FIVE - len(found))
    return found[:FIVE]
