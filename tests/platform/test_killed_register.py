"""kill -9 of the database under load: what was acknowledged is there afterwards; what was not is there whole or not at all."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
from django.db import connections
from django.test import Client

from tests import cast as standing_cast
from tests.conftest import at_the_command_line
from tests.platform import oncesite
from wardmote.accounts import entry
from wardmote.platform import clock, once, register

WRITERS = 4
FORMS = 60  # acknowledged before the database is killed
SERVER = """
import sys
from pathlib import Path
from wardmote.platform import embedded, roles
server = embedded.start(Path(sys.argv[1]), throwaway=False)
embedded.prepare(server, "killed")
users = ("postgres", roles.APPLICATION, roles.OWNER)
print(server.get_pid(), *(embedded.address(server, user=user, database="killed") for user in users), sep="|", flush=True)
sys.stdin.read()
"""
# Writes pairs of rows until the database is gone, and tells of each only when its commit was acknowledged.
WRITER = """
import sys
import psycopg
writer, number = int(sys.argv[2]), 0
try:
    with psycopg.connect(sys.argv[1]) as connection:
        while True:
            number += 1
            for half in (1, 2):
                connection.execute("INSERT INTO written VALUES (%s, %s, %s)", [writer, number, half])
            connection.commit()
            print(number, flush=True)
except psycopg.Error:
    pass
"""


class Server:
    """A server of this test's own, with the durability that it has in life, in the care of a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(folder / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        told = self.process.stdout.readline().strip()
        pid, self.address, application, owner = told.split("|")
        self.urls = register.Urls(application, owner)
        self.postmaster = psutil.Process(int(pid))

    def kill(self) -> None:
        """Kill the postmaster, and wait until the last of its processes has noticed."""
        rest = self.postmaster.children(recursive=True)
        os.kill(self.postmaster.pid, signal.SIGKILL)
        self.postmaster.wait(20)
        psutil.wait_procs(rest, timeout=20)

    def leave(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="wardmote-killed-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def acknowledged(writer: subprocess.Popen) -> int:
    """The last pair whose commit the writer was told of."""
    said = writer.communicate(timeout=60)[0].split()
    return int(said[-1]) if said else 0


def test_what_was_acknowledged_before_the_database_was_killed_is_there_after_it_came_back(folder):
    first = Server(folder)
    with psycopg.connect(first.address, autocommit=True) as connection:
        settings = [connection.execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")]
        connection.execute(
            "CREATE TABLE written (writer int, number int, half int, PRIMARY KEY (writer, number, half))"
        )
        connection.execute("CHECKPOINT")
    assert settings == ["on", "on"]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, first.address, str(n)], stdout=subprocess.PIPE, text=True)
        for n in range(WRITERS)
    ]
    until_busy(first.address)
    first.kill()
    told = {n: acknowledged(writer) for n, writer in enumerate(writers)}
    first.leave()

    second = Server(folder)
    with psycopg.connect(second.address) as connection:
        found = connection.execute("SELECT writer, max(number), count(*) FROM written GROUP BY writer").fetchall()
    second.leave()
    assert len(found) == WRITERS
    assert all(told.values()), "each writer was at work when the database was killed"
    for writer, last, rows in found:
        assert told[writer] <= last <= told[writer] + 1  # one commit may have come through whose answer did not
        assert rows == 2 * last  # no half of a pair, and none missing
    print(json.dumps({"acknowledged pairs": sum(told.values())}))


def until_busy(address: str) -> None:
    """Wait until all writers have written for a while."""
    ends = time.monotonic() + 30
    with psycopg.connect(address, autocommit=True) as connection:
        while connection.execute("SELECT count(DISTINCT writer), count(*) > 2000 FROM written").fetchone() != (
            WRITERS,
            True,
        ):
            assert time.monotonic() < ends
            time.sleep(0.05)


@pytest.fixture
def served(django_db_blocker, settings, quick_passwords) -> Iterator[None]:
    """The site in this process, over whatever register the test says."""
    settings.ROOT_URLCONF = "tests.platform.oncesite"
    connections.close_all()
    with django_db_blocker.unblock(), at_the_command_line():
        yield
        connections.close_all()
    register.use(None)


def over(server: Server) -> None:
    connections.close_all()
    register.use(server.urls)


def signed_in(member):
    client = Client()
    client.force_login(member)
    session = client.session
    entry.prove(session, clock.now(), factor="totp")
    session.save()
    return client


def send(client, key: str) -> bool:
    """Whether the site said that the form with this key was done."""
    return client.post("/once/line", {"once": key, "text": key}).status_code == 302


def test_forms_are_done_once_whenever_the_database_is_killed_and_none_that_was_acknowledged_is_lost(folder, served):
    """Through the whole site. What was under way when the database went is sent again with its key, as its sender would: it is there once, not twice."""
    first = Server(folder)
    over(first)
    register.migrate()
    members = standing_cast.assemble()
    with psycopg.connect(first.urls.owner, autocommit=True) as owner:
        owner.execute(oncesite.TABLE)
    clients = [signed_in(members.manager) for _writer in range(WRITERS)]
    enough, acknowledged, open_forms = threading.Semaphore(0), [], []

    def write(client) -> None:
        client.raise_request_exception = False
        try:
            for key in (once.fresh() for _form in itertools.count()):
                open_forms.append(key)
                if not send(client, key):
                    return
                acknowledged.append(key)
                enough.release()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, client) for client in clients]
        for _form in range(FORMS):
            assert enough.acquire(timeout=60)
        first.kill()
        for each in writing:
            each.result(timeout=60)
    first.leave()

    second = Server(folder)
    over(second)
    try:
        found = oncesite.lines()
        assert set(acknowledged) <= set(found)
        assert len(found) == len(set(found))
        assert all(send(clients[0], key) for key in open_forms)  # all of them, those that were acknowledged too
        assert sorted(oncesite.lines()) == sorted(open_forms)
    finally:
        connections.close_all()
        second.leave()
    print(json.dumps({"acknowledged forms": len(acknowledged), "under way": len(open_forms) - len(acknowledged)}))
