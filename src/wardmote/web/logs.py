"""What the server's log says of requests: the name of the page, never its address. An address can hold a secret (an invitation) or somebody's key."""

import logging
from typing import Any


class PagesByName(logging.Filter):
    """Put the page's name where Django's messages have the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple(
                _page(request) if arg in {path, request.get_full_path()} else arg for arg in record.args
            )
        return True


def _page(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return f"page {match.view_name}" if match else "no page of ours"
