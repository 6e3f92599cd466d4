"""Fixtures that every test may use.

    database       this test has a register of its own, empty but for the tables, reached as the application role; what is written is committed, as in life.
                   It is a clone of a template that was migrated once; its worker puts it back afterwards (tests/registers.py)
    cast           the standing cast (tests/cast.py) in that register
    client_for     client_for(cast.manager): a Django test client that is signed in as that member, second factor proved; client_for(None): a visitor
    as_owner       a psycopg connection to the same register as its owner at its upkeep (it sees every row), for proving what the application may not do
    register_server  (session) the embedded PostgreSQL of the test run, one for all xdist workers

A test that asks for none of these never starts PostgreSQL. Django's own test case classes and pytest-django's `db` are not used: in their transactions the settings of one request
live on into the next, so a test would see rows that a visitor never sees.
"""

import atexit
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import cast as standing_cast
from tests.registers import Kept

TEMPLATE = "template"
QUICK = ["tests.conftest.QuickArgon2"]
HASTE = ("fsync", "synchronous_commit", "full_page_writes")  # nothing of a test run needs to survive a power cut


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home folder of the run: tests never write into the installation's own."""
    before = os.environ.get("WARDMOTE_HOME")
    folder = tmp_path_factory.mktemp("home")
    os.environ["WARDMOTE_HOME"] = str(folder)
    yield folder
    os.environ.pop("WARDMOTE_HOME")
    if before is not None:
        os.environ["WARDMOTE_HOME"] = before


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def register_server(run_folder: Path, django_db_blocker) -> Iterator["Server"]:
    """The PostgreSQL of the run, started and migrated by the first worker that needs it; the last one to leave deletes it."""
    import fasteners

    from wardmote.platform import embedded

    with fasteners.InterProcessLock(run_folder / "register.lock"):
        note = run_folder / "register.folder"
        if not note.exists():
            note.write_text(tempfile.mkdtemp(prefix="wardmote-tests-"))
        folder = Path(note.read_text())
        folder.mkdir(exist_ok=True)  # an earlier worker may have left, as the last one then
        folder.chmod(0o755)  # PostgreSQL's own user passes through it; what is inside is private
        server = Server(embedded.start(folder / "data", throwaway=True))
        if not server.exists(TEMPLATE):
            with django_db_blocker.unblock():
                server.make_template()
    yield server
    server.leave()
    if not (folder / "data").exists():
        shutil.rmtree(folder)


class Server:
    """The embedded PostgreSQL, seen by its superuser."""

    def __init__(self, server) -> None:
        self.server = server
        self.connection = psycopg.connect(self.address("postgres", "postgres"), autocommit=True)
        for setting in HASTE:
            self.connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self.connection.execute("SELECT pg_reload_conf()")

    def address(self, user: str, database: str) -> str:
        from wardmote.platform import embedded

        return embedded.address(self.server, user=user, database=database)

    def urls(self, database: str):
        from wardmote.platform import register, roles

        return register.Urls(self.address(roles.APPLICATION, database), self.address(roles.OWNER, database))

    def exists(self, database: str) -> bool:
        return bool(self.connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone())

    def make_template(self) -> None:
        from wardmote.platform import embedded, register

        embedded.prepare(self.server, "making")
        register.use(self.urls("making"))
        register.migrate()
        register.use(None)
        self.connection.execute(f"ALTER DATABASE making RENAME TO {TEMPLATE}")

    def clone(self, template: str = TEMPLATE) -> str:
        name = f"test_{secrets.token_hex(6)}"
        self.connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY OWNER wardmote_owner")
        self.connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        self.connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO wardmote_app")
        return name

    def drop(self, name: str) -> None:
        self.connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def leave(self) -> None:
        self.connection.close()
        self.server.cleanup()
        atexit.unregister(self.server._cleanup)  # it would make the folder of its lock anew


@pytest.fixture(scope="session")
def registers() -> dict[bool, Kept]:
    """This worker's registers between tests: without and with the cast in it."""
    return {}


