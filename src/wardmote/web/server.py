"""The web server of an installation, in the foreground or behind it.

python -m wardmote.web.server 127.0.0.1 8000
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from wardmote.engine.errors import WardmoteError
from wardmote.platform import places, register
from wardmote.words import gettext as _

THREADS = 8
PATIENCE = 60.0  # seconds that a server in the background has to come up


_behind: dict[int, subprocess.Popen[bytes]] = {}  # servers that this process itself started


class NoServer(WardmoteError):
    """The server did not come up; the sentence says where it wrote why."""


def log_file() -> Path:
    return places.home() / "server.log"


def _pid_file() -> Path:
    return places.home() / "server.pid"


def answers(host: str, port: int) -> bool:
    """Whether a Wardmote answers there, register included."""
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        return response.status == 200 and response.read() == b"ok\n"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def run(host: str = "127.0.0.1", port: int = 8000, *, foreground: bool = True) -> None:
    """Serve the site: until it is interrupted, or, in the background, return when it answers. Raises NoServer when it does not.

    In the background a server that answers there already is left alone.
    """
    if foreground:
        _serve(host, port)
    elif not answers(host, port):
        _start_behind(host, port)


def _serve(host: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    register.urls()  # held here too: a worker ends without saying so, and the embedded register would run on
    Server(
        "wardmote.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # the lake's connection and the register's are shared by the threads of one process
        blocking_threads=THREADS,
        log_access=False,
    ).serve()


def _start_behind(host: str, port: int) -> None:
    with log_file().open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "wardmote.web.server", host, str(port)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    _behind[process.pid] = process
    _pid_file().write_text(f"{process.pid} {host} {port}")
    deadline = time.monotonic() + PATIENCE
    while not answers(host, port):
        if process.poll() is not None or time.monotonic() > deadline:
            stop()
            raise NoServer(_("The server did not come up; {file} says why.").format(file=log_file()))
        time.sleep(0.1)


def left_behind() -> tuple[str, int] | None:
    """Host and port of the server that `run` left in the background; None when there is none."""
    found = _pid_file()
    if not found.exists():
        return None
    _pid, host, port = found.read_text().split()
    return host, int(port)


def stop() -> bool:
    """End the server that `run` left in the background. False when there is none."""
    found = _pid_file()
    if not found.exists():
        return False
    pid = int(found.read_text().split()[0])
    found.unlink()
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        if pid in _behind:
            _behind.pop(pid).wait(PATIENCE)
        return True
    return False


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
