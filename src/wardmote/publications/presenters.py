"""A report inside a page, and the addresses of its files."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from wardmote.accounts.states import Standing
from wardmote.publications import queries
from wardmote.publications.queries import Wanted
from wardmote.words import gettext as _

HEADING = re.compile(r"<(/?)h([1-5])>")


@dataclass(frozen=True)
class File:
    """One form in which a report can be taken away."""

    label: str
    href: str
    name: str


@dataclass(frozen=True)
class Preview:
    """A report as the page shows it."""

    wish: Wanted
    body: Markup
    files: tuple[File, ...]


def preview(asking: Standing, wish: Wanted) -> Preview:
    """Raises WardmoteError."""
    body = lowered(queries.preview(asking, wish))
    labels = (("docx", _("Word")), ("pdf", _("PDF")), ("html", _("Web page")))
    found = tuple(File(label, address(wish, ending), f"{wish.stem}.{ending}") for ending, label in labels)
    return Preview(wish, Markup(body), found)  # noqa: S704 - written by our own renderer, which escapes


def address(wish: Wanted, ending: str) -> str:
    return f"{reverse('report-file', args=[ending])}?{urlencode(wish.address)}"


def lowered(body: str) -> str:
    """The report's headings one level deeper: the page has an h1 of its own."""
    return HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}>", body)
