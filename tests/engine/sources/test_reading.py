from datetime import date, time
from pathlib import Path

import polars as pl
import pytest

from tests.engine.sources import genuine
from wardmote.engine import sources
from wardmote.engine.errors import BadFile
from wardmote.engine.sources import Table

NAMED = sources.named(genuine.NAME, genuine.NAME)


def read(data: bytes, name: str = genuine.NAME) -> Table:
    return sources.tabulate(data, sources.named(name, name), name)


def refused(*rows: dict[str, str]) -> list[tuple[int, str, str]]:
    """What is rejected of these rows when one good row comes first."""
    table = read(genuine.street([genuine.row(99), *rows]))
    assert table.rows.height + table.rejects.height == table.read == len(rows) + 1
    return table.rejects.rows()


def test_a_row_is_stored_as_published_and_typed() -> None:
    rows = read(genuine.street([genuine.row(1), genuine.disorder(), genuine.lost(2)])).rows
    assert rows.row(0, named=True) == {
        "force": "lancashire", "month": 202105, "crime_id": genuine.crime_id(1),
        "reported_by": "Lancashire Constabulary", "falls_within": "Lancashire Constabulary",
        "longitude": -2.452623, "latitude": 53.765421, "location": "On or near Lower Lane", "lsoa": "E01025298",
        "lsoa_name": "South Ribble 001A", "crime_type": "Burglary", "category": 1,
        "last_outcome": "Under investigation", "context": None,
    }  # fmt: skip
    assert rows["crime_id"].to_list()[1] is None
    assert rows["category"].to_list() == [1, 5, 1]
    assert rows["lsoa"].to_list()[2] is None
    assert rows.schema["category"] == pl.Int16
    assert rows.schema["month"] == pl.Int32


def test_identical_rows_and_repeated_ids_stay() -> None:
    assert read(genuine.street([genuine.row(1)] * 3 + [genuine.disorder()] * 2)).rows.height == 5


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"Crime_ID": "abc"}, "Crime ID is not 64 hexadecimal digits"),
        ({"Crime_ID": "g" * 64}, "Crime ID is not 64 hexadecimal digits"),
        ({"Month": ""}, "Month is blank"),
        ({"Month": "May 2021"}, "Month is not the 2021-05 of the file's name"),
        ({"Month": "2021-13"}, "Month is not the 2021-05 of the file's name"),
        ({"Month": "2021-06"}, "Month is not the 2021-05 of the file's name"),
        ({"Reported_by": ""}, "Reported by is blank"),
        ({"Reported_by": "Cumbria Constabulary"}, "Reported by is not the force of the file's name (lancashire)"),
        ({"Longitude": "west"}, "Longitude is not a number from -180 to 180"),
        ({"Longitude": "181"}, "Longitude is not a number from -180 to 180"),
        ({"Longitude": "nan"}, "Longitude is not a number from -180 to 180"),
        ({"Latitude": "-90.5"}, "Latitude is not a number from -90 to 90"),
        ({"Latitude": "inf"}, "Latitude is not a number from -90 to 90"),
        ({"Latitude": ""}, "Longitude and Latitude are not both there"),
        ({"LSOA_code": "E0102529"}, "LSOA code is not an area code such as E01012607"),
        ({"LSOA_code": "South Ribble"}, "LSOA code is not an area code such as E01012607"),
        ({"Crime_type": ""}, "Crime type is blank"),
        ({"Crime_type": "Piracy"}, "Crime type is not one that is known"),
    ],
)
def test_a_row_that_is_not_what_it_must_be_is_rejected_with_line_reason_and_text(
    changed: dict[str, str], reason: str
) -> None:
    bad = genuine.row(5, **changed)
    assert refused(genuine.row(4), bad, genuine.row(6)) == [(4, reason, ",".join(bad.values()))]


def test_the_first_fault_of_a_row_is_its_reason_and_the_row_is_rejected_once() -> None:
    assert [reason for _line, reason, _text in refused(genuine.row(Month="soon", Crime_type="Piracy"))] == [
        "Month is not the 2021-05 of the file's name"
    ]


