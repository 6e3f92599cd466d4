"""The words inside a block: plain, strong, a link, or a status (a word that also has a colour)."""

import re
from dataclasses import dataclass

from wardmote.charts.palette import Tone
from wardmote.engine.errors import WardmoteError
from wardmote.words import gettext as _

# What XML cannot hold, and so neither Word nor a strict page: control characters, lone surrogates, noncharacters.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\\U0001fffe\\U0001ffff]"
)
LINK = re.compile(r"(https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\^`{|}]+@[^\s<>\"\\^`{|}]+)")


class BadDocument(WardmoteError):
    """A document that would not be whole for every reader: its text says which block and what it lacks."""


def written(text: str, where: str) -> str:
    """`text` if it can stand in every format. Raises BadDocument, naming `where` and the character, if it cannot."""
    found = UNWRITABLE.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise BadDocument(
            _("{where} holds a character that no document can show: {code}").format(where=where, code=code)
        )
    return text


def named(text: str, where: str) -> str:
    """`text` if it is written and not blank. Raises BadDocument."""
    if not text.strip():
        raise BadDocument(_("{where} is empty: it needs words").format(where=where))
    return written(text, where)


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str

    def __post_init__(self) -> None:
        written(self.text, _("a text"))


@dataclass(frozen=True)
class Strong(Text):
    """Words that matter more than their neighbours."""


@dataclass(frozen=True)
class Status(Text):
    """A word such as ``rose`` with the colour of what it means; the word alone must be enough."""

    tone: Tone = Tone.UNCLEAR


@dataclass(frozen=True)
class Link(Text):
    """Words that lead to a web page or a mailbox: `href` begins with http://, https:// or mailto:."""

    href: str = ""

    def __post_init__(self) -> None:
        named(self.text, _("a link's text"))
        if not LINK.fullmatch(written(self.href, _("a link's address"))):
            raise BadDocument(
                _("'{href}' is no address: a link begins with https:// or mailto:").format(href=self.href)
            )


Run = Text | Strong | Status | Link
Inline = str | tuple[Run, ...]


def runs(inline: Inline) -> tuple[Run, ...]:
    """The runs of a block's words; a plain string is one run."""
    return (Text(inline),) if isinstance(inline, str) else inline


def plain(inline: Inline) -> str:
    """The words alone."""
    return "".join(run.text for run in runs(inline))
