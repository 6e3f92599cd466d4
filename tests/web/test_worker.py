"""The worker as a process: it ends when it is told to or when its site does, and outlives a register that goes away for a while."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from django.db import connections

from tests.web.test_server import free_port
from wardmote.platform import outbox, register
from wardmote.platform.transaction import Asking, acting_as
from wardmote.web import server, worker

PATIENCE = 120


@pytest.fixture(autouse=True)
def environment(database, monkeypatch):
    urls = register.urls()
    monkeypatch.setenv("DATABASE_URL", urls.application)
    monkeypatch.setenv("DATABASE_OWNER_URL", urls.owner)
    monkeypatch.delenv("WARDMOTE_SMTP_URL", raising=False)


def until(true, what: str):
    ends = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < ends, what
        time.sleep(0.1)
    return found


def workers(process: psutil.Process) -> list[psutil.Process]:
    alive = [child for child in process.children() if child.status() != psutil.STATUS_ZOMBIE]
    return [child for child in alive if child.cmdline()[1:3] == ["-m", worker.MODULE]]


def alive(as_owner) -> int:
    return as_owner.execute(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 s'"
    ).fetchone()[0]


def ended(processes: list[psutil.Process]) -> bool:
    return all(not p.is_running() or p.status() == psutil.STATUS_ZOMBIE for p in processes)


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_the_worker_of_a_site_ends_with_it_however_that_ends(as_owner, how):
    port = free_port()
    server.run("127.0.0.1", port, foreground=False)
    site = psutil.Process(int(server._pid_file().read_text().split()[0]))
    found = until(lambda: workers(site), "a worker")
    until(lambda: alive(as_owner), "a sign of life")
    if how == "stop":
        found[0].kill()
        found = until(lambda: [again for again in workers(site) if again not in found], "another worker")
    else:
        everything = site.children(recursive=True)
        site.kill()
        until(lambda: ended(found), "the worker's end")
        for left in everything:  # the site's own processes notice by themselves, some time
            if left.is_running():
                left.kill()
    assert server.stop() is (how == "stop")
    until(lambda: ended(found), "the worker's end")


@pytest.fixture
def working():
    """`wardmote work` as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from wardmote.cli import main; main()", "work"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_worker_does_what_is_queued_survives_its_connections_and_stops_when_told(
    working, as_owner, cast, register_server, database
):
    until(lambda: alive(as_owner), "a sign of life")
    connections.close_all()  # ours: what is left of the application's are the worker's
    register_server.connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = 'wardmote_app'",
        [database],
    )
    # The job of the minute may have been at work then: that one broke, and stays for the operator to see.
    ((last,),) = as_owner.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs").fetchall()
    with acting_as(Asking(origin="job")):
        outbox.post(to="ana@police.example", subject="s", body="b")

    def done() -> bool:
        return not as_owner.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send-outbox' AND id > %s", [last]
        ).fetchone()[0]

    until(done, "the job that sends letters")
    working.send_signal(signal.SIGTERM)
    said, _nothing = working.communicate(timeout=PATIENCE)
    assert working.returncode == 0
    assert said.splitlines()[0].startswith("Working.")
    assert said.splitlines()[-1] == "Stopped."
