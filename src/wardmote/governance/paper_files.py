"""Whether a file is what its name says: a paper is judged by what is in it. Pure.

Taken are PDF, Word, Excel, PowerPoint, OpenDocument text, PNG and JPEG, without macros and without scripts. This is no virus scanner: it refuses what no paper needs.
"""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from wardmote.words import gettext as _

LARGEST = 10 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
NAME = 120
OFFICE = {  # the part that each kind has, and its type
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
ODT = "application/vnd.oasis.opendocument.text"
ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|basic/|scripts/|activex/|embeddings/ole)", re.IGNORECASE)


class Unfit(ValueError):
    """The file is not taken; the sentence says why."""


@dataclass(frozen=True)
class PaperFile:
    """A file that was looked into."""

    name: str
    content_type: str
    data: bytes
    sha256: str


def examined(name: str, data: bytes) -> PaperFile:
    """The file, if it is one that is taken, under a name that is safe to give back. Raises Unfit with the sentence for whoever sent it."""
    if not data:
        raise Unfit(_("The file is empty."))
    if len(data) > LARGEST:
        raise Unfit(_("The file is larger than 10 MB. Make it smaller, or give a link to where it is."))
    clean = _clean(name)
    ending = PurePosixPath(clean).suffix.lower().lstrip(".")
    return PaperFile(clean, _type(ending, data), data, hashlib.sha256(data).hexdigest())


def _clean(name: str) -> str:
    """The last part of the name, without what a file system or a header could take amiss."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .()&’'–-]", "_", last).strip(" .") or "paper"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: NAME - 10]}{dot}{ending[:9]}" if dot else plain[:NAME]


def _type(ending: str, data: bytes) -> str:
    if ending == "pdf":
        return _pdf(data)
    if ending in OFFICE:
        return _office(ending, data)
    if ending == "odt":
        return _open_document(data)
    if ending == "png" and data.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in data[-16:]:
        return "image/png"
    if ending in {"jpg", "jpeg"} and data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-64:]:
        return "image/jpeg"
    if ending in {"png", "jpg", "jpeg"}:
        raise Unfit(_("The file is not what its name says."))
    raise Unfit(
        _("Papers are PDF, Word, Excel, PowerPoint or OpenDocument files (docx, xlsx, pptx, odt), PNG or JPEG.")
    )


def _pdf(data: bytes) -> str:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise Unfit(_("The file is not what its name says."))
    if ACTIVE_PDF.search(data):
        raise Unfit(_("The PDF holds a script or another file inside. Print it to a plain PDF and send that."))
    return "application/pdf"


def _office(ending: str, data: bytes) -> str:
    part, kind = OFFICE[ending]
    names = _packed(data)
    if part not in names or "[Content_Types].xml" not in names:
        raise Unfit(_("The file is not what its name says."))
    return kind


def _open_document(data: bytes) -> str:
    names = _packed(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if "mimetype" not in names or "content.xml" not in names or packed.read("mimetype") != ODT.encode():
            raise Unfit(_("The file is not what its name says."))
    return ODT


def _packed(data: bytes) -> set[str]:
    """The names inside. Raises Unfit for what is no archive, would unpack to far more, or has macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as why:
        raise Unfit(_("The file is not what its name says.")) from why
    if sum(one.file_size for one in found) > UNPACKED:
        raise Unfit(_("The file would unpack to far more than a paper holds."))
    if any(MACROS.search(one.filename) for one in found):
        raise Unfit(_("The file holds macros. Save it without them and send that."))
    return {one.filename for one in found}
