"""A paper is judged by what is in it, and not only by its name."""

import io
import zipfile

import pytest

from wardmote.governance.paper_files import LARGEST, ODT, Unfit, examined

PDF = b"%PDF-1.7\nhello\n%%EOF\n"


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), data)
    return made.getvalue()


def office(part: str, **more: bytes) -> bytes:
    return packed(**{"[Content_Types]_xml": b"", part: b"", **more})


GOOD = {
    "paper.pdf": PDF,
    "paper.docx": office("word__document_xml"),
    "paper.xlsx": office("xl__workbook_xml"),
    "paper.pptx": office("ppt__presentation_xml"),
    "paper.odt": packed(mimetype=ODT.encode(), content_xml=b""),
    "paper.png": b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82",
    "paper.jpg": b"\xff\xd8\xff\xe0....\xff\xd9",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_its_name_says_is_taken(name):
    assert examined(name, GOOD[name]).sha256


@pytest.mark.parametrize(("name", "of"), [("a.pdf", "paper.png"), ("a.docx", "paper.xlsx"), ("a.odt", "paper.docx"), ("a.png", "paper.jpg"), ("a.exe", "paper.pdf")])  # fmt: skip
def test_what_is_something_else_is_refused(name, of):
    with pytest.raises(Unfit):
        examined(name, GOOD[of])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b""),
        ("a.pdf", b"%PDF-1.7\n/OpenAction << /S /JavaScript >>\n%%EOF"),
        ("a.docx", office("word__document_xml", word__vbaProject_bin=b"")),
        ("a.pdf", PDF.replace(b"hello", b"x" * LARGEST)),
    ],
    ids=["empty", "with-a-script", "with-macros", "too-large"],
)
def test_what_is_empty_active_or_too_large_is_refused(name, data):
    with pytest.raises(Unfit):
        examined(name, data)


def test_a_name_is_made_safe_to_give_back():
    assert examined('..\\..\\a\r\nb"<x>.PDF', PDF).name == "a__b__x_.PDF"
