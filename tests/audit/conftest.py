"""A log that is sealed twice, with anchors in two folders; and its owner, who can do anything to it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from wardmote.audit import anchors, changes, signing
from wardmote.audit.findings import Verdict
from wardmote.audit.verifying import verify
from wardmote.platform import register
from wardmote.platform.keys import new_key
from wardmote.platform.transaction import Asking, acting_as

NOW = datetime.now(UTC)
PATIENCE = 240  # seconds


@pytest.fixture
def folders(tmp_path, monkeypatch) -> list[Path]:
    """Where this test's seals are anchored."""
    both = [tmp_path / "one", tmp_path / "two"]
    monkeypatch.setenv("WARDMOTE_ANCHORS", os.pathsep.join(map(str, both)))
    return both


@pytest.fixture
def key_file(tmp_path, monkeypatch) -> Path:
    """This test's own signing key."""
    path = tmp_path / "signing.pem"
    path.write_text(signing._fresh())
    monkeypatch.setenv("WARDMOTE_SIGNING_KEY", str(path))
    return path


def write(number: int) -> None:
    """So many events, each in a transaction of its own."""
    for _ in range(number):
        with acting_as(Asking(new_key(), new_key(), new_key(), "referral", new_key(), "192.0.2.7")):
            changes.record("see-people", kind="member", ids=[new_key(), new_key()], facts={"count": 2, "role": "chair"})


READY = "SELECT count(*) FROM audit_unsealed('0', pg_snapshot_xmin(pg_current_snapshot()), false, null)"


def seal(number: int, *, now: datetime) -> None:
    """Seal so many events, when they can be."""
    wait_for(number)
    assert changes.seal(now=now) == number


def wait_for(number: int) -> None:
    """Until so many events can be sealed: a transaction that another test has open on this server, a whole migration at the longest, holds the sealer back."""
    patience = time.monotonic() + PATIENCE
    ready = 0
    while ready < number and time.monotonic() < patience:
        with connection.cursor() as cursor:
            cursor.execute(READY)
            ready = cursor.fetchone()[0]
        if ready < number:
            time.sleep(0.02)


@contextmanager
def held() -> Iterator[psycopg.Connection]:
    """A transaction with a number of its own that stays open: nothing younger can be sealed."""
    with psycopg.connect(register.urls().application) as connection:
        connection.execute("SELECT pg_current_xact_id()")
        yield connection
        connection.rollback()


@pytest.fixture
def log(database, folders, key_file) -> None:
    """Ten sealed events: places 1 to 6 in the first seal, 7 to 10 in the second, both older than what may still be on its way."""
    write(6)
    seal(6, now=NOW - timedelta(minutes=20))
    write(4)
    seal(4, now=NOW - timedelta(minutes=5))


@pytest.fixture
def judge(database, folders, key_file) -> Iterator[Callable[..., Verdict]]:
    """Verify with the key and the anchors that there were at the start."""
    public = signing.own().public_key()
    keys = {signing.key_name(public): public}
    owner = register.urls().owner
    assert owner
    with psycopg.connect(owner, autocommit=True) as opened:
        yield lambda **told: verify(opened, **({"keys": keys, "anchors": folders} | told))


@pytest.fixture
def rogue(as_owner) -> psycopg.Connection:
    """The owner, who has taken the hurdles away."""
    as_owner.execute("SET wardmote.upkeep = 'on'")
    for table in ("audit_event", "audit_link", "audit_seal", "audit_about"):
        as_owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER written_once")
    return as_owner


def anchored(folder: Path) -> list[str]:
    return anchors.read(folder)
