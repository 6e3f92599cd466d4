"""Reports: choose, read in the page, take away; and every mistake."""

import io
import re

import docx
import pikepdf
import pytest

from tests.evidence.test_area_page import words
from wardmote.publications.presenters import lowered

ASKED = "report=performance&area=E07000126&from=2021-10&to=2022-09"


@pytest.fixture
def reader(client_for, cast, lake):
    return client_for(cast.reader)


def test_the_page_teaches_before_a_report_is_asked_for(reader):
    answer = reader.get("/publications/")
    assert b"report.docx" not in answer.content
    assert "Choose a report, an area and months" in words(answer)


def test_the_preview_is_the_report_under_the_pages_own_heading(reader):
    answer = reader.get(f"/publications/?{ASKED}")
    page = answer.content.decode()
    said = words(answer)
    assert page.count("<h1") == 1
    assert re.search(r'class="wm-title">\s*<h2>Performance report', page)
    assert "South Ribble recorded 7,096 crimes" in said
    assert "needs partner data" in said
    assert " style=" not in page  # the policy allows no style in a page
    assert "<style" not in page


def test_headings_are_lowered_and_nothing_else_is():
    assert lowered("<h1>a</h1><h5>b</h5><hr><p>h1</p>") == "<h2>a</h2><h6>b</h6><hr><p>h1</p>"


def test_the_report_is_taken_away_as_word_pdf_and_web_page(reader):
    answers = {ending: reader.get(f"/publications/report.{ending}?{ASKED}") for ending in ("docx", "pdf", "html")}
    for ending, answer in answers.items():
        name = f"performance-E07000126-2021-10-2022-09.{ending}"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answers["pdf"]["Content-Type"] == "application/pdf"
    assert "wordprocessingml" in answers["docx"]["Content-Type"]
    paragraphs = " ".join(p.text for p in docx.Document(io.BytesIO(answers["docx"].content)).paragraphs)
    assert "South Ribble recorded 7,096 crimes" in paragraphs
    with pikepdf.open(io.BytesIO(answers["pdf"].content)) as opened:
        assert len(opened.pages) >= 3
    assert b"7,096" in answers["html"].content


def test_a_name_that_was_typed_goes_before_the_area_that_was_there(reader):
    answer = reader.get(f"/publications/?{ASKED}&q=chorley")
    assert answer.status_code == 302
    assert "area=E07000118" in answer.url  # the address names the area that it shows, and no other
    assert "E07000126" not in answer.url
    assert "q=" not in answer.url
    assert "Chorley recorded" in words(reader.get(answer.url))


def test_without_months_a_report_is_of_the_year_to_the_last_whole_quarter(reader):
    assert "recorded 7,096 crimes in the year to September 2022" in words(
        reader.get("/publications/?report=performance&area=E07000126")
    )


def test_letters_that_may_mean_several_areas_are_a_question(reader):
    answer = reader.get("/publications/?report=performance&q=leyland")
    assert answer.status_code == 200
    assert "Which area do you mean?" in words(answer)


MISTAKES = {
    "a report that there is not": ("report=none", "There is no report 'none'; there is performance."),
    "an area that there is not": ("report=performance&q=xyzzy", "No area is called 'xyzzy'"),
    "a month that is not held": (
        "report=performance&area=E07000126&from=2019-10&to=2020-01",
        "The lake does not hold 2019-10 to 2020-01",
    ),
    "a period that is reversed": (
        "report=performance&area=E07000126&from=2022-09&to=2021-10",
        "The period is reversed: 2022-09 comes after 2021-10.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_on_the_same_page(reader, mistake):
    query, sentence = MISTAKES[mistake]
    answer = reader.get(f"/publications/?{query}")
    assert answer.status_code == 400
    assert sentence in words(answer).replace("&#39;", "'")


def test_a_file_of_another_kind_is_not_found_and_a_wrong_question_is_told(reader):
    assert reader.get(f"/publications/report.exe?{ASKED}").status_code == 404
    answer = reader.get("/publications/report.pdf?area=E07999999")
    assert answer.status_code == 400
    assert "no area has the code E07999999" in words(answer)


def test_a_member_without_a_hat_is_refused(client_for, cast, lake):
    client = client_for(cast.nobody)
    assert client.get("/publications/").status_code == 404
    assert client.get(f"/publications/report.pdf?{ASKED}").status_code == 404
