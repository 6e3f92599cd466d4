"""The words people see, ready to be translated.

The pure packages may not import Django, and a report must read the same whether a web page or a command wrote it; so every layer takes its words from here. The catalogue is an ordinary
gettext one (`locale/<language>/LC_MESSAGES/wardmote.mo` beside this file).
The language in force belongs to the current request or command, never to the process.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).with_name("locale")
_language: ContextVar[str] = ContextVar("wardmote_language", default="en-gb")


@lru_cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("wardmote", LOCALES, [language], fallback=True)


def language() -> str:
    """The language in force, as an IETF tag such as ``en-gb``."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use `language` for every word written inside the block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    """`message` in the language in force; the English itself where it has no translation."""
    return _catalogue(_language.get()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a message that fits `n` things, in the language in force."""
    return _catalogue(_language.get()).ngettext(singular, plural, n)
