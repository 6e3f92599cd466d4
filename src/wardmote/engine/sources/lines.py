"""From published bytes to a table of text with the line of every row.

The plain way (nearly every file): no quotes, every line has all its fields, polars splits it. The careful way, for a
file with quotes, control characters or lines of the wrong length, goes line by line and says which line is at fault.
A row is always one line: a quoted field may not run on, or one stray quote could swallow a file.
"""

import csv
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from wardmote.engine.errors import BadFile
from wardmote.engine.sources.definition import Source
from wardmote.words import gettext as _

BOM = b"\xef\xbb\xbf"
LONGEST = 4096  # characters kept of the text of a rejected line


@dataclass(frozen=True)
class Lines:
    """The rows of a file as text (named as in the lake; blank is null), and the lines that are no rows.

    `numbers` are the rows' line numbers in the published file, the header being line 1; None when they simply count
    from 2. `broken` holds (line, reason) of those that could not be split.
    """

    data: bytes
    text: pl.DataFrame
    numbers: pl.Series | None
    broken: list[tuple[int, str]]

    @property
    def read(self) -> int:
        return self.text.height + len(self.broken)

    def line_numbers(self) -> pl.Series:
        if self.numbers is not None:
            return self.numbers
        return pl.int_range(2, self.text.height + 2, dtype=pl.Int64, eager=True)

    def raw(self, lines: list[int]) -> list[str]:
        """The lines' text as published."""
        every = self.data.split(b"\n")
        return [every[line - 1].removesuffix(b"\r").decode()[:LONGEST] for line in lines]


def _checked_text(data: bytes, label: str) -> bytes:
    """The bytes without BOM, ending with a line end if they did. Raises BadFile when they are not UTF-8."""
    try:
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = _("{file}: line {line} is not UTF-8 text, which Police UK files are")
        raise BadFile(message.format(file=label, line=line)) from problem
    data = data.removeprefix(BOM)
    return data + b"\n" if data.endswith(b"\r") else data


def _refuse_header(found: list[str], source: Source, label: str) -> None:
    missing = [name for name in source.header if name not in found]
    extra = [name[:60] for name in found if name not in source.header]
    parts = [
        _("missing: {names}").format(names=", ".join(missing)) if missing else "",
        _("not expected: {names}").format(names=", ".join(extra[:8])) if extra else "",
        _("they are in another order or repeated") if not missing and not extra else "",
    ]
    message = _("{file}: not the {count} columns of {title} ({faults})")
    faults = "; ".join(filter(None, parts))
    raise BadFile(message.format(file=label, count=len(source.header), title=source.title, faults=faults))


def _check_header(data: bytes, source: Source, label: str) -> None:
    if not data.strip():
        raise BadFile(_("{file}: the file is empty").format(file=label))
    end = data.find(b"\n")
    line = data[: end if end >= 0 else len(data)].removesuffix(b"\r").decode()
    found = _fields(line, strict=False) or [""]
    if found != list(source.header):
        _refuse_header(found, source, label)
    if end < 0 or end == len(data) - 1:
        raise BadFile(_("{file}: has a header but no rows").format(file=label))


def _fields(line: str, *, strict: bool) -> list[str] | None:
    """The fields of one line; None when its quotes do not close."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=strict), [])
    except csv.Error:
        return None


def _count(octets: npt.NDArray[np.uint8], character: bytes) -> int:
    """A single pass in vector registers: bytes.count is four times slower."""
    return int(np.count_nonzero(octets == ord(character)))


def _returns_end_lines(octets: npt.NDArray[np.uint8]) -> bool:
    """Whether each carriage return stands before a line feed, where the last octet is a line feed."""
    ends = (octets[:-1] == ord(b"\r")) & (octets[1:] == ord(b"\n"))
    return _count(octets, b"\r") == np.count_nonzero(ends)


def _plain_lines(data: bytes, commas_each: int) -> int | None:
    """How many lines there are, if each may be split at its commas. Polars refuses a line with too many fields, so with
    the right number of commas in all, no line has too few either."""
    if b'"' in data or b"\0" in data or not data.endswith(b"\n"):
        return None
    octets = np.frombuffer(data, dtype=np.uint8)
    if b"\r" in data and not _returns_end_lines(octets):
        return None
    lines = _count(octets, b"\n")
    return lines if _count(octets, b",") == commas_each * lines else None


def _split_plainly(data: bytes, source: Source) -> pl.DataFrame | None:
    schema = dict.fromkeys(source.names, pl.String)
    try:
        return pl.read_csv(data, has_header=False, skip_rows=1, schema=schema, quote_char=None)
    except pl.exceptions.PolarsError:
        return None


def _fault(line: bytes, source: Source, *, unended: bool) -> str | None:
    if unended and not _whole(line, source):
        return "the last line has no line end and may be cut short"
    if not line.strip():
        return "the line is empty"
    if b"\0" in line or b"\r" in line:
        return "the line has a control character"
    return None


def _whole(line: bytes, source: Source) -> bool:
    """Whether a line without a line end can be trusted: all its fields are there, and nothing can be missing from the last
    one, which is free text left blank (street-level Context), a known category, or True or False.
    """
    fields = _fields(line.decode(), strict=True)
    if fields is None or len(fields) != len(source.names):
        return False
    blank_text = not fields[-1] and source.column[-1].kind == "text"
    return blank_text or fields[-1] in source.codes or fields[-1] in ("True", "False")


def _split_carefully(data: bytes, source: Source) -> Lines:
    rows: list[list[str | None]] = []
    numbers: list[int] = []
    broken: list[tuple[int, str]] = []
    every = data.replace(b"\r\n", b"\n").split(b"\n")
    unfinished = len(every) if every[-1] else 0
    for number, line in enumerate(every[1 : None if unfinished else -1], start=2):
        fault = _fault(line, source, unended=number == unfinished)
        fields = None if fault else _fields(line.decode(), strict=True)
        if fields is None:
            broken.append((number, fault or "the quotes do not close"))
        elif len(fields) != len(source.names):
            broken.append((number, f"{len(fields)} fields where there should be {len(source.names)}"))
        else:
            rows.append([value or None for value in fields])
            numbers.append(number)
    text = pl.DataFrame(rows, schema=dict.fromkeys(source.names, pl.String), orient="row")
    return Lines(data, text, pl.Series(numbers, dtype=pl.Int64), broken)


def split(data: bytes, source: Source, label: str) -> Lines:
    """The rows of a published file. `label` names it in messages.

    Raises BadFile when it is empty, not UTF-8, has other columns than the source's or no rows at all.
    """
    data = _checked_text(data, label)
    _check_header(data, source, label)
    lines = _plain_lines(data, len(source.names) - 1)
    if lines:
        text = _split_plainly(data, source)
        if text is not None and text.height == lines - 1:
            return Lines(data, text, None, [])
    return _split_carefully(data, source)
