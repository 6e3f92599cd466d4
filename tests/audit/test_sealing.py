"""Sealing: everything committed is chained once, in a stable order, whatever commits late; and anchored outside the register."""

import json
import time
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from tests.audit.conftest import NOW, PATIENCE, anchored, held, seal, wait_for, write
from tests.audit.reading import events, verbs
from wardmote.audit import anchors, changes, queries, signing
from wardmote.audit.canonical import START, link
from wardmote.audit.changes.sealing import ADD
from wardmote.audit.seals import Seal
from wardmote.platform import register
from wardmote.platform.keys import new_key
from wardmote.platform.models import Mail
from wardmote.platform.transaction import Asking, acting_as

INSERT = "INSERT INTO audit_event (id, verb, kind, ids, partnership, outcome, facts) VALUES (%s, %s, '', '{}', NULL, 'done', '{}')"


@pytest.fixture(autouse=True)
def apart(database, folders, key_file):
    """Every test here has its own register, anchors and key."""


def chained(owner) -> list:
    return [row[0] for row in owner.execute("SELECT event FROM audit_link ORDER BY sequence")]


def test_a_sealed_log_is_found_unaltered(log, judge):
    verdict = judge()
    assert not verdict.altered, verdict.as_json()
    assert (verdict.sealed, verdict.seals, verdict.open_events) == (10, 2, 0)


def test_each_event_is_chained_once_in_the_order_of_writing(log, as_owner):
    assert chained(as_owner) == [event["id"] for event in events(as_owner)]


def test_nothing_new_makes_no_seal_until_it_was_quiet_long_enough(log, as_owner):
    assert changes.seal(now=NOW) == 0
    assert as_owner.execute("SELECT count(*) FROM audit_seal").fetchone() == (2,)
    changes.seal(now=NOW + timedelta(minutes=15))
    assert as_owner.execute("SELECT number, first, last FROM audit_seal ORDER BY number DESC LIMIT 1").fetchone() == (
        3,
        11,
        10,
    )


def test_a_quiet_log_verifies(log, judge):
    changes.seal(now=NOW + timedelta(minutes=15))
    write(2)
    seal(2, now=NOW + timedelta(minutes=30))
    assert not judge().altered


def test_an_empty_log_verifies_before_and_after_its_first_seal(judge):
    assert not judge().altered
    changes.seal(now=NOW)
    assert judge().seals == 1
    assert not judge().altered


def test_an_event_committed_late_is_sealed_later_and_nothing_is_skipped(as_owner, judge):
    late = psycopg.connect(register.urls().application)
    late.execute(INSERT, [new_key(), "late"])
    write(3)
    assert changes.seal(now=NOW) == 0, "a transaction older than the others is open"
    late.commit()
    write(1)
    seal(5, now=NOW)
    late.close()
    assert len(chained(as_owner)) == 5
    assert not judge().altered


def test_an_open_transaction_holds_back_only_what_came_after_it(as_owner):
    write(2)
    late = psycopg.connect(register.urls().application)
    late.execute(INSERT, [new_key(), "late"])
    write(2)
    seal(2, now=NOW)
    late.rollback()
    late.close()
    seal(2, now=NOW)


def test_two_sealers_at_once_seal_nothing_twice(as_owner, judge):
    write(3)
    other = psycopg.connect(register.urls().application)
    from wardmote.audit.changes.sealing import ONE_SEALER

    other.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_SEALER])
    assert changes.seal(now=NOW) == 0
    other.close()
    seal(3, now=NOW)
    assert not judge().altered


def test_a_log_longer_than_a_batch_is_sealed_in_several(monkeypatch, as_owner, judge):
    monkeypatch.setattr("wardmote.audit.changes.sealing.BATCH", 4)
    write(10)
    seal(10, now=NOW + timedelta(hours=3))  # what had waited for long is not late
    assert as_owner.execute("SELECT number, first, last FROM audit_seal ORDER BY number").fetchall() == [
        (1, 1, 4),
        (2, 5, 8),
        (3, 9, 10),
    ]
    assert not judge().altered


