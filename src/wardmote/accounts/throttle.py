"""Slowly: how often an address that needs no session may be asked, by the same counting as the doors (ACCOUNT_RATE_LIMITS, shared by all processes)."""

from collections.abc import Callable
from typing import TypeVar

from allauth.core.internal import ratelimit
from django.http import HttpRequest

Found = TypeVar("Found")


class TooOften(Exception):
    """Asked too often: the same question may be asked again later."""


def sparingly(request: HttpRequest, action: str, secret: str, found: Callable[[], Found | None]) -> Found | None:
    """What `found` finds behind a secret address. Guesses count for the network's address that they come from (`<action>_wrong`), a right address for itself (`action`), so
    that many who share a network do not stand in each other's way. Raises TooOften before anything is looked up.
    """
    counted = {"app": "allauth.account", "limit_get": True}
    guess = ratelimit.consume(request, action=f"{action}_wrong", **counted)
    if guess is None or ratelimit.consume(request, action=action, key=secret, **counted) is None:
        raise TooOften
    what = found()
    if what is not None:
        guess.rollback()
    return what
