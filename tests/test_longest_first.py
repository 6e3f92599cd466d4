"""The tests that take longest are begun first, and all others stay in their order."""

from types import SimpleNamespace

from tests.conftest import HERE, LONGEST, pytest_collection_modifyitems


def test_what_is_named_as_longest_is_there():
    assert [name for name in LONGEST if not (HERE / name).exists()] == []


def test_the_longest_are_begun_first_and_the_order_of_all_others_stays():
    names = ("accounts/test_log.py", "bench/test_bench.py", "accounts/test_jobs.py", "platform/test_releases.py")
    items = [SimpleNamespace(path=HERE / name) for name in names]
    pytest_collection_modifyitems(items)
    found = [str(item.path.relative_to(HERE)) for item in items]
    assert found == [names[3], names[1], names[0], names[2]]
