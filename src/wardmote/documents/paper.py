"""A document as PDF: tagged, PDF/UA-1, with title, language and bookmarks.

The words go to the typesetter as data (document.json) beside a template that never changes, so that no text can act as
markup.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache, singledispatch
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from wardmote.charts import svg
from wardmote.charts.chart import Chart
from wardmote.documents import fonts
from wardmote.documents.blocks import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
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
from wardmote.documents.runs import BadDocument, Inline, Link, Run, Status, Strong, plain, runs
from wardmote.documents.widths import shares
from wardmote.words import gettext as _

Json = dict[str, Any]
TEXT_WIDTH = 493.0  # points between the margins
TALLEST = 610.0  # points: a picture and its words stay on one page
POINT = 0.75  # points in a CSS pixel
BLANKS = re.compile("[\t\r\n \u2028\u2029]+")
UNBROKEN = re.compile(r"[^\s\u200b]{28}(?=[^\s\u200b])")
UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"', re.DOTALL)


@dataclass
class _Press:
    """What a document is made into: files for the typesetter, and the number of the last numbered paragraph."""

    files: dict[str, bytes] = field(default_factory=dict)
    numbered: int = 0

    def keep(self, data: bytes, kind: str) -> str:
        name = f"figure-{len(self.files) + 1}.{kind}"
        self.files[name] = data
        return name


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 (ISO 14289-1), A4. Equal documents give equal bytes.

    Raises BadDocument when there is no typeface, or when the typeface lacks a letter that the document needs.
    """
    data, warnings = _set(document)
    if warnings:
        raise BadDocument(_("the document cannot be printed: {why}").format(why=warnings[0]))
    return data


def _set(document: Document) -> tuple[bytes, list[str]]:
    place = fonts.required()
    press = _Press()
    content = _document(document, press)
    inputs = {"report.typ": _template(), "document.json": json.dumps(content).encode(), **press.files}
    with TemporaryDirectory(prefix="wardmote-") as folder:
        for name, data in inputs.items():
            (Path(folder) / name).write_bytes(data)
        return _typeset(Path(folder), place, document)


