"""The loop, in the partnership's words: what each app put into its module `navigation`, in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from wardmote.accounts.navigation import BESIDE, PARTS, Entry
from wardmote.accounts.policies import allows, may_enter
from wardmote.accounts.states import ANONYMOUS, Standing
from wardmote.words import gettext as _

HOME = Entry(label="Home", url_name="home", order=0, policy=may_enter)


@dataclass(frozen=True)
class Place:
    """An entry as one page shows it. `here`: the page belongs to it; `exact`: the page is it."""

    label: str
    hint: str
    href: str
    here: bool
    exact: bool


@cache
def entries() -> tuple[Entry, ...]:
    """Home and the entries of every app that is installed, in the loop's order."""
    found = [HOME]
    for app in settings.OURS:
        if app != "wardmote.accounts" and app != "wardmote.web" and find_spec(f"{app}.navigation"):
            found += import_module(f"{app}.navigation").ENTRIES
    return tuple(sorted(found, key=lambda entry: entry.order))


def places(request: HttpRequest) -> list[Place]:
    """What this member may use, seen from this page. Nothing for a visitor, nor for somebody who is half-way in."""
    return _open_to(request, entries())


def beside(request: HttpRequest) -> list[Place]:
    """What stands beside the loop: people, the log, my account."""
    return _open_to(request, BESIDE)


def parts(request: HttpRequest) -> list[Place]:
    """The tabs of the pages about who works with whom."""
    return _open_to(request, PARTS)


def _open_to(request: HttpRequest, wanted: Iterable[Entry]) -> list[Place]:
    standing: Standing = getattr(request, "standing", ANONYMOUS)
    return [_place(entry, request.path) for entry in wanted if standing.proved and allows(entry.policy, standing)]


def _place(entry: Entry, path: str) -> Place:
    href = reverse(entry.url_name)
    below = entry is not HOME and path.startswith(href.rstrip("/") + "/")
    exact = path == href
    return Place(_(entry.label), _(entry.hint), href, exact or below, exact)
