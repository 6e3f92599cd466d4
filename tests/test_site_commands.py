"""Commands that serve the site and look an installation over: what they refuse, in one line."""

import json
import socket

import pytest

from tests.lakes import SAMPLE
from tests.test_cli import run
from wardmote.platform import register
from wardmote.web import doctor

__all__ = ["run"]


@pytest.fixture
def told(monkeypatch):
    """Tell the commands another register; this process forgets it afterwards."""

    def address(url: str, owner: str | None = None) -> None:
        register.use(None)
        monkeypatch.setenv("DATABASE_URL", url)
        if owner:
            monkeypatch.setenv("DATABASE_OWNER_URL", owner)

    yield address
    register.use(None)


@pytest.fixture
def port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def refused(found) -> str:
    """The one line of a command that ended with status 2."""
    status, out, err = found
    assert (status, out, err.count("\n")) == (2, "", 1)
    return err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_there_cannot_be_is_one_line(run, command):
    assert "there is no port 99999: choose one from 1 to 65535" in refused(run(command, "--port", "99999"))


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_one_line(run, command):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        taken = listening.getsockname()[1]  # bound, and silent: nobody waits for an answer from it
        assert f"port {taken} of 127.0.0.1 is taken" in refused(run(command, "--port", taken))


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_an_address_of_the_register_that_is_none_is_one_line_without_the_address(run, told, port, command):
    told("pass:word@nowhere")
    said = refused(run(command, "--port", port))
    assert "DATABASE_URL is no address of a PostgreSQL" in said
    assert "word@" not in said


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize(("role", "what"), [("postgres", "is a superuser"), ("wardmote_owner", "owns the database")])
def test_a_role_that_is_too_strong_is_one_line(run, told, port, database, register_server, command, role, what):
    told(register_server.address(role, database))
    said = refused(run(command, "--port", port))
    assert f"Wardmote does not start: the database role '{role}' {what}" in said


def test_migrating_with_an_owners_address_that_is_none_is_one_line(run, told):
    told("postgresql://app@127.0.0.1:1/none", owner="nonsense")
    assert "DATABASE_OWNER_URL is no address of a PostgreSQL" in refused(run("migrate"))


@pytest.fixture(params=["file", "system"])
def impossible(request, tmp_path):
    """A path below which no folder can be made, whoever asks."""
    if request.param == "system":
        return "/proc/wardmote"
    (tmp_path / "a-file").write_text("")
    return f"{tmp_path}/a-file/inside"


@pytest.mark.parametrize("command", [("demo",), ("demo", "--stop"), ("serve",)], ids=" ".join)
def test_a_home_that_cannot_be_made_is_one_line(run, monkeypatch, impossible, port, command):
    monkeypatch.setenv("WARDMOTE_HOME", impossible)
    words = command if "--stop" in command else (*command, "--port", port)
    said = refused(run(*words))
    assert f"the folder {impossible} cannot be made" in said
    assert "set WARDMOTE_HOME" in said


def test_doctor_finds_a_home_that_cannot_be_made_broken_and_looks_at_the_rest(run, monkeypatch, impossible):
    monkeypatch.setenv("WARDMOTE_HOME", impossible)
    status, out, err = run("doctor", "--json")
    states = {check["name"]: check["state"] for check in json.loads(out)["checks"]}
    assert (status, err) == (1, "")
    assert {states[name] for name in ("home", "lake", "site")} == {"broken"}
    assert states["definitions"] == "ok"


@pytest.mark.parametrize("words", [(), ("--json",)], ids=["for people", "json"])
@pytest.mark.parametrize(("state", "ends"), [("broken", 1), ("missing", 0), ("stopped", 0)])
def test_doctor_ends_with_status_1_when_something_is_broken_and_still_says_everything(
    run, monkeypatch, state, ends, words
):
    found = [doctor.Check("first", state, "why"), doctor.Check("last", "ok", "there")]
    monkeypatch.setattr(doctor, "checks", lambda: found)
    status, out, _err = run("doctor", *words)
    assert status == ends
    assert "first" in out
    assert "last" in out


def test_a_lake_that_cannot_be_made_is_one_line(run, impossible):
    said = refused(run("ingest", min(SAMPLE.rglob("*.gz")), "--lake", impossible))
    assert f"the lake in {impossible} cannot be written" in said
