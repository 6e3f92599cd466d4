"""Pages that are files: documents and whole lists take seconds to make, so the server makes them in a process beside the site (`wardmote.web.files`).

Without such a process, as in tests of a view, they are made where they are asked for.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardmote.words import gettext as _

View = Callable[..., HttpResponseBase]
SAID = "wardmote.not_made"  # among what the server tells of a request; no visitor can send a name like this
AGAIN = 30  # seconds


class NotMade(StrEnum):
    """Why the server gives no file now."""

    BUSY = "busy"
    YOURS = "yours"
    BROKEN = "broken"
    TOO_LONG = "too-long"


def made_apart(view: View) -> View:
    """The view makes a file. Put it below the doors: why there is none now is said to whoever may have it, and to nobody else."""

    @wraps(view)
    def made(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        why = request.META.get(SAID)
        return _not_made(request, NotMade(why)) if why else view(request, *args, **kwargs)

    made.made_apart = True  # type: ignore[attr-defined]
    return made


def _not_made(request: HttpRequest, why: NotMade) -> HttpResponse:
    sentences = {
        NotMade.BUSY: _("Other files are being made just now. Ask for yours again in half a minute."),
        NotMade.YOURS: _("Another file of yours is still being made. Ask for this one when that one has come."),
        NotMade.BROKEN: _("The file was not finished: what was making it ended. Nothing else is affected. Ask for it again."),
        NotMade.TOO_LONG: _("The file took too long to make. Narrow the list down, or ask for it when fewer people are at work."),
    }  # fmt: skip
    answer = render(request, "not_made.html", {"sentence": sentences[why]}, status=503)
    answer.headers["Retry-After"] = str(AGAIN)
    return answer
