"""The complete exit on a page: for managers, with a reason, sealed, for whoever asked alone and for a few hours."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from tests.accounts.asking import asking, text_of
from tests.cast import NOW
from tests.governance.spreadsheets import sent, work
from tests.governance.test_actions import board, give  # noqa: F401 - a fixture
from tests.governance.test_reorganising import founded, planned
from wardmote.governance import changes, jobs
from wardmote.governance.changes import exits
from wardmote.governance.extracts import exits as written
from wardmote.governance.models import Exit, ExitPiece, LetterWish
from wardmote.governance.states import OwnedBy, Pace
from wardmote.platform import clock, places
from wardmote.platform import jobs as queue
from wardmote.platform.transaction import Asking
from wardmote.web import jobs as web_jobs

HERE = "/governance/partnership/exits"
SECRET = "Write to every licensee"


def taken(client):
    page = client.get(HERE).content.decode()
    path = f"{HERE}/{Exit.objects.latest('recorded_at').pk}.zip"
    assert f'href="{path}"' in page
    return path


def test_a_manager_takes_everything_they_may_read_and_nobody_else_gets_that_file(client_for, cast, board, as_owner):  # noqa: F811
    give(cast, board, OwnedBy.RESPONSIBLE)
    with asking(cast.standing(cast.reader)) as reader:
        changes.choose_letters(pace=Pace.NEVER, at=NOW, by=reader)
    client = client_for(cast.manager)
    assert "Take everything away" in text_of(client.get("/governance/partnership"))
    page = text_of(client.get(HERE))
    assert "Not in it: accounts, roles and how people sign in; the log;" in page
    assert sent(client, HERE, reason="").status_code == 400  # a reason is asked for
    assert sent(client, HERE, reason="The council takes over the records").status_code == 302
    assert "the worker of this installation does not answer" in text_of(client.get(HERE))
    one = Exit.objects.get()
    assert not client.get(f"{HERE}/{one.pk}/progress").json()["over"]
    assert client.get(f"{HERE}/{one.pk}.zip").status_code == 404
    work()
    assert client.get(f"{HERE}/{one.pk}/progress").json()["over"]
    answer = client.get(taken(client))
    one.refresh_from_db()
    assert hashlib.sha256(answer.content).hexdigest() == one.sha256
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        files = {name.removeprefix("southfold/"): packed.read(name) for name in packed.namelist()}
    manifest = json.loads(files["manifest.json"])
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    assert all(hashlib.sha256(files[name]).hexdigest() == said["sha256"] for name, said in manifest["files"].items())
    assert SECRET in files["tables/governance_action.jsonl"].decode()
    assert manifest["rows"]["governance_letter_wish"] == 0  # another member's own
    assert "Not in it: accounts" in files["README.txt"].decode()
    kept = b"".join(bytes(row[0]) for row in as_owner.execute("SELECT data FROM governance_exit_piece ORDER BY place"))
    assert kept
    assert answer.content[:64].decode("latin-1").encode() not in kept  # sealed
    for other in (cast.coordinator, cast.reader, cast.administrator, cast.outsider, cast.nobody):
        for path in (f"{HERE}/{one.pk}.zip", f"{HERE}/{one.pk}/progress"):
            assert client_for(other).get(path).status_code == 404
    assert client_for(cast.coordinator).get(HERE).status_code == 404
    assert text_of(client_for(cast.outsider).get(HERE)).count("The council takes over the records") == 0
    verbs = [row[0] for row in as_owner.execute("SELECT verb FROM audit_event WHERE verb IN ('ask-for-exit', 'take-exit', 'take-exit-file') ORDER BY id")]  # fmt: skip
    assert verbs == ["ask-for-exit", "take-exit", "take-exit-file"]
    # its hours are over
    as_owner.execute("SET wardmote.upkeep = 'on'")
    as_owner.execute("UPDATE governance_exit SET until = now() - interval '1 minute'")
    assert client.get(f"{HERE}/{one.pk}.zip").status_code == 404
    assert exits.forget_exits(before=clock.now() + timedelta(minutes=1)) == 1
    assert not ExitPiece.objects.exists()
    assert "Forgotten" in text_of(client.get(HERE))


def test_what_has_ended_is_taken_away_too_and_what_is_ones_own_is_still_chosen(client_for, cast, board):  # noqa: F811
    founded("heir")
    changes.reorganise(**planned(("southfold",), ("heir",)))
    client = client_for(cast.manager)
    assert "Take everything away" in text_of(client.get("/governance/partnership"))
    assert sent(client, HERE, reason="What has ended has to leave").status_code == 302
    work()
    assert client.get(taken(client)).status_code == 200
    assert sent(client, "/governance/waiting/letters", pace=Pace.NEVER).status_code == 302
    assert LetterWish.objects.filter(member=cast.manager).count() == 1


def test_one_is_written_at_a_time_for_each_who_asks_and_it_lets_all_other_work_go_first(client_for, cast, as_owner):
    client = client_for(cast.manager)
    assert sent(client, HERE, reason="The first").status_code == 302
    for _tab in range(2):
        again = sent(client, HERE, reason="The second")
        assert again.status_code == 400
        assert "It is being written already" in text_of(again)
    queued = "SELECT priority FROM procrastinate_jobs WHERE task_name = 'write-exit'"
    assert as_owner.execute(queued).fetchall() == [(-1,)]
    assert as_owner.execute("SELECT column_default FROM information_schema.columns WHERE table_name = 'procrastinate_jobs' AND column_name = 'priority'").fetchone() == ("0",)  # fmt: skip
    with pytest.raises(IntegrityError, match="exit_asked_once"), asking(cast.standing(cast.manager)):
        Exit.objects.create(partnership=cast.southfold, member=cast.manager, reason="x", recorded_at=NOW)
    work()
    page = text_of(client.get(HERE))
    assert "Another can be asked for when this file is forgotten." in page
    assert "Have it written" not in page
    assert "is ready. Another can be asked for" in text_of(sent(client, HERE, reason="The second"))
    # what stopped before its end is in nobody's way
    as_owner.execute("UPDATE governance_exit SET state = 'asked', until = NULL")
    assert "Ask for it once more." in text_of(client.get(HERE))
    assert sent(client, HERE, reason="Once more").status_code == 302
    assert [one.state for one in Exit.objects.order_by("recorded_at")] == ["broken", "asked"]


def test_what_does_not_fit_or_breaks_is_said_and_leaves_nothing(client_for, cast, board, monkeypatch):  # noqa: F811
    client = client_for(cast.manager)
    monkeypatch.setattr(jobs, "LARGEST", 10)
    sent(client, HERE, reason="Too large")
    work()
    assert "wardmote partnership exit" in text_of(client.get(HERE))
    monkeypatch.setattr(jobs, "LARGEST", 10**8)
    whole = written.write_down

    def part(folder, *told, **more):
        done = whole(folder, *told, **more)
        shutil.rmtree(folder / "tables")
        return done

    def broken(reason):
        sent(client, HERE, reason=reason)
        work()
        return Exit.objects.get(reason=reason).state

    with monkeypatch.context() as patched:
        patched.setattr(written, "write_down", part)
        assert broken("A part of it") == "broken"
    for reason, state, statement in (("It breaks", "broken", "SELECT 1 / 0"), ("It takes too long", "too-large", "SELECT pg_sleep(30)")):  # fmt: skip
        monkeypatch.setattr(written, "_packed", lambda *_, statement=statement: connection.cursor().execute(statement))
        monkeypatch.setattr(queue, "PART", timedelta(seconds=2))
        assert broken(reason) == state
    page = text_of(client.get(HERE))
    assert "A defect of Wardmote stopped it." in page
    assert "Ask for it once more" not in page
    assert not ExitPiece.objects.exists()
    assert list((places.home() / written.FOLDER).iterdir()) == []


HOLD = """
import fasteners, sys
with fasteners.InterProcessLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_worker_left_is_cleared_and_what_another_is_at_stays(client_for, cast):
    base = places.home() / written.FOLDER
    for name in ("left", "held"):
        (base / name / "written").mkdir(parents=True)
        (base / name / written.LOCK).touch()
        os.utime(base / name, (0, 0))
    command = [sys.executable, "-c", HOLD, str(base / "held" / written.LOCK)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        (base / "new").mkdir()  # it may not have its lock yet
        web_jobs.forget_exits.run(Asking(purpose="forget-exits", origin="job"), {})
        assert {one.name for one in base.iterdir()} == {"held", "new"}
        sent(client_for(cast.manager), HERE, reason="Beside another")
        work()
        assert Exit.objects.get().state == "ready"
        assert {one.name for one in base.iterdir()} == {"held", "new"}
        other.kill()
    assert written.clear_left(at=clock.now() + timedelta(minutes=1)) == 2
    assert list(base.iterdir()) == []
