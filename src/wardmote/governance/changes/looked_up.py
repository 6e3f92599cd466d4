"""What many rows of one transaction ask alike is asked once: whether a body is of the partnership, the shape of a group on a day, the scale of a day.

Only while rows of a file are brought in; a change that a form calls asks for itself. What a row that is taken back may have written is forgotten with it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("wardmote_looked_up", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Inside the block, which is inside one transaction, what was asked is remembered."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def looked_up(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to `ask`, which `key` stands for. Nothing is remembered of an answer that is nothing."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        answer = ask()
        if not answer:
            return answer
        known[key] = answer
    found: Answer = known[key]
    return found


def forget() -> None:
    """A row is taken back: what it wrote is not there."""
    if (known := _known.get()) is not None:
        known.clear()
