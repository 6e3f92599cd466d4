"""What the table's owner does to the log, with every hurdle taken away, is found; with the right word, at the right place."""

import hashlib
import json
from datetime import timedelta

import pytest

from tests.audit.conftest import NOW, anchored, held, seal, write
from wardmote.audit import anchors, changes, signing
from wardmote.audit.canonical import FIELDS, START, link
from wardmote.audit.findings import Fault, Verdict
from wardmote.audit.seals import Seal
from wardmote.audit.verifying import LATE, _no_earlier

EDITS = {
    "id": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "request": "NULL",
    "member": "gen_random_uuid()",
    "agency": "NULL",
    "partnership": "gen_random_uuid()",
    "purpose": "'another'",
    "origin": "'198.51.100.1'",
    "verb": "'nothing'",
    "kind": "''",
    "ids": "ids[1:1]",
    "outcome": "'refused'",
    "facts": "'{}'",
    "transaction_number": "'3'",
    "serial": "DEFAULT",
}


def said(verdict: Verdict) -> list[tuple]:
    return [(finding.fault, finding.sequence) for finding in verdict.findings]


def at(rogue, place: int):
    """The event at a place of the chain, its key and time."""
    row = rogue.execute(
        "SELECT e.id, e.at FROM audit_link l JOIN audit_event e ON e.id = l.event WHERE sequence = %s", [place]
    )
    return row.fetchone()


def test_every_column_of_an_event_is_tried():
    assert len(EDITS) == len(FIELDS)


@pytest.mark.parametrize("column", [name for name in EDITS if name != "id"])
def test_an_edit_of_any_column_is_found_at_its_row(log, rogue, judge, column):
    event, when = at(rogue, 4)
    rogue.execute(f"UPDATE audit_event SET {column} = {EDITS[column]} WHERE id = %s", [event])
    (finding,) = judge().findings
    assert (finding.fault, finding.sequence, finding.event) == (Fault.EDITED, 4, event)
    if column != "at":
        assert finding.at == when
    assert str(event) in finding.sentence
    assert "edited" in finding.sentence


def test_a_row_that_takes_another_key_is_gone_from_its_place_and_new_elsewhere(log, rogue, judge):
    event, _when = at(rogue, 4)
    rogue.execute("UPDATE audit_event SET id = gen_random_uuid() WHERE id = %s", [event])
    assert said(judge()) == [(Fault.DELETED, 4), (Fault.INSERTED, None)]


@pytest.mark.parametrize("place", [1, 5, 10])
def test_a_deleted_event_is_found_at_its_place(log, rogue, judge, place):
    event, when = at(rogue, place)
    rogue.execute("DELETE FROM audit_event WHERE id = %s", [event])
    (finding,) = judge().findings
    assert (finding.fault, finding.sequence, finding.event) == (Fault.DELETED, place, event)
    assert abs(finding.at - when) < timedelta(seconds=5)


@pytest.mark.parametrize("place", [1, 5, 6])
def test_an_event_deleted_with_its_link_is_found_at_its_place(log, rogue, judge, place):
    event, _when = at(rogue, place)
    rogue.execute("DELETE FROM audit_event WHERE id = %s", [event])
    rogue.execute("DELETE FROM audit_link WHERE sequence = %s", [place])
    verdict = judge()
    assert (Fault.DELETED, place) in said(verdict)
    assert verdict.findings[0].last == place


def test_an_event_deleted_with_its_link_and_the_rest_moved_up_is_found(log, rogue, judge):
    event, _when = at(rogue, 5)
    rogue.execute("DELETE FROM audit_event WHERE id = %s", [event])
    rogue.execute("DELETE FROM audit_link WHERE sequence = 5")
    for place in range(6, 11):
        rogue.execute("UPDATE audit_link SET sequence = sequence - 1 WHERE sequence = %s", [place])
    verdict = judge()
    assert (Fault.TRUNCATED, 10) in said(verdict)
    assert any(finding.sequence == 5 for finding in verdict.findings)


