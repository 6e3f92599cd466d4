"""What a draft is called, and whose it is: forms whose text is kept as one types have a name, by which their drafts are listed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from wardmote.accounts.states import Hat, Standing
from wardmote.platform import drafts
from wardmote.words import gettext as _

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True)
class Begun:
    """A form that was begun and not sent: what it is called, where it is, and for which of the member's hats; None where every hat sees the same, or the hat is lost."""

    words: str
    address: str
    path: str
    saved_at: datetime
    hat: Hat | None


def drafted(called: Callable[[], str]) -> Callable[[View], View]:
    """A page whose form is kept as one types, and what it is called."""

    def named(view: View) -> View:
        view.called = called  # type: ignore[attr-defined]
        return view

    return named


def begun(standing: Standing) -> list[Begun]:
    """The forms that somebody began, the latest first."""
    if standing.member is None:
        return []
    hats = {hat.key: hat for hat in standing.hats}
    found = [(address, drafts.parts_of(address), at) for address, at in drafts.waiting(member=standing.member)]
    return [Begun(_called(path), address, path, at, hats.get(hat)) for address, (path, hat), at in found]


def _called(path: str) -> str:
    try:
        view: Any = resolve(path).func
    except Resolver404:
        view = None
    return view.called() if hasattr(view, "called") else _("A form that you began and have not sent")
