"""A new key for the vault: everything is sealed anew, nothing that people write meanwhile is lost, and a key in use stays."""

import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from tests.platform.vaultapp.installing import installed, kept, tables, vault_home
from tests.platform.vaultapp.models import SafeAddress, SafeAddressEvent
from wardmote.platform import fields, key_ring, register, rotation, vault
from wardmote.platform.key_ring import VAULT, NoKey
from wardmote.platform.rotation import KeyInUse, NotSealedAnew

__all__ = ["installed", "kept", "tables", "vault_home"]
pytestmark = pytest.mark.usefixtures("vault_home", "kept")


def made(number: int) -> list[SafeAddress]:
    return SafeAddress.objects.bulk_create(
        SafeAddress(line=f"{n} High Street", note=f"note {n}") for n in range(number)
    )


def keys() -> set[str]:
    return {held.key for held in rotation.status()}


def test_every_value_is_sealed_anew_and_says_the_same(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 7)
    rows, before = made(50), key_ring.read(VAULT).current.name
    seen = []
    turned = rotation.rotate(show=seen.append)
    assert turned.key == key_ring.read(VAULT).current.name != before
    assert (turned.values, turned.unopened) == (200, ())  # two columns, and the history of each
    assert keys() == {turned.key}
    assert [SafeAddress.objects.get(pk=row.pk).line for row in rows] == [f"{n} High Street" for n in range(50)]
    assert {event.note for event in SafeAddressEvent.objects.all()} == {f"note {n}" for n in range(50)}
    assert (seen[-1].done, seen[-1].total, seen[-1].seconds_left) == (200, 200, 0)


def test_sealing_anew_leaves_no_trace_in_the_history():
    made(3)
    rotation.rotate()
    assert SafeAddressEvent.objects.count() == 3


