"""Sources: published files in, rows that count and rejects that say why not out.

A source is a TOML definition (`definitions/sources`) and one module here with what only Python can say of it.
"""

from types import ModuleType

from wardmote.engine.sources import police_uk_outcomes, police_uk_stop_and_search, police_uk_street
from wardmote.engine.sources.definition import Category, Column, Source, described, forces, version
from wardmote.engine.sources.names import Named, named
from wardmote.engine.sources.published import Published, find
from wardmote.engine.sources.reading import REJECTS, Table, tabulate

STREET = police_uk_street.KEY
MODULES: dict[str, ModuleType] = {
    module.KEY: module for module in (police_uk_street, police_uk_outcomes, police_uk_stop_and_search)
}


def keys() -> tuple[str, ...]:
    """The sources that can be taken in."""
    return tuple(MODULES)


def module(key: str) -> ModuleType:
    """The module of a source: its `unplaced()` expression and its facts."""
    return MODULES[key]


__all__ = [
    "REJECTS",
    "STREET",
    "Category",
    "Column",
    "Named",
    "Published",
    "Source",
    "Table",
    "described",
    "find",
    "forces",
    "keys",
    "module",
    "named",
    "tabulate",
    "version",
]
