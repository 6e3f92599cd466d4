"""One form, one change: what the pages of governance share."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardmote.accounts.doors import MemberRequest
from wardmote.governance import queries
from wardmote.governance.changes import Clash, hold, hold_on
from wardmote.platform import once, versions

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
FORM = ["GET", "HEAD", "POST"]
Levels = Sequence[tuple[str, Sequence[tuple[int, str, str]]]]


def of_their_group(kind: str) -> Callable[[View], View]:
    """Beneath the door: who plans and minutes for the group of this meeting, point, paper or action comes in, and nobody else."""

    def guarded(view: View) -> View:
        @wraps(view)
        def inside(request: MemberRequest, key: UUID) -> HttpResponseBase:
            queries.refuse_unless_minuted(request.standing, kind, key)
            _held(request)
            return view(request, key)

        return inside  # type: ignore[return-value]

    return guarded


def _held(request: HttpRequest) -> None:
    """The partnership is held before the view locks anything, so that nobody who reorganises it waits for whoever waits for them. That it has ended is said where it is written."""
    if request.method == "POST":
        hold()


def done(form: forms.Form, change: Callable[[], Any], *, holding: bool = True) -> bool:
    """Do what a form asks for; what clashes with what is there is said in the form. `holding`: it is written for the partnership, which must go on; what is one's own may be done after its end."""
    if not form.is_valid():
        return False
    try:
        if holding:
            hold_on()
        change()
    except Clash as clash:
        form.add_error(None, str(clash))
        return False
    return True


def unaware(request: HttpRequest, form: forms.Form, sentence: str) -> str:
    """The sentence, if it has to be read before what the form asks for is done: the form then goes back with it, and is sent again. Empty when it was read, or there is none.

    The form has a hidden field `aware`, which says that this very sentence stood on the page that was sent.
    """
    if not sentence or form.cleaned_data["aware"] == shown(sentence):
        return ""
    once.turn_away(request)  # it is sent again with the same key
    again: Any = dict(form.data.items())
    form.data = again | {form.add_prefix("aware"): shown(sentence)}
    return sentence


def shown(sentence: str) -> str:
    """What the hidden field `aware` holds on a page with that sentence."""
    return str(versions.of(sentence))


def page(
    request: HttpRequest,
    form: forms.Form,
    *,
    heading: str,
    button: str,
    back: str,
    lead: str = "",
    dangerous: bool = False,
    beware: str = "",
    levels: Levels = (),
) -> HttpResponse:
    """The form's page; with what was wrong, status 400. `beware` is read before the form is sent; `levels` are said beside it: what is asked for is a number with a meaning."""
    context = {
        "form": form,
        "heading": heading,
        "button_text": button,
        "back": back,
        "lead": lead,
        "dangerous": dangerous,
        "beware": beware,
        "levels": levels,
    }
    return render(request, "governance/form.html", context, status=400 if form.errors else 200)


def to(address: str, said: str) -> HttpResponseRedirect:
    """On to a page that says what was done."""
    return HttpResponseRedirect(f"{address}?done={said}")
