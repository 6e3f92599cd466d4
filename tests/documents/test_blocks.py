from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from tests.charts.results import series
from wardmote import charts
from wardmote.charts.palette import Tone
from wardmote.documents import (
    BadDocument,
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    Paragraph,
    Picture,
    Provenance,
    Status,
    Strong,
    Table,
    Text,
)
from wardmote.engine.errors import WardmoteError


def _document(*blocks, **more):
    return Document(**({"title": "T", "organisation": "O", "dated": date(2022, 11, 22), "blocks": blocks} | more))


def test_a_refusal_is_a_sentence_for_people():
    assert issubclass(BadDocument, WardmoteError)


def test_a_figure_without_a_text_alternative_is_refused():
    chart = charts.line(series())
    with pytest.raises(BadDocument, match="'Crime' has no text alternative"):
        Figure("Crime", chart, "  ")


def test_a_table_without_a_caption_is_refused():
    with pytest.raises(BadDocument, match="caption is empty"):
        Table(" ", (Column("a"),), (("1",),))


def test_a_table_with_an_unnamed_column_or_an_uneven_row_is_refused():
    with pytest.raises(BadDocument, match="a column of the table 'C' is empty"):
        Table("C", (Column(""),), ())
    with pytest.raises(BadDocument, match="row 2 of the table 'C' has 1 cells: it needs 2"):
        Table("C", (Column("a"), Column("b")), (("1", "2"), ("3",)))
    with pytest.raises(BadDocument, match="has no columns"):
        Table("C", (), ())


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4)])
def test_a_heading_that_skips_a_level_is_refused(levels):
    with pytest.raises(BadDocument, match="no level may be skipped"):
        _document(*(Heading(level, f"H{level}") for level in levels))


def test_headings_may_come_back_up_by_any_number_of_levels():
    assert _document(*(Heading(level, "H") for level in (1, 2, 3, 1, 2))).blocks


def test_a_heading_of_no_level_or_no_words_is_refused():
    with pytest.raises(BadDocument, match="levels go from 1 to 4"):
        Heading(5, "Deep")
    with pytest.raises(BadDocument, match="a heading is empty"):
        Heading(1, "\n")


def test_an_untitled_document_is_refused():
    with pytest.raises(BadDocument, match="title is empty"):
        _document(title="")


@pytest.mark.parametrize("tag", ["", "english", "en-", "en-GBR", "e1", "en-G\u00df1"])
def test_a_language_that_is_no_tag_is_refused(tag):
    with pytest.raises(BadDocument, match="no language tag"):
        _document(language=tag)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1f", "\x7f", "\x85", "\ud800", "\ufffe", "\U0001ffff"])
def test_a_character_that_no_format_can_hold_is_refused_by_its_number(character):
    with pytest.raises(BadDocument, match=f"U\\+{ord(character):04X}"):
        Paragraph(f"a{character}b")
    with pytest.raises(BadDocument):
        Table("C", (Column("a"),), ((character,),))
    with pytest.raises(BadDocument):
        Strong(character)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "/evidence", "http://a b", 'https://x"y', "data:text/html,x", "mailto:x"]
)
def test_a_link_that_leads_anywhere_but_to_the_web_or_a_mailbox_is_refused(href):
    with pytest.raises(BadDocument, match="no address"):
        Link("x", href)


def test_empty_lists_paragraphs_and_annexes_are_refused():
    for make in (lambda: Paragraph(""), lambda: BulletList(()), lambda: BulletList(("",)), lambda: Provenance(())):
        with pytest.raises(BadDocument, match="is empty"):
            make()


def test_a_row_of_key_figures_holds_one_to_four():
    one = KeyFigure("1", "thing")
    assert KeyFigures((one,) * 4)
    for wrong in ((), (one,) * 5):
        with pytest.raises(BadDocument, match="one to four"):
            KeyFigures(wrong)


def test_a_picture_that_is_no_png_is_refused():
    with pytest.raises(BadDocument, match="not a PNG"):
        Picture(b"GIF89a" + bytes(30))


def test_a_chart_becomes_a_figure_with_its_own_words():
    chart = charts.line(series())
    figure = Figure.of(chart)
    assert (figure.title, figure.alt, figure.source) == (chart.title, chart.summary, chart.source)


def test_the_data_of_a_chart_becomes_a_table():
    table = Table.of(charts.line(series()).table)
    assert [column.label for column in table.columns] == ["Month", "All crime"]
    assert table.rows[0] == ("October 2020", "473")


def test_blocks_do_not_change_once_made():
    block = Status("rose", Tone.WORSE)
    with pytest.raises(FrozenInstanceError):
        block.text = "fell"


def test_the_title_block_says_the_date_in_words_and_leaves_out_what_is_not_known():
    assert _document().facts == (("Report of", "O"), ("Date", "22 November 2022"))
    assert ("Period", "P") in _document(period="P").facts
    assert _document(Paragraph((Text("a"), Strong("b"))), status="Draft").facts[-1] == ("Status", "Draft")


def test_the_line_at_the_foot_of_a_page_stays_one_line():
    assert _document(title="Short").running_title == "O: Short"
    assert _document(title="Long " * 17, organisation="Partnership").running_title == "Long " * 17
    long = _document(title="Long " * 100).running_title
    assert long.endswith("…")
    assert len(long) <= 90


@pytest.mark.parametrize(
    ("subtitle", "period", "whole"),
    [
        ("", "", "Report"),
        ("Crime in Ambridge", "", "Report: Crime in Ambridge"),
        ("", "The year to May 2022", "Report. The year to May 2022"),
        ("Crime in Ambridge", "The year to May 2022", "Report: Crime in Ambridge. The year to May 2022"),
    ],
)
def test_the_whole_title_says_what_it_is_about_and_when(subtitle, period, whole):
    made = Document("Report", "O", date(2022, 1, 1), (), subtitle=subtitle, period=period)
    assert made.whole_title == whole
