"""A document as it is kept: its blocks as plain data, with a digest, so that it says the same later whatever has been renamed meanwhile. Pure.

Only blocks of words and tables are known here; one with pictures is refused.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from wardmote.documents import (
    Block,
    BulletList,
    Column,
    Document,
    Heading,
    Note,
    NumberedList,
    NumberedParagraph,
    Paragraph,
    Strong,
    Table,
    Text,
)
from wardmote.documents.runs import plain

Data = dict[str, Any]
KNOWN: dict[str, Any] = {
    kind.__name__: kind
    for kind in (Heading, Paragraph, NumberedParagraph, BulletList, NumberedList, Note, Table, Column, Text, Strong)
}


def to_data(document: Document) -> Data:
    """The document as JSON holds it. Raises KeyError for a block that is not known here."""
    found = {field.name: getattr(document, field.name) for field in fields(Document)}
    return found | {"dated": document.dated.isoformat(), "blocks": [_data(block) for block in document.blocks]}


def from_data(data: Data) -> Document:
    """What `to_data` made, as it was."""
    blocks = tuple(_made(block) for block in data["blocks"])
    return Document(**data | {"dated": date.fromisoformat(data["dated"]), "blocks": blocks})


def digest(data: Data, words: str) -> str:
    """SHA-256 of the data in one fixed order, and of the words."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{text}\n{words}".encode()).hexdigest()


def words(document: Document) -> str:
    """All that the document says, a line for each thing said: for reading, searching and comparing."""
    head = [document.title, document.subtitle, *(f"{name}: {value}" for name, value in document.facts)]
    return "\n".join([*(line for line in head if line), *(line for block in document.blocks for line in _said(block))])


def _said(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(words=inline) | NumberedParagraph(words=inline) | Note(words=inline):
            yield plain(inline)
        case BulletList(items=items) | NumberedList(items=items):
            yield from map(plain, items)
        case Table():
            yield block.caption
            yield from (" | ".join(map(plain, row)) for row in ((c.label for c in block.columns), *block.rows))
        case _:
            raise KeyError(type(block).__name__)


def _data(thing: Any) -> Any:
    if isinstance(thing, str | int | bool):
        return thing
    if isinstance(thing, tuple):
        return [_data(one) for one in thing]
    name = type(thing).__name__
    if KNOWN.get(name) is not type(thing):
        raise KeyError(name)
    return {"is": name} | {field.name: _data(getattr(thing, field.name)) for field in fields(thing)}


def _made(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_made(one) for one in data)
    if not isinstance(data, dict):
        return data
    return KNOWN[data["is"]](**{name: _made(value) for name, value in data.items() if name != "is"})


__all__ = ["Data", "digest", "from_data", "to_data", "words"]
