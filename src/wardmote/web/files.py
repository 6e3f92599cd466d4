"""Files are made in processes beside the site: one that takes seconds of Python there would have every page wait for the interpreter's lock.

Such a process is the site once more, without a port: it is given requests of whoever asks, with their cookie, and answers them through the same doors, under the same row-level security, into the same log.
Only who is in is given one of the places, and one alone; whoever is not gets from the site what its doors say.
It runs at low priority, begins with the first file, and ends when the site has: however that ended, nothing more comes through the pipe. A request that it takes to its grave is answered with a sentence, and the next one is given to another process.
"""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import psutil  # type: ignore[import-untyped]

from wardmote.platform import register
from wardmote.platform.apart import SAID, NotMade

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MODULE = "wardmote.web.files"
PROCESSES = 2  # that make files at a time; the second begins when two are wanted at once
PLACES = 4  # files at work or waiting for a process: each holds one of the server's threads
LONGEST = 300.0  # seconds that one file may take
MOST = 200  # files that one process makes: what big ones leave in its memory goes with it
GRACE = 5.0  # seconds that a process has to end
NOT_THEIRS = frozenset({"DATABASE_OWNER_URL", "DATABASE_KEEPER_URL"})  # in whatever environment the site was started
NICE = 10


class Ended(Exception):
    """The process ended before its answer was whole."""


class Maker:
    """One process, and what is said to it: a line of JSON for each request, a line and the file for each answer."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if name not in NOT_THEIRS},
        )  # fmt: skip
        self.made, self.too_long = 0, False
        try:  # by the pipe: what stands in a command line is everybody's to read
            self._say({"register": register.urls().application})
        except OSError:
            self.end()
            raise

    def answer(self, asked: dict[str, str]) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body. Raises Ended."""
        ends = threading.Timer(LONGEST, self._cut)
        ends.daemon = True
        ends.start()
        try:
            self._say(asked)
            head, body = _heard(self._from)
        except (OSError, ValueError) as problem:
            raise Ended from problem
        finally:
            ends.cancel()
            ends.join()  # it may be at it just now: a process that is being ended is given to nobody
        self.made += 1
        return head["status"], [(name, value) for name, value in head["headers"]], body

    @property
    def usable(self) -> bool:
        return self.process.poll() is None and not self.too_long and self.made < MOST

    def end(self) -> None:
        """It ends when nothing more can come, or is ended."""
        with suppress(OSError):
            self._to.close()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._from.close()

    def _cut(self) -> None:
        self.too_long = True
        self.process.kill()

    def _say(self, thing: dict[str, str]) -> None:
        self._to.write(json.dumps(thing).encode() + b"\n")
        self._to.flush()

    @property
    def _to(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def _from(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


def _heard(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """One answer. Raises ValueError when it is not whole."""
    head = json.loads(stream.readline())
    body = stream.read(head["length"])
    if len(body) < head["length"]:
        raise ValueError("not whole")
    return head, body


class Beside:
    """The site as the server knows it: files come from processes beside, everything else from the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self._places: set[UUID] = set()  # whose files are at work or waiting
        self._giving = threading.Lock()
        self._turns = threading.BoundedSemaphore(PROCESSES)
        self._idle: LifoQueue[Maker] = LifoQueue()  # the last one used is the warmest
        self._all: set[Maker] = set()
        self._closed = threading.Event()

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        member = who_is_in(environ) if is_file(environ) else None
        if member is None:
            return self.application(environ, start)
        if why_not := self._take_place(member):
            return self._not_made(why_not, environ, start)
        try:
            with self._turns:
                return self._made(environ, start)
        finally:
            self._places.discard(member)

    def _take_place(self, member: UUID) -> NotMade | None:
        """A place for a member's file; why there is none, when there is none."""
        with self._giving:
            if member in self._places:
                return NotMade.YOURS
            if len(self._places) >= PLACES:
                return NotMade.BUSY
            self._places.add(member)
            return None

    def _made(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        try:
            maker = self._maker()
        except OSError:  # none could be begun
            return self._not_made(NotMade.BROKEN, environ, start)
        try:
            status, headers, body = maker.answer(told(environ))
        except Ended:
            self._drop(maker)
            return self._not_made(NotMade.TOO_LONG if maker.too_long else NotMade.BROKEN, environ, start)
        self._back(maker)
        start(status, headers)
        return [body]

    def _maker(self) -> Maker:
        """A process that is at nothing; a new one when there is none that lives."""
        with suppress(Empty):
            while not self._closed.is_set():
                found = self._idle.get_nowait()
                if found.usable:
                    return found
                self._drop(found)
        made = Maker()
        self._all.add(made)
        return made

    def _back(self, maker: Maker) -> None:
        if maker.usable and not self._closed.is_set():
            self._idle.put(maker)
        else:
            self._drop(maker)

    def _drop(self, maker: Maker) -> None:
        self._all.discard(maker)
        maker.end()

    def _not_made(self, why: NotMade, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """The page that says why: the application makes it, behind its doors."""
        return self.application(environ | {SAID: why.value}, start)

    def close(self) -> None:
        """End them all: nothing is asked any more."""
        self._closed.set()
        for maker in list(self._all):
            self._drop(maker)


@contextmanager
def beside(application: "WSGIApplication") -> Iterator["WSGIApplication"]:
    """The application with its files made beside it, for as long as the block runs."""
    site = Beside(application)
    try:
        yield site
    finally:
        site.close()


def is_file(environ: "WSGIEnvironment") -> bool:
    """Whether the page at this address makes a file."""
    from django.core.handlers.wsgi import get_path_info
    from django.urls import Resolver404, resolve

    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    try:
        return hasattr(resolve(get_path_info(environ)).func, "made_apart")
    except Resolver404:
        return False


def who_is_in(environ: "WSGIEnvironment") -> UUID | None:
    """Whose live session the request comes with."""
    from django.conf import settings
    from django.http import parse_cookie

    from wardmote.accounts.signin import who_has

    cookie = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    return who_has(cookie) if cookie else None


def told(environ: "WSGIEnvironment") -> dict[str, str]:
    """What is told of a request that has no body: its words, not the server's own things."""
    return {name: value for name, value in environ.items() if type(value) is str and name != SAID}


# The process itself.


def serve(requests: IO[bytes], answers: IO[bytes], application: "WSGIApplication") -> None:
    """Answer one after another, until nothing more can come."""
    for line in requests:
        head, body = answered(application, json.loads(line))
        answers.write(json.dumps(head | {"length": len(body)}).encode() + b"\n" + body)
        answers.flush()


def answered(application: "WSGIApplication", words: dict[str, str]) -> tuple[dict[str, Any], bytes]:
    """What the application says to a request: its head, and the body whole."""
    head: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        head.update(status=status, headers=headers)
        return io.BytesIO().write

    environ = words | {
        "wsgi.version": (1, 0), "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    body = application(environ, start)
    try:
        return head, b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()


def main() -> None:
    """Be such a process. What anything prints goes where errors go: the pipe is for answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    below = psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else NICE
    psutil.Process().nice(below)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        register.use(register.Urls(json.loads(sys.stdin.buffer.readline())["register"], None))
        from wardmote.web.wsgi import application

        serve(sys.stdin.buffer, answers, application)


if __name__ == "__main__":
    main()
