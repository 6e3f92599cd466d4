"""The server of an installation, as a process of its own."""

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import psutil
import pytest

from wardmote.platform import installation, places, register
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


def test_the_site_says_where_it_is_served_and_is_ended_when_it_is_said_to_be(environment):
    """Also by a command that did not start it: another site can be started there at once."""
    port = free_port()
    before = server.log_file().stat().st_size if server.log_file().is_file() else 0
    server.run("127.0.0.1", port, foreground=False)
    started = server._behind.pop(server._left().pid)
    reaper = threading.Thread(target=started.wait)  # as the system does for what a command left behind
    reaper.start()
    assert server.stop()
    assert not psutil.pid_exists(started.pid)
    reaper.join()
    assert f"Serving http://127.0.0.1:{port}, with a worker beside it" in server.log_file().read_text()[before:]


def test_a_copy_of_an_installation_is_not_taken_for_it(environment, monkeypatch, tmp_path):
    here = installation.name()
    shutil.copytree(places.home() / "secrets", tmp_path / "secrets")
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    assert installation.name() != here


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


@pytest.fixture
def bystander():
    """A process that has nothing to do with Wardmote."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def pid_file(home):
    yield home / "server.pid"
    (home / "server.pid").unlink(missing_ok=True)


def test_a_number_that_is_another_process_by_now_is_not_ended(bystander, pid_file):
    pid_file.write_text(f"{bystander.pid} 127.0.0.1 8000 {psutil.Process(bystander.pid).create_time()}")
    assert not server.stop()
    assert bystander.poll() is None
    assert not pid_file.exists()


def test_a_server_that_began_at_another_time_is_somebody_elses(pid_file):
    words = [sys.executable, "-c", "import time; time.sleep(120)", "-m", server.MODULE, "127.0.0.1", "8000"]
    process = subprocess.Popen(words)
    try:
        began = psutil.Process(process.pid).create_time()
        assert (
            server._process(server.Left(process.pid, "127.0.0.1", 8000, began)) is None
        )  # not even its words are ours
        looks_like = server.Left(process.pid, "127.0.0.1", 8000, began - 60)
        assert server._process(looks_like) is None
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("text", ["", "x", "1 2", "-5 127.0.0.1 8000 0", "9" * 40 + " h 8000 0", "1 h p 0", "\0" * 9])
def test_a_damaged_note_of_a_server_is_nothing_to_stop_and_goes_away(pid_file, text):
    pid_file.write_text(text)
    server.left_behind()
    assert not server.stop()
    assert not pid_file.exists()


def test_a_note_of_a_server_that_is_gone_is_nothing_to_stop(pid_file):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    pid_file.write_text(f"{gone.pid} 127.0.0.1 8000 0")
    assert not server.stop()
    assert not pid_file.exists()


@pytest.fixture
def other_site():
    """The site of another installation, as far as its health page goes: the port."""
    name = secrets.token_hex(16)

    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            body = f"ok\ninstallation {name}\n".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    with HTTPServer(("127.0.0.1", 0), Health) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening.server_address[1]
        listening.shutdown()
        thread.join()


def test_another_installations_site_is_not_taken_for_ours(other_site):
    assert server.answering("127.0.0.1", other_site) not in {None, installation.name()}
    assert not server.answers("127.0.0.1", other_site)
    with pytest.raises(
        server.NoServer, match=f"port {other_site} is another installation's: choose another with --port"
    ):
        server.run("127.0.0.1", other_site, foreground=False)
    assert not (places.home() / "server.pid").exists()


def test_the_name_of_an_installation_is_its_own_and_stays(tmp_path, monkeypatch):
    here = installation.name()
    assert installation.name() == here
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    assert installation.name() != here


@pytest.mark.parametrize("shared", [False, True])
def test_a_port_on_which_somebody_listens_is_refused_even_when_they_would_share_it(shared):
    with socket.socket() as listening:
        if shared:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        with pytest.raises(server.NoServer, match=f"port {port} of 127.0.0.1 is taken"):
            server.claim("127.0.0.1", port)
        with pytest.raises(server.NoServer, match="is taken"):
            server.run("127.0.0.1", port)
    server.claim("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
def test_a_port_that_there_cannot_be_is_refused(port):
    for foreground in (True, False):
        with pytest.raises(server.NoServer, match="choose one from 1 to 65535"):
            server.run("127.0.0.1", port, foreground=foreground)


def test_an_address_that_is_not_this_machines_is_refused():
    with pytest.raises(server.NoServer, match="nothing can listen on port"):
        server.claim("192.0.2.1", free_port())


def module(environment: dict[str, str]) -> subprocess.CompletedProcess:
    """The server as a process of its own, which is expected to end at once."""
    return subprocess.run(
        [sys.executable, "-m", server.MODULE, "127.0.0.1", str(free_port())],
        env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_process_does_not_start_as_a_superuser(database, register_server):
    ended = module({"DATABASE_URL": register_server.address("postgres", database)})
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "'postgres' is a superuser" in ended.stderr


def test_the_process_does_not_start_without_its_register():
    ended = module({"DATABASE_URL": "postgresql://app:hidden@127.0.0.1:1/none"})
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "the register that DATABASE_URL names does not answer" in ended.stderr
    assert "hidden" not in ended.stderr
