"""The vault: what is sealed opens in its own place alone, and is seen nowhere else."""

import copy
import logging
import pickle
import traceback
from uuid import UUID

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.platform.vaultapp.installing import installed, tables, vault_home
from tests.platform.vaultapp.models import Numbered, SafeAddress, SafeAddressEvent
from wardmote.platform import fields, key_ring, vault
from wardmote.platform.key_ring import VAULT, NoKey
from wardmote.platform.vault import WillNotOpen

SECRET = "14 Nowhere Lane, Southfold"
PLACE = "people_address:line:1"

__all__ = ["installed", "tables", "vault_home"]
pytestmark = pytest.mark.usefixtures("vault_home")


def kept(table: str = "vaultapp_safeaddress", column: str = "line") -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [bytes(row[0]) for row in cursor.fetchall()]


# The functions


@given(text=st.text())
def test_what_is_sealed_opens_to_the_same_text(home, text):
    assert vault.open_sealed(vault.seal(text, bound_to=PLACE), bound_to=PLACE) == text


def test_the_same_text_is_never_sealed_alike():
    assert len({vault.seal(SECRET, bound_to=PLACE) for _ in range(100)}) == 100


@pytest.mark.parametrize("place", ["people_address:line:2", "people_address:note:1", "people_phone:line:1"])
def test_a_value_moved_to_another_row_column_or_table_does_not_open(place):
    blob = vault.seal(SECRET, bound_to=PLACE)
    with pytest.raises(WillNotOpen, match="does not open: it was altered or moved"):
        vault.open_sealed(blob, bound_to=place)


def test_a_value_altered_in_any_byte_does_not_open():
    blob = vault.seal("abc", bound_to=PLACE)
    for at in range(len(blob)):
        altered = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        with pytest.raises((WillNotOpen, NoKey)):
            vault.open_sealed(altered, bound_to=PLACE)
    for length in range(len(blob)):
        with pytest.raises((WillNotOpen, NoKey)):
            vault.open_sealed(blob[:length], bound_to=PLACE)


def test_a_value_under_another_ring_says_which_key_is_wanting():
    blob = vault.seal(SECRET, bound_to=PLACE)
    name = key_ring.read(VAULT).current.name
    key_ring.write(VAULT, key_ring.fresh_ring(VAULT))
    with pytest.raises(NoKey, match=f"the key '{name}' is not on the key ring"):
        vault.open_sealed(blob, bound_to=PLACE)


def test_a_value_under_a_key_of_the_same_name_does_not_open():
    blob = vault.seal(SECRET, bound_to=PLACE)
    ring = key_ring.read(VAULT)
    other = key_ring.Key(ring.current.name, ring.current.state, bytes(32))
    key_ring.write(VAULT, key_ring.Ring((other, ring.index)))
    with pytest.raises(WillNotOpen):
        vault.open_sealed(blob, bound_to=PLACE)


def test_a_value_must_be_bound_to_a_place():
    with pytest.raises(ValueError, match="bound to a place"):
        vault.seal(SECRET, bound_to=" ")


def test_a_blind_index_is_the_same_for_equal_texts_and_tells_indexes_apart():
    assert vault.blind("jo@example.org", index="email") == vault.blind("jo@example.org", index="email")
    assert vault.blind("jo@example.org", index="email") != vault.blind("jo@example.org", index="informant")
    assert vault.blind("jo@example.org", index="email") != vault.blind("jo@example.org ", index="email")
    assert len(vault.blind("", index="email")) == 43


def test_a_blind_index_stays_when_the_key_is_turned():
    before = vault.blind("jo", index="name")
    key_ring.write(VAULT, key_ring.read(VAULT).turned(key_ring.fresh_key()))
    assert vault.blind("jo", index="name") == before


# The field


def test_the_register_never_sees_the_text_and_the_object_gives_it_back(tables):
    made = SafeAddress.objects.create(line=SECRET, note="a knock, twice")
    assert SECRET.encode() not in kept()[0]
    assert b"knock" not in kept(column="note")[0]
    found = SafeAddress.objects.get(pk=made.pk)
    assert (found.line, found.note) == (SECRET, "a knock, twice")
    assert made.line == SECRET


def test_nothing_and_an_empty_text_are_not_the_same(tables):
    nothing, empty = SafeAddress.objects.create(line=None), SafeAddress.objects.create(line="")
    assert SafeAddress.objects.get(pk=nothing.pk).line is None
    assert SafeAddress.objects.get(pk=empty.pk).line == ""
    assert list(SafeAddress.objects.filter(line__isnull=True)) == [nothing]


def test_a_value_copied_by_sql_to_another_row_does_not_open(tables, as_owner):
    one, two = SafeAddress.objects.create(line=SECRET), SafeAddress.objects.create(line="2 Elsewhere Road")
    as_owner.execute(
        "UPDATE vaultapp_safeaddress SET line = (SELECT line FROM vaultapp_safeaddress WHERE id = %s) WHERE id = %s",
        [one.pk, two.pk],
    )
    as_owner.execute("UPDATE vaultapp_safeaddress SET note = line WHERE id = %s", [one.pk])
    with pytest.raises(WillNotOpen):
        _ = SafeAddress.objects.get(pk=two.pk).line
    with pytest.raises(WillNotOpen):
        _ = SafeAddress.objects.get(pk=one.pk).note


def test_many_rows_at_once_are_each_sealed_for_their_own_place(tables):
    made = SafeAddress.objects.bulk_create(SafeAddress(line=f"{n} High Street") for n in range(20))
    assert [SafeAddress.objects.get(pk=one.pk).line for one in made] == [f"{n} High Street" for n in range(20)]