def test_two_events_that_change_places_are_found(log, rogue, judge):
    one, other = at(rogue, 3)[0], at(rogue, 8)[0]
    rogue.execute("ALTER TABLE audit_link DROP CONSTRAINT audit_link_event_key")
    rogue.execute("UPDATE audit_link SET event = %s WHERE sequence = 3", [other])
    rogue.execute("UPDATE audit_link SET event = %s WHERE sequence = 8", [one])
    assert sorted(said(judge())) == [(Fault.REORDERED, 3), (Fault.REORDERED, 8)]


def test_two_links_that_change_places_are_found(log, rogue, judge):
    rogue.execute("UPDATE audit_link SET sequence = -3 WHERE sequence = 3")
    rogue.execute("UPDATE audit_link SET sequence = 3 WHERE sequence = 8")
    rogue.execute("UPDATE audit_link SET sequence = 8 WHERE sequence = -3")
    found = said(judge())
    assert {place for fault, place in found if fault is Fault.REORDERED} >= {3, 8}


def test_a_backdated_event_below_the_last_seal_is_found(log, rogue, judge):
    event, when = at(rogue, 4)
    rogue.execute(
        "INSERT INTO audit_event (id, at, purpose, origin, verb, kind, ids, outcome, facts, transaction_number)"
        " SELECT gen_random_uuid(), at, purpose, origin, verb, kind, ids, outcome, facts, transaction_number FROM audit_event WHERE id = %s",
        [event],
    )
    (finding,) = judge().findings
    assert (finding.fault, finding.at) == (Fault.INSERTED, when)


def test_a_backdated_event_is_found_before_and_after_it_was_sealed(log, rogue, judge):
    write(1)
    rogue.execute("UPDATE audit_event SET at = at - interval '3 hours' WHERE id NOT IN (SELECT event FROM audit_link)")
    assert [finding.fault for finding in judge().findings] == [Fault.INSERTED]
    seal(1, now=NOW)
    assert said(judge()) == [(Fault.INSERTED, 11)]


@pytest.mark.parametrize("table", ["audit_event", "audit_link", "audit_event, audit_link"])
def test_a_truncated_log_is_found(log, rogue, judge, table):
    rogue.execute(f"TRUNCATE {table}")
    found = judge().findings
    if "audit_link" in table:
        assert (found[0].fault, found[0].sequence, found[0].last) == (Fault.TRUNCATED, 1, 10)
    else:
        assert [finding.sequence for finding in found] == list(range(1, 11))
        assert {finding.fault for finding in found} == {Fault.DELETED}


def cut(rogue, place: int, seal: int) -> None:
    """Take the end of the log away, with links and seals."""
    rogue.execute("DELETE FROM audit_seal WHERE number > %s", [seal])
    rogue.execute("DELETE FROM audit_link WHERE sequence > %s", [place])
    rogue.execute("DELETE FROM audit_event WHERE id NOT IN (SELECT event FROM audit_link)")


def test_the_newest_events_taken_away_with_links_and_seals_are_found_by_the_anchors(log, rogue, judge, folders):
    cut(rogue, 6, 1)
    for finding in judge().findings:
        assert (finding.fault, finding.sequence, finding.last, finding.seal) == (Fault.TRUNCATED, 7, 10, 2)
    assert len(judge().findings) == 2, "one for each folder"
    assert not judge(anchors=[]).altered, "and without anchors they are not: that is what anchors are for"


def test_a_log_without_anything_left_is_found_by_the_anchors(log, rogue, judge):
    rogue.execute("TRUNCATE audit_event, audit_link, audit_seal")
    assert {(finding.fault, finding.sequence, finding.last) for finding in judge().findings} == {
        (Fault.TRUNCATED, 1, 10)
    }


