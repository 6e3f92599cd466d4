"""Spreadsheets that come in: understood whatever wrote them, refused in words, and brought in whole or not at all."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from tests.accounts.asking import text_of
from tests.governance.test_actions import board  # noqa: F401 - a fixture
from wardmote.governance import changes
from wardmote.governance.incoming import values
from wardmote.governance.incoming.columns import columns
from wardmote.governance.incoming.matching import headings, matched, understood
from wardmote.governance.incoming.reading import read
from wardmote.governance.models import Action, Body, BodyPart, Import, ImportContent, ImportedRow, Risk, Seat
from wardmote.governance.paper_files import Unfit
from wardmote.governance.states import ImportKind
from wardmote.platform import clock

TODAY = clock.today()
SOON = (TODAY + timedelta(days=60)).strftime("%d/%m/%Y")


def as_csv(*rows, coding="utf-8", between=",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=between).writerows(rows)
    return written.getvalue().encode(coding)


def as_xlsx(**sheets) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


def sent(client, path, **data):
    return client.post(path, data, headers={"X-Once": str(uuid4())})


def hand_in(client, kind, data, name="log.csv") -> str:
    """The address of the preview, after the columns were matched as guessed."""
    answer = sent(client, f"/governance/imports/{kind}", file=SimpleUploadedFile(name, data))
    assert answer.status_code == 302, text_of(answer)
    return answer["Location"].removesuffix("/match")


def say_yes(client, here):
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', text_of(client.get(here)))
    assert seen, text_of(client.get(here))
    return sent(client, here, seen=seen[1])


# what is understood


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


# what is brought in

LOG = [
    ["Action", "Lead agency", "Due date", "Status", "Update", "Date raised"],
    ["Visit every licensee", "County Constabulary", SOON, "In progress", "Half are visited", "5/1/2026"],
    ["Publish the plan", "All responsible authorities", SOON, "", "", ""],
    ["Ask for the budget", "Commissioner", "1/2/2026", "Completed", "It came", ""],
]


def test_an_action_log_comes_in_whole_once_and_says_where_it_came_from(client_for, cast, board):  # noqa: F811
    client, data = client_for(cast.manager), as_csv(*LOG)
    here = hand_in(client, "actions", data)
    page = text_of(client.get(f"{here}/match"))
    assert "Group of rows that say none" in page
    assert "says no group" in text_of(client.get(here))  # the file has no column for it, and none is chosen yet
    chosen = {
        "text": 0,
        "owner": 1,
        "due_on": 2,
        "state": 3,
        "answer": 4,
        "given_on": 5,
        "default_group": str(board["group"]),
    }
    assert sent(client, f"{here}/match", **chosen).status_code == 302
    page = text_of(client.get(here))
    assert "3 rows were understood: 3 new. Nothing has been written yet." in page
    assert ": “Visit every licensee”, given on 5 January 2026, due on" in page
    assert not Action.objects.exists()
    assert say_yes(client, here).status_code == 302
    done = text_of(client.get(here))
    assert "3 new." in done
    states = dict(Action.objects.values_list("text", "state"))
    assert states == {"Visit every licensee": "open", "Publish the plan": "open", "Ask for the budget": "done"}
    first = Action.objects.get(text="Visit every licensee")
    assert (first.recorded_at.date(), first.recorded_by_id) == (date(2026, 1, 5), cast.manager.pk)
    assert first.answers.get().text == "Half are visited"
    assert Action.objects.get(text="Publish the plan").answers.count() == 3
    row = ImportedRow.objects.select_related("file").get(object=first.pk)
    assert (row.number, row.file.recorded_by_id, len(row.file.sha256)) == (2, cast.manager.pk, 64)
    assert not ImportContent.objects.exists()
    # the same once more, after somebody here went on with it
    changes.put_off(
        action=first.pk, version=first.version, due_on=TODAY + timedelta(days=90), reason="x", at=clock.now(), by=None
    )
    again = hand_in(client, "actions", data)
    sent(client, f"{again}/match", **chosen)
    page = text_of(client.get(again))
    assert "3 on file already" in page
    assert "This very file was brought in on" in page
    assert "there is nothing to bring in" in page
    # a later state of the log changes what it says otherwise, and nothing else
    later = as_csv(LOG[0], [*LOG[1][:3], "Done", "All are visited", "5/1/2026"], *LOG[2:])
    here = hand_in(client, "actions", later)
    sent(client, f"{here}/match", **chosen)
    assert "1 changed, 2 on file already" in text_of(client.get(here))
    say_yes(client, here)
    assert Action.objects.get(pk=first.pk).state == "done"
    assert Action.objects.count() == 3


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_half_done(client_for, cast, board, as_owner):  # noqa: F811
    client, group = client_for(cast.manager), "Board"
    rows = [
        ["Action", "Owner", "Due on", "Group", "State", "Completed on"],
        ["Good", "Commissioner", SOON, group, "", ""], ["Bad day", "Comissioner", "2/30/2026", group, "", ""], ["Nobody", "Comissioner", SOON, group, "", ""],
        ["", "Commissioner", SOON, group, "", ""], ["No group", "Commissioner", SOON, "Bord", "", ""], ["Odd state", "Commissioner", SOON, group, "perhaps", ""],
        ["To come", "Commissioner", SOON, group, "Done", "1/1/2099"], ["Good", "Commissioner", "1/1/2027", group, "", ""],
    ]  # fmt: skip
    name = as_owner.execute("SELECT name FROM governance_group_shape WHERE group_id = %s", [board["group"]]).fetchone()[
        0
    ]
    here = hand_in(
        client, "actions", as_csv(rows[0], *([cell if cell != group else name for cell in row] for row in rows[1:]))
    )
    before = as_owner.execute("SELECT count(*) FROM audit_event WHERE verb = 'give-action'").fetchone()
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get(here).content.decode()).split())
    for said in (
        "7 rows have something wrong, and 1 row was understood. Nothing can be brought in until all are mended.",
        "Row 3 Due on “2/30/2026” is no day.", "Row 3 Owner No body on file is called “Comissioner”.", "Row 4 Owner No body on file is called “Comissioner”. Is “Commissioner” meant?", "Row 5 Action The cell is empty",
        "Row 6 Group No group on file is called “Bord”.", "Row 7 State “perhaps” is not known here. Write one of: Open; Done; Not done.",
        "Row 8 Completed on 1 January 2099 is still to come.", "Row 2 says something else of the same. Keep one of the two.",
    ):  # fmt: skip
        assert said in page, said
    assert "Bring it in" not in page
    wrong = (
        CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{here}/faults.xlsx").content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[0] for row in wrong] == ["Row", 3, 3, 4, 5, 6, 7, 8, 9]
    assert sent(client, here, seen="0" * 64).status_code == 400
    assert not Action.objects.exists()
    assert as_owner.execute("SELECT count(*) FROM audit_event WHERE verb = 'give-action'").fetchone() == before
    assert sent(client, f"{here}/drop").status_code == 302
    assert not Import.objects.exists()


def test_a_membership_list_makes_bodies_and_seats_and_a_yes_holds_only_for_what_was_shown(
    client_for,
    cast,
    board,  # noqa: F811
    as_owner,
):
    client = client_for(cast.manager)
    name = (
        text_of(client.get(f"/governance/groups/{board['group']}"))
        .partition('<h1 class="govuk-heading-l">')[2]
        .partition("<")[0]
    )
    rows = [
        ["Organisation", "Kind", "Statutory role", "Voting", "Board", "Contact name", "Position"],
        ["Probation North (demonstration)", "Probation service", "RA", "yes", name, "Pat Probation", ""],
        ["Probation North (demonstration)", "", "", "", name, "Deputy Probation", "Advisor"],
        ["Commissioner", "", "Invited", "no", "", "", ""],
        ["County Constabulary", "", "", "", name, "Ana Analyst", "Vice Chair"],
    ]  # fmt: skip
    here = hand_in(client, "membership", as_xlsx(Members=rows), "members.xlsx")
    names_told = "SELECT count(*) FROM audit_event WHERE verb = 'see-people' AND %s = ANY (ids)"
    told = as_owner.execute(names_told, [cast.analyst.pk]).fetchone()[0]
    page = text_of(client.get(here))
    assert as_owner.execute(names_told, [cast.analyst.pk]).fetchone() == (
        told + 1,
    )  # tried and taken back, but not this
    assert "4 rows were understood" in page, page
    assert "takes part as responsible authority from" in page
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page)[1]
    changes.give_seat(
        group=board["group"],
        body=board["County Constabulary"],
        member=cast.analyst.pk,
        valid_from=TODAY,
        at=clock.now(),
        by=None,
    )
    late = sent(client, here, seen=seen)
    assert late.status_code == 400
    assert not Body.objects.filter(name__startswith="Probation North").exists()
    assert "sits on" in text_of(late)
    Seat.objects.filter(member=cast.analyst).update(valid_to=TODAY + timedelta(days=1), capacity="vice-chair")
    say_yes(client, here)
    made = Body.objects.get(name__startswith="Probation North")
    assert Seat.objects.filter(group=board["group"], body=made).count() == 2
    parts = BodyPart.objects.filter(body=board["Commissioner"]).order_by("valid_from")
    assert [(part.role, part.votes) for part in parts][-1] == ("invited", False)
    assert "Nobody" not in text_of(client.get(here))


def test_a_risk_register_comes_in_with_scores_controls_and_closed_ones(client_for, cast, board):  # noqa: F811
    client = client_for(cast.manager)
    head = [
        "Risk ref",
        "Category",
        "Risk title",
        "Cause",
        "Risk owner",
        "Likelihood",
        "Impact",
        "Controls",
        "Next review",
        "Status",
        "Date closed",
        "Date raised",
    ]
    rows = [
        head,
        ["SR4", "Strategic planning", "The grant ends", "One year only", "Commissioner", "4 - Likely", 4, "A reserve", SOON, "", "", "1/6/2025"],
        ["SR5", "Strategic planning", "Nobody comes", "", "The treasurer", 1, 2, "", "1/1/2026", "Closed", "1/2/2026", "1/6/2025"],
    ]  # fmt: skip
    here = hand_in(client, "risks", as_xlsx(Register=rows), "risks.xlsx")
    say_yes(client, here)
    first, second = Risk.objects.order_by("number")
    assert (first.reference, first.also_called, first.body_id, first.owner) == (
        "Strategic planning 1",
        "SR4",
        board["Commissioner"],
        "",
    )
    assert (first.controls.get().works, second.state, second.owner) == ("untested", "closed", "The treasurer")
    wrong = hand_in(
        client,
        "risks",
        as_xlsx(
            Register=[
                head,
                [*rows[1][:5], 9, 9, *rows[1][7:]],
                ["", "Strategic", "Other", "", "x", 1, 1, "", SOON, "", "", ""],
            ]
        ),
        "r.xlsx",
    )
    page = text_of(client.get(wrong))
    assert "The scale has no such level." in page
    assert "There is the series “Strategic planning” already" in page


def test_only_whoever_runs_the_business_brings_files_in_and_a_template_comes_back_understood(client_for, cast, board):  # noqa: F811
    manager, reader, outsider = (client_for(one) for one in (cast.manager, cast.reader, cast.outsider))
    here = hand_in(manager, "actions", as_csv(*LOG))
    for path in ("/governance/imports", "/governance/imports/actions", here, f"{here}/match", f"{here}/faults.xlsx"):
        assert manager.get(path).status_code == 200, path
        assert reader.get(path).status_code == 404, path
    for path in (here, f"{here}/match", f"{here}/faults.xlsx"):
        assert outsider.get(path).status_code == 404, path
    for kind in ImportKind:
        data = manager.get(f"/governance/imports/{kind}/template.xlsx").content
        rows = read("t.xlsx", data).sheets
        sheet = next(iter(rows.values()))
        matching = matched(headings(sheet, kind), kind)
        assert list(matching) == [one.key for one in columns(kind)] or set(matching) == {
            one.key for one in columns(kind)
        }
    assert changes.sweep_files(before=clock.now() + timedelta(minutes=1)) == 1
    assert manager.get(f"{here}/match").status_code == 404
