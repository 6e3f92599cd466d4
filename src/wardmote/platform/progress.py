"""How far a long piece of work is, and how long it still takes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Progress:
    """`done` of `total` units of the step `what`, `seconds` after it began."""

    what: str
    done: int
    total: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; None while there is none."""
        return self.seconds * (self.total - self.done) / self.done if self.done else None


Show = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Show nothing."""


@dataclass
class Step:
    """One step of the work, which tells `show` as it goes on."""

    what: str
    total: int
    show: Show
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    def on(self, more: int) -> None:
        self.done += more
        self.show(Progress(self.what, self.done, max(self.total, self.done), time.monotonic() - self.began))