def seal_bit_by_bit(number: int) -> None:
    """Seal so many events in as many seals as it takes: of another server's transactions the register cannot say which can be sealed yet."""
    patience = time.monotonic() + PATIENCE
    sealed = 0
    while sealed < number and time.monotonic() < patience:
        sealed += changes.seal(now=NOW)
    assert sealed == number


def test_a_log_brought_from_another_server_goes_on_and_loses_nothing(as_owner, log, rogue, judge):
    write(2)
    rogue.execute(
        "UPDATE audit_seal SET cluster = 1, below = 4000000000"
    )  # as if another server had numbered its transactions
    rogue.execute(
        "UPDATE audit_event SET transaction_number = '4000000000' WHERE id NOT IN (SELECT event FROM audit_link)"
    )
    write(2)
    seal_bit_by_bit(4)
    write(1)
    seal_bit_by_bit(1)
    assert len(chained(as_owner)) == 15


def test_every_seal_is_anchored_in_every_folder_in_order(log, folders):
    for folder in folders:
        seals = [Seal.from_json(json.loads(line)) for line in anchored(folder)]
        assert [(seal.number, seal.first, seal.last) for seal in seals] == [(1, 1, 6), (2, 7, 10)]
        assert len(list(folder.glob("public-key-*.pem"))) == 1


def test_a_folder_that_could_not_be_written_is_caught_up_with(log, folders):
    write(1)
    wait_for(1)
    file = folders[0] / anchors.FILE
    text = file.read_text()
    file.unlink()
    file.mkdir()
    with pytest.raises(anchors.NotAnchored, match="one"):
        changes.seal(now=NOW)
    assert len(anchored(folders[1])) == 3, "the other folder has it"
    file.rmdir()
    file.write_text(text)
    write(1)
    seal(1, now=NOW)
    assert len(anchored(folders[0])) == 4


def test_a_register_put_back_seals_nothing_until_that_is_accepted(log, rogue, folders, judge):
    rogue.execute("DELETE FROM audit_seal WHERE number = 2")
    rogue.execute("DELETE FROM audit_link WHERE sequence > 6")
    rogue.execute("DELETE FROM audit_event WHERE id NOT IN (SELECT event FROM audit_link)")
    with pytest.raises(anchors.AheadOfTheLog, match="put back"):
        changes.seal(now=NOW)
    assert changes.seal(now=NOW, put_back=True) >= 0
    changes.seal(now=NOW)
    assert verbs(rogue)[-1] == "put-log-back"
    assert len(list(folders[0].glob("anchors-until-*.jsonl"))) == 1
    assert not judge().altered


def test_the_application_writes_seals_and_never_changes_them(log, database):
    with psycopg.connect(register.urls().application, autocommit=True) as application:
        for table in ("audit_link", "audit_seal"):
            for statement in ("UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {}"):
                column = "hash" if table == "audit_link" else "head"
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    application.execute(statement.format(table, column))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("SELECT * FROM audit_about")


def test_the_first_link_starts_from_nothing():
    assert bytes(32) == START


def test_the_first_seal_of_each_hour_goes_by_e_mail_where_an_address_is_set(monkeypatch, log, judge):
    monkeypatch.setenv("WARDMOTE_ANCHOR_MAIL", "anchors@elsewhere.example")
    at = NOW.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    for minutes in (1, 20, 40, 61):
        with acting_as(Asking(origin="job")):
            changes.seal(now=at + timedelta(minutes=minutes))
    with acting_as(Asking(origin="job")):
        letters = list(Mail.objects.order_by("posted_at"))
        said = [Seal.from_json(json.loads(letter.body.splitlines()[-1])) for letter in letters]
    assert [letter.to for letter in letters] == ["anchors@elsewhere.example"] * 2
    public = signing.own().public_key()
    assert all(seal.holds({signing.key_name(public): public}) for seal in said)
    assert [seal.at for seal in said] == [at + timedelta(minutes=1), at + timedelta(minutes=61)]


