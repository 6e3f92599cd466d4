"""Keys sort by the time they were made."""

from datetime import UTC, datetime

from wardmote.platform.keys import new_key


def test_a_key_is_a_version_7_uuid():
    key = new_key()
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"


def test_a_key_begins_with_the_milliseconds_of_its_making():
    before = datetime.now(UTC).timestamp()
    made = (new_key().int >> 80) / 1000
    assert before - 0.002 <= made <= datetime.now(UTC).timestamp()


def test_keys_are_different_and_hardly_ever_out_of_order():
    keys = [new_key() for _ in range(5000)]
    assert len(set(keys)) == 5000
    assert [key.int >> 80 for key in keys] == sorted(key.int >> 80 for key in keys)
