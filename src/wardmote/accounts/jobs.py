"""Every job has a door, like every page: it says who may have it done, and that is asked again when it is done.

    @job(policy=may_export)
    def export_log(by: Standing, *, log: UUID) -> None: ...          export_log.later(by=standing, log=key)      in changes, inside the transaction

A job's arguments are keys of rows, never text. It is done as the member who asked for it, for the agency and in the partnership of the hat worn then, in a transaction of its own with
row-level security and all; should they have left or lost the hat meanwhile, the job is refused, and that is recorded. A long job is a generator: each `yield`
ends a part, whose writing is committed, and standing is asked again before the next, which gets it as the value of the `yield`. A part that takes longer than `platform.jobs.PART` is ended by PostgreSQL: so nobody who has left
goes on for more than that.

The installation's own jobs (`policy=by_itself`, often with `every`, a crontab line in UTC) are done by nobody, under the job's name. They must bear being done twice.
"""

import inspect
import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from wardmote.accounts import queries
from wardmote.accounts.policies import Policy
from wardmote.accounts.states import ANONYMOUS, Hat, Standing
from wardmote.audit import changes as audit
from wardmote.audit.states import Outcome
from wardmote.platform import clock, jobs, once, watch
from wardmote.platform.keys import new_key
from wardmote.platform.refusals import Refused
from wardmote.platform.transaction import Asking, acting_as

log = logging.getLogger("wardmote.jobs")
ORIGIN = "job"
TO_RUN = "run-job"

Function = Callable[..., Any]
Around = Callable[[], AbstractContextManager[None]]
JOBS: dict[str, "Job"] = {}


def by_itself(standing: Standing) -> None:
    """The policy of what the installation does by itself: no member may have it done."""
    if standing.member is not None:
        raise Refused("do-the-installations-work")


class Job:
    """A function that the worker does. `name` is a stable word of its own, which audit and the operator read. `regular`: it is done again and again. `patient`: all others go first."""

    def __init__(
        self,
        function: Function,
        policy: Policy,
        *,
        regular: bool = False,
        patient: bool = False,
        around: Around = nullcontext,
        broken: Function | None = None,
    ) -> None:
        self.function, self.policy, self.regular, self.patient = function, policy, regular, patient
        self.around, self.broken = around, broken
        self.name = function.__name__.replace("_", "-")

    def later(self, *, by: Standing, **ids: UUID | int) -> None:
        """Have it done as `by`, after this transaction commits. Raises Refused now when the policy says no now."""
        if unfit := [name for name, value in ids.items() if not isinstance(value, UUID | int)]:
            raise TypeError(f"the arguments of a job are keys: {', '.join(unfit)}")
        self.policy(by)
        asking = replace(by.asking, request=new_key())
        asked = {name: str(value) for name, value in vars(asking).items() if value}
        jobs.enqueue(
            self.name, patient=self.patient, asked=asked, ids={name: _plain(value) for name, value in ids.items()}
        )

    def run(self, asking: Asking, ids: dict[str, Any]) -> Any:
        """Do it now, part by part, each in a transaction of its own: what it returned. A refusal is recorded and ends it, what a part before wrote stays.

        A part that touched people's rows and told the log nothing fails, like a page (platform/watch.py).
        """
        parts: Any = None
        try:
            while True:
                began = time.monotonic()
                with self.around(), acting_as(asking):
                    jobs.limit_part()
                    standing = standing_at_work(asking)
                    self.policy(standing)
                    if parts is None and not _first_time(asking, self.name):
                        return None
                    with watch.watched(asking.member):
                        parts, over, said = self._part(parts, standing, ids)
                if over:
                    return said
        except Refused as refusal:
            log.warning("%s: refused (%s)", self.name, refusal.verb)
            with acting_as(asking):
                audit.record(TO_RUN, outcome=Outcome.REFUSED, facts={"job": self.name, "asked": refusal.verb})
            return None
        except Exception as problem:
            if self.broken:
                self._tell(asking, ids, too_long=jobs.too_long(problem, since=began))
            raise
        finally:
            if parts is not None:
                parts.close()

    def _tell(self, asking: Asking, ids: dict[str, Any], *, too_long: bool) -> None:
        """Note that it broke, for whoever waits. Nothing of the transaction in which it did is left, and perhaps not even the connection."""
        assert self.broken is not None
        jobs.leave()
        with suppress(Refused), acting_as(asking):
            standing = standing_at_work(asking)
            self.policy(standing)
            with watch.watched(asking.member):
                self.broken(standing, too_long=too_long, **ids)

    def _part(self, parts: Any, standing: Standing, ids: dict[str, Any]) -> tuple[Any, bool, Any]:
        """Begin, or go on with what was begun: what is left to go on with, whether it is over, and what it returned. What comes after the last `yield` is a part too."""
        try:
            if parts is not None:
                parts.send(standing)
                return parts, False, None
            begun = self.function(standing, **ids)
            if not inspect.isgenerator(begun):
                return None, True, begun
            next(begun)
        except StopIteration as ended:
            return None, True, ended.value
        return begun, False, None


