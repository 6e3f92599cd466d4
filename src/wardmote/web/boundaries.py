"""Where one request ends and the next begins: said once, or refused (RFC 9112, sections 6.1 and 6.3)."""

import re

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

ENCODED = re.compile(rb"^transfer-encoding[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
ONLY = [b"chunked"]


class OneEnd(HTTPRequestParser):  # type: ignore[misc]
    """Refuses what says its length as well as that it comes in chunks, and chunks said in any unusual way: a proxy in front may go by another reading."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        said = [value.strip(b" \t\r").lower() for value in ENCODED.findall(header_plus)]
        if said and (said != ONLY or self.version != "1.1" or "CONTENT_LENGTH" in self.headers):
            raise ParsingError("where the request ends is said in more than one way")


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection."""

    parser_class = OneEnd