def test_nothing_that_people_write_meanwhile_is_lost(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 20)
    rows, last, stop = made(16), {}, threading.Event()

    def write(mine):
        number = 0
        while not stop.is_set():
            for row in mine:
                number += 1
                with transaction.atomic():
                    found = SafeAddress.objects.select_for_update().get(pk=row.pk)
                    found.line = f"{row.pk} edit {number}"
                    found.save(update_fields=["line"])
                last[row.pk] = found.line
                time.sleep(0.005)
        connection.close()

    writers = [threading.Thread(target=write, args=(rows[n::2],)) for n in range(2)]
    for writer in writers:
        writer.start()
    try:
        turned = [rotation.rotate() for _ in range(2)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert len({one.key for one in turned}) == 2
    assert {row.pk: row.line for row in SafeAddress.objects.all()} == last
    assert {row.note for row in SafeAddress.objects.all()} == {f"note {n}" for n in range(16)}


def test_a_value_written_between_reading_and_writing_is_not_overwritten(monkeypatch, as_owner):
    """The lock is what prevents it; the comparison stands behind it."""
    row = made(1)[0]
    monkeypatch.setattr(rotation, "TAKE", rotation.TAKE.replace("FOR NO KEY UPDATE SKIP LOCKED", ""))
    first, real = (
        vault.seal("written meanwhile", bound_to=fields.place("vaultapp_safeaddress", "line", row.pk)),
        vault.open_sealed,
    )

    written = []

    def slow(blob, *, bound_to):
        text = real(blob, bound_to=bound_to)
        if text == "0 High Street" and not written:
            written.append(text)
            as_owner.execute("SET wardmote.upkeep = 'on'")
            as_owner.execute("UPDATE vaultapp_safeaddress SET line = %s WHERE id = %s", [first, row.pk])
        return text

    monkeypatch.setattr(vault, "open_sealed", slow)
    rotation.rotate()
    assert SafeAddress.objects.get().line == "written meanwhile"


def test_a_row_that_somebody_holds_is_passed_by_and_said(monkeypatch, as_owner):
    monkeypatch.setattr(rotation, "ROUNDS", 3)
    rows = made(3)
    with as_owner.transaction():
        as_owner.execute("SET LOCAL wardmote.upkeep = 'on'")
        as_owner.execute("SELECT * FROM vaultapp_safeaddress WHERE id = %s FOR UPDATE", [rows[1].pk])
        with pytest.raises(NotSealedAnew, match="2 values are still sealed with an old key"):
            rotation.rotate()
    half = key_ring.read(VAULT).current.name
    assert rotation.rotate().key == half  # it went on, with the key that it had begun with
    assert keys() == {half}


ROTATE = """
import django
django.setup()
import os, sys
from tests.platform.vaultapp import installing, models
from wardmote.platform import fields, register, rotation
fields.sealed_fields = lambda: [(model, model._meta.get_field(name)) for model in (models.SafeAddress, models.SafeAddressEvent) for name in ("line", "note")]
register.use(register.Urls(*sys.argv[1:4]))
rotation.BATCH = 1
def show(at):
    print(at.done, flush=True)
rotation.rotate(show=show)
"""


def test_a_rotation_that_was_killed_goes_on_where_it_was():
    rows, before, urls = made(300), key_ring.read(VAULT).current.name, register.urls()
    process = subprocess.Popen(
        [sys.executable, "-c", ROTATE, urls.application, urls.owner, urls.keeper], stdout=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if int(line) >= 40:
            process.send_signal(signal.SIGKILL)
            break
    process.stdout.close()
    process.wait()
    half = key_ring.read(VAULT).current.name
    assert keys() == {before, half}
    turned = rotation.rotate()
    assert turned.key == half
    assert turned.values < 1200 - 30
    assert keys() == {half}
    assert [SafeAddress.objects.get(pk=row.pk).line for row in rows] == [f"{n} High Street" for n in range(300)]


def test_a_key_that_is_wanting_is_named_before_anything_is_written():
    made(2)
    name = key_ring.read(VAULT).current.name
    key_ring.write(VAULT, key_ring.fresh_ring(VAULT))
    fresh = key_ring.read(VAULT)
    with pytest.raises(NoKey, match=f"the key '{name}' is not on the key ring"):
        rotation.rotate()
    assert key_ring.read(VAULT) == fresh


def test_a_value_that_does_not_open_is_named_and_left(as_owner):
    rows = made(3)
    as_owner.execute("SET wardmote.upkeep = 'on'")
    as_owner.execute("UPDATE vaultapp_safeaddress SET line = note WHERE id = %s", [rows[1].pk])
    turned = rotation.rotate()
    assert f"vaultapp_safeaddress.line {rows[1].pk}" in turned.unopened
    assert [place.split()[0] for place in turned.unopened] == [
        "vaultapp_safeaddress.line",
        "vaultapp_safeaddressevent.line",
    ]
    assert turned.values == 12


def test_keys_of_the_environment_are_turned_there(monkeypatch):
    made(2)
    ring = key_ring.read(VAULT)
    turned = ring.turned(key_ring.fresh_key())
    monkeypatch.setenv(VAULT.variable, turned.text())
    assert rotation.rotate().key == turned.current.name
    assert keys() == {turned.current.name}
    assert rotation.rotate().values == 0


def test_an_owner_who_may_not_leave_history_alone_is_told_what_to_grant(register_server):
    register_server.connection.execute("REVOKE SET ON PARAMETER session_replication_role FROM wardmote_owner")
    try:
        with pytest.raises(NotSealedAnew, match="GRANT SET ON PARAMETER session_replication_role"):
            rotation.rotate()
    finally:
        register_server.connection.execute("GRANT SET ON PARAMETER session_replication_role TO wardmote_owner")


def test_a_key_is_retired_only_when_nothing_is_sealed_with_it():
    made(1)
    old = key_ring.read(VAULT).current.name
    with pytest.raises(KeyInUse, match=f"the key '{old}' is the one that seals"):
        rotation.retire(old)
    key_ring.write(VAULT, key_ring.read(VAULT).turned(key_ring.fresh_key()))
    with pytest.raises(
        KeyInUse,
        match=r"still seals something \(vaultapp_safeaddress.line: 1, vaultapp_safeaddress.note: 1, vaultapp_safeaddressevent",
    ):
        rotation.retire(old)
    rotation.rotate()
    rotation.retire(old)
    assert old not in {key.name for key in key_ring.read(VAULT).keys}
    assert SafeAddress.objects.get().line == "0 High Street"
    with pytest.raises(NoKey):
        rotation.retire("unknown1")


def test_a_row_that_the_owner_does_not_reach_is_counted_all_the_same_and_keeps_its_key(as_owner):
    made(1)
    old = key_ring.read(VAULT).current.name
    as_owner.execute("DROP POLICY upkeep ON vaultapp_safeaddress")
    with pytest.raises(NotSealedAnew, match="2 values are still sealed"):
        rotation.rotate()
    with pytest.raises(KeyInUse):
        rotation.retire(old)


def test_a_value_in_the_clear_is_seen_in_the_status(as_owner):
    row = made(1)[0]
    as_owner.execute("SET wardmote.upkeep = 'on'")
    as_owner.execute("UPDATE vaultapp_safeaddress SET line = 'in the clear' WHERE id = %s", [row.pk])
    assert rotation.Held("vaultapp_safeaddress", "line", "", 1) in rotation.status()
