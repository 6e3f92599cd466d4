"""`wardmote seal` and `wardmote verify`: what they print, and how they end."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.audit.conftest import NOW, write
from tests.test_cli import run
from wardmote.audit import signing, verified
from wardmote.web import doctor

__all__ = ["run"]


def test_a_log_as_it_was_written_ends_with_status_0(run, log):
    status, out, _err = run("verify")
    assert status == 0
    assert "10 events are sealed, in 2 seals." in out
    assert "None was edited, deleted, inserted or moved." in out
    assert "No event is newer than the last seal." in out


def test_an_altered_log_ends_with_status_1_and_the_row(run, log, rogue):
    event = rogue.execute("SELECT event FROM audit_link WHERE sequence = 4").fetchone()[0]
    rogue.execute("UPDATE audit_event SET verb = 'nothing' WHERE id = %s", [event])
    status, out, _err = run("verify")
    assert status == 1
    assert f"ALTERED  event {event}, place 4 of the chain" in out
    assert "None was edited" not in out
    status, out, _err = run("verify", "--json")
    found = json.loads(out)
    assert (status, found["altered"]) == (1, True)
    assert (found["findings"][0]["fault"], found["findings"][0]["event"]) == ("edited", str(event))


def test_the_open_window_is_told(run, log):
    write(3)
    status, out, _err = run("verify")
    assert status == 0
    assert "3 events are newer than the last seal" in out
    assert json.loads(run("verify", "--json")[1])["open_window"]["events"] == 3


def test_a_key_that_was_kept_elsewhere_finds_one_that_was_replaced(run, log, key_file, tmp_path):
    kept = tmp_path / "kept.pem"
    kept.write_text(run("seal", "--public-key")[1])
    assert run("verify", "--public-key", kept)[0] == 0
    key_file.write_text(signing._fresh())
    assert run("verify")[0] == 1
    write(1)
    run("seal")
    status, out, _err = run("verify", "--public-key", kept)
    assert status == 1
    assert "a key that is none of those given" in out


def test_anchors_are_those_that_are_named(run, log, folders, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("verify", "--anchors", folders[0])[0] == 0
    status, out, _err = run("verify", "--anchors", empty)
    assert status == 1
    assert "anchors were altered or taken away" in out


@pytest.mark.parametrize("words", [("--anchors", "nowhere"), ("--public-key", "nowhere.pem")])
def test_what_is_not_there_ends_with_status_2_and_one_line(run, database, key_file, words):
    status, out, err = run("verify", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_a_file_that_is_no_key_ends_with_status_2(run, database, key_file, tmp_path):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no key")
    status, _out, err = run("verify", "--public-key", wrong)
    assert status == 2
    assert "no public key" in err


def test_seal_says_how_many_events_it_sealed(run, log):
    assert json.loads(run("seal", "--json")[1]) == {"sealed": 0}
    assert run("seal")[1] == "0 events sealed.\n"


def test_a_line_that_a_power_cut_tore_is_said_and_mended_by_the_next_seal(run, log, folders, monkeypatch):
    monkeypatch.setattr(
        "wardmote.platform.clock.now", lambda: NOW
    )  # much later there would be one more seal, an empty one
    file = folders[0] / "anchors.jsonl"
    whole = file.read_text()
    file.write_text(whole[:-40] + "\0\0")
    status, out, _err = run("verify")
    assert status == 0
    assert f"The last line in {folders[0]} was cut off while it was written" in out
    run("seal")
    assert file.read_text() == whole
    assert "cut off" not in run("verify")[1]


def test_a_last_line_that_begins_otherwise_than_its_seal_is_no_power_cut(run, log, folders):
    file = folders[0] / "anchors.jsonl"
    file.write_text(file.read_text().splitlines()[0] + '\n{"at": "2001')
    status, out, _err = run("verify")
    assert status == 1
    assert "ends in a line that is none" in out


def test_what_was_found_is_remembered(run, log, rogue, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    assert verified.last() is None
    run("verify")
    assert (verified.last().sealed, verified.last().found) == (10, 0)
    rogue.execute("DELETE FROM audit_link WHERE sequence = 4")
    run("verify")
    assert verified.last().found > 0


def test_doctor_says_how_far_the_log_is_sealed_and_when_that_is_late(run, log, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    monkeypatch.setattr("wardmote.platform.register.is_embedded", lambda: False)  # the tests' own server
    write(1)
    found = doctor._log()
    assert found.state == "ok"
    assert found.detail.startswith("sealed 10 events, last at ")
    assert "; 1 in the open window" in found.detail
    monkeypatch.setattr("wardmote.platform.clock.now", lambda: datetime.now(UTC) + timedelta(minutes=30))
    assert doctor._log().state == "broken"
    run("verify")
    assert "unaltered" in doctor._log().detail


@pytest.mark.parametrize(("address", "state"), [("mailbox at council", "broken"), ("anchors@elsewhere.example", "ok")])
def test_doctor_says_that_no_anchor_can_be_posted_to_what_is_no_address(log, tmp_path, monkeypatch, address, state):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))  # what verifying found in another test is not told here
    monkeypatch.setattr("wardmote.platform.register.is_embedded", lambda: False)  # the tests' own server
    monkeypatch.setenv("WARDMOTE_ANCHOR_MAIL", address)
    found = doctor._log()
    assert found.state == state, found
    assert ("WARDMOTE_ANCHOR_MAIL is no e-mail address" in found.detail) == (state == "broken")
