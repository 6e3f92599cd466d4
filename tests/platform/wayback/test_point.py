"""A point in time: what was written is played again up to the moment before a mistake, and not beyond what was kept."""

import stat
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta

import psycopg
import pytest

from wardmote.platform import embedded, key_ring, places, register
from wardmote.platform.clock import now
from wardmote.platform.key_ring import BACKUPS
from wardmote.platform.wayback import backup, point, restore
from wardmote.platform.wayback.point import LogLost, NotThatFar
from wardmote.platform.wayback.restore import NotRestored
from wardmote.platform.wayback.sealing import BadBackup, opened

KEEP = """
import signal
import sys
from pathlib import Path
from wardmote.platform import register
from wardmote.platform.wayback import point
register.use(register.Urls(*sys.argv[1:4]))
ended = []
signal.signal(signal.SIGTERM, lambda *_: ended.append(True))
point.keep(Path(sys.argv[4]), every=0.2, until=lambda: bool(ended), tell=lambda line: print(line, flush=True))
"""


@pytest.fixture
def living(vault_home, elsewhere):
    """An embedded register of its own, with one table; a superuser's connection to it."""
    server = embedded.start(elsewhere / "data", throwaway=True)
    embedded.prepare(server, "living")
    names = ("wardmote_app", "wardmote_owner", "wardmote_keeper")
    urls = register.Urls(*(embedded.address(server, user=name, database="living") for name in names))
    register.use(urls)
    with psycopg.connect(embedded.address(server, user="postgres", database="living"), autocommit=True) as connection:
        connection.execute("SET ROLE wardmote_owner")
        connection.execute("CREATE TABLE word (n int GENERATED ALWAYS AS IDENTITY, word text)")
        connection.execute("RESET ROLE")
        yield connection
    register.use(None)
    server.cleanup()


def words(folder) -> list[str]:
    server = embedded.start(folder / "register", throwaway=True)
    try:
        with psycopg.connect(embedded.address(server, user="wardmote_owner", database="living")) as connection:
            connection.execute("INSERT INTO word (word) VALUES ('it can be written')")
            return [word for (word,) in connection.execute("SELECT word FROM word ORDER BY n")][:-1]
    finally:
        server.cleanup()


def moment(living) -> object:
    time.sleep(0.05)
    at = living.execute("SELECT clock_timestamp()").fetchone()[0]
    time.sleep(0.05)
    return at


def test_a_restore_stops_before_the_mistake_and_not_before_its_moment(living, elsewhere, vault_home):
    kept, urls = elsewhere / "backups", register.urls()
    living.execute("INSERT INTO word (word) VALUES ('before the copy')")
    process = subprocess.Popen(
        [sys.executable, "-c", KEEP, urls.application, urls.owner, urls.keeper, str(kept)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert "Keeping the log in" in process.stdout.readline()
        folder = backup.take(kept, kind=backup.Kind.FILES)
        living.execute("INSERT INTO word (word) VALUES ('after the copy')")
        living.execute("SELECT pg_switch_wal()")
        living.execute("INSERT INTO word (word) VALUES ('in the next segment')")
        before = moment(living)
        living.execute("DELETE FROM word")
        living.execute("INSERT INTO word (word) VALUES ('the mistake')")
        deadline = time.monotonic() + 180  # a busy machine
        while not holds(kept, b"the mistake"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        process.terminate()
        process.communicate()
    assert b"the mistake" not in b"".join(path.read_bytes() for path in (kept / "wal").iterdir())
    restored = restore.restore(folder, elsewhere / "home", at=before)
    assert restored.reached < before
    assert words(elsewhere / "home") == ["before the copy", "after the copy", "in the next segment"]
    with pytest.raises(NotThatFar, match="the kept log ends before"):
        restore.restore(folder, elsewhere / "never", at=now() + timedelta(hours=1))
    with pytest.raises(NotRestored, match="that moment is before this backup was made"):
        restore.restore(folder, elsewhere / "never", at=now() - timedelta(hours=1))
    damaged = max(path for path in (kept / "wal").iterdir() if not path.name.startswith("."))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    with pytest.raises(BadBackup, match=f"{damaged.name} was altered"):
        restore.restore(folder, elsewhere / "never", at=before)
    assert not (elsewhere / "never").exists()
    kept_for = "SELECT count(*) FROM pg_replication_slots"
    assert living.execute(kept_for).fetchone() == (1,)
    point.forget()
    assert living.execute(kept_for).fetchone() == (0,)
    assert {path.name for path in elsewhere.iterdir() if "restoring" in path.name} == set()


def holds(kept, text: bytes) -> bool:
    ring = key_ring.read(BACKUPS)
    paths = [path for path in (kept / "wal").iterdir() if not path.name.startswith(".")]
    found = b""
    for path in paths:
        with suppress(BadBackup):  # it may be whole by now, under another name
            found += b"".join(opened(path, ring, f"wal/{path.name}"))
    return text in found


def test_a_dump_has_one_moment_only(living, elsewhere):
    folder = backup.take(elsewhere / "backups")
    with pytest.raises(NotRestored, match="a dump of one moment"):
        restore.restore(folder, elsewhere / "home", at=now())


def test_segments_are_sealed_once_and_the_one_being_written_again_and_again(vault_home, tmp_path):
    ring, name = key_ring.read(BACKUPS), "0" * 23 + "1"
    spool, into = places.made(tmp_path / "spool"), places.made(tmp_path / "into")
    (spool / f"{name}.partial").write_bytes(b"half")
    point.collect(spool, into, ring, 0)
    assert {path.name for path in into.iterdir()} == {f"{name}.partial"}
    (spool / f"{name}.partial").rename(spool / name)
    (spool / name).write_bytes(b"whole")
    (spool / "00000002.history").write_bytes(b"history")
    point.collect(spool, into, ring, 0)
    assert {path.name for path in into.iterdir()} == {name}
    assert {path.name for path in spool.iterdir()} == {"00000002.history"}
    (spool / name).write_bytes(b"whole")
    point.collect(spool, into, ring, 0)  # it had been sealed before the power went
    (spool / name).write_bytes(b"another register's")
    with pytest.raises(LogLost, match="holds the log of another register"):
        point.collect(spool, into, ring, 0)


def test_the_log_is_fetched_from_a_folder_of_any_name(tmp_path):
    log, data = tmp_path / """it's "50%f" of \\ $HOME; true""", tmp_path / "data"
    log.mkdir()
    data.mkdir()
    (log / "0001").write_bytes(b"a segment")
    server_reads = point._fetching(log).replace("''", "'").replace("\\\\", "\\")  # as a setting's text is read
    told = (
        server_reads.replace("%%", "\0").replace("%f", "0001").replace("%p", str(tmp_path / "got")).replace("\0", "%")
    )
    subprocess.run(["sh", "-c", told], check=True)
    assert (tmp_path / "got").read_bytes() == b"a segment"


def test_a_socket_whose_folder_has_too_long_a_name_is_in_a_folder_that_nobody_else_may_pass(register_server, tmp_path):
    with point._socket_folder(tmp_path / ("long" * 30)) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid != 0 or not places.is_root()
    assert not folder.exists()
