"""Definitions: what things mean, written in TOML so that a meeting can read them aloud.

This module only finds and parses them. Each is parsed once into a frozen dataclass; an unknown key, a missing one or a
value of the wrong kind is refused, with the file and the key named.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, dataclass_transform

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as definition_dataclass

FOLDER = Path(__file__).parent
STRICT = ConfigDict(extra="forbid")

T = TypeVar("T")


class BadDefinition(Exception):
    """A definition that cannot be used: its text names the file, the key and what is wrong."""


def keys(kind: str) -> tuple[str, ...]:
    """The keys of all definitions of a kind, such as ``indicators``: the names of their files, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / kind).glob("*.toml")))


@cache
def _document(kind: str, key: str) -> tuple[dict[str, Any], str]:
    path = FOLDER / kind / f"{key}.toml"
    data = path.read_bytes()
    try:
        return tomllib.loads(data.decode()), hashlib.sha256(data).hexdigest()[:12]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadDefinition(f"{kind}/{path.name} is not TOML: {problem}") from problem


def fingerprint(kind: str, key: str) -> str:
    """Twelve hex digits that change with any change to the definition's text: kept with every result made by it."""
    return _document(kind, key)[1]


def parse(document: dict[str, Any], shape: type[T], *, where: str) -> T:
    """Read a TOML document as a dataclass of type `shape`. Raises BadDefinition, naming `where` and the keys at fault."""
    try:
        return TypeAdapter(shape).validate_python(document)
    except ValidationError as problem:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in problem.errors())
        raise BadDefinition(f"{where}: {faults}") from problem


def read(kind: str, key: str, shape: type[T]) -> T:
    """The definition `key` of a kind, as a dataclass of type `shape` declared with `definition`."""
    return parse(_document(kind, key)[0], shape, where=f"{kind}/{key}.toml")


@dataclass_transform(frozen_default=True)
def definition(cls: type[T]) -> type[T]:
    """Make a class a definition: a frozen dataclass that refuses unknown keys."""
    decorated: Any = definition_dataclass(config=STRICT, frozen=True)  # mypy tells its type only sometimes
    made: type[T] = decorated(cls)
    return made


__all__ = ["BadDefinition", "definition", "fingerprint", "keys", "parse", "read"]
