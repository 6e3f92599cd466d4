"""Spreadsheets are understood whatever wrote them, and refused in words that say what to do."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.governance.spreadsheets import as_csv, as_xlsx
from wardmote.governance.incoming import values
from wardmote.governance.incoming.columns import columns
from wardmote.governance.incoming.matching import headings, matched, understood
from wardmote.governance.incoming.reading import read
from wardmote.governance.paper_files import Unfit
from wardmote.governance.states import ImportKind


def test_a_table_is_read_whatever_wrote_it():
    rows = [["Action", "Owner", "Due"], ["Visit “The Crown” – café", "Police", "3/6/2026"]]
    for data in (
        as_csv(*rows), as_csv(*rows, coding="utf-8-sig"), as_csv(*rows, coding="cp1252", between=";"), as_csv(*rows, coding="utf-16", between="\t"),
    ):  # fmt: skip
        assert read("log.csv", data).sheets == {"": rows}
    day = date(2026, 6, 3)
    book = read(
        "log.xlsx", as_xlsx(Notes=[], Log=[["Action log of the board"], [], [*rows[0]], ["Visit", "Police", day]])
    )
    assert list(book.sheets) == ["Log"]
    kind = ImportKind.ACTIONS
    sheet = book.sheets["Log"]
    matching = matched(headings(sheet, kind), kind)
    assert matching == {"text": 0, "owner": 1, "due_on": 2}
    (row,) = understood(sheet, matching, kind)
    assert (row.number, row.says, row.faults) == (4, {"text": "Visit", "owner": "Police", "due_on": day}, ())


def test_days_are_read_in_the_order_of_this_country_and_as_spreadsheets_count_them():
    day = date(2026, 6, 3)
    for cell in (
        "3/6/2026", "03.06.26", "2026-06-03", "3 June 2026", "3rd Jun 26", "Wednesday, 3 June 2026", "3-Jun-2026", 46176, 46176.75, day,
    ):  # fmt: skip
        assert values.day(cell) == day, cell
    for cell in ("6/25/2026", "soon", "31/2/2026", 5, "1/1/0001", True, "3/6/20266", "٣/٦/٢٠٢٦x"):
        with pytest.raises(values.Unclear, match="is no day"):
            values.day(cell)
    assert (values.number("4 - Likely"), values.number(4.0), values.truth("X"), values.truth("")) == (4, 4, True, None)


def test_what_cannot_be_read_is_refused_with_a_sentence_that_says_what_to_do():
    good = as_xlsx(Log=[["Action"], ["Visit"]])

    def with_part(name, text, of=good):
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(of)) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
            for entry in packed.infolist():
                if entry.filename != name:
                    anew.writestr(entry.filename, packed.read(entry))
            anew.writestr(name, text)
        return made.getvalue()

    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    long = as_csv(["Action"], *([f"Visit {n}"] for n in range(1_100)))
    for name, data, said in (
        ("log.csv", b"", "empty"), ("log.csv", b"\n\n", "nothing in the file"), ("log.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600, "password"),
        ("log.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 600, "password"), ("log.xlsm", with_part("xl/vbaProject.bin", b"x"), "macros"), ("log.ods", b"whatever", "Excel workbook"),
        ("log.xlsx", good[: len(good) // 2], "not what its name says"), ("log.xlsx", with_part("xl/worksheets/sheet1.xml", far), "far away"),
        ("log.xlsx", with_part("xl/worksheets/sheet1.xml", b"<broken"), "broken"), ("log.csv", b"a\x00b", "not a CSV"), ("log.csv", long, "At most 1,000"),
        ("log.csv", as_csv([f"c{n}" for n in range(61)]), "60 columns"), ("log.csv", as_csv(["x" * 10_001]), "10,000 characters"), ("log.csv", b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        ("log.xlsx", with_part("xl/media/big.xml", b"0" * (61 * 1024 * 1024)), "unpack"),
    ):  # fmt: skip
        with pytest.raises(Unfit, match=said):
            read(name, data)


def test_a_cell_that_lies_far_away_is_found_however_it_is_written_before_a_reader_makes_room_up_to_it():
    """The reader is native: what it cannot hold ends the whole server, and nothing can catch that."""
    near, value = b'<row r="1"><c r="A1"><v>1</v></c></row>', b"<v>1</v></c>"
    rows = {
        "after a mark in another attribute": b'<row r="9"><c cm=">" r="XFD1048576">' + value + b"</row>",
        "without an address of its own": b'<row r="1048576"><c>' + value + b"</row>",
        "in a column that is only counted": b'<row r="2">' + (b"<c>" + value) * 300 + b"</row>",
        "in a row that is only counted": b"<row/>" * 2_001 + b"<row><c>" + value + b"</row>",
        "behind a comment": b'<row r="9"><c r="ZZZ9"><!-- --> ' + value + b"</row>",
        "in another namespace": b'<x:row r="9"><x:c r="ZZZ9"><x:v>1</x:v></x:c></x:row>',
    }  # fmt: skip
    for how, row in rows.items():
        with pytest.raises(Unfit, match="far away"):
            read("log.xlsx", with_sheet(near + row))
        with pytest.raises(Unfit, match="far away"):
            read("log.xlsx", with_sheet(near + row, "xl/elsewhere/table.xml"))
        assert how
    for row in (b'<row r="+9"><c><v>1</v></c></row>', b'<row r="9"><c r="9A"><v>1</v></c></row>'):
        with pytest.raises(Unfit, match="broken"):
            read("log.xlsx", with_sheet(near + row))
    with pytest.raises(Unfit, match="broken"):
        read("log.xlsx", with_sheet(near, head=b'<!DOCTYPE x [<!ENTITY a "a">]>'))
    with pytest.raises(Unfit, match="broken"):
        read("log.xlsx", with_sheet(b"<c " * 300_000))  # it was looked at as often as it is long
    styled = b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'  # nothing stands there
    assert read("log.xlsx", with_sheet(near + styled)).sheets == {"Log": [[1.0]]}


def with_sheet(rows: bytes, path="xl/worksheets/sheet1.xml", head=b"") -> bytes:
    """A workbook with a sheet of these rows at a path."""
    made, space = io.BytesIO(), b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(as_xlsx(Log=[["Action"]]))) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:  # fmt: skip
        for entry in packed.infolist():
            if entry.filename != "xl/worksheets/sheet1.xml":
                told = packed.read(entry)
                anew.writestr(entry.filename, told.replace(b"worksheets/sheet1.xml", path.removeprefix("xl/").encode()))
        anew.writestr(path, head + b'<worksheet xmlns="%s" xmlns:x="%s"><sheetData>%s</sheetData></worksheet>' % (space, space, rows))  # fmt: skip
    return made.getvalue()


def test_a_table_that_is_too_large_is_refused_and_not_filled_up_before():
    wide, high = b"," * 20_000 + b"x\n", b"x\n" * 20_000  # 400 million cells, were its rows of one length
    for data in (wide + high, high + wide):
        with pytest.raises(Unfit, match="At most 1,000"):
            read("log.csv", data)
    with pytest.raises(Unfit, match="60 columns"):
        read("log.csv", wide + b"x\n")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    some.sampled_from(list(ImportKind)),
    some.lists(some.lists(some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), some.text(max_size=30), some.dates(), some.datetimes()), max_size=6), max_size=8),
    some.binary(max_size=300),
    some.sampled_from(["t.xlsx", "t.csv"]),
)  # fmt: skip
def test_drawn_tables_and_bytes_are_understood_or_refused_in_words_and_never_break(kind, cells, junk, name):
    known = columns(kind)
    rows = [[one.label for one in known], *([*row] for row in cells)]
    for row in understood(rows, matched(headings(rows, kind), kind), kind):
        assert all(fault.words.endswith((".", "…")) for fault in row.faults)
    whole = as_xlsx(Log=[["Action"]])
    for data in (junk, whole[:150] + junk + whole[150:], whole[: len(whole) - len(junk)] + junk):
        assert refusal(name, data).endswith(".")


def refusal(name: str, data: bytes) -> str:
    """What is said of a file that is not read."""
    try:
        read(name, data)
    except Unfit as why:
        return str(why)
    return "."
