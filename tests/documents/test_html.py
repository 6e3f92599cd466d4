import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.documents.samples import report
from wardmote import documents
from wardmote.documents import Document, Figure, Link, Paragraph

VOID = {"meta", "img", "br", "link"}


class Outline(HTMLParser):
    """The elements of a page in order, with their attributes and words; it complains about any that is not closed."""

    def __init__(self, text):
        super().__init__()
        self.open, self.found, self.errors = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "words": "", "inside": [e["tag"] for e in self.open], **dict(attrs)}
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if self.open.pop()["tag"] != tag:
            self.errors.append(tag)

    def handle_data(self, data):
        for element in self.open:
            element["words"] += data

    def all(self, tag):
        return [element for element in self.found if element["tag"] == tag]


@pytest.fixture(scope="module")
def outline(html_page):
    return Outline(html_page)


def test_every_element_is_closed_in_its_place(outline):
    assert not outline.errors
    assert not outline.open


def test_the_page_has_a_language_a_title_and_one_first_heading(outline):
    assert outline.all("html")[0]["lang"] == "en-GB"
    assert outline.all("title")[0]["words"] == report().whole_title
    assert [h1["words"] for h1 in outline.all("h1")] == ["Community safety performance: South Ribble"]


def test_headings_go_down_by_one_level_at_a_time(outline):
    levels = [int(e["tag"][1]) for e in outline.found if re.fullmatch("h[1-6]", e["tag"])]
    assert levels[:3] == [1, 2, 3]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headers_with_a_scope(outline):
    assert [c["words"] for c in outline.all("caption")][1] == "Months"
    headers = outline.all("th")
    assert {th["scope"] for th in headers} == {"row", "col"}
    assert len(outline.all("table")) == len(outline.all("caption")) == 2
    assert all(any(e["tag"] == "thead" for e in outline.found) for _table in outline.all("table"))


def test_a_table_that_scrolls_can_be_reached_by_keyboard_and_has_a_name(outline):
    regions = [e for e in outline.all("div") if e.get("class") == "wm-table"]
    assert [region["tabindex"] for region in regions] == ["0", "0"]
    assert all(region["aria-label"] for region in regions)


def test_every_picture_has_a_text_alternative(outline):
    pictures = outline.all("svg") + outline.all("img")
    assert len(pictures) == 7  # four charts, two of them for phones as well, and one picture
    assert all(one.get("alt") or (one.get("role") == "img" and one.get("aria-label")) for one in pictures)
    assert all("figure" in one["inside"] for one in pictures)


def test_numbered_paragraphs_count_on_and_can_be_linked_to(outline):
    numbered = [p for p in outline.all("p") if p.get("class") == "wm-numbered"]
    assert [p["id"] for p in numbered] == ["paragraph-1", "paragraph-2"]
    assert numbered[1]["words"].startswith("2. The force")


def test_no_identifier_is_used_twice(html_page):
    names = re.findall(r'\sid="([^"]+)"', html_page)
    assert len(names) == len(set(names))


def test_the_page_asks_nothing_of_any_network(html_page):
    assert not re.findall(r'(?:src|xlink:href)="(?!data:)[^"]*"|@import|url\((?!#)', html_page)
    assert "<script" not in html_page


def test_equal_documents_give_equal_bytes(html_page):
    report.cache_clear()
    assert documents.html(report()) == html_page


def test_a_status_is_a_word_with_its_colour(outline):
    words = [e["words"] for e in outline.all("span") if e.get("class") == "wm-tone-worse"]
    assert words == ["rose", "rose"]


def test_markup_in_words_stays_words():
    nasty = "<script>alert('x')</script> & \"quoted\""
    text = documents.html(
        Document(
            nasty, "O", date(2022, 1, 1), (Paragraph(nasty), Paragraph((Link("x", "https://a.example/?a=1&b='2'"),)))
        )
    )
    outline = Outline(text)
    assert not outline.all("script")
    assert outline.all("h1")[0]["words"] == nasty
    assert outline.all("a")[0]["href"] == "https://a.example/?a=1&b='2'"


def test_a_part_for_another_page_has_no_head_of_its_own():
    text = documents.fragment(report())
    assert text.startswith('<article class="wm-document" lang="en-GB">')
    assert "<style" not in text
    assert "<html" not in text


def test_a_stylesheet_cannot_end_its_own_element():
    text = documents.html(Document("T", "O", date(2022, 1, 1), ()), "a{} </style><script>")
    assert "</style><script>" not in text


def test_a_figure_for_phones_is_shown_there_and_not_twice(outline):
    both = [e for e in outline.all("figure") if "wm-figure-both" in e["class"]]
    assert len(both) == 2
    assert ".wm-figure .wm-narrow { display: none; }" in documents.default_stylesheet()


def test_a_figure_of_the_report_keeps_its_source(outline):
    sources = [p["words"] for p in outline.all("p") if p.get("class") == "wm-source"]
    assert len(sources) == sum(isinstance(b, Figure) and bool(b.source) for b in report().blocks) == 4
