"""Panels and risk tools read from their files: shipped ones by key, a partnership's own from its text. What is wrong is said with file, line and reason.

A file that says `extends = "marac-classic"` has every part of that panel which it does not give itself; a part that it gives (`stages`, `routes`, `meeting`) replaces the other's
whole, so that what holds can be read in one place. A panel that extends another cannot be extended.

Parsed once and kept: `panel(key)` and `tool(key)` give the same frozen thing each time.
"""

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from wardmote import definitions
from wardmote.definitions import FOLDER, BadDefinition
from wardmote.panels.definition import Panel
from wardmote.panels.places import line_of
from wardmote.panels.risk import Tool
from wardmote.panels.soundness import Fault, Path, faults
from wardmote.words import gettext as _

PANELS, TOOLS, EXTENDS = "panels", "risk_tools", "extends"
T = TypeVar("T")


class BadPanel(BadDefinition):
    """A definition of a panel, or of a risk tool, that cannot be used. `lines`: each fault as "file, line N: reason"."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def panels() -> tuple[str, ...]:
    """The keys of the panels that are shipped, sorted."""
    return definitions.keys(PANELS)


def tools() -> tuple[str, ...]:
    return definitions.keys(TOOLS)


@cache
def panel(key: str) -> Panel:
    """A shipped panel. Raises BadPanel."""
    return read_panel(shipped(PANELS, key), f"{PANELS}/{key}.toml")


@cache
def tool(key: str) -> Tool:
    """A shipped risk tool. Raises BadPanel."""
    file = f"{TOOLS}/{key}.toml"
    text = shipped(TOOLS, key)
    return shaped(parsed(text, file), Source(text, file), Tool)


def shipped(kind: str, key: str) -> str:
    return (FOLDER / kind / f"{key}.toml").read_text("utf-8")


def shipped_tool(key: str) -> Tool | None:
    return tool(key) if key in tools() else None


def fingerprint(text: str) -> str:
    """Twelve hex digits that change with any change to a panel's text, or to that of the panel it extends: a case keeps them. The text is one that can be read."""
    parent = tomllib.loads(text).get(EXTENDS)
    whole = text if parent is None else shipped(PANELS, parent) + text
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def read_panel(text: str, file: str, find_tool: Callable[[str], Tool | None] = shipped_tool) -> Panel:
    """A panel from its text, shaped and sound. Raises BadPanel with every fault, each with file, line and reason."""
    source = Source(text, file)
    made = shaped(extended(parsed(text, file), source), source, Panel)
    if found := faults(made, find_tool(made.risk_tool) if made.risk_tool else None):
        raise BadPanel([source.said(one) for one in found])
    return made


@dataclass(frozen=True)
class Source:
    """A text and the name of its file."""

    text: str
    file: str

    def said(self, fault: Fault) -> str:
        """A fault with its file and line; a fault of a part that the file has from another stands where it says so."""
        line = line_of(self.text, fault.path) if self.gives(fault.path) else line_of(self.text, (EXTENDS,))
        return _("{file}, line {line}: {reason}").format(file=self.file, line=line, reason=fault.reason)

    def gives(self, path: Path) -> bool:
        return not path or path[0] in tomllib.loads(self.text)


def extended(document: dict[str, Any], source: Source) -> dict[str, Any]:
    """A document with what it has from the panel that it extends. Raises BadPanel for one that is not shipped, or extends another itself."""
    own = {name: part for name, part in document.items() if name != EXTENDS}
    if EXTENDS not in document:
        return own
    key = document[EXTENDS]
    if key not in panels():
        raise BadPanel([source.said(Fault((EXTENDS,), _("there is no panel '{key}' to extend").format(key=key)))])
    parent = parsed(shipped(PANELS, key), f"{PANELS}/{key}.toml")
    if EXTENDS in parent:
        raise BadPanel([source.said(Fault((EXTENDS,), _("'{key}' extends another panel itself").format(key=key)))])
    return {**parent, **own}


def shaped(document: dict[str, Any], source: Source, shape: type[T]) -> T:
    """A document as a dataclass. Raises BadPanel for a key that is unknown, missing or twice, and a value of the wrong kind."""
    try:
        return TypeAdapter(shape).validate_python(document)
    except ValidationError as problem:
        found = [Fault(tuple(one["loc"]), reason(dict(one))) for one in problem.errors()]
        raise BadPanel([source.said(one) for one in found]) from problem


def parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadPanel([_("{file}: this is not TOML: {problem}").format(file=file, problem=problem)]) from problem


def reason(error: dict[str, Any]) -> str:
    """What is wrong, in plain words where the parser's own are a programmer's."""
    name = error["loc"][-1] if error["loc"] else ""
    plain = {
        "unexpected_keyword_argument": _("nothing here is called '{name}'").format(name=name),
        "missing": _("'{name}' is missing").format(name=name),
        "missing_argument": _("'{name}' is missing").format(name=name),
    }
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return plain.get(error["type"]) or _("'{name}': {problem}").format(name=name, problem=error["msg"])
