"""What the log costs: a page with it and without, events a second with several writers, and verifying a long log.

    python -m bench.audit [EVENTS]

The page shows twenty people's roles. With the log it is watched and writes one event with twenty ids; without, neither. Both are asked turn by turn. Writers are processes that
serve a page of 20 ms each: half of it work of the database, half waiting. fsync is on.
"""

import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg

from bench.timing import load, took

EVENTS, WRITERS = 1_000_000, 12
FULL: dict[str, Any] = {"events": EVENTS, "turns": 300, "seconds": 10.0}
SHORT: dict[str, Any] = {"events": 100_000, "turns": 100, "seconds": 5.0}
QUICK: dict[str, Any] = {"events": 2_000, "turns": 5, "seconds": 0.3, "writers": 2}
MOST_MS, LEAST_A_SECOND, MOST_SECONDS = 3.0, 300, 60
PAGE = 0.020
DECLARE = "SELECT set_config('wardmote.member', %s, true), set_config('wardmote.origin', '192.0.2.7', true), set_config('wardmote.request', %s, true)"
LONG = """
    INSERT INTO audit_event (id, at, request, member, agency, partnership, purpose, origin, verb, kind, ids, outcome, facts)
    SELECT encode(substring(int8send((extract(epoch FROM t) * 1000)::bigint) FROM 3) || '\\x7000'::bytea || substring(uuid_send(gen_random_uuid()) FROM 9), 'hex')::uuid,
           t, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'referral', '192.0.2.7', 'see-people', 'member',
           ARRAY[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()], 'done', '{"count": 3}'
      FROM (SELECT now() - interval '30 days' + n * interval '30 days' / %(events)s t FROM generate_series(1, %(events)s) n) x
"""


