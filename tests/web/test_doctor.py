"""The doctor finds the site of an installation that is set up for production."""

import subprocess
import sys

import pytest

from tests.web.test_server import environment, free_port
from wardmote.web import doctor, server

__all__ = ["environment"]


def test_the_register_is_looked_at_by_a_process_that_looks_at_nothing_else(environment, monkeypatch):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    look = "from wardmote.web import doctor; print([doctor._guarded(n, l).state for n, l in (('register', doctor._register), ('rows', doctor._rows))])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("['ok', 'ok']\n", "")


@pytest.fixture
def production(environment, monkeypatch):
    """The port of a site that answers to one name, over HTTPS, and left no note of where it listens."""
    monkeypatch.setenv("WARDMOTE_HOSTS", "wardmote.council.example")
    monkeypatch.setenv("WARDMOTE_TLS", "1")
    port = free_port()
    server.run("127.0.0.1", port, foreground=False)
    monkeypatch.setattr(server, "left_behind", lambda: None)
    yield port
    assert server.stop()


def test_a_site_that_runs_for_good_is_found_where_it_was_told_to_listen(production, monkeypatch):
    monkeypatch.setenv("WARDMOTE_PORT", str(production))
    assert doctor._site() == doctor.Check("site", "ok", f"http://127.0.0.1:{production}")
    monkeypatch.setattr(server, "left_behind", lambda: ("127.0.0.1", free_port()))  # of a demonstration that is gone
    assert doctor._site().state == "ok"
    monkeypatch.setenv("WARDMOTE_PORT", str(free_port()))
    assert doctor._site().state == "stopped"


@pytest.mark.parametrize("told", ["eighty", "0", "65536", ""])
def test_a_port_that_there_cannot_be_is_told_of(monkeypatch, told):
    monkeypatch.setattr(server, "left_behind", lambda: None)
    monkeypatch.setenv("WARDMOTE_PORT", told)
    (found,) = [check for check in doctor.checks() if check.name == "site"]
    assert (found.state == "broken") == bool(told)
    assert ("WARDMOTE_PORT" in found.detail) == bool(told)
