"""What leaves as open data: the structure as Popolo, and a partnership with everything that is kept of it."""

import hashlib
import json
import re
from datetime import date

import pytest
from django.apps import apps
from typer.testing import CliRunner

from tests.accounts.asking import asking
from tests.cast import NOW
from tests.governance.test_actions import board, give  # noqa: F401 - a fixture
from tests.governance.test_minuting import JUNE
from wardmote.cli.options import app
from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.models import ExitPiece, Sought
from wardmote.governance.paper_files import PaperFile
from wardmote.governance.states import GroupKind, OwnedBy, Pace

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WANTED = {  # what popoloproject.com/specs asks of each class: what must be there, and what may be besides
    "persons": ({"id", "name"}, set()),
    "organizations": (
        {"id", "name"},
        {"other_names", "identifiers", "classification", "parent_id", "area_id", "abstract", "founding_date", "dissolution_date"},
    ),
    "posts": ({"id", "label", "organization_id"}, {"role", "area_id", "start_date", "end_date"}),
    "memberships": (
        {"id", "organization_id"},
        {"label", "role", "person_id", "member", "post_id", "on_behalf_of_id", "start_date", "end_date"},
    ),
    "areas": ({"id", "identifier"}, {"name", "classification", "parent_id"}),
}  # fmt: skip


def popolo_faults(found) -> list[str]:
    """What is not as the specification has it, references that lead nowhere among it."""
    faults = [f"{name}: no such class" for name in found.keys() ^ WANTED.keys()]
    keys = {name: {one["id"] for one in found[name]} for name in WANTED}
    leads = {"parent_id": "organizations", "organization_id": "organizations", "on_behalf_of_id": "organizations", "person_id": "persons", "post_id": "posts", "area_id": "areas"}  # fmt: skip
    for name, (must, may) in WANTED.items():
        if len(keys[name]) < len(found[name]):
            faults.append(f"{name}: a key twice")
        for one in found[name]:
            faults += [f"{name} {one['id']}: {field}" for field in (must - one.keys()) | (one.keys() - must - may)]
            faults += [f"{name} {one['id']}: empty {field}" for field, value in one.items() if value in ("", None, [], {})]  # fmt: skip
            faults += [f"{name} {one['id']}: {field} is no day" for field, value in one.items() if field.endswith("_date") and not DAY.fullmatch(value)]  # fmt: skip
            faults += [f"{name} {one['id']}: {field} leads nowhere" for field, to in leads.items() if field in one and one[field] not in keys[to]]  # fmt: skip
            faults += [f"{name} {one['id']}: its member leads nowhere" for _ in [0] if "member" in one and one["member"]["id"] not in keys["organizations"]]  # fmt: skip
    return faults


def test_the_structure_is_popolo_with_its_days_and_its_people_as_far_as_one_sees_them(client_for, cast, board):  # noqa: F811
    with asking(cast.standing(cast.manager)) as by:
        police = board["County Constabulary"]
        changes.give_part(body=police, role="invited", votes=False, valid_from=date(2025, 10, 1), at=NOW, by=by)
        task = changes.found_group(partnership=by.hat.partnership, shape=Shape("Knife crime task group", GroupKind.TASK, parent=board["group"]), valid_from=date(2025, 5, 1), at=NOW, by=by)  # fmt: skip
        changes.reshape_group(group=task, shape=Shape("Serious violence group", GroupKind.TASK, parent=board["group"], area="E07000126"), valid_from=date(2025, 9, 1), at=NOW, by=by)  # fmt: skip
        changes.give_seat(group=task, body=police, member=cast.analyst.pk, capacity="chair", valid_from=date(2025, 9, 1), at=NOW, by=by)  # fmt: skip
        changes.give_seat(group=task, body=None, name="Vic Volunteer (demonstration)", valid_from=date(2025, 9, 1), at=NOW, by=by)  # fmt: skip
    found = json.loads(client_for(cast.reader).get("/governance/popolo.json").content)
    assert popolo_faults(found) == []
    (group,) = [one for one in found["organizations"] if one["id"] == str(task)]
    assert (group["name"], group["parent_id"]) == ("Serious violence group", str(board["group"]))
    assert group["other_names"] == [{"name": "Knife crime task group", "start_date": "2025-05-01", "end_date": "2025-08-31"}]  # fmt: skip
    assert group["identifiers"] == [{"scheme": "ONS GSS code", "identifier": "E07000126"}]
    seats = [one for one in found["memberships"] if one["organization_id"] == str(task)]
    assert [one.get("on_behalf_of_id") for one in seats] == [str(police), None]
    assert seats[0]["post_id"] == found["posts"][-1]["id"]
    assert {one["name"] for one in found["persons"]} >= {"Ana Analyst", "Vic Volunteer (demonstration)"}
    parts = [one for one in found["memberships"] if one.get("member", {}).get("id") == str(police) and "voting" in one["role"]]  # fmt: skip
    assert [one.get("end_date") for one in parts] == ["2025-09-30", None]
    assert client_for(cast.nobody).get("/governance/popolo.json").status_code == 404
    theirs = client_for(cast.outsider).get("/governance/popolo.json").content.decode()
    assert "Northwick" in theirs
    assert "Constabulary" not in theirs