def rewrite(rogue, *, seals: bool, key=None) -> None:
    """Change an event and compute everything after it anew, as well as it can be done without the key, or with another."""
    rogue.execute(
        "UPDATE audit_event SET member = gen_random_uuid() WHERE id = (SELECT event FROM audit_link WHERE sequence = 2)"
    )
    text = ", ".join(f"({field})" for field in FIELDS)
    heads, before = {}, START
    rogue.execute("SET TIME ZONE 'UTC'")
    for place, *fields in rogue.execute(
        f"SELECT sequence, {text} FROM audit_link l JOIN audit_event e ON e.id = l.event ORDER BY sequence"
    ).fetchall():
        data = b"".join(b"\xff" * 4 if f is None else len(f.encode()).to_bytes(4, "big") + f.encode() for f in fields)
        before = heads[place] = link(before, hashlib.sha256(data).digest())
        rogue.execute("UPDATE audit_link SET hash = %s WHERE sequence = %s", [before, place])
    if seals:
        for number, last in rogue.execute("SELECT number, last FROM audit_seal").fetchall():
            rogue.execute("UPDATE audit_seal SET head = %s WHERE number = %s", [heads[last], number])
    if key:
        names = "number, at, first, last, head, below, cluster"
        for row in rogue.execute(f"SELECT {names} FROM audit_seal").fetchall():
            made = Seal(*row).signed(key)
            rogue.execute(
                "UPDATE audit_seal SET key = %s, signature = %s WHERE number = %s",
                [made.key, made.signature, made.number],
            )


def test_a_chain_computed_anew_differs_from_its_seals(log, rogue, judge):
    rewrite(rogue, seals=False)
    found = judge(anchors=[]).findings
    assert [(finding.fault, finding.seal, finding.sequence) for finding in found] == [
        (Fault.REWRITTEN, 1, 6),
        (Fault.REWRITTEN, 2, 10),
    ]


def test_a_full_rewrite_without_the_key_has_wrong_signatures_and_differs_from_its_anchors(log, rogue, judge):
    rewrite(rogue, seals=True)
    found = {(finding.fault, finding.seal) for finding in judge().findings}
    assert found == {(Fault.SIGNATURE, 1), (Fault.SIGNATURE, 2), (Fault.REWRITTEN, 1), (Fault.REWRITTEN, 2)}


def test_a_full_rewrite_signed_with_another_key_names_a_key_that_is_not_ours(log, rogue, judge):
    rewrite(rogue, seals=True, key=signing._private(signing._fresh()))
    found = {(finding.fault, finding.seal) for finding in judge().findings}
    assert found == {(Fault.KEY, 1), (Fault.KEY, 2), (Fault.REWRITTEN, 1), (Fault.REWRITTEN, 2)}


def test_a_full_rewrite_signed_with_our_own_key_differs_from_its_anchors(log, rogue, judge, folders):
    rewrite(rogue, seals=True, key=signing.own())
    found = judge().findings
    assert {(finding.fault, finding.seal, finding.sequence) for finding in found} == {
        (Fault.REWRITTEN, 1, 6),
        (Fault.REWRITTEN, 2, 10),
    }
    assert len(found) == 4, "each folder says so"


def test_replacing_the_key_is_found_by_whoever_kept_the_public_one(log, judge, key_file):
    key_file.write_text(signing._fresh())
    write(1)
    seal(1, now=NOW)
    assert {(finding.fault, finding.seal) for finding in judge().findings} == {(Fault.KEY, 3)}


def test_anchors_rolled_back_in_one_folder_of_two_are_found(log, judge, folders):
    file = folders[1] / anchors.FILE
    file.write_text(anchored(folders[1])[0] + "\n")
    (finding,) = judge().findings
    assert (finding.fault, finding.seal) == (Fault.ANCHORS, 2)
    assert str(folders[1]) in finding.sentence


def test_a_log_and_one_folder_of_two_rolled_back_together_are_found_by_the_other(log, rogue, judge, folders):
    cut(rogue, 6, 1)
    (folders[1] / anchors.FILE).write_text(anchored(folders[1])[0] + "\n")
    (finding,) = judge().findings
    assert (finding.fault, finding.seal) == (Fault.TRUNCATED, 2)
    assert str(folders[0]) in finding.sentence


