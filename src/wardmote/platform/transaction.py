"""The transaction of a request: opened, told who is asking, committed; and what a refusal leaves behind.

Row-level security reads the four settings. They are set for the transaction alone (SET LOCAL), so that nothing of one
request is left on the connection for the next.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from wardmote.platform.keys import new_key
from wardmote.platform.refusals import Refused
from wardmote.platform.remembered import remembering
from wardmote.platform.watch import watching

refusals = logging.getLogger("wardmote.refusals")


@dataclass(frozen=True)
class Asking:
    """Who asks, for whom, where and what for: the settings that row-level security and the audit log read. None: nobody, nowhere.

    `request` is the key of the web request, job or command that asks; `origin` is where it came from: an internet address, "command" or "job".
    """

    member: UUID | None = None
    agency: UUID | None = None
    partnership: UUID | None = None
    purpose: str = ""
    request: UUID | None = None
    origin: str = ""


NOBODY = Asking()
AT_THE_COMMAND_LINE = Asking(origin="command")  # the operator: keeps accounts, sees no case
DECLARE = "SELECT " + ", ".join(f"set_config('wardmote.{field.name}', %s, true)" for field in fields(Asking))


def declare(asking: Asking) -> None:
    """Tell PostgreSQL who is asking, until the transaction ends. Outside a transaction there is nothing to tell it to."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("who is asking can be declared only inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(DECLARE, [str(value or "") for value in astuple(asking)])


@contextmanager
def acting_as(asking: Asking) -> Iterator[None]:
    """One transaction in which `asking` asks: for commands and jobs. Rolled back when the block raises."""
    with transaction.atomic(durable=True):
        declare(asking)
        yield


def spooled(response: HttpResponseBase) -> HttpResponseBase:
    """A response whose whole body was made inside the transaction. A body that streams would be made after it, when nobody is asking any more."""
    if not response.streaming:
        return response
    assert isinstance(response, StreamingHttpResponse)
    if response.is_async:
        raise TypeError("an asynchronous stream cannot be read inside the transaction")
    whole = HttpResponse(b"".join(response), status=response.status_code, headers=response.headers)
    whole.cookies = response.cookies
    # Not response.close(): it would tell Django that the request is over. What it would close is closed with the new one.
    whole._resource_closers = response._resource_closers  # type: ignore[attr-defined]
    return whole


class RequestTransaction:
    """Django middleware, inside authentication and around the view. Public pages go through it too.

    What the view wrote is kept only if it neither raised nor ended in a server's error. The transaction itself goes on, and what is recorded of a refusal is kept.
    Whatever cannot be recorded is not shown: the exception leaves this middleware, the transaction is rolled back, and the visitor gets the page for defects.

    `settings.WARDMOTE_STANDING` names the function that tells who is asking; it runs when the member is declared already.
    `settings.WARDMOTE_UNANSWERED` names the one that records a request that was not answered: `(verb, kind=..., ids=..., refused=...)`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    @cached_property
    def standing_of(self) -> Callable[[HttpRequest], "HasAsking"]:
        found: Callable[[HttpRequest], HasAsking] = import_string(settings.WARDMOTE_STANDING)
        return found

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        came = Asking(request=new_key(), origin=str(request.META.get("REMOTE_ADDR", "")))
        with transaction.atomic(durable=True):
            declare(replace(came, member=request.user.pk))
            standing = self.standing_of(request)
            request.standing = standing  # type: ignore[attr-defined]
            declare(replace(standing.asking, request=came.request, origin=came.origin))
            return self._answer(request)

    @cached_property
    def record_unanswered(self) -> Callable[..., None]:
        found: Callable[..., None] = import_string(settings.WARDMOTE_UNANSWERED)
        return found

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        savepoint = transaction.savepoint()
        with watching(request.user.pk) as watch, remembering(reads=request.method in {"GET", "HEAD"}):
            response = spooled(self.get_response(request))
        if response.status_code >= 500 or getattr(request, "fell_out", None):
            transaction.savepoint_rollback(savepoint)
            self._tell(request, personal=bool(watch.touched))
        else:
            watch.demand()
            transaction.savepoint_commit(savepoint)
        return response

    def _tell(self, request: HttpRequest, *, personal: bool) -> None:
        """Record what was refused, what was looked for by its key and is not there for this member, and what failed with people's data in its hands."""
        fell_out = getattr(request, "fell_out", None)
        kind, ids = _asked_for(request)
        if isinstance(fell_out, Refused):
            self.record_unanswered(fell_out.verb, kind=kind, ids=ids, refused=True)
        elif isinstance(fell_out, Http404) and ids:
            self.record_unanswered("look-for", kind=kind, ids=ids, refused=True)
        elif personal:
            self.record_unanswered("fail", kind=kind, ids=ids, refused=False)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any) -> None:
        """Say what for, when whoever asks has not: every page knows why people come to it."""
        asking = request.standing.asking  # type: ignore[attr-defined]
        purpose = getattr(view, "purpose", "")
        if purpose and asking.member and not asking.purpose:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wardmote.purpose', %s, true)", [purpose])

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember that the view raised; Django makes the page."""
        request.fell_out = exception  # type: ignore[attr-defined]
        if isinstance(exception, Refused):
            refusals.info("refused: %s", exception.verb)


def _asked_for(request: HttpRequest) -> tuple[str, list[UUID]]:
    """The name of the address, and the keys in it."""
    match = request.resolver_match
    if match is None:
        return "", []
    return match.view_name, [value for value in match.kwargs.values() if isinstance(value, UUID)]


class HasAsking:
    """What the standing function returns: anything that can say who asks."""

    asking: Asking
