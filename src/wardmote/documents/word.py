"""A document for Word (.docx): real styles and lists, table headers that repeat, alternative texts, a language.

Equal documents give equal bytes: the file carries the document's day, not the clock's.
"""

import io
import zipfile
from datetime import datetime, time
from functools import singledispatch
from typing import Any

import docx as word_format
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from wardmote.charts import palette, png
from wardmote.charts.chart import Chart
from wardmote.documents import word_styles as look
from wardmote.documents.blocks import (
    Block,
    BulletList,
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
from wardmote.documents.runs import Inline, Link, Status, Strong, plain, runs
from wardmote.documents.widths import shares
from wardmote.documents.word_lists import bind_numbered, restarted
from wardmote.words import gettext as _

ZIP_DAY = (1980, 1, 1, 0, 0, 0)
TALLEST_MM = 215.0
TALLEST_MAP_MM = 105.0  # a map reads as well smaller, and leaves no half page empty before it
PROPERTY = 255  # the format's limit for a property
MM_IN_PIXEL = 25.4 / 96


def docx(document: Document) -> bytes:
    """The document as a Word file, A4."""
    word = word_format.Document()
    look.dress(word, document.language)
    bind_numbered(word, look.NUMBERED)
    _properties(word, document)
    _title(word, document)
    _body(word, document.blocks)
    _footer(word, document)
    return _packed(word)


def _body(word: WordDocument, blocks: tuple[Block, ...]) -> None:
    """Each block begins with a paragraph: a page break is that paragraph's, for a break of its own leaves a blank line."""
    broken = False
    for block in blocks:
        if isinstance(block, PageBreak):
            broken = True
            continue
        before = len(word.paragraphs) if broken else 0
        _block(block, word)
        if broken:
            word.paragraphs[before].paragraph_format.page_break_before, broken = True, False


def _properties(word: WordDocument, document: Document) -> None:
    own, day = word.core_properties, datetime.combine(document.dated, time(12))
    own.title, own.subject = _short(document.whole_title), _short(document.subtitle)
    own.author = own.last_modified_by = _short(document.organisation)
    own.language, own.comments, own.keywords = document.language, "", ""
    own.created = own.modified = day
    own.revision = 1


def _short(text: str) -> str:
    return text if len(text) <= PROPERTY else text[: PROPERTY - 1] + "…"


def _title(word: WordDocument, document: Document) -> None:
    _write(word.add_paragraph(style="Title"), document.title)
    if document.subtitle:
        _write(word.add_paragraph(style="Subtitle"), document.subtitle)
    for name, value in document.facts:
        line = word.add_paragraph(style=look.FACT)
        line.add_run(_flat(name) + "\t").font.color.rgb = look.QUIET
        line.add_run(_flat(value))


def _footer(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.add_run(_flat(document.running_title) + "    ")
    before, _page, after = _("Page {page} of {pages}").partition("{page}")
    between, _pages, end = after.partition("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES")):
        line.add_run(text)
        _field(line, field)
    line.add_run(end)


def _field(line: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"  # Word counts when it opens the file
    run.append(text)
    field.append(run)
    line._p.append(field)


def _packed(word: WordDocument) -> bytes:
    loose, packed = io.BytesIO(), io.BytesIO()
    word.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()


# Words


def _flat(text: str) -> str:
    return " ".join(text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" "))


def _write(line: WordParagraph, inline: Inline) -> None:
    for run in runs(inline):
        if isinstance(run, Link):
            _link(line, run)
            continue
        written = line.add_run(_flat(run.text))
        if isinstance(run, (Strong, Status)):
            written.bold = True
        if isinstance(run, Status):
            written.font.color.rgb = RGBColor.from_string(palette.PAINTS[run.tone].ink.lstrip("#").upper())


def _link(line: WordParagraph, link: Link) -> None:
    name = line.part.relate_to(link.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    outer = OxmlElement("w:hyperlink")
    outer.set(qn("r:id"), name)
    run = line.add_run(_flat(link.text), style="Hyperlink")
    outer.append(run._r)
    line._p.append(outer)


# Blocks


@singledispatch
def _block(block: Block, _word: WordDocument) -> None:
    raise TypeError(type(block))


@_block.register
def _heading(block: Heading, word: WordDocument) -> None:
    _write(word.add_paragraph(style=f"Heading {block.level}"), block.text)


@_block.register
def _paragraph(block: Paragraph, word: WordDocument) -> None:
    _write(word.add_paragraph(), block.words)


@_block.register
def _numbered(block: NumberedParagraph, word: WordDocument) -> None:
    _write(word.add_paragraph(style=look.NUMBERED), block.words)


@_block.register
def _bullets(block: BulletList, word: WordDocument) -> None:
    for item in block.items:
        _write(word.add_paragraph(style="List Bullet"), item)


@_block.register
def _ordered(block: NumberedList, word: WordDocument) -> None:
    lines = [word.add_paragraph(style="List Number") for _item in block.items]
    restarted(word, lines)
    for line, item in zip(lines, block.items, strict=True):
        _write(line, item)


@_block.register
def _note(block: Note, word: WordDocument) -> None:
    line = word.add_paragraph(style=look.WARNING if block.kind == "warning" else look.INSET)
    if block.kind == "warning":
        line.add_run(_("Note") + ": ").bold = True
    _write(line, block.words)


@_block.register
def _key_figures(block: KeyFigures, word: WordDocument) -> None:
    for figure in block.figures:
        _key_figure(figure, word)


def _key_figure(figure: KeyFigure, word: WordDocument) -> None:
    line = word.add_paragraph(style=look.KEY)
    value = line.add_run(_flat(figure.value))
    value.bold, value.font.size = True, Pt(17)
    line.add_run(f"  {_flat(figure.label)}" + (": " if plain(figure.words) else ""))
    _write(line, figure.words)


@_block.register
def _provenance(block: Provenance, word: WordDocument) -> None:
    for name, value in block.entries:
        line = word.add_paragraph(style=look.TABLE_TEXT)
        line.add_run(_flat(name) + ": ").bold = True
        line.add_run(_flat(value))


# Figures


@_block.register
def _figure(block: Figure, word: WordDocument) -> None:
    _write(word.add_paragraph(style="Caption"), block.title)
    data, width, height = _drawn(block.picture)
    shrink = min(1.0, look.WIDTH_MM / width, _tallest(block.picture) / height)
    line = word.add_paragraph()
    line.paragraph_format.keep_with_next = bool(block.caption or block.source)
    shape = line.add_run().add_picture(io.BytesIO(data), Mm(width * shrink), Mm(height * shrink))
    properties: Any = shape._inline.docPr
    properties.set("descr", block.alt)
    properties.set("title", block.title)
    for text in filter(None, (block.caption, block.source)):
        _write(word.add_paragraph(style=look.SOURCE), text)


def _tallest(picture: Chart | Picture) -> float:
    layers = picture.spec.get("layer", ()) if isinstance(picture, Chart) else ()
    return TALLEST_MAP_MM if any("projection" in layer for layer in layers) else TALLEST_MM


def _drawn(picture: Chart | Picture) -> tuple[bytes, float, float]:
    """PNG with its width and height in millimetres: wide charts fill the text's width, narrow ones keep their size."""
    data = picture.png if isinstance(picture, Picture) else png(picture)
    width, height = (side / 2 * MM_IN_PIXEL for side in Picture(data).size)
    grow = look.WIDTH_MM / width if isinstance(picture, Chart) and picture.width >= 600 else 1.0
    return data, width * grow, height * grow


# Tables


@_block.register
def _table(block: Table, word: WordDocument) -> None:
    _write(word.add_paragraph(style="Caption"), block.caption)
    table = word.add_table(rows=len(block.rows) + 1, cols=len(block.columns))
    _about(table, block)
    _widths(table, block)
    rows = table.rows
    for cell, column in zip(rows[0].cells, block.columns, strict=True):
        _fill(cell, column.label, look.TABLE_HEAD)
        if column.numeric:
            cell.paragraphs[0].alignment = word.styles[look.TABLE_NUMBER].paragraph_format.alignment
    for row, words in zip(list(rows)[1:], block.rows, strict=True):
        for cell, inline, column in zip(row.cells, words, block.columns, strict=True):
            _fill(cell, inline, look.TABLE_NUMBER if column.numeric else look.TABLE_TEXT)
            if column.numeric:
                _unbroken(cell)
    for at, row in enumerate(rows):
        _row(row._tr, header=at == 0)
    _write(word.add_paragraph(style=look.SOURCE), block.note)


def _fill(cell: Cell, inline: Inline, style: str) -> None:
    line = cell.paragraphs[0]
    line.style = style
    _write(line, inline)


def _unbroken(cell: Cell) -> None:
    """A number stays on one line: ``+18.2 %`` and ``-3.1 to +4.0 %`` are not words to break between."""
    for run in cell.paragraphs[0].runs:
        run.text = run.text.replace(" ", "\u00a0")


def _row(row: Any, *, header: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _about(table: WordTable, block: Table) -> None:
    """Its lines, what its first row and column are, and a text alternative for those who skip it."""
    properties: Any = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B1B4B6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    properties.append(borders) if layout is None else layout.addprevious(borders)
    properties.append(_margins())
    found = OxmlElement("w:tblLook")
    for name, on in (("firstRow", True), ("firstColumn", block.header_column), ("noHBand", True), ("noVBand", True)):
        found.set(qn(f"w:{name}"), "1" if on else "0")
    properties.append(found)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _flat(block.caption))
    properties.append(caption)


def _margins() -> Any:
    """The room at each cell's sides, in twentieths of a point: half of what Word leaves, which numbers need."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _widths(table: WordTable, block: Table) -> None:
    """Columns as wide as what stands in them, for Word to keep to: it shares the width by guesses of its own otherwise."""
    found = shares(block)
    table.autofit = False
    for column, share in zip(table.columns, found, strict=True):
        column.width = Mm(look.WIDTH_MM * share / sum(found))
        for cell in column.cells:
            cell.width = column.width