def test_an_anchor_that_was_edited_is_found(log, judge, folders):
    first, second = (json.loads(line) for line in anchored(folders[0]))
    second["last"] = 9
    (folders[0] / anchors.FILE).write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n")
    (finding,) = judge().findings
    assert (finding.fault, finding.seal) == (Fault.SIGNATURE, 2)


def test_a_seal_taken_out_is_found(log, rogue, judge):
    rogue.execute("DELETE FROM audit_seal WHERE number = 1")
    found = judge(anchors=[]).findings
    assert (found[0].fault, found[0].seal) == (Fault.DELETED, 1)


def test_a_signature_that_was_changed_is_found(log, rogue, judge):
    rogue.execute("UPDATE audit_seal SET at = at + interval '1 hour' WHERE number = 2")
    assert (Fault.SIGNATURE, 2) in {(finding.fault, finding.seal) for finding in judge(anchors=[]).findings}


def test_what_is_newer_than_the_last_seal_is_said_to_be_unproven(log, rogue, judge):
    write(3)
    oldest = rogue.execute("SELECT min(at) FROM audit_event WHERE id NOT IN (SELECT event FROM audit_link)").fetchone()[
        0
    ]
    rogue.execute("UPDATE audit_event SET member = NULL WHERE id NOT IN (SELECT event FROM audit_link)")
    verdict = judge()
    assert not verdict.altered
    assert (verdict.open_events, verdict.open_since) == (3, oldest)


def test_the_application_itself_cannot_read_the_log_to_verify_it_or_change_the_functions(log, database):
    import psycopg

    from wardmote.platform import register

    with psycopg.connect(register.urls().application, autocommit=True) as application:
        for statement in (
            "DROP FUNCTION audit_unsealed",
            "ALTER TABLE audit_event DISABLE TRIGGER USER",
            "DROP TABLE audit_seal",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(statement)


def test_a_record_by_which_an_event_is_found_no_more_is_found_at_its_event(log, rogue, judge):
    event, when = at(rogue, 4)
    rogue.execute("DELETE FROM audit_about WHERE event = %s", [event])
    (finding,) = judge().findings
    assert (finding.fault, finding.event, finding.at) == (Fault.RECORDS, event, when)


def test_a_record_that_an_event_never_named_is_found_at_its_event(log, rogue, judge):
    event, _when = at(rogue, 4)
    rogue.execute("INSERT INTO audit_about (record, event) VALUES (gen_random_uuid(), %s)", [event])
    assert [(finding.fault, finding.event) for finding in judge().findings] == [(Fault.RECORDS, event)]


def test_records_are_looked_at_in_the_open_window_too(log, rogue, judge):
    write(2)
    rogue.execute("TRUNCATE audit_about")
    assert [finding.fault for finding in judge().findings] == [Fault.RECORDS] * 12


def test_hours_of_a_transaction_held_open_accuse_nobody_before_or_after(database, rogue, judge):
    start = NOW - timedelta(hours=5)
    write(1)
    seal(1, now=start)
    with held():
        for minutes in range(15, 280, 15):
            changes.seal(now=start + timedelta(minutes=minutes))
        write(2)
        rogue.execute(
            "UPDATE audit_event SET at = %s WHERE id NOT IN (SELECT event FROM audit_link)",
            [start + timedelta(minutes=20)],
        )
        verdict = judge()
        assert not verdict.altered, verdict.as_json()
        assert verdict.open_events == 2
    seal(2, now=NOW)
    assert not judge().altered


def test_the_bound_of_the_past_goes_back_behind_transactions_held_one_beside_the_other():
    def sealed(*stops: int) -> list[Seal]:
        return [Seal(n, NOW + timedelta(hours=n), 1, 0, START, below, 1) for n, below in enumerate(stops)]

    def hours(*stops: int) -> int | None:
        bound = _no_earlier(sealed(*stops))
        return None if bound is None else round((bound - NOW + LATE) / timedelta(hours=1))

    assert hours() is None
    assert hours(5) is None
    assert hours(5, 6, 7) == 1
    assert hours(5, 6, 7, 7, 7) == 1
    assert hours(5, 6, 6, 7, 7) == 0, "while 6 was open, 7 may have been open already"
