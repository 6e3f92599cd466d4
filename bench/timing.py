"""Medians, and how busy the machine was meanwhile."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Timing:
    """One line of the table. Milliseconds; `first` is the first call, of which there is one; `goal` is an upper limit."""

    what: str
    size: str
    median: float
    least: float
    runs: int
    first: float | None = None
    goal: float | None = None

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.median <= self.goal

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.met}


def took(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def timed(what: str, size: str, call: Callable[[], object], runs: int, *, goal: float | None = None) -> Timing:
    """A first call, which may have to read, and the median of `runs` more."""
    first = took(call)
    again = [took(call) for _run in range(runs)]
    return Timing(what, size, statistics.median(again), min(again), runs, first, goal)


def load() -> float:
    """Processes that wanted a processor over the last minute."""
    return os.getloadavg()[0]


def table(timings: list[Timing]) -> str:
    width = max(len(one.what) for one in timings) + 2
    lines = [f"{'milliseconds':{width}}{'size':36}{'first':>9}{'median':>9}{'least':>9}{'goal':>8}"]
    for one in timings:
        first = "" if one.first is None else f"{one.first:.1f}"
        goal = "" if one.goal is None else f"{one.goal:.0f} {'met' if one.met else 'MISSED'}"
        lines.append(f"{one.what:{width}}{one.size:36}{first:>9}{one.median:>9.1f}{one.least:>9.1f}  {goal}")
    return "\n".join(lines)
