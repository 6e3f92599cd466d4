"""The queue of jobs: putting one into it, in the transaction that asks for it, and the worker that takes them out. What a job may do is said in accounts/jobs.py."""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection, transaction
from procrastinate import App, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.tasks import configure_task

from wardmote.platform import register

log = logging.getLogger("wardmote.jobs")
SILENT = 30.0  # seconds without a sign of life after which a worker is taken for dead, and its job for free
GRACE = 30.0  # seconds that the job at work has to end when the worker is told to
PATIENCE = 10.0  # seconds for the register to answer
PART = timedelta(seconds=240)  # how long one transaction of a job may take
AGAIN = 5.0  # seconds until a register that went away is tried again

KEPT = timedelta(days=30)
SWEEP = """
    DELETE FROM procrastinate_jobs j WHERE status IN ('failed', 'aborted', 'cancelled')
       AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = j.id AND e.at >= %s)
"""
MENDED = "DELETE FROM procrastinate_jobs WHERE status = 'failed' AND task_name = %s"
STANDING: LiteralString = """
    SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)),
           count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed'),
           min(e.at) FILTER (WHERE status = 'todo' AND scheduled_at IS NULL)
      FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
"""
WHEREABOUTS: LiteralString = """
    SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)),
           coalesce(max(CASE status::text WHEN 'doing' THEN 2 ELSE 1 END), 0)
      FROM procrastinate_jobs WHERE task_name = ANY(%s) AND args->'ids'->>%s = %s AND status IN ('todo', 'doing')
"""

ANYWHERE: LiteralString = (
    "SELECT args->'ids'->>%s FROM procrastinate_jobs WHERE task_name = ANY(%s) AND status IN ('todo', 'doing')"
)


@dataclass(frozen=True)
class Whereabouts:
    """Where a job is that somebody waits for: whether a worker is alive, and whether the job is in the queue and at work. In neither: it has ended, or broke."""

    alive: bool
    queued: bool
    at_work: bool

    @property
    def somewhere(self) -> bool:
        return self.queued or self.at_work


@dataclass(frozen=True)
class Standing:
    """How the work stands: whether a worker is alive, how many jobs wait, how many broke (and did not go well since), and since when the one that has waited longest does."""

    alive: bool
    waiting: int
    broken: int
    oldest: datetime | None


# What is queued goes through Django's own connection, in a job too: with the worker's it would be there even if the job that asked came to nothing.
_queue = JobManager(DjangoConnector())


def enqueue(name: str, *, patient: bool = False, **arguments: Any) -> None:
    """Queue the job `name`. It is there for the worker when the transaction commits, and not otherwise. One that is patient lets all others go first."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a job is queued inside the transaction that asks for it")
    configure_task(name=name, job_manager=_queue, priority=-1 if patient else 0).defer(**arguments)


def limit_part() -> None:
    """Let PostgreSQL end this transaction when it takes longer than PART (from version 17 on)."""
    with connection.cursor() as cursor:
        if cursor.connection.info.server_version >= 170000:
            # The connection's own limit runs already, and one that runs is not set anew before it is stopped.
            for limit in ("0", f"{PART // timedelta(milliseconds=1)}ms"):
                cursor.execute("SELECT set_config('transaction_timeout', %s, true)", [limit])


def apart(work: Callable[[], Any]) -> Any:
    """What a piece of work comes to; or what broke it, and then nothing of it is kept: what goes with it goes on."""
    try:
        with transaction.atomic():
            return work()
    except Exception as problem:  # noqa: BLE001 - whatever it is: the caller tells it
        return problem


def too_long(problem: Exception, *, since: float) -> bool:
    """Whether this is what comes of a part that began then, by the monotonic clock, and took longer than PART."""
    return isinstance(problem, DatabaseError | InterfaceError) and time.monotonic() - since >= PART.total_seconds()


def leave() -> None:
    """Close the connection of a job that has ended: it belongs to its thread, which may not be there for the next."""
    connection.close()


def sweep(*, before: datetime) -> int:
    """Forget jobs that broke before a moment, when nobody has looked since: how many. Jobs that were done are forgotten at once."""
    with connection.cursor() as cursor:
        cursor.execute(SWEEP, [before])
        return int(cursor.rowcount)


def mended(name: str) -> None:
    """A job that is done again and again, and broke, has gone well: whatever struck it, such as a register that went away, is over."""
    with connection.cursor() as cursor:
        cursor.execute(MENDED, [name])


def standing() -> Standing:
    """How the work stands."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [SILENT])
        return Standing(*cursor.fetchone())


def whereabouts(*names: str, argument: str, key: UUID) -> Whereabouts:
    """Where the job with one of these names is whose argument is that key. Look here before looking at what the job writes: it writes first, and leaves the queue then."""
    with connection.cursor() as cursor:
        cursor.execute(WHEREABOUTS, [SILENT, list(names), argument, str(key)])
        alive, place = cursor.fetchone()
    return Whereabouts(alive, place == 1, place == 2)


def anywhere(*names: str, argument: str) -> set[UUID]:
    """What jobs with one of these names are for that wait or are at work. Look here first, too."""
    with connection.cursor() as cursor:
        cursor.execute(ANYWHERE, [argument, list(names)])
        return {UUID(key) for (key,) in cursor.fetchall() if key}


def work(*, until_empty: bool = False) -> None:
    """Take jobs one at a time until told to stop (SIGTERM, SIGINT), which waits for the one at work; or until there is none left.

    Outlives a register that goes away. Only in a process's first thread can it be told to stop.
    """
    while not asyncio.run(_worked(until_empty=until_empty)):
        log.warning("the register went away: trying again in %d seconds", AGAIN)
        time.sleep(AGAIN)


async def _worked(*, until_empty: bool) -> bool:
    """Work until told to stop, or until there is no job left (True); or until the register went away (False)."""
    connector = PsycopgConnector(conninfo=register.urls().application, min_size=1, max_size=4, timeout=PATIENCE)
    with app.replace_connector(connector) as working:
        try:
            async with working.open_async():
                await _take_up(working)
                return await _until_told(working, until_empty=until_empty)
        except (exceptions.ConnectorException, OSError):
            return False


async def _until_told(working: App, *, until_empty: bool) -> bool:
    worker = asyncio.create_task(
        working.run_worker_async(
            concurrency=1, wait=not until_empty, listen_notify=not until_empty, delete_jobs="successful",
            install_signal_handlers=False, shutdown_graceful_timeout=GRACE, stalled_worker_timeout=SILENT,
        )
    )  # fmt: skip
    told = _told_by_signals(worker)
    taking_up = asyncio.create_task(_keep_taking_up(working))
    try:
        await worker
    except asyncio.CancelledError:
        if not told.is_set():
            raise
    finally:
        taking_up.cancel()
    return until_empty or told.is_set()


def _told_by_signals(worker: asyncio.Task[None]) -> asyncio.Event:
    """An event that is set when the process is told to end; the worker then takes no further job."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()

    def tell() -> None:
        told.set()
        worker.cancel()

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, tell)
    return told


async def _keep_taking_up(working: App) -> None:
    while True:
        await asyncio.sleep(SILENT)
        await _take_up(working)


async def _take_up(working: App) -> None:
    """Put back what a worker that was killed had at work."""
    for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        log.info("%s: taken up from a worker that is gone", job.task_name)
        await working.job_manager.retry_job(job)
