"""What the server's log says of requests: the name of the page, never its address. An address can hold a secret (an invitation) or somebody's key."""

import logging
import re

from django.http import HttpRequest

SERVING = re.compile(r"(?<=while serving ).*", re.DOTALL)  # a path is told decoded: it can hold line ends


class PagesByName(logging.Filter):
    """Put the page's name where Django's messages have the path, and leave it out of the server's own, which knows of no pages."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            paths = {request.path, request.get_full_path()}
            record.args = tuple(_page(request) if arg in paths else arg for arg in record.args)
        if record.name == "django.request" and record.levelno < logging.ERROR:
            record.exc_info = None  # a refusal is no defect: where in the code it was decided tells nobody anything
        if record.name == "waitress" and isinstance(record.msg, str):
            record.msg = SERVING.sub("a request", record.msg)
        return True


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"page {match.view_name}" if match else "no page of ours"
