"""A form that arrives when its session has ended is not lost: what was typed is kept, sealed, for the member whose session it was, and is in the form again
once they have signed in. Nobody else who signs in on that browser sees it.

A view that fills its form again says so, and that is all:

    form = ProfileForm(request.POST or None, initial=stored | kept_for(request))

On a page whose view does not, the frame shows what was typed, to be copied.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import REASON_CSRF_TOKEN_MISSING
from django.shortcuts import render
from django.urls import reverse

from wardmote.accounts.changes import kept_text as changes
from wardmote.accounts.queries import kept_text as queries
from wardmote.accounts.queries.kept_text import Typed
from wardmote.accounts.states import ANONYMOUS, Standing
from wardmote.platform import clock, once

LIFE = timedelta(hours=2)  # long enough to find a telephone
LARGEST = 500_000  # characters: a long report, not a book
UNSENT = {"csrfmiddlewaretoken", once.FIELD, once.WHOSE}
SECRET = ("password", "code", "credential", "secret", "token")
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
KEPT = "kept"  # in the session: there may be something; spares every other page the question


class KeepTyped:
    """Django middleware, inside the transaction, after the token against forgery was checked and before a visitor is sent to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and once.taken(request, response) and _standing(request).proved:
            _sent(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Keep what a member typed whose session has ended, and ask them to sign in."""
        ended = getattr(request, "ended", None)
        if request.method != "POST" or ended is None or not getattr(view, "login_required", True):
            return None
        page = page_of(request)
        kept = keep(request, ended[0], page)
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': page} | ({'kept': 1} if kept else {}))}")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token against forgery did not fit. Where our own page sent it (a form that was open while its reader signed in anew), what was typed is kept; not for anybody else who has signed in there meanwhile."""
    standing = _standing(request)
    theirs = request.POST.get(once.WHOSE) == str(standing.member)
    ours = theirs and request.headers.get("Sec-Fetch-Site") == "same-origin" and reason != REASON_CSRF_TOKEN_MISSING
    if standing.member is not None and ours and keep(request, standing.member, page_of(request)):
        request.session[KEPT] = True
        return HttpResponseRedirect(page_of(request))
    return render(request, "form_expired.html", status=403)


def put_by(request: HttpRequest) -> None:
    """A form of somebody who is in has to wait for a proof: what was typed is in it again afterwards."""
    member = _standing(request).member
    if request.method == "POST" and member is not None and keep(request, member, page_of(request)):
        request.session[KEPT] = True


def page_of(request: HttpRequest) -> str:
    """The page that a form is on: the one that the browser says it comes from, if it is ours; else where the form is sent."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or not came.path.startswith("/") or came.path.startswith("//"):
        return request.path
    return f"{came.path}?{came.query}" if came.query else came.path


def keep(request: HttpRequest, member: UUID, page: str) -> bool:
    """Keep what was typed for a member; False when there is nothing to keep, or too much."""
    fields = {name: values for name, values in request.POST.lists() if _worth_keeping(name)}
    size = sum(len(value) for values in fields.values() for value in values)
    if request.content_type not in FORMS or not fields or size > LARGEST or not queries.room_for(member):
        return False
    typed = {"action": request.path, "fields": fields, "files": bool(request.FILES)}
    changes.keep_text(member=member, path=urlsplit(page).path, typed=typed, until=clock.now() + LIFE)
    request.kept_now = True  # type: ignore[attr-defined]
    return True


def _worth_keeping(name: str) -> bool:
    return name not in UNSENT and not any(word in name.lower() for word in SECRET)


def kept_for(request: HttpRequest) -> dict[str, Any]:
    """What the asker had typed on this page, as a form's `initial`: a list where a field had several values. Empty when nothing is kept."""
    found = typed_here(request)
    if found is None:
        return {}
    request.kept_claimed = True  # type: ignore[attr-defined]
    return _dates(found) | {name: values[0] if len(values) == 1 else values for name, values in found.fields.items()}


def _dates(typed: Typed) -> dict[str, list[str]]:
    """Days that were typed into three boxes, as the field of the three wants them."""
    days = [name.removesuffix("-day") for name in typed.fields if name.endswith("-day")]
    return {name: [typed.fields.get(f"{name}-{part}", [""])[0] for part in ("day", "month", "year")] for name in days}


def typed_here(request: HttpRequest) -> Typed | None:
    """What is kept for the asker on this page; read once for a request."""
    if not hasattr(request, "kept_typed"):
        ask = _standing(request).proved and request.method == "GET" and request.session.get(KEPT)
        found = queries.typed_on(_standing(request), request.path, now=clock.now()) if ask else None
        request.kept_typed = found  # type: ignore[attr-defined]
    read: Typed | None = request.kept_typed  # type: ignore[attr-defined]
    return read


def look(request: HttpRequest, standing: Standing) -> None:
    """Somebody has come in: forget what is too old, and remember in the session whether there is anything left."""
    changes.forget_text(keys=queries.old_texts(standing, now=clock.now()), by=standing)
    if queries.any_text(standing):
        request.session[KEPT] = True


def _sent(request: HttpRequest) -> None:
    """A form was sent and taken: what was kept of it is needed no longer."""
    if not request.session.get(KEPT) or getattr(request, "kept_now", False):
        return
    standing, page = _standing(request), urlsplit(page_of(request)).path
    found = queries.typed_on(standing, page, now=clock.now())
    if found and found.action == request.path:
        changes.forget_text(keys=list(found.keys), by=standing)


def forget(request: HttpRequest, page: str) -> None:
    """The asker does not want what is kept for a page."""
    found = queries.typed_on(_standing(request), page, now=clock.now())
    if found:
        changes.forget_text(keys=list(found.keys), by=_standing(request))


def _standing(request: HttpRequest) -> Standing:
    found: Standing = getattr(request, "standing", ANONYMOUS)
    return found
