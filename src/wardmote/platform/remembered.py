"""A question that several parts of a page ask is put to the register once, while a request that only reads is answered.

Nothing is remembered from one request to the next, nor in one that may write: what was read before a change would be told after it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("wardmote_answers", default=None)


@contextmanager
def remembering(*, reads: bool) -> Iterator[None]:
    """For one request: `reads` says that it writes nothing that such questions are about."""
    token = _answers.set({} if reads else None)
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(question: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Answer a question out of memory when the same was asked before in this request, with equal arguments."""

    @wraps(question)
    def ask(*given: Given.args, **named: Given.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return question(*given, **named)
        key = (question, given, tuple(sorted(named.items())))
        if key not in answers:
            answers[key] = question(*given, **named)
        found: Answer = answers[key]
        return found

    return ask
