# ruff: noqa: F811
"""Spreadsheets come in: handed in, tried by the worker, and brought in whole or not at all."""

import io
import re
from datetime import date, timedelta

from python_calamine import CalamineWorkbook

from tests.accounts.asking import text_of
from tests.governance.spreadsheets import SOON, TODAY, as_csv, as_xlsx, hand_in, match, say_yes, sent, tried, work
from tests.governance.test_actions import board  # noqa: F401 - a fixture
from wardmote.governance import changes
from wardmote.governance.incoming.columns import columns
from wardmote.governance.incoming.matching import headings, matched
from wardmote.governance.incoming.reading import read
from wardmote.governance.models import (
    Action,
    Body,
    BodyPart,
    Import,
    ImportContent,
    ImportedRow,
    PlannedRow,
    Risk,
    Seat,
)
from wardmote.governance.states import ImportKind
from wardmote.platform import clock

LOG = [
    ["Action", "Lead agency", "Due date", "Status", "Update", "Date raised"],
    ["Visit every licensee", "County Constabulary", SOON, "In progress", "Half are visited", "5/1/2026"],
    ["Publish the plan", "All responsible authorities", SOON, "", "", ""],
    ["Ask for the budget", "Commissioner", "1/2/2026", "Completed", "It came", ""],
]


def test_an_action_log_comes_in_whole_once_and_says_where_it_came_from(client_for, cast, board):
    client, data = client_for(cast.manager), as_csv(*LOG)
    here = hand_in(client, "actions", data)
    page = text_of(client.get(f"{here}/match"))
    assert "Group of rows that say none" in page
    assert "says no group" in tried(client, here)  # the file has no column for it, and none is chosen yet
    chosen = {"default_group": str(board["group"])}
    match(client, here, **chosen)
    page = tried(client, here)
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
    page = tried(client, hand_in(client, "actions", data, **chosen))
    assert "3 on file already" in page
    assert "This very file was brought in on" in page
    assert "there is nothing to bring in" in page
    # a later state of the log changes what it says otherwise, and nothing else
    later = as_csv(LOG[0], [*LOG[1][:3], "Done", "All are visited", "5/1/2026"], *LOG[2:])
    here = hand_in(client, "actions", later, **chosen)
    assert "1 changed, 2 on file already" in tried(client, here)
    say_yes(client, here)
    assert Action.objects.get(pk=first.pk).state == "done"
    assert Action.objects.count() == 3


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_half_done(client_for, cast, board, as_owner):
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
    work()
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
    board,
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
    page = tried(client, here)
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
    assert sent(client, here, seen=seen).status_code == 302
    late = tried(client, here)
    assert not Body.objects.filter(name__startswith="Probation North").exists()
    assert "Something else would have come of it than was shown" in late
    assert "sits on" in late
    Seat.objects.filter(member=cast.analyst).update(valid_to=TODAY + timedelta(days=1), capacity="vice-chair")
    match(client, here)
    say_yes(client, here)
    made = Body.objects.get(name__startswith="Probation North")
    assert Seat.objects.filter(group=board["group"], body=made).count() == 2
    parts = BodyPart.objects.filter(body=board["Commissioner"]).order_by("valid_from")
    assert [(part.role, part.votes) for part in parts][-1] == ("invited", False)
    assert "Nobody" not in text_of(client.get(here))


def test_a_risk_register_comes_in_with_scores_controls_and_closed_ones(client_for, cast, board):
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
    page = tried(client, wrong)
    assert "The scale has no such level." in page
    assert "There is the series “Strategic planning” already" in page


def test_only_whoever_runs_the_business_brings_files_in_and_a_template_comes_back_understood(
    client_for, cast, board, as_owner
):
    manager, reader, outsider = (client_for(one) for one in (cast.manager, cast.reader, cast.outsider))
    here = hand_in(manager, "actions", as_csv(*LOG))
    work()
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
    # what its rows would become goes with its bytes, however late they were tried
    as_owner.execute("UPDATE governance_import_content SET recorded_at = recorded_at - interval '23 hours'")
    assert PlannedRow.objects.exists()
    assert changes.sweep_files(before=clock.now() - timedelta(hours=22)) == 1
    assert not PlannedRow.objects.exists()
    assert manager.get(f"{here}/match").status_code == 404