@pytest.mark.parametrize("trouble", ["an address that is none", "an outbox that is shut"])
def test_an_anchor_that_cannot_be_posted_does_not_hinder_the_seal(monkeypatch, as_owner, folders, caplog, trouble):
    monkeypatch.setenv("WARDMOTE_ANCHOR_MAIL", "a@b.example" if "outbox" in trouble else "mailbox at council")
    if "outbox" in trouble:
        as_owner.execute("REVOKE INSERT ON platform_outbox FROM wardmote_app")
    write(2)
    seal(2, now=NOW)
    assert as_owner.execute("SELECT count(*) FROM audit_seal").fetchone() == (1,)
    assert [len(anchored(folder)) for folder in folders] == [1, 1]
    assert "the anchor was not posted" in caplog.text
    assert "mailbox" not in caplog.text


LINK = "INSERT INTO audit_link (sequence, event, hash) VALUES (11, %s, %s)"
SEAL = "INSERT INTO audit_seal (number, at, first, last, head, below, cluster, key, signature) VALUES (3, now(), 11, 10, '', 1, 1, '', '')"


@pytest.mark.parametrize("statement", [LINK, SEAL])
def test_the_application_adds_no_link_and_no_seal_by_itself(log, statement):
    values = [new_key(), bytes(32)] if statement == LINK else None
    with (
        psycopg.connect(register.urls().application) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute(statement, values)


def follows(owner, **otherwise) -> list:
    """What the register is given to take a third seal for one new event; `otherwise` changes it."""
    before = owner.execute("SELECT last, head, cluster FROM audit_seal ORDER BY number DESC LIMIT 1").fetchone()
    cursor = owner.execute(
        "SELECT digest, pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        " FROM audit_unsealed((SELECT below::text::xid8 FROM audit_seal WHERE number = 2), pg_snapshot_xmin(pg_current_snapshot()), false, null)"
    )
    ((digest, below),) = cursor.fetchall()
    hashes = [link(before[1], digest)]
    told = {
        "number": 3, "at": NOW, "first": before[0] + 1, "last": before[0] + 1, "head": hashes[-1], "below": below, "cluster": before[2],
        "key": "", "signature": b"", "hashes": hashes,
    }  # fmt: skip
    return list((told | otherwise).values())


@pytest.mark.parametrize(
    "otherwise",
    [
        {"number": 4},
        {"first": 12, "last": 12},
        {"head": bytes(32)},
        {"hashes": [bytes(32)], "head": bytes(32)},
        {"hashes": [], "last": 10, "head": bytes(32)},
        {"cluster": 1},
        {"below": 2**40},
        {"below": 3},
    ],
)
def test_the_register_takes_no_seal_that_does_not_follow_from_the_events(log, rogue, otherwise):
    write(1)
    wait_for(1)
    with psycopg.connect(register.urls().application, autocommit=True) as application:
        with pytest.raises(psycopg.errors.CheckViolation):
            application.execute(ADD, follows(rogue, **otherwise))
        application.execute(ADD, follows(rogue))
    assert len(chained(rogue)) == 11


def test_a_seal_that_leaves_an_event_out_is_not_taken(log, rogue):
    write(1)
    wait_for(1)
    head = rogue.execute("SELECT head FROM audit_seal WHERE number = 2").fetchone()[0]
    told = follows(rogue, hashes=[], last=10, head=head)
    with (
        psycopg.connect(register.urls().application) as application,
        pytest.raises(psycopg.errors.CheckViolation, match="leaves events out"),
    ):
        application.execute(ADD, told)


def test_sealing_is_late_when_an_event_waits_although_empty_seals_are_made(log):
    with held():
        write(1)
        assert changes.seal(now=NOW + timedelta(minutes=20)) == 0
        found = queries.standing()
    assert (found.number, found.sealed, found.open_events) == (3, 10, 1)
    assert found.sealed_at == NOW + timedelta(minutes=20)
    assert not found.late(found.open_since + queries.WINDOW)
    assert found.late(found.open_since + queries.WINDOW + timedelta(seconds=1))


def test_an_application_that_forgets_a_transaction_does_not_hold_the_seal_back(log):
    with connection.cursor() as cursor:
        for limit in ("idle_in_transaction_session_timeout", "transaction_timeout"):
            cursor.execute("SELECT current_setting(%s)::interval", [limit])
            assert timedelta() < cursor.fetchone()[0] < queries.WINDOW - timedelta(minutes=10)