def test_older_labels_of_a_category_have_its_code() -> None:
    table = read(genuine.street([genuine.row(Crime_type="Violent crime")]))
    assert table.rows["category"].to_list() == [4]
    assert table.rows["crime_type"].to_list() == ["Violent crime"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_make_no_difference(end: str, mark: bytes) -> None:
    rows = [genuine.row(1), genuine.disorder(), genuine.lost(2)]
    assert read(mark + genuine.street(rows, end)).rows.equals(read(genuine.street(rows)).rows)


def test_mixed_line_ends_are_accepted_and_lines_counted_right() -> None:
    lines = genuine.street([*genuine.several(4), genuine.row(9, Month="bad"), genuine.row(10)]).split(b"\n")
    mixed = b"".join(line + (b"\r\n" if n % 2 else b"\n") for n, line in enumerate(lines[:-1]))
    table = read(mixed)
    assert table.rows.height == 5
    assert table.rejects["line"].to_list() == [6]
    assert not table.rejects["text"][0].endswith("\r")
    assert table.rows["context"].to_list() == [None] * 5


def test_quoted_fields_are_read_and_their_commas_kept() -> None:
    table = read(genuine.street([genuine.row(1, Location='"Lane, the ""old"" one"'), genuine.row(2)]))
    assert table.rows["location"].to_list() == ['Lane, the "old" one', "On or near Lower Lane"]
    assert table.rejects.is_empty()


def test_a_quote_that_does_not_close_rejects_its_own_line_alone() -> None:
    faults = refused(genuine.row(1, Location='"Lane'), genuine.row(2))
    assert [(line, reason) for line, reason, _text in faults] == [(3, "the quotes do not close")]


def test_careful_and_plain_reading_agree() -> None:
    rows = [genuine.row(1), genuine.disorder(), genuine.lost(2)]
    quoted = [genuine.row(1, Location='"On or near Lower Lane"'), *rows[1:]]
    assert read(genuine.street(quoted)).rows.equals(read(genuine.street(rows)).rows)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "the line is empty"),
        (b"a,b,c", "3 fields where there should be 12"),
        (b"," * 12, "13 fields where there should be 12"),
        (b"a\0b" + b"," * 11, "the line has a control character"),
        (b"a\rb" + b"," * 11, "the line has a control character"),
    ],
)
def test_a_line_that_is_no_row_is_rejected_where_it_stands(line: bytes, reason: str) -> None:
    good = genuine.street(genuine.several(3)).split(b"\n")
    table = read(b"\n".join([*good[:2], line, *good[2:]]))
    assert [(n, why) for n, why, _text in table.rejects.rows()] == [(3, reason)]
    assert table.rows.height == 3


def test_a_short_line_and_a_long_one_do_not_make_up_for_each_other() -> None:
    good = genuine.street(genuine.several(3)).split(b"\n")
    table = read(b"\n".join([*good[:-1], b"," * 10, b"," * 12, b""]))
    assert table.rows.height == 3
    assert table.rejects["line"].to_list() == [5, 6]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_cut_into_a_line_is_noticed(end: str) -> None:
    """The last two of four lines, cut at every byte. A cut that takes no more than a line end leaves the row whole."""
    whole = genuine.street([*genuine.several(3), genuine.disorder()], end)
    lines = whole.decode().split(end)
    start = len(genuine.street(genuine.several(2), end))
    for kept in (whole[:stop] for stop in range(start + 1, len(whole))):
        last = kept.decode().splitlines()[-1]
        table = read(kept)
        number = len(kept.decode().splitlines())
        if last in lines:
            assert (table.rows.height, table.rejects.height) == (number - 1, 0)
        else:
            assert (table.rows.height, table.rejects["line"].to_list()) == (number - 2, [number])
            assert "cut short" in table.rejects["reason"][0]


@pytest.mark.parametrize(("outcome", "kept"), [("Under investigation", True), ("Under invest", False), ("", False)])
def test_an_outcome_at_the_end_of_a_file_counts_only_when_it_is_a_known_one(outcome: str, kept: bool) -> None:
    row = genuine.row(1)
    cells = [*(row[name] for name in genuine.OUTCOMES.split(",")[:-1]), outcome]
    data = f"{genuine.OUTCOMES}\n{','.join(cells)}\n{','.join(cells)}".encode()
    named = sources.named("2021-05-lancashire-outcomes.csv", "here")
    if outcome == "":
        data = data.replace(b",\n", b",Under investigation\n")
    table = sources.tabulate(data, named, "here")
    assert table.rows.height == 1 + kept
    assert table.rejects.height == 1 - kept


