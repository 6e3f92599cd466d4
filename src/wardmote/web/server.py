"""The web server of an installation, in the foreground or behind it.

python -m wardmote.web.server 127.0.0.1 8000
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import astuple, dataclass
from errno import EADDRINUSE
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from wardmote.engine.errors import WardmoteError
from wardmote.platform import installation, places, register
from wardmote.web import files, worker
from wardmote.words import gettext as _

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from waitress.server import BaseWSGIServer

THREADS = 8 + files.PLACES  # eight for pages, whoever waits for a file
CONNECTIONS = 1000  # that may be open at a time; what is not at work in a thread waits without one
QUIET = 30  # seconds after which a connection is closed on which nothing is said
LARGEST_REQUEST = 10_000_000  # bytes
GRACE = 20.0  # seconds that requests at work have to end when the site does
PATIENCE = 60.0  # seconds that a server in the background has to come up
PORTS = range(1, 65536)
SAME_START = 5.0  # seconds: the system reckons when a process began from its clock, which may have been set since
MODULE = "wardmote.web.server"


_behind: dict[int, subprocess.Popen[bytes]] = {}  # servers that this process itself started


class NoServer(WardmoteError):
    """The server cannot be started, or did not come up; the sentence says why or where that is written."""


@dataclass(frozen=True)
class Left:
    """The server that was left in the background: its process, where it listens, and when it began."""

    pid: int
    host: str
    port: int
    began: float


def log_file() -> Path:
    return places.home() / "server.log"


def _pid_file() -> Path:
    return places.home() / "server.pid"


def answering(host: str, port: int) -> str | None:
    """The name of the installation whose site answers there, register included; None when there is no Wardmote."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        status, lines = response.status, response.read(1000).decode(errors="replace").splitlines()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return lines[1].removeprefix("installation ") if status == 200 and lines[:1] == ["ok"] and lines[1:] else None


def answers(host: str, port: int) -> bool:
    """Whether this installation's own site answers there."""
    found = answering(host, port)
    return found is not None and found == installation.name()


def stands(host: str, port: int) -> bool:
    """Whether this installation's site answers there already; when not, the port is free for it. Raises NoServer when neither."""
    _known(port)
    found = answering(host, port)
    if found == installation.name():
        return True
    if found:
        raise NoServer(
            _("port {port} is another installation's: choose another with --port").format(port=port, host=host)
        )
    claim(host, port)
    return False


def _known(port: int) -> None:
    if port not in PORTS:
        raise NoServer(_("there is no port {port}: choose one from 1 to 65535").format(port=port))


def claim(host: str, port: int) -> None:
    """Try the port out, alone: the server itself would share it with another that listens there. Raises NoServer."""
    _known(port)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what a server just ended left is no obstacle
        try:
            probe.bind((host, port))
        except OSError as problem:
            said = _("port {port} of {host} is taken: choose another with --port")
            if problem.errno != EADDRINUSE:
                said = _("nothing can listen on port {port} of {host}: {why}")
            raise NoServer(said.format(port=port, host=host, why=problem.strerror)) from problem


def run(host: str = "127.0.0.1", port: int = 8000, *, foreground: bool = True) -> None:
    """Serve the site: until it is interrupted, or, in the background, return when it answers.

    In the background a server of this installation that answers there already is left alone. Raises NoServer when it
    does not come up; in the foreground also NoRegister and UnsafeRole.
    """
    if foreground:
        _serve(host, port)
    elif not stands(host, port):
        _start_behind(host, port)


def _serve(host: str, port: int) -> None:
    from wardmote.platform import releases

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    claim(host, port)
    register.check()
    releases.before_serving()
    from wardmote.web.wsgi import application

    with worker.beside(), files.beside(application) as whole:
        site = listening(whole, host, port)
        said = _("Serving {address}, with a worker beside it; interrupt to stop.")
        sys.stdout.write(f"{said.format(address=_address(host, port))}\n")
        sys.stdout.flush()
        serve(site)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(site: "BaseWSGIServer") -> None:
    """Answer until the process is told to end: nobody new is let in then, and requests at work have GRACE to end."""

    def end(*_: object) -> None:
        site.socket.close()
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    site.task_dispatcher.shutdown = partial(site.task_dispatcher.shutdown, timeout=GRACE)
    site.run()


def listening(application: "WSGIApplication", host: str, port: int) -> "BaseWSGIServer":
    """The server, bound to its port."""
    from waitress.server import TcpWSGIServer, create_server

    from wardmote.web.boundaries import Channel

    TcpWSGIServer.channel_class = Channel
    return create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=QUIET,
        cleanup_interval=QUIET // 2,
        asyncore_use_poll=True,  # select takes no more than 1024
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=False,  # wardmote.web.headers.TrueAddress knows which proxies are ours
        ident=None,
    )


def _start_behind(host: str, port: int) -> None:
    with log_file().open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE, host, str(port)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    _behind[process.pid] = process
    left = Left(process.pid, host, port, _began(process.pid))
    _pid_file().write_text(" ".join(map(str, astuple(left))))
    deadline = time.monotonic() + PATIENCE
    while not answers(host, port):
        if process.poll() is not None or time.monotonic() > deadline:
            stop()
            raise NoServer(_("The server did not come up; {file} says why.").format(file=log_file()))
        time.sleep(0.1)


def _began(pid: int) -> float:
    """When a process began, in seconds since 1970; 0 for one that has ended."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0


def _left() -> Left | None:
    """What the file says of the server that was left; None where there is no file, or one that says nothing."""
    try:
        pid, host, port, began = _pid_file().read_text().split()
        return Left(int(pid), host, int(port), float(began))
    except (OSError, ValueError):
        return None


def _process(left: Left) -> psutil.Process | None:
    """The server's process if it still runs: a number alone may long be somebody else's."""
    try:
        process = psutil.Process(left.pid)
        ours = process.cmdline()[1:] == ["-m", MODULE, left.host, str(left.port)]
        return process if ours and abs(process.create_time() - left.began) < SAME_START else None
    except (psutil.Error, ValueError, OverflowError):
        return None


def left_behind() -> tuple[str, int] | None:
    """Host and port of the server that `run` left in the background; None when there is none."""
    left = _left()
    return (left.host, left.port) if left and left.port in PORTS else None


def stop() -> bool:
    """End the server that `run` left in the background, and wait until it has. False when there is none: no other process is touched."""
    left = _left()
    _pid_file().unlink(missing_ok=True)
    process = _process(left) if left else None
    if process:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    if left and left.pid in _behind:
        _behind.pop(left.pid).wait(PATIENCE)
    elif process:
        with suppress(psutil.TimeoutExpired):
            process.wait(PATIENCE)
    return process is not None


if __name__ == "__main__":
    try:
        run(sys.argv[1], int(sys.argv[2]))
    except WardmoteError as problem:
        sys.stderr.write(f"wardmote: {problem}\n")  # read in the log by whoever started it
        sys.exit(2)
