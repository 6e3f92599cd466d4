"""Documents: blocks of words, tables and figures, and the formats that they become. Nothing here knows Django."""

from wardmote.documents.blocks import (
    Block,
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    NumberedList,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Picture,
    Provenance,
    Table,
)
from wardmote.documents.paper import pdf
from wardmote.documents.runs import BadDocument, Inline, Link, Run, Status, Strong, Text
from wardmote.documents.web import default_stylesheet, fragment, html
from wardmote.documents.word import docx

__all__ = [
    "BadDocument", "Block", "BulletList", "Column", "Document", "Figure", "Heading", "Inline", "KeyFigure", "KeyFigures",
    "Link", "Note", "NumberedList", "NumberedParagraph", "PageBreak", "Paragraph", "Picture", "Provenance", "Run",
    "Status", "Strong", "Table", "Text",
    "default_stylesheet", "docx", "fragment", "html", "pdf",
]  # fmt: skip