def test_a_crlf_cut_in_half_is_still_a_line_end() -> None:
    assert read(genuine.street(genuine.several(3), "\r\n")[:-1]).rows.height == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (genuine.STREET.encode(), "has a header but no rows"),
        (genuine.STREET.encode() + b"\r\n", "has a header but no rows"),
        (genuine.OUTCOMES.encode() + b"\nx\n", "missing: Crime type, Last outcome category, Context"),
        (genuine.STREET.replace("Month,", "Mois,").encode() + b"\nx\n", "not expected: Mois"),
        (genuine.STREET.replace("Longitude,Latitude", "Latitude,Longitude").encode() + b"\nx\n", "another order"),
        (genuine.STREET.encode("utf-16"), "line 1 is not UTF-8"),
        (genuine.street([genuine.row()]) + "é".encode("cp1252"), "line 3 is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "line 1 is not UTF-8"),
        (b"just some words\nand more\n", "not the 12 columns"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=genuine.NAME) as problem:
        read(data)
    assert says in str(problem.value)


def test_a_file_all_of_another_month_is_refused_whole() -> None:
    with pytest.raises(BadFile, match=r"none of its 3 rows .* line 2: Month is not the 2021-05 of the file's name"):
        read(genuine.street(genuine.several(3, Month="2021-06")))


def test_names_in_any_script_are_kept() -> None:
    table = read(genuine.street([genuine.row(Location="On or near Ffordd Tŷ Gwyn")]))
    assert table.rows["location"].to_list() == ["On or near Ffordd Tŷ Gwyn"]


def outcomes(label: str) -> Table:
    values = [genuine.crime_id(1), "2021-05", "Lancashire Constabulary", "", "", "", "No location", "", "", label]
    return read(f"{genuine.OUTCOMES}\n{','.join(values)}\n".encode(), "2021-05-lancashire-outcomes.csv")


def test_an_outcome_has_its_code_and_a_new_one_is_kept_without() -> None:
    assert outcomes("Suspect charged").rows["category"].to_list() == [8]
    assert outcomes("Sent to the Moon").rows["category"].to_list() == [None]
    assert outcomes("Sent to the Moon").rows["outcome_type"].to_list() == ["Sent to the Moon"]


def stops(*rows: str, name: str = "2021-05-lancashire-stop-and-search.csv") -> Table:
    return read("\n".join([genuine.STOPS, *rows, ""]).encode(), name)


def test_a_stop_has_the_day_and_hour_of_london() -> None:
    rows = stops(genuine.stop(Date="2021-04-30T23:30:00+00:00")).rows
    assert rows["occurred_on"].to_list() == [date(2021, 5, 1)]
    assert rows["occurred_at"].to_list() == [time(0, 30)]
    assert rows["part_of_operation"].to_list() == [None]
    assert rows["month"].to_list() == [202105]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"Date": "14/05/2021"}, "Date is not a moment written as ISO 8601"),
        ({"Date": ""}, "Date is blank"),
        ({"Date": "2021-05-31T23:30:00+00:00"}, "Date is not in the 2021-05 of the file's name"),
        ({"Type": "Dowsing"}, "Type is not one that is known"),
        ({"Part_of_a_policing_operation": "Maybe"}, "Part of a policing operation is neither True nor False"),
        ({"Latitude": "53.1"}, "Longitude and Latitude are not both there"),
    ],
)
def test_a_stop_that_is_not_what_it_must_be_is_rejected(changed: dict[str, str], reason: str) -> None:
    table = stops(genuine.stop(), genuine.stop(**changed))
    assert [(n, why) for n, why, _text in table.rejects.rows()] == [(3, reason)]


@pytest.mark.parametrize(
    ("folder", "pattern", "rows"),
    [
        ("city-of-london", "*street*", 28_761),
        ("city-of-london", "*stop-and-search*", 8_057),
        ("metropolitan-stop-and-search", "*", 117_852),
        ("metropolitan-burglary-only", "*outcomes*", 24_986),
    ],
)
def test_genuine_files_are_read_whole_without_a_reject(folder: str, pattern: str, rows: int) -> None:
    files = sources.find(sorted(Path(genuine.shared() / folder).glob(pattern)))
    tables = [sources.tabulate(file.read(), file.named, file.name) for file in files]
    assert sum(table.rows.height for table in tables) == rows
    assert sum(table.rejects.height for table in tables) == 0
