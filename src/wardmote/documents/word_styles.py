"""The look of a Word document, as styles that its readers can change: nothing is formatted by hand."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from wardmote.charts import palette

FACE = "Arial"  # every machine with Word has it, and its substitutes have the same widths
BRAND = RGBColor(0x1D, 0x3F, 0x5E)
BLACK = RGBColor(0x0B, 0x0C, 0x0C)
QUIET = RGBColor(0x50, 0x5A, 0x5F)
LINK = RGBColor(0x1D, 0x5A, 0x96)
WIDTH_MM = 174.0
NUMBERED, TABLE_TEXT, TABLE_NUMBER, TABLE_HEAD = "Numbered Paragraph", "Table Text", "Table Number", "Table Heading"
SOURCE, INSET, WARNING, KEY, FACT = "Source", "Inset", "Warning", "Key Figure", "Fact"


def dress(word: WordDocument, language: str) -> None:
    """Give an empty document its page, its language and its styles."""
    _page(word)
    _speak(word, language)
    _paragraphs(word)
    _tables(word)
    _asides(word)
    link = _character(word, "Hyperlink")
    link.font.color.rgb, link.font.underline = LINK, True


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)


def _speak(word: WordDocument, language: str) -> None:
    for tag in word.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language)
    for tag in word.settings.element.iter(qn("w:themeFontLang")):
        tag.set(qn("w:val"), language)


def _paragraphs(word: WordDocument) -> None:
    normal = _look(word, "Normal", 10.5, after=7)
    normal.paragraph_format.line_spacing = 1.2
    _look(word, "Title", 24, colour=BRAND, bold=True, after=4)
    _bare(word, "Title")
    _look(word, "Subtitle", 13, colour=QUIET, after=10)
    _look(word, "Heading 1", 16, colour=BRAND, bold=True, before=22, after=6)
    _look(word, "Heading 2", 13, bold=True, before=18, after=5)
    _look(word, "Heading 3", 11, bold=True, before=14, after=4)
    _look(word, "Heading 4", 10.5, bold=True, before=12, after=4)
    for name in ("List Bullet", "List Number"):
        _look(word, name, 10.5, after=4)
    _add(word, NUMBERED)
    _look(word, NUMBERED, 10.5, after=7)
    caption = _look(word, "Caption", 10, bold=True, before=10, after=4)
    caption.paragraph_format.keep_with_next = True


def _tables(word: WordDocument) -> None:
    for name in (TABLE_TEXT, TABLE_NUMBER, TABLE_HEAD):
        _add(word, name)
        style = _look(word, name, 8.5, bold=name == TABLE_HEAD, before=2, after=2)
        style.paragraph_format.line_spacing = 1.05
    _style(word, TABLE_NUMBER).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(word, TABLE_HEAD).paragraph_format.keep_with_next = True


def _asides(word: WordDocument) -> None:
    _add(word, SOURCE)
    _look(word, SOURCE, 8.5, colour=QUIET, before=3, after=8)
    _look(word, "Footer", 8.5, colour=QUIET)
    _add(word, FACT)
    fact = _look(word, FACT, 10.5, after=1)
    fact.paragraph_format.tab_stops.add_tab_stop(Mm(28))
    fact.paragraph_format.left_indent, fact.paragraph_format.first_line_indent = Mm(28), Mm(-28)
    _add(word, KEY)
    key = _look(word, KEY, 10.5, before=2, after=4)
    _edge(key, palette.SERIES, 24)
    for name, colour in ((INSET, "#b1b4b6"), (WARNING, palette.PAINTS[palette.Tone.WORSE].ink)):
        _add(word, name)
        style = _look(word, name, 10.5, before=8, after=10)
        style.paragraph_format.left_indent = Mm(3)
        _edge(style, colour, 32)


def _add(word: WordDocument, name: str) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True


def _style(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _character(word: WordDocument, name: str) -> CharacterStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=True)
    if not isinstance(style, CharacterStyle):
        raise TypeError(name)
    return style


def _look(
    word: WordDocument,
    name: str,
    size: float,
    *,
    colour: RGBColor = BLACK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    style = _style(word, name)
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, colour
    _face(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _face(style: ParagraphStyle) -> None:
    """Name the typeface outright: the template's styles point at theme fonts, which would win."""
    properties: Any = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    properties.insert(0, fonts)
    for old in properties.findall(qn("w:spacing")):  # the title's letters are spread out in the template
        properties.remove(old)


def _bare(word: WordDocument, name: str) -> None:
    properties: Any = _style(word, name).element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _edge(style: ParagraphStyle, colour: str, eighths: int) -> None:
    """A line down the left side, `eighths` of a point wide."""
    border = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "8"), ("color", colour.lstrip("#"))):
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    properties: Any = style.element.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc",
        "w:outlineLvl",
    )  # fmt: skip