def job(
    *, policy: Policy, every: str | None = None, tries: int = 0, patient: bool = False, around: Around = nullcontext, broken: Function | None = None
) -> Callable[[Function], Job]:  # fmt: skip
    """Make a function a job. `tries`: how often it is tried again after it broke, each time after twice as long. `patient`: it takes minutes, and lets all others go first.
    `around`: a context that each transaction of it is opened in. `broken`: is told when it broke, as `broken(by, too_long=..., **ids)`, in a transaction of its own; the job stays broken.
    """

    def made(function: Function) -> Job:
        found = Job(function, policy, regular=bool(every), patient=patient, around=around, broken=broken)

        def enter(timestamp: int = 0, **sent: Any) -> None:  # noqa: ARG001 - the hour for which a periodic job was queued
            _enter(found, sent)

        enter.policy = policy  # type: ignore[attr-defined]
        task = app.task(name=found.name, retry=_pace(tries), queueing_lock=found.name if every else None)(enter)
        if every:
            app.periodic(cron=every)(task)
        JOBS[found.name] = found
        return found

    return made


def _pace(tries: int) -> Any:
    from procrastinate import RetryStrategy

    return RetryStrategy(max_attempts=tries, exponential_wait=2) if tries else False


def _enter(found: Job, sent: dict[str, Any]) -> None:
    """What the worker calls."""
    began = time.monotonic()
    asking = asked(found, sent.get("asked") or {})
    try:
        said = found.run(asking, {name: _key(value) for name, value in sent.get("ids", {}).items()})
        if found.regular:
            jobs.mended(found.name)
    except Exception as problem:
        log.error("%s: broke (%s)", found.name, type(problem).__name__)
        raise
    finally:
        jobs.leave()
    if said or asking.member:
        log.info("%s: %s, %.1f s", found.name, said if said is not None else "done", time.monotonic() - began)


def asked(found: Job, told: dict[str, str]) -> Asking:
    """Who asks in a job: as was written down when it was asked for; nobody, under the job's name, for the installation itself."""
    if not told:
        return Asking(purpose=found.name, request=new_key(), origin=ORIGIN)
    keys = {name: UUID(told[name]) for name in ("member", "agency", "partnership", "request") if name in told}
    return Asking(**keys, purpose=told.get("purpose", ""), origin=ORIGIN)


def standing_at_work(asking: Asking) -> Standing:
    """What the member who asked is at this moment, wearing the same hat. Raises Refused when they have left, sleep, or have the hat no more."""
    if asking.member is None:
        return ANONYMOUS
    member = queries.member_with_key(asking.member)
    hat = f"{asking.partnership}.{asking.agency}" if asking.agency else ""
    standing = queries.standing_of(member, hat, on=clock.today()) if member else ANONYMOUS
    if standing.member is None or _worn(standing.hat if hat else None) != hat:
        raise Refused(TO_RUN)
    return replace(standing, purpose=asking.purpose)


def _worn(hat: Hat | None) -> str:
    return hat.key if hat else ""


def _first_time(asking: Asking, name: str) -> bool:
    """Whether a member's job is not done yet: a worker may be killed after the work is committed, and before the queue hears of it."""
    if asking.member is None or asking.request is None:
        return True
    return once.claim(member=asking.member, key=asking.request, path=f"job:{name}")


def _plain(value: UUID | int) -> str | int:
    return str(value) if isinstance(value, UUID) else value


def _key(value: Any) -> UUID | int:
    return UUID(value) if isinstance(value, str) else int(value)
