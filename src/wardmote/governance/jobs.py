"""What the worker does for whoever asked: spreadsheets are tried and brought in."""

from collections.abc import Callable, Generator
from uuid import UUID

from wardmote.accounts.jobs import job
from wardmote.accounts.states import Standing
from wardmote.governance import changes
from wardmote.governance.policies import may_run_governance
from wardmote.platform import clock
from wardmote.platform.refusals import Refused

Parts = Generator[None, Standing, str]


@job(policy=may_run_governance)
def try_file(by: Standing, *, file: UUID, run: int) -> Parts:
    """Try the rows of a file, a few in each part."""
    return (yield from _told_when_broken(_tried, by, file, run))


@job(policy=may_run_governance)
def bring_in_file(by: Standing, *, file: UUID, run: int) -> Parts:
    """Bring a file in, all of it in one part."""
    return (yield from _told_when_broken(_brought_in, by, file, run))


def _tried(by: Standing, file: UUID, run: int) -> Parts:
    trial = changes.begin_trying(file=file, run=run, at=clock.now(), by=by)
    if trial is None:
        return "another run was asked for"
    by = yield
    while changes.try_a_few(trial=trial, at=clock.now(), by=by):
        by = yield
    return f"{trial.through} rows"


def _brought_in(by: Standing, file: UUID, run: int) -> Parts:
    if not changes.begin_bringing(file=file, run=run, at=clock.now(), by=by):
        return "another run was asked for"
    by = yield
    came = changes.bring_in(file=file, run=run, at=clock.now(), by=by)
    return f"{len(came.outcomes)} rows" if came else "another run was asked for"


def _told_when_broken(work: Callable[[Standing, UUID, int], Parts], by: Standing, file: UUID, run: int) -> Parts:
    """The work, in its parts. A defect is told to whoever waits, in a part of its own, and then to the operator: the job breaks."""
    parts = work(by, file, run)
    try:
        next(parts)
        while True:
            by = yield
            parts.send(by)
    except StopIteration as ended:
        return str(ended.value)
    except (Refused, GeneratorExit):
        raise
    except Exception:
        changes.note_broken(file=file, run=run, at=clock.now(), by=by)
        yield
        raise
