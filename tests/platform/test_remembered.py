"""A question that is asked twice while a page is read is answered once, and never out of another page's memory."""

import pytest

from wardmote.platform.remembered import asked_once, remembering


@pytest.fixture
def counted():
    """A question that says how often it was put."""
    asked: list[int] = []

    @asked_once
    def question(number: int, *, doubled: bool = False) -> int:
        asked.append(number)
        return number * (2 if doubled else 1)

    return question, asked


def test_in_a_request_that_reads_a_question_is_put_once_for_each_of_its_arguments(counted):
    question, asked = counted
    with remembering(reads=True):
        assert [question(1), question(1), question(2), question(1, doubled=True), question(1, doubled=True)] == [1, 1, 2, 2, 2]  # fmt: skip
    assert asked == [1, 2, 1]


def test_an_answer_of_nothing_is_an_answer():
    asked: list[None] = []

    @asked_once
    def question() -> None:
        asked.append(None)

    with remembering(reads=True):
        assert question() is question() is None
    assert asked == [None]


def test_nothing_is_remembered_where_something_may_be_written_nor_from_one_request_to_the_next(counted):
    question, asked = counted
    question(1)
    for reads in (False, True, True):
        with remembering(reads=reads):
            question(1)
    with remembering(reads=False):
        question(1), question(1)
    question(1)
    assert asked == [1] * 7