def bench(events: int, turns: int, seconds: float, writers: int = WRITERS) -> dict[str, Any]:
    """Milliseconds that the log adds to a page (medians); events a second; seconds to seal and to verify `events`."""
    folder = Path(tempfile.mkdtemp(prefix="wardmote-bench-audit-"))
    folder.chmod(0o755)
    with mock.patch.dict(
        os.environ, {"WARDMOTE_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "wardmote.web.settings"}
    ):
        try:
            return {"load_before": load(), **_measured(folder, events, turns, seconds, writers), "load_after": load()}
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _measured(folder: Path, events: int, turns: int, seconds: float, writers: int) -> dict[str, Any]:
    import django

    from wardmote.platform import embedded, register, roles

    django.setup()
    server = embedded.start(folder / "data", throwaway=True)
    try:
        embedded.prepare(server, "bench")
        addresses = (embedded.address(server, user=role, database="bench") for role in (roles.APPLICATION, roles.OWNER))
        register.use(register.Urls(*addresses))
        register.migrate()
        return {**_page(turns), **_writers(seconds, writers), **_long_log(events)}
    finally:
        from django.db import connections  # noqa: TID251 - closed before their server goes

        connections.close_all()
        register.use(None)
        server.cleanup()


def _page(turns: int) -> dict[str, Any]:
    """The page of twenty people, by turns with the log and without."""
    from wardmote.accounts import changes
    from wardmote.accounts.sample import Sample, SampleMember
    from wardmote.accounts.states import AgencyKind, Role
    from wardmote.audit.changes import record
    from wardmote.platform.transaction import AT_THE_COMMAND_LINE, acting_as
    from wardmote.platform.watch import watching

    people = tuple(SampleMember(f"p{n}@bench.example", f"Person {n}", "council", Role.CHAIR) for n in range(20))
    sample = Sample("Bench", "bench", "2024", ("E07000126",), {"council": ("Council", AgencyKind.COUNCIL)}, people)
    with acting_as(AT_THE_COMMAND_LINE):
        passwords = {person.email: "correct-horse-battery" for person in people}
        changes.welcome_sample(sample, passwords=passwords, valid_from=date(2020, 4, 1), at=datetime.now(UTC))

    def ask() -> list[Any]:
        from wardmote.accounts.models import Grant

        return [(grant.member_id, grant.member.name) for grant in Grant.objects.select_related("member")]

    def with_log() -> None:
        with acting_as(AT_THE_COMMAND_LINE), watching(None) as watch:
            record("see-people", kind="member", ids=[key for key, _name in ask()])
            watch.demand()

    def without() -> None:
        with acting_as(AT_THE_COMMAND_LINE):
            ask()

    timed: dict[Any, list[float]] = {with_log: [], without: []}
    for turn in range(turns + 20):
        for call, found in timed.items():
            found.append(took(call)) if turn >= 20 else call()
    medians = {
        name: statistics.median(timed[call]) for name, call in (("with_log_ms", with_log), ("without_ms", without))
    }
    added = medians["with_log_ms"] - medians["without_ms"]
    undisturbed = [statistics.quantiles(timed[call], n=10)[0] for call in (with_log, without)]
    return medians | {
        "added_ms": added,
        "added_met": added <= MOST_MS,
        "added_undisturbed_ms": undisturbed[0] - undisturbed[1],
    }


def _writers(seconds: float, writers: int) -> dict[str, Any]:
    from wardmote.platform import register

    context = multiprocessing.get_context("spawn")
    with context.Pool(writers) as pool:
        pool.starmap(_write, [(register.urls().application, 0.2)] * writers)  # started, connected
        start = time.perf_counter()
        written = sum(pool.starmap(_write, [(register.urls().application, seconds)] * writers, chunksize=1))
        rate = written / (time.perf_counter() - start)
    return {"writers": writers, "events_a_second": rate, "events_met": rate >= LEAST_A_SECOND}


def _write(address: str, seconds: float) -> int:
    """Serve pages until the time is up: how many."""
    from wardmote.audit.writing import WRITE
    from wardmote.platform.keys import new_key

    written, end = 0, time.perf_counter() + seconds
    with psycopg.connect(address) as connection:
        while time.perf_counter() < end:
            start = time.perf_counter()
            ids = [new_key() for _ in range(3)]
            connection.execute(DECLARE, [str(new_key()), str(new_key())])
            connection.execute("SELECT count(*), sum(n * n) FROM generate_series(1, 2000) n")
            connection.execute(WRITE, [new_key(), "see-people", "member", ids, new_key(), "done", '{"count": 3}'])
            time.sleep(max(0.0, PAGE - (time.perf_counter() - start)))
            connection.commit()
            written += 1
    return written


def _long_log(events: int) -> dict[str, Any]:
    from wardmote.audit import anchors, changes, signing, verifying
    from wardmote.platform import clock, register

    with register.owner_connection() as owner:
        owner.execute(LONG, {"events": events})
        owner.commit()
        owner.execute("ANALYZE")
    sealing = took(lambda: changes.seal(now=clock.now())) / 1000
    public = signing.own().public_key()
    with register.owner_connection() as owner:
        start = time.perf_counter()
        verdict = verifying.verify(owner, keys={signing.key_name(public): public}, anchors=anchors.folders())
        seconds = time.perf_counter() - start
    assert not verdict.altered, verdict.as_json()
    most = most_seconds(verdict.sealed)
    return {
        "verified": verdict.sealed, "seal_seconds": sealing, "verify_seconds": seconds, "verify_most": most, "verify_met": seconds <= most,
    }  # fmt: skip


def most_seconds(events: int) -> float:
    """How long verifying so many events may take: a shorter log gets less, or a short bench would prove nothing."""
    return MOST_SECONDS * events / EVENTS


def table(found: dict[str, Any]) -> str:
    """The figures, one to a line."""

    def ends(name: str) -> str:
        return "met" if found[name] else "MISSED"

    return "\n".join((
        f"the log adds to a page   {found['added_ms']:8.2f} ms      ({found['with_log_ms']:.2f} with, {found['without_ms']:.2f} without; goal {MOST_MS}) {ends('added_met')}",
        f"  the quickest tenth    {found['added_undisturbed_ms']:8.2f} ms      (what it costs while nobody else wants the processor or the disk)",
        f"events a second          {found['events_a_second']:8.0f}         ({found['writers']} writers, pages of 20 ms; goal {LEAST_A_SECOND}) {ends('events_met')}",
        f"seal {found['verified']:>10,}          {found['seal_seconds']:8.1f} s",
        f"verify {found['verified']:>10,}        {found['verify_seconds']:8.1f} s       (goal {found['verify_most']:.1f}: {MOST_SECONDS} for a million) {ends('verify_met')}",
        f"load {found['load_before']:.1f} before, {found['load_after']:.1f} after, on {os.cpu_count()} processors",
    ))  # fmt: skip


if __name__ == "__main__":
    print(table(bench(**FULL | ({"events": int(sys.argv[1])} if len(sys.argv) > 1 else {}))))
