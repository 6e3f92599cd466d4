"""The server of an installation, as a process of its own."""

import http.client
import socket
import subprocess
import sys

import pytest

from wardmote.platform import register
from wardmote.web import server


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def environment(database, monkeypatch):
    urls = register.urls()
    monkeypatch.setenv("DATABASE_URL", urls.application)
    monkeypatch.setenv("DATABASE_OWNER_URL", urls.owner)


def test_a_server_in_the_background_answers_is_found_again_and_is_ended(environment):
    port = free_port()
    assert not server.answers("127.0.0.1", port)
    server.run("127.0.0.1", port, foreground=False)
    try:
        assert server.answers("127.0.0.1", port)
        first = server._pid_file().read_text()
        server.run("127.0.0.1", port, foreground=False)
        assert server._pid_file().read_text() == first
        connection = http.client.HTTPConnection("localhost", port)
        connection.request("GET", "/static/wardmote/site.css")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        assert server.stop()
    assert not server.answers("127.0.0.1", port)
    assert not server.stop()


def test_a_server_that_cannot_start_says_where_it_wrote_why(environment, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    monkeypatch.setattr(subprocess, "Popen", without_fuss(subprocess.Popen))
    with pytest.raises(server.NoServer, match=r"server\.log"):
        server.run("127.0.0.1", free_port(), foreground=False)


def without_fuss(popen):
    """The child is collected at once, so that its end warns nobody."""

    def made(*args, **kwargs):
        process = popen(*args, **kwargs)
        process.wait()
        return process

    return made
