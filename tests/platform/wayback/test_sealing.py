"""Sealed files: whatever is done to one of them is noticed, and nothing of it is used."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.platform import key_ring
from wardmote.platform.key_ring import BACKUPS, Key, NoKey, Ring, State
from wardmote.platform.wayback import sealing
from wardmote.platform.wayback.sealing import BadBackup, Reading, Sealing, opened

RING = Ring((Key("abcd", State.CURRENT, bytes(range(32))),))


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(sealing, "CHUNK", 16)


def sealed(path, data: bytes, context: str = "a/b", ring: Ring = RING):
    with Sealing(path, ring, context) as file:
        file.write(data)
    return path


def whole(path, context: str = "a/b", ring: Ring = RING) -> bytes:
    return b"".join(opened(path, ring, context))


def chunks_of(data: bytes) -> tuple[bytes, list[bytes]]:
    """The head of a sealed file, and its chunks with their lengths."""
    start = len(sealing.MAGIC) + 1 + 4 + sealing.SALT
    head, rest, found = data[:start], data[start:], []
    while rest:
        end = 4 + int.from_bytes(rest[:4], "big")
        found.append(rest[:end])
        rest = rest[end:]
    return head, found


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 31, 32, 33, 1000])
def test_what_is_sealed_opens_to_the_same_bytes(tmp_path, small, size):
    data = os.urandom(size)
    assert whole(sealed(tmp_path / "f", data)) == data


@given(parts=st.lists(st.binary(max_size=40)), sizes=st.lists(st.integers(1, 50), min_size=1))
def test_it_does_not_matter_in_which_pieces_it_is_written_and_read(tmp_path_factory, parts, sizes):
    path = tmp_path_factory.mktemp("pieces") / "f"
    with Sealing(path, RING, "a/b") as file:
        for part in parts:
            file.write(part)
    reading, found = Reading(opened(path, RING, "a/b")), b""
    while len(found) < len(b"".join(parts)):
        found += reading.read(sizes[len(found) % len(sizes)])
    assert found + reading.read() == b"".join(parts)


def test_a_flipped_bit_anywhere_is_noticed(tmp_path, small):
    data = sealed(tmp_path / "f", bytes(40)).read_bytes()
    for at in range(len(data)):
        (tmp_path / "g").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises((BadBackup, NoKey)):
            whole(tmp_path / "g")


def test_a_file_cut_off_anywhere_is_noticed(tmp_path, small):
    data = sealed(tmp_path / "f", bytes(40)).read_bytes()
    for length in range(len(data)):
        (tmp_path / "g").write_bytes(data[:length])
        with pytest.raises(BadBackup):
            whole(tmp_path / "g")


def test_chunks_that_change_places_go_missing_or_come_twice_are_noticed(tmp_path, small):
    head, chunks = chunks_of(sealed(tmp_path / "f", bytes(80)).read_bytes())
    one, two, *rest = chunks
    assert len(rest) == 3
    for wrong in (
        [two, one, *rest],
        [one, *rest],
        [one, one, two, *rest],
        [one, two, *rest, rest[-1]],
        [one, two],
        [*rest, one, two],
    ):
        (tmp_path / "g").write_bytes(head + b"".join(wrong))
        with pytest.raises(BadBackup, match="was altered, cut off"):
            whole(tmp_path / "g")


def test_a_file_in_the_place_of_another_does_not_open(tmp_path):
    path = sealed(tmp_path / "f", b"rows", "20260101T000000Z/register")
    for context in ("20260101T000000Z/home", "20260102T000000Z/register"):
        with pytest.raises(BadBackup, match="was altered"):
            whole(path, context)


def test_another_key_does_not_open_it_and_is_named(tmp_path):
    path = sealed(tmp_path / "f", b"rows")
    with pytest.raises(NoKey, match=r"the key 'abcd' is not on the key ring \(there: efgh\)"):
        whole(path, ring=Ring((Key("efgh", State.CURRENT, bytes(32)),)))
    with pytest.raises(BadBackup, match="another key of the same name"):
        whole(path, ring=Ring((Key("abcd", State.CURRENT, bytes(32)),)))


def test_an_old_key_of_the_ring_still_opens(tmp_path):
    path = sealed(tmp_path / "f", b"rows")
    assert whole(path, ring=RING.turned(key_ring.fresh_key())) == b"rows"


def test_a_file_whose_writing_was_broken_off_never_opens(tmp_path, small):
    file = Sealing(tmp_path / "f", RING, "a/b")
    file.write(bytes(100))
    file.__exit__(RuntimeError, None, None)
    with pytest.raises(BadBackup):
        whole(tmp_path / "f")


def test_what_is_no_file_of_a_backup_is_said(tmp_path):
    (tmp_path / "f").write_text("hello")
    with pytest.raises(BadBackup, match="f is no file of a Wardmote backup"):
        whole(tmp_path / "f")
    with pytest.raises(BadBackup, match="g cannot be read: No such file"):
        whole(tmp_path / "g")


def test_nothing_of_the_text_and_nothing_of_the_key_is_in_the_file(tmp_path):
    data = sealed(tmp_path / "f", b"14 Nowhere Lane" * 10).read_bytes()
    assert b"Nowhere" not in data
    assert RING.current.secret not in data
    assert BACKUPS.variable == "WARDMOTE_BACKUP_KEYS"
