"""A document as HTML: a whole page, or a part of one. Equal documents give equal bytes."""

from base64 import b64encode
from functools import lru_cache, singledispatch
from html import escape
from importlib.resources import files

from wardmote.charts import svg
from wardmote.charts.chart import Chart
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
from wardmote.documents.runs import Inline, Link, Run, Status, Strong, runs
from wardmote.words import gettext as _


@lru_cache
def default_stylesheet() -> str:
    """The stylesheet of a report on its own; its classes begin with ``wm-``."""
    return files("wardmote.documents").joinpath("report.css").read_text(encoding="utf-8")


def html(document: Document, stylesheet: str | None = None) -> str:
    """A complete page with its stylesheet inside, to be kept as one file; it asks nothing of any network."""
    style = (default_stylesheet() if stylesheet is None else stylesheet).replace("</", "<\\/")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(document.organisation)}">\n'
        f'<meta name="date" content="{document.dated.isoformat()}">\n'
        f"<title>{escape(document.whole_title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{fragment(document)}</main>\n</body>\n</html>\n"
    )


def fragment(document: Document) -> str:
    """The document alone, one ``article`` with one ``h1``, for a page that has its own head and main element."""
    numbers = _numbers(document.blocks)
    body = "".join(
        _numbered(block, numbers[at]) if isinstance(block, NumberedParagraph) else _block(block)
        for at, block in enumerate(document.blocks)
    )
    return f'<article class="wm-document" lang="{escape(document.language)}">\n{_title(document)}{body}</article>\n'


def _numbers(blocks: tuple[Block, ...]) -> dict[int, int]:
    """The number of each numbered paragraph, by its place among the blocks."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, NumberedParagraph)]
    return {at: number for number, at in enumerate(places, start=1)}


def _title(document: Document) -> str:
    subtitle = f'<p class="wm-subtitle">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>\n" for name, value in document.facts)
    title = f"<h1>{escape(document.title)}</h1>\n{subtitle}"
    return f'<div class="wm-title">\n{title}<dl class="wm-facts">\n{facts}</dl>\n</div>\n'


def _words(inline: Inline) -> str:
    return "".join(_run(run) for run in runs(inline))


def _run(run: Run) -> str:
    text = escape(run.text)
    if isinstance(run, Link):
        return f'<a href="{escape(run.href)}">{text}</a>'
    if isinstance(run, Status):
        return f'<span class="wm-tone-{run.tone.value}">{text}</span>'
    return f"<strong>{text}</strong>" if isinstance(run, Strong) else text


@singledispatch
def _block(block: Block) -> str:
    raise TypeError(type(block))


@_block.register
def _heading(block: Heading) -> str:
    return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>\n"


@_block.register
def _paragraph(block: Paragraph) -> str:
    return f"<p>{_words(block.words)}</p>\n"


def _numbered(block: NumberedParagraph, number: int) -> str:
    name = f'<span class="wm-number">{number}.</span> '
    return f'<p class="wm-numbered" id="paragraph-{number}">{name}<span>{_words(block.words)}</span></p>\n'


@_block.register
def _bullets(block: BulletList) -> str:
    return f"<ul>\n{_items(block.items)}</ul>\n"


@_block.register
def _ordered(block: NumberedList) -> str:
    return f"<ol>\n{_items(block.items)}</ol>\n"


def _items(items: tuple[Inline, ...]) -> str:
    return "".join(f"<li>{_words(item)}</li>\n" for item in items)


@_block.register
def _table(block: Table) -> str:
    head = "".join(f'<th scope="col"{_side(column)}>{escape(column.label)}</th>' for column in block.columns)
    body = "".join(f"<tr>{_cells(block, row)}</tr>\n" for row in block.rows)
    caption = escape(block.caption)
    note = f'<p class="wm-table-note">{escape(block.note)}</p>\n' if block.note else ""
    inside = f"<caption>{caption}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n"
    # A wide table scrolls inside a group of its own, which must be reachable by keyboard to be read at 320 pixels.
    group = f'<div class="wm-table" role="group" aria-label="{caption}" tabindex="0">'
    return f"{group}\n<table>\n{inside}</table>\n</div>\n{note}"


def _cells(table: Table, row: tuple[Inline, ...]) -> str:
    cells = [f"<td{_side(column)}>{_words(cell)}</td>" for column, cell in zip(table.columns, row, strict=True)]
    if table.header_column:
        cells[0] = f'<th scope="row"{_side(table.columns[0])}>{_words(row[0])}</th>'
    return "".join(cells)


def _side(column: Column) -> str:
    return ' class="wm-numeric"' if column.numeric else ""


@_block.register
def _figure(block: Figure) -> str:
    title = f'<p class="wm-figure-title">{escape(block.title)}</p>\n'
    below = f"<p>{escape(block.caption)}</p>\n" if block.caption else ""
    source = f'<p class="wm-source">{escape(block.source)}</p>\n' if block.source else ""
    caption = f"<figcaption>\n{title}{below}</figcaption>\n"
    return f'<figure class="wm-figure{_both(block)}">\n{caption}{_pictures(block)}{source}</figure>\n'


def _both(block: Figure) -> str:
    return " wm-figure-both" if block.narrow else ""


def _pictures(block: Figure) -> str:
    wide = _picture(block.picture, block.alt)
    if block.narrow:
        narrow = _picture(block.narrow, block.alt)
        return f'<div class="wm-wide">\n{wide}</div>\n<div class="wm-narrow">\n{narrow}</div>\n'
    return f'<div class="wm-scroll" role="group" aria-label="{escape(block.title)}" tabindex="0">\n{wide}</div>\n'


def _picture(picture: Chart | Picture, alt: str) -> str:
    if isinstance(picture, Chart):
        return svg(picture, alt=alt) + "\n"
    width, height = picture.size
    data = b64encode(picture.png).decode()
    size = f'width="{max(1, width // 2)}" height="{max(1, height // 2)}"'
    return f'<img src="data:image/png;base64,{data}" alt="{escape(alt)}" {size}>\n'


@_block.register
def _note(block: Note) -> str:
    said = f'<strong class="wm-note-word">{escape(_("Note"))}:</strong> ' if block.kind == "warning" else ""
    return f'<div class="wm-note wm-note-{block.kind}" role="note">\n<p>{said}{_words(block.words)}</p>\n</div>\n'


@_block.register
def _key_figures(block: KeyFigures) -> str:
    return f'<dl class="wm-key">\n{"".join(_key_figure(figure) for figure in block.figures)}</dl>\n'


def _key_figure(figure: KeyFigure) -> str:
    words = f'<dd class="wm-words">{_words(figure.words)}</dd>' if figure.words else ""
    value = f'<dd class="wm-value">{escape(figure.value)}</dd>'
    return f"<div><dt>{escape(figure.label)}</dt>{value}{words}</div>\n"


@_block.register
def _provenance(block: Provenance) -> str:
    entries = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>\n" for name, value in block.entries)
    return f'<dl class="wm-provenance">\n{entries}</dl>\n'


@_block.register
def _page_break(_break: PageBreak) -> str:
    return '<div class="wm-page-break"></div>\n'
