"""Once only: a form that is sent twice is done once, and the second sending gets the first one's outcome.

Every form carries a key of its own (`FIELD`, put beside the token against forgery). The key is written in the transaction of the request that it came with, so that
what was done and the memory of it are kept together or not at all. A second request with the key waits until the first has ended: PostgreSQL makes it wait on the
unique constraint. Only what succeeded is remembered: after a mistake in a form, a defect, or a door that asked
for a proof first (`turn_away`), the same form may be sent again.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from wardmote.platform import clock
from wardmote.platform.keys import new_key
from wardmote.platform.models import IdempotencyKey

FIELD = "once"
WHOSE = "whose"  # the member for whom the form was written: what they typed is kept for nobody else
HEADER = "X-Once"  # for what is sent without a form
KEPT = timedelta(days=2)
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
NOT_SENT = frozenset({FIELD, WHOSE, "csrfmiddlewaretoken"})  # differs although the person sent the same
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
BEGIN = """
    INSERT INTO platform_idempotency_key (id, member, key, path, digest, status, location, at)
    VALUES (%s, %s, %s, %s, %s, 0, '', %s) ON CONFLICT (member, key, path) DO NOTHING RETURNING id
"""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def fresh() -> str:
    """A key for one form on one page."""
    return str(uuid4())


def repeatable(view: View) -> View:
    """A view that may be asked twice without harm, and asks for no key. Put it below its door. The list of them is frozen in a test."""
    view.repeatable = True  # type: ignore[attr-defined]
    return view


class OnceOnly:
    """Django middleware, inside the transaction and the doors. Visitors are left alone: nobody could tell one from another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        begun: UUID | None = getattr(request, "once", None)
        broken = response.status_code >= 500 or getattr(request, "fell_out", None)  # then the transaction forgets it
        if begun and not broken:
            _end(begun, response, done=taken(request, response))
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Let the first through, and answer a second in its place."""
        member: UUID | None = request.user.pk
        if request.method in SAFE or member is None or getattr(view, "repeatable", False):
            return None
        key = given(request)
        if key is None:
            return None if not_checked(request) else render(request, "once/no_key.html", status=400)
        digest = digest_of(request)
        request.once = _begin(member, key, request.path, digest)  # type: ignore[attr-defined]
        if request.once:  # type: ignore[attr-defined]
            return None
        first = IdempotencyKey.objects.get(member=member, key=key, path=request.path)
        return _again(request, first, digest)


def given(request: HttpRequest) -> UUID | None:
    """The key that a request carries; None when it has none, or one that is no key."""
    try:
        return UUID(request.headers.get(HEADER) or request.POST.get(FIELD, ""))
    except ValueError:
        return None


def not_checked(request: HttpRequest) -> bool:
    """Whether Django's test client said that forms are not what it tests: the same switch as for tokens against forgery."""
    return bool(getattr(request, "_dont_enforce_csrf_checks", False))


def digest_of(request: HttpRequest) -> str:
    """A digest of what was sent. It is keyed, for what people send can be short and guessable."""
    told = hashlib.sha256()
    if request.content_type in FORMS:
        sent = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_SENT)
        told.update(json.dumps(sent).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                told.update(json.dumps([name, file.name, file.size]).encode())
                for chunk in file.chunks():
                    told.update(chunk)
                file.seek(0)
    else:
        told.update(request.body)
    return salted_hmac("wardmote.once", told.digest(), algorithm="sha256").hexdigest()


def _begin(member: UUID, key: UUID, path: str, digest: str) -> UUID | None:
    """Write the key down; None when it is there, after whoever wrote it has ended."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, [new_key(), member, key, path, digest, clock.now()])
        row = cursor.fetchone()
    return row[0] if row else None


def claim(*, member: UUID, key: UUID, path: str) -> bool:
    """Write down, in this transaction, that something is done which must not be done twice. False when it was."""
    return _begin(member, key, path, "") is not None


def turn_away(request: HttpRequest) -> None:
    """Say that a form is led elsewhere before anything is done: to prove who sends it, for example. It may be sent again with its key."""
    request.turned_away = True  # type: ignore[attr-defined]


def taken(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether what a form asks for was done: it was answered, not refused for a mistake, and not turned away."""
    return response.status_code < 400 and not getattr(request, "turned_away", False)


def _end(begun: UUID, response: HttpResponseBase, *, done: bool) -> None:
    rows = IdempotencyKey.objects.filter(pk=begun)
    if done:
        rows.update(status=response.status_code, location=response.headers.get("Location", ""))
    else:
        rows.delete()


def _again(request: HttpRequest, first: IdempotencyKey, digest: str) -> HttpResponse:
    if first.digest != digest:
        return render(request, "once/other_words.html", status=409)
    if first.location:
        led = HttpResponseRedirect(first.location)
        led.status_code = first.status
        return led
    return HttpResponse(status=204) if first.status == 204 else render(request, "once/done_already.html")


def sweep(*, before: datetime) -> int:
    """Forget the keys of forms sent before a moment: how many."""
    return IdempotencyKey.objects.filter(at__lt=before).delete()[0]