@pytest.fixture
def two(cast, board):  # noqa: F811
    """Rows in both partnerships."""
    give(cast, board, OwnedBy.RESPONSIBLE)
    with asking(cast.standing(cast.reader)) as reader:
        changes.choose_letters(pace=Pace.NEVER, at=NOW, by=reader)
    with asking(cast.standing(cast.outsider)) as by:
        changes.found_group(partnership=by.hat.partnership, shape=Shape("Northwick board", GroupKind.BOARD), valid_from=date(2025, 5, 1), at=NOW, by=by)  # fmt: skip
    return cast


def test_a_partnership_leaves_with_every_row_of_every_table_and_nothing_of_another(two, as_owner, tmp_path):
    folder, again = tmp_path / "southfold", tmp_path / "again"
    for to in (folder, again):
        done = CliRunner().invoke(app, ["partnership", "exit", "southfold", "--to", str(to)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
    manifest = json.loads((folder / "manifest.json").read_text())
    models = [model for model in apps.get_app_config("governance").get_models() if model not in {Sought, ExitPiece}]
    assert set(manifest["rows"]) == {
        model._meta.db_table for model in models
    }  # a table that is added later leaves, too
    for model in models:
        table = model._meta.db_table
        of_all = as_owner.execute(
            f"SELECT count(*) FROM {table} WHERE partnership_id = %s", [two.southfold.pk]
        ).fetchone()[0]
        lines = [json.loads(line) for line in (folder / "tables" / f"{table}.jsonl").read_text().splitlines()]
        assert len(lines) == of_all == manifest["rows"][table], table
        columns = as_owner.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]).fetchall()  # fmt: skip
        assert all(line.keys() == {name for (name,) in columns} for line in lines), table
        assert {line["partnership_id"] for line in lines} <= {str(two.southfold.pk)}, table
    assert manifest["rows"]["governance_letter_wish"] == 1  # what is a member's own leaves, too
    assert manifest["rows"]["governance_actionhistory"] >= 0
    everything = "".join(path.read_text() for path in folder.rglob("*.*") if path.suffix in {".jsonl", ".csv", ".txt"})
    assert "Northwick board" not in everything
    assert str(two.northwick.pk) not in everything
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    for name, said in manifest["files"].items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == said["sha256"], name
        assert files[name].stat().st_mode & 0o077 == 0
        assert (again / name).read_bytes() == files[name].read_bytes(), name
    assert [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077] == []
    dictionary = (folder / "dictionary.csv").read_text(encoding="utf-8-sig")
    assert all(f"\n{model._meta.db_table}," in dictionary for model in models)
    assert "Ray Reader" in (folder / "people.csv").read_text()
    assert "half-open" in (folder / "README.txt").read_text()
    assert as_owner.execute("SELECT count(*) FROM audit_event WHERE verb = 'take-exit'").fetchone() == (2,)


def test_an_exit_into_a_folder_that_is_there_or_of_nobody_or_that_the_log_is_not_told_of_leaves_nothing(two, tmp_path, monkeypatch):  # fmt: skip
    from wardmote.engine.errors import WardmoteError
    from wardmote.governance.queries import leaving

    for words, said in ((["southfold", "--to", str(tmp_path)], "there already"), (["eastfold", "--to", str(tmp_path / "new")], "there is northwick, southfold")):  # fmt: skip
        with pytest.raises(WardmoteError, match=said):
            CliRunner().invoke(app, ["partnership", "exit", *words], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []

    def no_log(*_which, **_facts):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(leaving, "record", no_log)
    with pytest.raises(RuntimeError, match="the log is full"):
        CliRunner().invoke(app, ["partnership", "exit", "southfold", "--to", str(tmp_path / "new")], catch_exceptions=False)  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_papers_leave_as_files_a_few_at_a_time_each_the_bytes_that_the_table_and_the_manifest_say(
    two,
    board,  # noqa: F811
    tmp_path,
    monkeypatch,
):
    from wardmote.governance.queries import leaving

    monkeypatch.setattr(leaving, "FILES_AT_ONCE", 2)
    papers = [f"Paper {n} of the board (demonstration)".encode() * n for n in range(1, 6)]
    with asking(two.standing(two.manager)) as by:
        meeting = changes.plan_meeting(group=board["group"], when=JUNE, at=NOW, by=by)
        item = changes.add_item(meeting=meeting, title="Papers", at=NOW, by=by)
        for n, data in enumerate(papers):
            changes.add_paper(
                item=item,
                title=f"Paper {n}",
                file=PaperFile(f"paper-{n}.pdf", "application/pdf", data, hashlib.sha256(data).hexdigest()),
                at=NOW,
                by=by,
            )
    folder = tmp_path / "southfold"
    done = CliRunner().invoke(app, ["partnership", "exit", "southfold", "--to", str(folder)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    manifest = json.loads((folder / "manifest.json").read_text())
    lines = [json.loads(line) for line in (folder / "tables/governance_paper_content.jsonl").read_text().splitlines()]
    assert sorted((folder / line["data"]).read_bytes() for line in lines) == sorted(papers)
    for line in lines:
        digest = line["data"].removeprefix("files/")
        assert hashlib.sha256((folder / line["data"]).read_bytes()).hexdigest() == digest
        assert manifest["files"][line["data"]] == {"bytes": (folder / line["data"]).stat().st_size, "sha256": digest}
    versions = [
        json.loads(line) for line in (folder / "tables/governance_paper_version.jsonl").read_text().splitlines()
    ]
    assert {line["version_id"] for line in lines} == {version["id"] for version in versions}
