"""The worker that does jobs: in the foreground of `wardmote work`, or beside a site, which it does not outlive.

python -m wardmote.web.worker 4711        4711 is the process of the site
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from wardmote.engine.errors import WardmoteError
from wardmote.platform import places, register
from wardmote.words import gettext as _

MODULE = "wardmote.web.worker"
LOOK = 1.0  # seconds between two looks at whether the site is still there
AGAIN = 5.0  # seconds until a worker that ended by itself is followed by another
PATIENCE = 40.0  # seconds for the job at work to end; platform.jobs.GRACE and a little


class NoWork(WardmoteError):
    """There is no register to take jobs from, or it has no tables yet."""


def check() -> None:
    """Look whether there is a register with tables, and as whom it would be worked in. Raises NoWork, NoRegister, UnsafeRole."""
    if register.is_embedded() and not places.register_folder().exists():
        raise NoWork(_("there is no register to take jobs from: 'wardmote demo' makes one, or set DATABASE_URL"))
    register.check()
    with psycopg.connect(register.urls().application) as connection:
        found = connection.execute(
            "SELECT to_regclass('platform_outbox'), to_regclass('procrastinate_jobs')"
        ).fetchone()
    if found is None or None in found:
        raise NoWork(_("the register has no tables for jobs yet: run 'wardmote migrate' first"))


def ready() -> None:
    """What must be so before jobs are done: a register, and exactly the tables of this code. Raises what `check` does, and OtherTables."""
    from wardmote.platform import releases

    check()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    releases.before_serving()


def run() -> None:
    """Work until told to stop. Raises what `ready` does."""
    ready()
    from wardmote.governance.extracts.exits import clear_left
    from wardmote.platform import clock, jobs

    clear_left(at=clock.now())  # of one that was killed
    jobs.work()


@contextmanager
def beside() -> Iterator[None]:
    """A worker in a process of its own, for as long as the block runs; another one should it end before."""
    ended, running = threading.Event(), [_started()]

    def keep() -> None:
        while not ended.wait(AGAIN):
            if running[0].poll() is not None:
                running[0] = _started()

    keeper = threading.Thread(target=keep, name="worker's keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        _end(running[0])


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", MODULE, str(os.getpid())], stdin=subprocess.DEVNULL)  # noqa: S603 - our own module


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_with(parent: int) -> None:
    """Tell this process to stop when its parent is gone, however that ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


if __name__ == "__main__":
    try:
        end_with(int(sys.argv[1]))
        run()
    except WardmoteError as problem:
        sys.stderr.write(f"wardmote: {problem}\n")  # read in the log by whoever started it
        sys.exit(2)
