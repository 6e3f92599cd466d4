"""Where one request ends and the next begins: said once, or refused (RFC 9112, section 6.3)."""

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError


class OneEnd(HTTPRequestParser):  # type: ignore[misc]
    """Refuses what says its length as well as that it comes in chunks: a proxy in front may go by the other of the two."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("both Content-Length and Transfer-Encoding")


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection."""

    parser_class = OneEnd
