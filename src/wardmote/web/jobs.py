"""What the installation does by itself, and when. Times are UTC."""

import logging
from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial

from wardmote.accounts import forgotten as forgotten  # its job is asked for by a page, and done by the worker
from wardmote.accounts import queries
from wardmote.accounts.changes.endings import tell_of_endings as tell
from wardmote.accounts.changes.sweeping import sweep_sign_ins
from wardmote.accounts.jobs import TO_RUN, by_itself, job
from wardmote.accounts.states import Standing
from wardmote.audit import changes as audit
from wardmote.audit.states import Outcome
from wardmote.governance import changes as governance
from wardmote.governance import jobs as governance_jobs  # noqa: F401 - they are asked for by pages, and done by the worker
from wardmote.governance.changes import exits
from wardmote.governance.extracts.exits import clear_left
from wardmote.governance.states import Pace
from wardmote.platform import clock, drafts, installation, jobs, once, outbox

log = logging.getLogger("wardmote.jobs")
MINUTE, TEN_MINUTES, NIGHT, MORNING = "* * * * *", "*/10 * * * *", "17 2 * * *", "7 6 * * *"
EARLY, BREAKFAST = "41 4 * * *", "23 6 * * *"  # what is late escalates before people are told of it


@job(policy=by_itself, every=MINUTE)
def send_outbox(_by: Standing) -> Generator[None, Standing, str]:
    """Send the letters that are due: each in a transaction of its own. Also queued by whoever posts one."""
    counted: dict[str, int] = {}
    while ended := outbox.send_next(at=clock.now()):
        counted[ended] = counted.get(ended, 0) + 1
        yield
    return ", ".join(f"{n} {word}" for word, n in counted.items())


@job(policy=by_itself, every=TEN_MINUTES)
def seal_log(_by: Standing) -> str:
    """Seal, sign and anchor what was added to the log: what is newer than the last anchor cannot be proven complete, so that stays short."""
    sealed = audit.seal(now=clock.now())
    return f"{sealed} events" if sealed else ""


SWEEPS: tuple[tuple[str, Callable[[datetime], int]], ...] = (
    ("keys of forms", lambda now: once.sweep(before=now - once.KEPT)),
    ("drafts", lambda now: drafts.sweep(before=now - drafts.KEPT)),
    ("files that were to be brought in", lambda now: governance.sweep_files(before=now - governance.FILES_KEPT)),
    ("letters", lambda now: outbox.sweep(before=now - outbox.KEPT)),
    ("jobs", lambda now: jobs.sweep(before=now - jobs.KEPT)),
    ("rows of sessions", lambda now: sweep_sign_ins(at=now)),
)


@job(policy=by_itself, every=NIGHT)
def sweep(_by: Standing) -> Generator[None, Standing, str]:
    """Forget what has been kept for as long as it should be: each kind in a part of its own, so that one that breaks keeps no other. What broke is told at the end."""
    now, told, broke = clock.now(), [], []
    for what, forget in SWEEPS:
        count = jobs.apart(partial(forget, now))
        if isinstance(count, Exception):
            log.error("sweep: %s are kept, for that broke (%s)", what, type(count).__name__)
            audit.record(TO_RUN, outcome=Outcome.FAILED, facts={"job": "sweep"})
            broke.append(count)
        told.append(f"{count} {what}")
        yield
    if broke:
        raise ExceptionGroup("not everything was swept", broke)
    return ", ".join(told)


@job(policy=by_itself, every=TEN_MINUTES)
def forget_exits(_by: Standing) -> str:
    """Forget what was written down of partnerships, when its hours are over, and what a worker that was killed left of it."""
    now = clock.now()
    files, left = exits.forget_exits(before=now), clear_left(at=now)
    return f"{files} files, {left} folders" if files or left else ""


@job(policy=by_itself, every=MORNING)
def tell_of_endings(_by: Standing) -> Generator[None, Standing, str]:
    """Write to whom it concerns before vetting, training or a signature ends: partnership by partnership. A day that was missed is made good."""
    letters = 0
    for partnership in queries.every_partnership():
        letters += tell(partnership=partnership, on=clock.today(), at=clock.now())
        yield
    return f"{letters} letters" if letters else ""


@job(policy=by_itself, every=EARLY)
def escalate_actions(_by: Standing) -> Generator[None, Standing, str]:
    """Late actions go up the steps that they have reached, each once: partnership by partnership. A day that was missed is made good."""
    steps = 0
    for partnership in queries.every_partnership():
        steps += governance.escalate_actions(partnership=partnership, on=clock.today(), at=clock.now())
        yield
    return f"{steps} steps" if steps else ""


@job(policy=by_itself, every=BREAKFAST)
def tell_of_waiting_daily(_by: Standing) -> Generator[None, Standing, str]:
    """Write once a day to whoever has something waiting for them: that it waits, and where."""
    return (yield from _tell_of_waiting(Pace.DAILY))


@job(policy=by_itself, every=TEN_MINUTES)
def tell_of_waiting_at_once(_by: Standing) -> Generator[None, Standing, str]:
    """The same for whoever chose to hear at once."""
    return (yield from _tell_of_waiting(Pace.AT_ONCE))


def _tell_of_waiting(pace: Pace) -> Generator[None, Standing, str]:
    letters = 0
    for partnership in queries.every_partnership():
        letters += governance.tell_of_waiting(
            partnership=partnership, site=installation.site(), on=clock.today(), pace=pace
        )
        yield
    return f"{letters} letters" if letters else ""
