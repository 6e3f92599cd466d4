"""Reports: a lake, an area and a period become a document; a document becomes files.

Nothing here needs the register or Django, so that the command line writes the same bytes as the site.
"""

from collections.abc import Callable
from pathlib import Path

from wardmote import definitions, documents
from wardmote.documents import Document
from wardmote.engine.errors import WardmoteError
from wardmote.engine.geography import Area, Geography
from wardmote.engine.lake import Lake
from wardmote.engine.periods import Period
from wardmote.publications.reports import performance
from wardmote.words import gettext as _

COMPOSERS: dict[str, Callable[[Lake, Geography, Area, Period], Document]] = {"performance": performance.compose}
FORMATS: dict[str, Callable[[Document], bytes]] = {
    "html": lambda document: documents.html(document).encode(),
    "docx": documents.docx,
    "pdf": documents.pdf,
}
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def keys() -> tuple[str, ...]:
    """The reports that can be written."""
    return tuple(key for key in definitions.keys("reports") if key in COMPOSERS)


def compose(key: str, lake: Lake, geography: Geography, area: Area, period: Period) -> Document:
    """The document of a report. Raises WardmoteError for an unknown report and for whatever its measures lack."""
    if key not in keys():
        raise WardmoteError(_("there is no report '{key}'; there is {known}").format(key=key, known=", ".join(keys())))
    return COMPOSERS[key](lake, geography, area, period)


def stem(key: str, area: Area, period: Period) -> str:
    """The name of a report's files, without their ending."""
    return f"{key}-{area.code}-{period.first}-{period.last}"


def write(key: str, lake: Lake, geography: Geography, area: Area, period: Period, folder: Path) -> list[Path]:
    """Write a report in every format. All are made before the first is written, and a file that is right already is
    left alone. Returns the files."""
    document = compose(key, lake, geography, area, period)
    made = {ending: make(document) for ending, make in FORMATS.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise WardmoteError(
            _("{folder} cannot be made: {problem}").format(folder=folder, problem=problem.strerror)
        ) from problem
    files = [folder / f"{stem(key, area, period)}.{ending}" for ending in made]
    for file, content in zip(files, made.values(), strict=True):
        if not file.is_file() or file.read_bytes() != content:
            file.write_bytes(content)
    return files
