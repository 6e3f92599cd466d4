import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from tests.documents.samples import report
from wardmote import documents
from wardmote.documents import BadDocument, Document, Paragraph, fonts


@pytest.fixture(scope="module")
def pdf(pdf_file):
    with pikepdf.open(io.BytesIO(pdf_file)) as found:
        yield found


def _structure(element, role=None):
    """Every structure element below one, in reading order."""
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if role is None or role == kid.S:
                yield kid
            yield from _structure(kid, role)


def _kids(element):
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_it_is_tagged_and_says_that_it_is_pdf_ua(pdf):
    assert pdf.Root.MarkInfo.Marked == True  # noqa: E712 - a PDF boolean
    assert "/StructTreeRoot" in pdf.Root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in bytes(pdf.Root.Metadata.read_bytes())


def test_it_has_its_language_and_shows_its_title(pdf):
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo.Title) == report().whole_title
    assert pdf.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    assert str(pdf.docinfo.Author) == "South Ribble Community Safety Partnership"


def test_its_date_is_the_documents_and_not_the_clocks(pdf):
    assert str(pdf.docinfo.CreationDate).startswith("D:20221122")


def test_its_headings_are_bookmarks(pdf):
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Summary", "Annex: months", "Annex: how this was made"]
        assert [item.title for item in outline.root[0].children] == ["What changed", "Month by month", "Wards"]


def test_every_figure_has_a_text_alternative(pdf):
    figures = list(_structure(pdf.Root.StructTreeRoot, "/Figure"))
    assert len(figures) == 5
    alternatives = [str(figure.Alt) for figure in figures]
    assert alternatives[-1] == "The same line again."
    assert alternatives[1].startswith("Control chart of all crime")


def test_tables_have_header_cells_and_captions(pdf):
    tables = list(_structure(pdf.Root.StructTreeRoot, "/Table"))
    assert len(tables) == 2
    assert [len(list(_structure(table, "/TH"))) for table in tables] == [6, 2]
    assert len(list(_structure(pdf.Root.StructTreeRoot, "/Caption"))) >= 7


def test_lists_are_lists(pdf):
    assert len(list(_structure(pdf.Root.StructTreeRoot, "/L"))) >= 2


def test_the_typeface_goes_with_it(pdf):
    names = {str(font.get("/BaseFont")) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert names
    assert all("DejaVuSans" in name for name in names)


def test_it_is_set_without_a_warning(typeface):
    from wardmote.documents.paper import _set

    assert _set(report())[1] == []


def test_equal_documents_give_equal_bytes(pdf_file):
    assert documents.pdf(report()) == pdf_file


def test_its_pages_are_a4(pdf):
    assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


@pytest.mark.parametrize(("words", "code"), [("漢字", "U+6F22"), ("a\u0378", "U+0378"), ("\U00020000", "U+20000")])
def test_a_letter_that_the_typeface_lacks_is_named_not_printed_as_a_box(typeface, words, code):
    with pytest.raises(BadDocument, match=re.escape(f"({code})")):
        documents.pdf(replace(report(), blocks=(Paragraph(words),)))


def test_without_a_typeface_it_says_how_to_get_one(monkeypatch, tmp_path):
    monkeypatch.setenv("WARDMOTE_FONTS", str(tmp_path))
    assert fonts.folder() is None
    with pytest.raises(BadDocument, match="'make demo' installs DejaVu Sans"):
        documents.pdf(Document("T", "O", date(2022, 1, 1), ()))


def test_a_welsh_document_says_so(typeface):
    made = documents.pdf(Document("Adroddiad", "O", date(2022, 1, 1), (Paragraph("Tŷ a gŵyl"),), language="cy-GB"))
    with pikepdf.open(io.BytesIO(made)) as found:
        assert str(found.Root.Lang) == "cy-GB"
