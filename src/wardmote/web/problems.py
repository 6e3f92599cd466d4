"""What a page says when the person asked for something that cannot be answered, and can put it right."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from wardmote.engine.errors import WardmoteError
from wardmote.governance.changes import Ended, refused_as_ended


class PlainProblems:
    """Show the sentence of a WardmoteError that no view caught: it was written for people. So is what is said when the database refuses what has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if refused_as_ended(exception):
            exception = Ended()
        if not isinstance(exception, WardmoteError):
            return None
        return render(request, "problem.html", {"sentence": str(exception)}, status=400)
