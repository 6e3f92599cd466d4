"""Numbering in Word: a definition for numbered paragraphs, and lists that begin at one again."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

HANGING = "567"  # twentieths of a point: one centimetre


def bind_numbered(word: WordDocument, style: str) -> None:
    """Number every paragraph of a style, on through the whole document."""
    definition = _definition(word, style)
    number = _number(word, definition)
    properties: Any = word.styles[style].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = number


def restarted(word: WordDocument, lines: Sequence[Paragraph]) -> None:
    """Let these paragraphs, of style List Number, count from one."""
    style: Any = word.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    numbering = _numbering(word)
    old = next(found for found in numbering.findall(qn("w:num")) if found.get(qn("w:numId")) == str(used))
    number = _number(word, old.find(qn("w:abstractNumId")).get(qn("w:val")), restart=True)
    for line in lines:
        properties: Any = line._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number


def _numbering(word: WordDocument) -> Any:
    return word.part.numbering_part.element


def _definition(word: WordDocument, style: str) -> str:
    """A new list definition, put before all `w:num` as the format demands; its identifier."""
    numbering = _numbering(word)
    others = numbering.findall(qn("w:abstractNum"))
    name = str(max((int(found.get(qn("w:abstractNumId"))) for found in others), default=-1) + 1)
    definition = OxmlElement("w:abstractNum")
    definition.set(qn("w:abstractNumId"), name)
    definition.append(_valued("w:multiLevelType", "singleLevel"))
    definition.append(_level(word, style))
    first = numbering.find(qn("w:num"))
    numbering.append(definition) if first is None else first.addprevious(definition)
    return name


def _level(word: WordDocument, style: str) -> Any:
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    identifier = word.styles[style].style_id
    parts = {"w:start": "1", "w:numFmt": "decimal", "w:pStyle": identifier, "w:lvlText": "%1.", "w:lvlJc": "left"}
    for tag, value in parts.items():
        level.append(_valued(tag, value))
    properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
    indent.set(qn("w:left"), HANGING)
    indent.set(qn("w:hanging"), HANGING)
    properties.append(indent)
    level.append(properties)
    return level


def _number(word: WordDocument, definition: str, *, restart: bool = False) -> int:
    numbering = _numbering(word)
    number = max((int(found.get(qn("w:numId"))) for found in numbering.findall(qn("w:num"))), default=0) + 1
    made = OxmlElement("w:num")
    made.set(qn("w:numId"), str(number))
    made.append(_valued("w:abstractNumId", definition))
    if restart:
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "0")
        override.append(_valued("w:startOverride", "1"))
        made.append(override)
    numbering.append(made)
    return number


def _valued(tag: str, value: str) -> Any:
    made = OxmlElement(tag)
    made.set(qn("w:val"), value)
    return made
