"""What the server does with connections: many at once, slow ones, and requests whose end is said in two ways."""

import http.client
import re
import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.web.bare_server import serving
from tests.web.test_server import environment, free_port
from wardmote.web import server

__all__ = ["environment"]


@pytest.fixture
def port(environment):
    found = free_port()
    server.run("127.0.0.1", found, foreground=False)
    yield found
    assert server.stop()


def asked(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def said(port: int, text: bytes) -> list[bytes]:
    """What comes back for these bytes until the server closes: of each answer its status and, of a good one, its body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
    answers = re.findall(rb"HTTP/1\.[01] (\d{3} [^\r]*)(?:\r\n[^\r]+)*\r\n\r\n(\d*)", found)
    return [b" ".join(filter(None, answer)) for answer in answers]


def test_a_crowd_and_visitors_who_never_finish_their_request_leave_the_server_standing(port):
    process = server._process(server._left())
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(server.THREADS * 3)]
    for connection in idle:
        connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
    with ThreadPoolExecutor(server.THREADS * 2) as crowd:
        found = Counter(crowd.map(lambda _: asked(port, "/sign-in"), range(100)))
    for connection in idle:
        connection.close()
    assert found == {200: 100}
    assert process.is_running()
    assert process.status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def bare():
    """The same server before an application that says how long a body was."""

    def application(environ, answer):
        length = str(len(environ["wsgi.input"].read())).encode()
        answer("200 OK", [("Content-Length", str(len(length)))])
        return [length]

    with serving(application) as port:
        yield port


HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
NEXT = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


def test_two_requests_on_one_connection_are_two(bare):
    for first in (b"Content-Length: 3\r\n\r\nabc", b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"):
        assert said(bare, HEAD + first + NEXT) == [b"200 OK 3", b"200 OK 0"]


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        b"Content-Length: 3\r\nContent-Length: 50\r\n",
        b"Content-Length: +3\r\n",
        b"Content-Length: 0x3\r\n",
        b"Transfer-Encoding: x\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked, chunked\r\n",
        b"Transfer-Encoding: ,chunked\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding:\r\n chunked\r\n",
    ],
)
def test_where_a_request_ends_cannot_be_said_in_two_ways(bare, headers):
    (answer,) = said(bare, HEAD + headers + b"\r\n" + b"0\r\n\r\n" + NEXT)
    assert answer[:1] in b"45"


def test_a_request_of_http_1_0_comes_in_no_chunks(bare):
    old = HEAD.replace(b"1.1", b"1.0") + b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n"
    for headers in (b"", b"Content-Length: 3\r\n"):
        (answer,) = said(bare, old + headers + b"\r\n" + b"0\r\n\r\n" + NEXT)
        assert answer[:1] == b"4"


def test_a_request_at_work_is_answered_although_the_site_ends_and_nobody_new_is_let_in(tmp_path):
    port, script = free_port(), tmp_path / "site.py"
    script.write_text(SLOW.format(port=port))
    process = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "listening\n"
        with ThreadPoolExecutor(1) as one:
            answer = one.submit(asked, port, "/")
            assert process.stdout.readline() == "at work\n"
            process.terminate()
            assert answer.result(60) == 200
        assert process.wait(60) == 0
        with pytest.raises(ConnectionRefusedError):
            asked(port, "/")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


SLOW = """
import time
from wardmote.web import server

def application(environ, answer):
    print("at work", flush=True)
    time.sleep(6)
    answer("200 OK", [("Content-Length", "2")])
    return [b"ok"]

site = server.listening(application, "127.0.0.1", {port})
print("listening", flush=True)
server.serve(site)
"""


def test_a_body_that_is_larger_than_any_we_take_is_refused_before_it_is_read(bare):
    (answer,) = said(bare, HEAD + b"Content-Length: %d\r\n\r\n" % (server.LARGEST_REQUEST + 1))
    assert answer.startswith(b"413")
