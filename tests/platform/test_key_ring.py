"""Keys: made once, kept for their owner alone, read where the operator put them, never shown."""

import stat

import pytest

from wardmote.platform import key_ring, secret_files
from wardmote.platform.key_ring import BACKUPS, VAULT, BadRing, Key, NoKey, Ring, State

HALF = "A" * 43


@pytest.fixture(autouse=True)
def fresh_home(tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_HOME", str(tmp_path))
    for source in (VAULT, BACKUPS):
        monkeypatch.delenv(source.variable, raising=False)


def test_a_ring_is_made_at_first_need_and_stays():
    first = key_ring.read(VAULT)
    assert key_ring.read(VAULT) == first
    assert [key.state for key in first.keys] == [State.CURRENT, State.INDEX]
    assert {len(key.secret) for key in first.keys} == {32}


def test_the_file_of_a_ring_is_its_owners_alone():
    key_ring.read(VAULT)
    path = secret_files.folder() / VAULT.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_backups_ring_is_another_one():
    vault, backups = key_ring.read(VAULT), key_ring.read(BACKUPS)
    assert not {key.secret for key in vault.keys} & {key.secret for key in backups.keys}


def test_the_environment_goes_before_the_file_and_cannot_be_written(monkeypatch):
    ring = key_ring.fresh_ring(VAULT)
    monkeypatch.setenv(VAULT.variable, ring.text().replace("\n", ","))
    assert key_ring.read(VAULT) == ring
    with pytest.raises(BadRing, match="the keys come from WARDMOTE_KEYS: change them there"):
        key_ring.write(VAULT, ring)
    assert secret_files.read(VAULT.file) is None


def test_a_ring_that_another_process_turned_is_read_anew():
    before = key_ring.read(VAULT)
    fresh = key_ring.fresh_key()
    key_ring.write(VAULT, before.turned(fresh))
    now = key_ring.read(VAULT)
    assert now.current == fresh
    assert now.named(before.current.name).state is State.OLD
    assert now.index == before.index


def test_no_key_is_shown():
    ring = key_ring.read(VAULT)
    for key in ring.keys:
        encoded = key.line().rsplit(":", 1)[1]
        for shown in (repr(ring), str(ring), repr(key), f"{key}"):
            assert encoded not in shown
            assert repr(key.secret) not in shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("abcd:current", "key 1 is not written as NAME:STATE:KEY"),
        (f"abcd:newest:{HALF}", "a state of current, old or index"),
        (f"AB:current:{HALF}", "key 1 is not written"),
        (f"abcd:current:{HALF}\nefgh:old:!!{HALF}", "key 2 is not written"),
        ("abcd:current:AAAA", "key 1 is not 32 bytes long"),
        (f"abcd:old:{HALF}", "exactly one key must be in the state 'current'"),
        (f"abcd:current:{HALF},efgh:current:{HALF}", "exactly one key must be in the state 'current'"),
        (f"abcd:current:{HALF},abcd:old:{HALF}", "two keys have the same name"),
        ("# nothing", "exactly one key"),
    ],
)
def test_a_ring_wrongly_written_is_one_sentence_without_the_key(monkeypatch, text, why):
    monkeypatch.setenv(VAULT.variable, text)
    with pytest.raises(BadRing, match=why) as refused:
        key_ring.read(VAULT)
    assert HALF not in str(refused.value)


def test_a_key_that_is_not_there_is_named_and_those_that_are():
    ring = Ring((Key("abcd", State.CURRENT, bytes(32)),))
    with pytest.raises(NoKey, match=r"the key 'gone' is not on the key ring \(there: abcd\)"):
        ring.named("gone")
    with pytest.raises(NoKey, match="blind indexes need"):
        _ = ring.index


def test_the_key_of_the_indexes_opens_nothing():
    ring = key_ring.read(VAULT)
    with pytest.raises(NoKey):
        ring.named(ring.index.name)
