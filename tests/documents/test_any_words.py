"""Whatever the words, a document is made in every format, or refused in a sentence."""

import io
import re
import zipfile
from datetime import date
from html import unescape
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wardmote import documents
from wardmote.charts.palette import Tone
from wardmote.documents import (
    BulletList,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    NumberedParagraph,
    Paragraph,
    Provenance,
    Status,
    Strong,
    Table,
    Text,
)
from wardmote.engine.errors import WardmoteError

ALIVE = '#text(red)[x] $x^2$ *b* _i_ @ref <label> \\u{41} // c /* c */ `raw` = h - l + n / t #include "report.typ" ]]> &amp; <b> " \' {{ }} {0}'
WORDS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="#$*_`<>\\@=-+/[]{}()\"'&;~\n\t 1a\u200b\u00ad\u202e\u05d0\u0661", max_size=60),
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=60),
)
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def _document(words):
    return Document(
        words or "T",
        "O",
        date(2022, 11, 22),
        (
            Heading(1, words or "H"),
            NumberedParagraph(
                (Text(words), Strong(words or "s"), Status("rose", Tone.WORSE), Link("x", "https://a.example/"))
            ),
            BulletList((words or "i",)),
            Table(words or "C", (Column(words or "c"), Column("n", numeric=True)), ((words, words),), note=words),
            Note(words or "n", "warning"),
            KeyFigures((KeyFigure("1", words or "k", words),)),
            Provenance(((words or "p", words or "v"),)),
        ),
        subtitle=words,
        period=words,
    )


def _seen(text):
    """Words as an eye would see them: white space is one blank."""
    return re.sub(r"\s+", " ", text).strip()


def _check_word(made, words):
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        root = ET.fromstring(found.read("word/document.xml"))
    said = "".join(
        node.text or "" for node in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    )
    assert _seen(words).replace(" ", "") in re.sub(r"\s", "", said)


def _try(make, document):
    """What was made, or None and a sentence of refusal."""
    try:
        return make(document), ""
    except WardmoteError as refusal:
        return None, str(refusal)


@SLOW
@given(words=WORDS)
@example(words=ALIVE)
@example(words="a" * 10_000)
@example(words="word " * 400)
@example(words="\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u202eabc\u202c")
@example(words="\ufeffa\u0300\u2028\u2029")
def test_any_words_are_shown_as_they_are_or_refused_in_a_sentence(typeface, words):
    document, refusal = _try(_document, words)
    if document is None:
        assert re.fullmatch(r"[^\n]*U\+[0-9A-F]{4,6}", refusal)
        return
    page = documents.html(document)
    assert _seen(words) in _seen(unescape(re.sub(r"<[^>]*>", "", page.split("</style>")[1])))
    _check_word(documents.docx(document), words)
    printed, refusal = _try(documents.pdf, document)
    assert printed.startswith(b"%PDF-") if printed else re.fullmatch("the typeface has no letter [^\n]+", refusal)


def test_words_that_look_like_markup_are_printed(typeface):
    assert documents.pdf(_document(ALIVE)).startswith(b"%PDF-")


def test_ten_thousand_letters_without_a_blank_are_printed(typeface):
    words = Paragraph("a" * 10_000)
    assert documents.pdf(Document("T", "O", date(2022, 11, 22), (words,))).startswith(b"%PDF-")
