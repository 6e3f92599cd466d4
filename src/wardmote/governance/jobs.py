"""What the worker does for whoever asked: spreadsheets are tried and brought in, and all that is kept of a partnership is written down."""

from collections.abc import Callable, Generator
from uuid import UUID

from wardmote.accounts.jobs import job
from wardmote.accounts.states import Standing
from wardmote.governance import changes
from wardmote.governance.changes import exits
from wardmote.governance.extracts.exits import packed_exit
from wardmote.governance.policies import may_run_governance, may_take_partnership_out
from wardmote.governance.queries.leaving import at_one_moment
from wardmote.governance.states import ExitState
from wardmote.platform import clock
from wardmote.platform.refusals import Refused

Parts = Generator[None, Standing, str]
LARGEST = 100 * 1024 * 1024  # of an exit's packed file: what is larger is handed over by the command


@job(policy=may_run_governance)
def try_file(by: Standing, *, file: UUID, run: int) -> Parts:
    """Try the rows of a file, a few in each part."""
    return (yield from _told_when_broken(_tried, by, file, run))


@job(policy=may_run_governance)
def bring_in_file(by: Standing, *, file: UUID, run: int) -> Parts:
    """Bring a file in, all of it in one part."""
    return (yield from _told_when_broken(_brought_in, by, file, run))


def _exit_broke(by: Standing, *, too_long: bool, file: UUID) -> None:
    """What cannot be written down in the time that one part has does not fit here, like what is too large."""
    state = ExitState.TOO_LARGE if too_long else ExitState.BROKEN
    exits.break_off_exit(file=file, state=state, at=clock.now(), by=by)


@job(policy=may_take_partnership_out, patient=True, around=at_one_moment, broken=_exit_broke)
def write_exit(by: Standing, *, file: UUID) -> str:
    """Write everything down, pack it and seal it: in one part, so that all of it is as it was at one moment."""
    with packed_exit(by) as made:
        if made.size > LARGEST:
            exits.break_off_exit(file=file, state=ExitState.TOO_LARGE, at=clock.now(), by=by)
            return "too large"
        exits.keep_exit(
            file=file, pieces=made.pieces(), lines=made.lines, size=made.size, sha256=made.digest(), at=clock.now(), by=by
        )  # fmt: skip
        return f"{made.lines} rows"


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
