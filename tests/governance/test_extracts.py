"""Lists taken away: narrowed as the page is, no more than whoever asks may see, types kept, and nothing that a spreadsheet would calculate."""

import csv
import io
from datetime import timedelta

from python_calamine import CalamineWorkbook

from tests.cast import NOW
from tests.governance.test_actions import board, give  # noqa: F401 - a fixture
from wardmote.governance import changes
from wardmote.governance.extracts import LISTS
from wardmote.governance.states import Circle, OwnedBy
from wardmote.governance.views.extracts import NARROWED
from wardmote.platform import clock

TODAY = clock.today()
EVIL = '=HYPERLINK("http://example.org","Licensees")'


def worded(cast, board, owner, text, **more):  # noqa: F811
    return changes.give_action(
        group=board["group"], text=text, owner=owner, at=NOW, by=cast.standing(cast.manager), **{"due_on": TODAY} | more
    )


def sheets(answer) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(answer) -> list[dict[str, str]]:
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_actions_are_taken_as_they_are_narrowed_with_their_types_and_the_log_knows(client_for, cast, board, as_owner):  # noqa: F811
    worded(cast, board, OwnedBy.RESPONSIBLE, EVIL, due_on=TODAY - timedelta(days=5))
    worded(cast, board, board["Commissioner"], "Ask for the budget", due_on=TODAY)
    worded(cast, board, board["Commissioner"], "Behind closed doors", circle=Circle.GROUP)
    manager, reader = client_for(cast.manager), client_for(cast.reader)
    book = sheets(reader.get("/governance/lists/actions.xlsx?words=licensees"))
    head, row = book["Actions"]
    found = dict(zip(head, row, strict=True))
    assert (found["Action"], found["Owner"], found["Days late"]) == (EVIL, "All responsible authorities", 5)
    assert found["Due on"] == TODAY - timedelta(days=5)
    about = {row[0]: str(row[1]) for row in book["About"]}
    assert about["Narrowed to"] == "Words: licensees"
    assert (about["Rows"], about["Taken on"]) == ("1", TODAY.isoformat())
    assert "whoever runs the partnership’s business" in about["Who may see it"]
    ((facts, ids),) = as_owner.execute("SELECT facts, ids FROM audit_event WHERE verb = 'take-list'").fetchall()
    assert (facts, len(ids)) == ({"list": "actions", "ending": "xlsx", "count": 1}, 1)
    assert len(lines(reader.get("/governance/lists/actions.csv?state=all"))) == 2
    everything = lines(manager.get("/governance/lists/actions.csv?state=all"))
    assert {line["Action"] for line in everything} == {f"'{EVIL}", "Ask for the budget", "Behind closed doors"}
    assert len(lines(manager.get("/governance/lists/action-answers.csv"))) == 5
    assert 'href="/governance/lists/actions.xlsx?words=licensees"' in manager.get("/governance/actions?words=licensees").content.decode()  # fmt: skip


def test_every_list_is_a_file_for_whoever_sees_it_and_nothing_to_others(client_for, cast, board):  # noqa: F811
    give(cast, board, OwnedBy.RESPONSIBLE)
    reader, outsider = client_for(cast.reader), client_for(cast.outsider)
    assert set(LISTS) == {*NARROWED, "register"}
    there = {name: f"lists/{name}" for name in NARROWED} | {"data-gaps": "lists/registers/data-gaps"}
    for name, path in there.items():
        book = sheets(reader.get(f"/governance/{path}.xlsx"))
        assert len(book) == 2, name
        table = next(iter(book.values()))
        assert len(set(table[0])) == len(table[0]), name  # no heading twice: what is brought in again can be told apart
        written = lines(reader.get(f"/governance/{path}.csv"))
        assert len(written) == len(table) - 1, name
        assert client_for(cast.nobody).get(f"/governance/{path}.csv").status_code == 404, name
    assert {line["Body"] for line in lines(reader.get("/governance/lists/bodies.csv"))} >= {"County Constabulary"}
    assert not lines(outsider.get("/governance/lists/bodies.csv"))
    for path in ("lists/secrets.csv", "lists/actions.ods", "lists/registers/none.csv"):
        assert reader.get(f"/governance/{path}").status_code == 404


def test_a_list_is_read_a_few_hundred_at_a_time_in_its_order(client_for, cast, board, monkeypatch):  # noqa: F811
    from wardmote.governance.queries import batches

    monkeypatch.setattr(batches, "AT_ONCE", 2)
    days = [TODAY + timedelta(days=n) for n in (4, 1, 3, 2, 5)]
    for on in days:
        give(cast, board, OwnedBy.RESPONSIBLE, due_on=on)
    found = lines(client_for(cast.reader).get("/governance/lists/actions.csv"))
    assert [line["Due on"] for line in found] == [on.isoformat() for on in sorted(days)]