def _typeset(folder: Path, place: Path, document: Document) -> tuple[bytes, list[str]]:
    try:
        data, warnings = typst.compile_with_warnings(
            str(folder / "report.typ"),
            root=str(folder),
            font_paths=[str(place)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(document.dated, time(), UTC),
        )
    except typst.TypstError as problem:
        raise BadDocument(_why(problem)) from problem
    return data, [str(warning) for warning in warnings]


def _why(problem: typst.TypstError) -> str:
    letter = UNSHOWN.search(problem.message)
    if letter:
        escaped = re.match(r"\\u\{([0-9a-f]+)\}", letter[1])
        text = chr(int(escaped[1], 16)) if escaped else letter[1][:1]
        code = f"U+{ord(text):04X}"
        return _(
            "the typeface has no letter '{text}' ({code}): it can be read as HTML or Word, not printed as PDF"
        ).format(text=text, code=code)
    return _("the document cannot be printed: {why}").format(why=problem.message.splitlines()[0])


@lru_cache
def _template() -> bytes:
    return files("wardmote.documents").joinpath("report.typ").read_bytes()


def _document(document: Document, press: _Press) -> Json:
    language, _dash, region = document.language.partition("-")
    dated = {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day}
    head = {"title": _flat(document.title), "subtitle": _flat(document.subtitle), "organisation": document.organisation}
    head["whole_title"] = _flat(document.whole_title).replace("\u200b", "")
    facts = [[_flat(name), _flat(value)] for name, value in document.facts]
    footer = {"footer": _flat(document.running_title), "page": _("Page {page} of {pages}")}
    blocks = [_any(block, press) for block in document.blocks]
    return {"lang": language, "region": region or None, "facts": facts, "blocks": blocks} | head | dated | footer


def _flat(text: str) -> str:
    """White space as one blank, and places to break in what has none (digests, addresses).

    A byte order mark inside a text shows nothing, and PDF/UA forbids it: it is left out.
    """
    return UNBROKEN.sub("\\g<0>\u200b", BLANKS.sub(" ", text.replace("\ufeff", "")))


def _runs(inline: Inline) -> list[Json]:
    return [_run(run) for run in runs(inline)]


def _run(run: Run) -> Json:
    text = {"text": _flat(run.text)}
    if isinstance(run, Link):
        return text | {"kind": "link", "href": run.href}
    if isinstance(run, Status):
        return text | {"kind": "status", "tone": run.tone.value}
    return text | {"kind": "strong" if isinstance(run, Strong) else "text"}


def _any(block: Block, press: _Press) -> Json:
    if isinstance(block, NumberedParagraph):
        return _numbered(block, press)
    return _figure(block, press) if isinstance(block, Figure) else _block(block)


@singledispatch
def _block(block: Block) -> Json:
    raise TypeError(type(block))


@_block.register
def _heading(block: Heading) -> Json:
    return {"kind": "heading", "level": block.level, "text": _flat(block.text)}


@_block.register
def _paragraph(block: Paragraph) -> Json:
    return {"kind": "paragraph", "runs": _runs(block.words)}


def _numbered(block: NumberedParagraph, press: _Press) -> Json:
    press.numbered += 1
    return {"kind": "numbered", "number": f"{press.numbered}.", "runs": _runs(block.words)}


@_block.register
def _bullets(block: BulletList) -> Json:
    return {"kind": "bullets", "items": [{"runs": _runs(item)} for item in block.items]}


@_block.register
def _ordered(block: NumberedList) -> Json:
    return {"kind": "ordered", "items": [{"runs": _runs(item)} for item in block.items]}


@_block.register
def _table(block: Table) -> Json:
    columns = [
        {"label": _flat(column.label), "numeric": column.numeric, "share": share}
        for column, share in zip(block.columns, shares(block), strict=True)
    ]
    rows = [[{"runs": _runs(cell)} for cell in row] for row in block.rows]
    words = {"caption": _flat(block.caption), "note": _flat(block.note)}
    return {"kind": "table", "columns": columns, "rows": rows} | words


def _figure(block: Figure, press: _Press) -> Json:
    file, width, height = _drawn(block.picture, press)
    shrink = min(1.0, TEXT_WIDTH / width, TALLEST / height)
    size = {"file": file, "width": round(width * shrink, 2), "height": round(height * shrink, 2)}
    under = [_flat(text) for text in (block.caption, block.source) if text]
    return {"kind": "figure", "title": _flat(block.title), "alt": block.alt, "under": under} | size


def _drawn(picture: Chart | Picture, press: _Press) -> tuple[str, float, float]:
    """File name, width and height in points: charts as wide as the text, other pictures at their own size."""
    if isinstance(picture, Picture):
        width, height = (side / 2 * POINT for side in picture.size)
        return press.keep(picture.png, "png"), width, height
    drawing = svg(picture)
    found = SIZE.search(drawing)
    width, height = (float(found[1]), float(found[2])) if found else (picture.width, picture.height)
    scale = TEXT_WIDTH / max(width, 640)
    return press.keep(drawing.encode(), "svg"), width * scale, height * scale


@_block.register
def _note(block: Note) -> Json:
    return {"kind": "note", "style": block.kind, "word": _("Note") + ":", "runs": _runs(block.words)}


@_block.register
def _key_figures(block: KeyFigures) -> Json:
    figures = [
        {"value": _flat(one.value), "label": _flat(one.label), "runs": _runs(one.words) if plain(one.words) else []}
        for one in block.figures
    ]
    return {"kind": "key", "figures": figures}


@_block.register
def _provenance(block: Provenance) -> Json:
    return {"kind": "provenance", "entries": [[_flat(name), _flat(value)] for name, value in block.entries]}


@_block.register
def _page_break(_break: PageBreak) -> Json:
    return {"kind": "page"}
