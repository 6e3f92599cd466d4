import io
import re
import zipfile
from datetime import datetime

import docx as word_format
import pytest
from docx.oxml.ns import qn

from tests.documents.samples import report
from wardmote import documents
from wardmote.documents import Table
from wardmote.documents.widths import shares


@pytest.fixture(scope="module")
def word(word_file):
    return word_format.Document(io.BytesIO(word_file))


@pytest.fixture(scope="module")
def parts(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as found:
        return {name: found.read(name).decode("utf-8", "replace") for name in found.namelist() if name.endswith(".xml")}


def _words(word, style):
    return [line.text for line in word.paragraphs if line.style.name == style]


def test_title_and_headings_have_real_styles(word):
    assert _words(word, "Title") == ["Community safety performance: South Ribble"]
    assert _words(word, "Heading 1") == ["Summary", "Annex: months", "Annex: how this was made"]
    assert _words(word, "Heading 2") == ["What changed", "Month by month", "Wards"]
    assert _words(word, "List Bullet")[1] == "burglary fell"


def test_the_first_row_of_every_table_is_a_header_that_repeats(word):
    tables = [block for block in report().blocks if isinstance(block, Table)]
    assert len(word.tables) == len(tables) == 2
    for table, block in zip(word.tables, tables, strict=True):
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * len(block.rows)
        assert [cell.text for cell in table.rows[0].cells] == [column.label for column in block.columns]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == block.caption


def test_the_cells_hold_the_words_of_the_document(word):
    assert [cell.text for cell in word.tables[0].rows[1].cells][-1] == "rose (size uncertain, disrupted base)"


def test_every_picture_has_a_text_alternative(word):
    found = [shape._inline.docPr for shape in word.inline_shapes]
    assert len(found) == 5
    assert all(picture.get("descr") for picture in found)
    assert len({picture.get("id") for picture in found}) == 5


def test_pictures_fit_between_the_margins(word):
    section = word.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= room and shape.height < section.page_height for shape in word.inline_shapes)


def test_the_document_speaks_british_english_in_a4(word, parts):
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', parts["word/styles.xml"])) == {"en-GB"}
    assert (round(word.sections[0].page_width.mm), round(word.sections[0].page_height.mm)) == (210, 297)


def test_its_properties_come_from_the_document_and_not_from_the_clock(word):
    own = word.core_properties
    assert own.title == report().whole_title
    assert own.author == "South Ribble Community Safety Partnership"
    assert own.created.replace(tzinfo=None) == own.modified.replace(tzinfo=None) == datetime(2022, 11, 22, 12)  # noqa: DTZ001
    assert own.language == "en-GB"


def test_every_page_says_which_of_how_many_it_is(parts):
    footer = next(text for name, text in parts.items() if "footer" in name)
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_numbered_paragraphs_are_numbered_by_word_itself(word, parts):
    assert len(_words(word, "Numbered Paragraph")) == 2
    assert '<w:pStyle w:val="NumberedParagraph"/>' in parts["word/numbering.xml"]


def test_a_numbered_list_counts_from_one_again():
    block = documents.NumberedList(("a", "b"))
    made = documents.docx(documents.Document("T", "O", report().dated, (block, documents.Paragraph("p"), block)))
    lines = [p for p in word_format.Document(io.BytesIO(made)).paragraphs if p.style.name == "List Number"]
    numbers = [line._p.pPr.numPr.numId.val for line in lines]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_list_definitions_come_before_the_lists_that_use_them(parts):
    tags = re.findall(r"<w:(abstractNum|num) ", parts["word/numbering.xml"])
    assert tags == sorted(tags)


def test_links_can_be_followed(word):
    links = [link for line in word.paragraphs for link in line.hyperlinks]
    assert [(link.text, link.address) for link in links] == [("Police UK", "https://data.police.uk/about/")]


def test_what_follows_a_page_break_starts_a_new_page_without_a_blank_line(word):
    started = [line.text for line in word.paragraphs if line.paragraph_format.page_break_before]
    assert started == ["Annex: months"]


def test_equal_documents_give_equal_bytes(word_file):
    assert documents.docx(report()) == word_file


def test_columns_are_as_wide_as_what_stands_in_them_and_word_keeps_to_it(word):
    for table, block in zip(word.tables, [b for b in report().blocks if isinstance(b, Table)], strict=True):
        assert table.autofit is False
        grid = [column.width for column in table.columns]
        assert [cell.width for cell in table.rows[1].cells] == grid
        found = shares(block)
        assert [round(width / sum(grid), 2) for width in grid] == [round(share / sum(found), 2) for share in found]


def test_a_number_never_breaks_at_a_blank(word):
    cells = [cell.text for cell in word.tables[0].rows[1].cells]
    assert cells[3:5] == ["+18.2\u00a0%", "+11.7\u00a0%\u00a0to\u00a0+25.1\u00a0%"]
    assert "\u00a0" not in cells[0] + cells[5]


def test_a_map_leaves_room_for_words_on_its_page(word):
    tall = [round(shape.height.mm) for shape in word.inline_shapes]
    assert tall[3] <= 105 < max(tall[:3])
