"""The performance report says what was measured, names what open data cannot say, and carries its own provenance."""

import io

import docx
import pikepdf
import pytest

from tests.lakes import sample_lake
from wardmote import documents
from wardmote.engine import geography, lake, measures
from wardmote.engine.periods import Period
from wardmote.publications import reports

YEAR = Period.parse("2021-10", "2022-09")


@pytest.fixture(scope="module")
def opened(run_folder):
    return lake.open_lake(sample_lake(run_folder / "sample-lake"))


@pytest.fixture(scope="module")
def atlas():
    return geography.load()


@pytest.fixture(scope="module")
def document(opened, atlas):
    return reports.compose("performance", opened, atlas, atlas.find("E22000161"), YEAR)


def test_the_first_paragraph_is_the_sentence_with_its_qualifiers(document, opened, atlas):
    said = measures.sentence(measures.measure(opened, atlas, "all-crime", atlas.find("E22000161"), YEAR))
    first = next(block for block in document.blocks if isinstance(block, documents.NumberedParagraph))
    assert first.words == said
    for words in ("7,096", "size is uncertain", "disrupted base", "+18.2", "+8.5"):
        assert words in said


def test_what_police_uk_cannot_give_is_printed_as_a_gap_with_who_could_fill_it(document):
    table = next(block for block in document.blocks if isinstance(block, documents.Table))
    gaps = [row for row in table.rows if row[-1] == "needs partner data"]
    assert [row[0] for row in gaps] == ["Domestic abuse", "Alcohol-related crime"]
    assert all(set(row[1:-1]) == {"–"} for row in gaps), "a gap is never a nought"
    listed = next(block for block in document.blocks if isinstance(block, documents.BulletList))
    assert len(listed.items) == 2


def test_the_crime_table_says_equivalent_to_and_every_verdict(document):
    table = next(block for block in document.blocks if isinstance(block, documents.Table))
    all_crime = table.rows[0]
    assert [str(cell) for cell in all_crime[:4]] == ["All crime", "7,096", "6,002", "1,094 more"]
    assert all_crime[-1][0].text == "rose (size uncertain)"
    assert "disrupted base" in table.note, "what every row shares is said once"


def test_the_annex_names_every_file_counted(document, opened):
    annex = document.blocks[-1]
    assert isinstance(annex, documents.Provenance)
    entries = dict(annex.entries)
    assert entries["Snapshot of the lake"] == opened.snapshot
    assert entries["Files counted"].startswith("24, ")
    assert "Open Government Licence" in entries["Source"]


def test_all_three_formats_carry_the_same_sentence(document):
    sentence = next(block for block in document.blocks if isinstance(block, documents.NumberedParagraph)).words
    assert sentence in documents.html(document)
    word = docx.Document(io.BytesIO(documents.docx(document)))
    assert any(paragraph.text == sentence for paragraph in word.paragraphs)
    with pikepdf.open(io.BytesIO(documents.pdf(document))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower() == "en-gb"


def test_the_same_inputs_give_the_same_bytes(document, opened, atlas):
    again = reports.compose("performance", opened, atlas, atlas.find("E22000161"), YEAR)
    assert documents.html(again) == documents.html(document)


@pytest.mark.parametrize("code", ["E23000003", "E10000017", "E05009943", "E01025399"])
def test_any_level_of_area_can_have_one(opened, atlas, code):
    assert documents.html(reports.compose("performance", opened, atlas, atlas.find(code), YEAR))


def test_a_first_year_without_a_comparison_can_be_reported_too(opened, atlas):
    period = Period.parse("2020-10", "2021-09")
    page = documents.html(reports.compose("performance", opened, atlas, atlas.find("E07000126"), period))
    assert "cannot tell" in page