@pytest.fixture
def database(register_server: Server, registers: dict[bool, Kept], django_db_blocker, request) -> Iterator[str]:
    """The name of this test's own database."""
    from django.db import connections

    from wardmote.platform import register

    with_cast = "cast" in request.fixturenames and "own_cast" not in request.fixturenames
    found = registers.pop(with_cast, None)
    name = found.name if found else register_server.clone()
    connections.close_all()
    register.use(register_server.urls(name))
    with django_db_blocker.unblock(), at_the_command_line():
        if found is None:
            if with_cast:
                with quick_hashing():
                    standing_cast.assemble()
                connections.close_all()
            found = Kept(name, register_server.address("postgres", name))
        yield name
        connections.close_all()
    register.use(None)
    if found.put_back():
        registers[with_cast] = found
    else:
        register_server.drop(name)


@contextmanager
def at_the_command_line() -> Iterator[None]:
    """What the test itself reads and writes through Django, in its own thread and outside requests, it does as the operator at the command line: row-level security shows nobody
    else the accounts of others. Requests declare who asks; `Visitor` takes the operator away from what runs before that.
    """
    from django.db.backends.signals import connection_created

    def said(connection, **_more) -> None:
        if threading.current_thread() is threading.main_thread():
            connection.cursor().execute("SELECT set_config('wardmote.origin', 'command', false)")

    connection_created.connect(said)
    try:
        yield
    finally:
        connection_created.disconnect(said)


@pytest.fixture
def as_owner(database: str, register_server: Server) -> Iterator[psycopg.Connection]:
    from wardmote.platform import register

    with psycopg.connect(register.at_upkeep(register_server.urls(database).owner), autocommit=True) as connection:
        yield connection


@pytest.fixture
def cast(database: str, quick_passwords: None, request) -> standing_cast.Cast:
    return standing_cast.assemble() if "own_cast" in request.fixturenames else standing_cast.gathered()


@pytest.fixture
def own_cast() -> None:
    """For a test with keys of its own: the cast is written under them, not taken as it was kept."""


@pytest.fixture
def quick_passwords(settings) -> None:
    """Argon2 with the least work: real hashing, only quicker. The project's own hasher is tested where signing in is."""
    settings.PASSWORD_HASHERS = QUICK


@contextmanager
def quick_hashing() -> Iterator[None]:
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=QUICK):
        yield


@pytest.fixture
def client_for(database: str) -> Callable:
    from django.db import connection
    from django.test import Client

    from wardmote.accounts import entry
    from wardmote.platform import clock

    class Visitor(Client):
        def request(self, **request):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wardmote.origin', '', false)")
            try:
                return super().request(**request)
            finally:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('wardmote.origin', 'command', false)")

    def made(member=None) -> Client:
        client = Visitor()
        if member is not None:
            client.force_login(member)
            session = client.session
            entry.prove(session, clock.now(), factor="totp")
            session.save()
        return client

    return made


def __getattr__(name: str):
    if name == "QuickArgon2":  # made when it is asked for: without Django's settings its parent cannot be imported
        from django.contrib.auth.hashers import Argon2PasswordHasher

        return type("QuickArgon2", (Argon2PasswordHasher,), {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    raise AttributeError(name)


# Files and folders whose tests take longest, begun first: at the end of a run the workers share many short tests, and none waits for a long one of another's.
LONGEST = (
    "platform/test_releases.py",
    "bench",
    "test_wheel.py",
    "engine/measures/test_against_slow_twins.py",
    "platform/test_killed_register.py",
    "leak",
    "platform/test_once.py",
    "governance/test_migrations.py",
    "platform/wayback",
)
HERE = Path(__file__).parent


def when(path: Path) -> int:
    """The place of a file's tests in a run."""
    among = [place for place, name in enumerate(LONGEST) if path.is_relative_to(HERE / name)]
    return among[0] if among else len(LONGEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: when(item.path))


NO_BROWSER = "no Chromium on the PATH"


def leak_lines(terminalreporter) -> list[str]:
    """What the leak test counted, gathered from whichever worker ran it."""
    reports = [report for found in ("passed", "failed") for report in terminalreporter.stats.get(found, [])]
    counted = [value for report in reports for name, value in report.user_properties if name == "leak"]
    if not counted:
        return []
    checks, disagreements = (sum(part) for part in zip(*counted, strict=True))
    return [f"leak: {checks:,} checks, {disagreements:,} disagreements"]


def pytest_terminal_summary(terminalreporter) -> None:
    """Say what the leak test found, and how many journeys nobody made: a green run without them is not a whole one."""
    for line in leak_lines(terminalreporter):
        terminalreporter.write_line(line)
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"journeys skipped: {len(skipped)} ({NO_BROWSER})", yellow=True)
        for report in skipped:
            terminalreporter.write_line(f"    {report.nodeid}")