def test_an_object_that_is_listed_is_not_opened(tables, monkeypatch):
    SafeAddress.objects.create(line=SECRET)
    monkeypatch.setattr(vault, "open_sealed", lambda *_args, **_kwargs: pytest.fail("opened"))
    assert [str(row.pk) for row in SafeAddress.objects.all()]
    assert str(SafeAddress.objects.values_list("line", flat=True)[0]) == "<sealed>"


def test_a_deferred_value_opens_when_it_is_read(tables):
    SafeAddress.objects.create(line=SECRET)
    assert SafeAddress.objects.defer("line").get().line == SECRET
    assert SafeAddress.objects.only("line_blind").get().line == SECRET


def test_saving_an_object_that_was_never_opened_keeps_its_text(tables):
    pk = SafeAddress.objects.create(line=SECRET).pk
    before = kept()
    SafeAddress.objects.get(pk=pk).save()
    assert kept() == before
    key_ring.write(VAULT, key_ring.read(VAULT).turned(key_ring.fresh_key()))
    SafeAddress.objects.get(pk=pk).save()
    assert vault.key_name(kept()[0]) == key_ring.read(VAULT).current.name
    assert SafeAddress.objects.get(pk=pk).line == SECRET


ASKED = (
    {"line": SECRET}, {"line": None}, {"line__contains": "Lane"}, {"line__in": [SECRET]}, {"line__gt": "A"},
    {"line__startswith": "1"}, {"line__regex": "."}, {"line__length": 3},
)  # fmt: skip


def test_a_sealed_field_can_be_asked_only_whether_it_is_there(tables):
    for ask in ASKED:
        with pytest.raises(FieldError, match="line is sealed"):
            SafeAddress.objects.filter(**ask).exists()
    assert not SafeAddress.objects.filter(line__isnull=False).exists()


def test_a_bulk_update_cannot_seal_for_rows_that_it_does_not_know(tables):
    made = SafeAddress.objects.create(line=SECRET)
    with pytest.raises(FieldError, match=r"write it with save\(\) or bulk_create\(\)"):
        SafeAddress.objects.update(line="elsewhere")
    with pytest.raises(FieldError, match=r"write it with save\(\)"):
        SafeAddress.objects.bulk_update([made], ["line"])
    SafeAddress.objects.update(line=None)
    assert SafeAddress.objects.get().line is None


def test_a_row_whose_key_the_database_makes_is_refused(tables):
    with pytest.raises(FieldError, match="its primary key must be made by a default"):
        Numbered.objects.create(line=SECRET)


def test_only_text_is_sealed(tables):
    with pytest.raises(TypeError, match="line holds text, not bytes"):
        SafeAddress(line=b"bytes")


def test_a_text_is_found_by_its_blind_index(tables):
    def address(text):
        return vault.blind(" ".join(text.casefold().split()), index="vaultapp_safeaddress.line")

    made = SafeAddress.objects.create(line=SECRET, line_blind=address(SECRET))
    SafeAddress.objects.create(line="elsewhere", line_blind=address("elsewhere"))
    assert SafeAddress.objects.get(line_blind=address("14  nowhere lane, SOUTHFOLD")) == made


def test_the_history_of_a_row_is_sealed_too_and_opens_there(tables):
    made = SafeAddress.objects.create(line=SECRET)
    made.line = "2 Elsewhere Road"
    made.save()
    for blob in kept("vaultapp_safeaddressevent"):
        assert blob.startswith(vault.MAGIC)
    history = SafeAddressEvent.objects.order_by("pgh_id")
    assert [event.line for event in history] == [SECRET, "2 Elsewhere Road"]


# Where it must not be seen


def test_no_text_is_seen_in_what_an_object_shows(tables, installed, caplog):
    made = SafeAddress.objects.create(line=SECRET)
    found = SafeAddress.objects.get()
    assert found.line == SECRET
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("wardmote").info("%r %s %r", found, found, vars(found))
    for shown in (
        repr(vars(made)),
        repr(vars(found)),
        caplog.text,
        repr(copy.copy(found)),
        repr(copy.deepcopy(found).__dict__),
    ):
        assert "Nowhere" not in shown
    assert copy.deepcopy(found).line == SECRET


def test_no_text_is_written_by_pickling_or_serialising(tables, installed):
    made = SafeAddress.objects.create(line=SECRET)
    with pytest.raises(TypeError, match="not written anywhere else"):
        pickle.dumps(made)
    with pytest.raises(FieldError, match="cannot be serialised"):
        serializers.serialize("json", [made])
    assert b"Nowhere" not in pickle.dumps(SafeAddress.objects.get())


def test_no_text_is_in_the_traceback_of_a_value_that_does_not_open(tables, as_owner):
    made = SafeAddress.objects.create(line=SECRET)
    as_owner.execute("UPDATE vaultapp_safeaddress SET id = %s", [UUID(int=7)])
    assert made
    with pytest.raises(WillNotOpen) as refused:
        _ = SafeAddress.objects.get().line
    trace = traceback.TracebackException.from_exception(refused.value, capture_locals=True)
    shown = "".join(trace.format())
    assert "Nowhere" not in shown
    for key in key_ring.read(VAULT).keys:
        assert repr(key.secret)[2:-1] not in shown
        assert key.line().rsplit(":", 1)[1] not in shown


def test_no_form_is_made_of_a_sealed_field():
    assert SafeAddress._meta.get_field("line").formfield() is None


def test_sealed_fields_are_found_in_tables_and_in_their_histories(installed):
    found = {(model.__name__, field.name) for model, field in fields.sealed_fields()}
    assert {("SafeAddress", "line"), ("SafeAddressEvent", "note"), ("Numbered", "line")} <= found
