"""Run as a program: ingest again and again, each time killed (SIGKILL) at another moment.

    python killing.py at-each-step BASE FOLDER FILES     one copy of the lake BASE for each step of an ingest of FILES
    python killing.py at-any-time  BASE FOLDER FILES     the same, killed after ever longer waits

Each attempt is a child forked before any thread runs, so that hundreds cost no more than seconds. The copies are left
for a test to look at; the last one's ingest came to its end.
"""

import os
import pathlib
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wardmote.engine import lake

AT = datetime(2022, 11, 22, tzinfo=UTC)
LIMIT = 400
PAUSES = (0.0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3)


def _stop_before(step: int) -> None:
    """From now on, the `step`-th call that changes the disk kills this process instead."""
    calls = 0

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for name in ("fsync", "replace", "mkdir", "rmdir", "unlink"):
        setattr(os, name, watched(getattr(os, name)))
    pathlib.Path.open = watched(pathlib.Path.open)  # type: ignore[method-assign]
    shutil.rmtree = watched(shutil.rmtree)  # type: ignore[assignment]


def _child(folder: Path, files: list[Path], step: int | None) -> int:
    process = os.fork()
    if process == 0:
        if step is not None:
            _stop_before(step)
        lake.ingest(files, folder, at=AT)
        os._exit(0)
    return process


def _ended_well(process: int) -> bool:
    _process, status = os.waitpid(process, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"an ingest failed: {status}")
    return os.WIFEXITED(status)


def _copy(base: Path, folder: Path, n: int) -> Path:
    target = folder / f"{n:03d}"
    shutil.copytree(base, target)
    return target


def at_each_step(base: Path, folder: Path, files: list[Path]) -> None:
    for step in range(1, LIMIT):
        if _ended_well(_child(_copy(base, folder, step), files, step)):
            return
    raise SystemExit("the ingest never ended")


def at_any_time(base: Path, folder: Path, files: list[Path]) -> None:
    for n, pause in enumerate(PAUSES):
        process = _child(_copy(base, folder, n), files, None)
        time.sleep(pause)
        os.kill(process, signal.SIGKILL)
        _ended_well(process)


if __name__ == "__main__":
    way, base, folder, *files = sys.argv[1:]
    {"at-each-step": at_each_step, "at-any-time": at_any_time}[way](Path(base), Path(folder), [Path(f) for f in files])
