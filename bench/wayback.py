"""How long a backup and a restore of a big register take. Not part of `make bench`: it takes minutes and three times its size of disk.

    python -m bench.wayback [--gigabytes 2] [--folder FOLDER] [--files]

The rows are made up by generate_series: an event log with keys, times, a word and some text, two indexes, half of the size of it all. Needs PostgreSQL of the installation alone.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import psycopg

from wardmote.platform import embedded, places, register
from wardmote.platform.wayback import backup, restore
from wardmote.platform.wayback.backup import Kind

ROW = 330  # bytes, indexes included: measured
BATCH = 500_000
MAKE = (
    "CREATE TABLE entry (id uuid, at timestamptz NOT NULL, member uuid, verb text NOT NULL, words text NOT NULL)",
    "ALTER TABLE entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
)
INDEX = (  # after the rows: beside them it takes hours
    "SET ROLE wardmote_owner",
    "SET maintenance_work_mem = '512MB'",
    "ALTER TABLE entry ADD PRIMARY KEY (id)",
    "CREATE INDEX entry_by_age ON entry (member, at)",
    "RESET ROLE",
)
FILL = """
    INSERT INTO entry SELECT gen_random_uuid(), now() - n * interval '1 second', gen_random_uuid(), 'see-people',
           md5(n::text) || md5((n * 7)::text) || repeat(' and so on ', 4) || md5((n * 13)::text) FROM generate_series(%s, %s) n
"""


def fill(server, gigabytes: float) -> int:
    """Make the table as a superuser, to the size wanted; its rows."""
    rows = int(gigabytes * 1e9 / ROW)
    with psycopg.connect(embedded.address(server, user="postgres", database="wardmote"), autocommit=True) as connection:
        connection.execute("SET ROLE wardmote_owner")
        for statement in MAKE:
            connection.execute(statement)
        connection.execute("RESET ROLE")
        connection.execute("SET synchronous_commit = off")
        for first in range(0, rows, BATCH):
            connection.execute(FILL, [first, min(first + BATCH, rows) - 1])
        for statement in INDEX:
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE entry")
    return rows


def bench(gigabytes: float, folder: Path, kind: Kind) -> dict[str, float | str]:
    os.environ["WARDMOTE_HOME"] = str(folder / "home")
    server = embedded.start(places.register_folder())
    embedded.prepare(server, "wardmote")
    rows = fill(server, gigabytes)
    with register.keeper_connection() as connection:
        found = connection.execute("SELECT pg_database_size('wardmote')").fetchone()
    assert found is not None
    began = time.perf_counter()
    kept = backup.take(folder / "backups", kind=kind)
    taken = time.perf_counter() - began
    server.cleanup()
    began = time.perf_counter()
    restored = restore.restore(kept, folder / "restored")
    back = time.perf_counter() - began
    return {
        "kind": kind.value, "rows": rows, "gigabytes": round(found[0] / 1e9, 2),
        "backup_gigabytes": round(sum(path.stat().st_size for path in kept.iterdir()) / 1e9, 2),
        "backup_seconds": round(taken, 1), "restore_seconds": round(back, 1),
        "restore_seconds_per_10_gigabytes": round(back / (found[0] / 1e10), 1), "goal_seconds_per_10_gigabytes": 600,
        "load": os.getloadavg()[0], **{what: round(seconds, 1) for what, seconds in restored.seconds.items()},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.wayback", description="Measure a backup and a restore of a big register."
    )
    parser.add_argument(
        "--gigabytes", type=float, default=2.0, help="size of the register; about three times as much disk is needed"
    )
    parser.add_argument("--folder", type=Path, help="where there is room; default: the system's folder for such things")
    parser.add_argument("--files", action="store_true", help="a copy of the files instead of a dump")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wardmote-bench-", dir=asked.folder))
    folder.chmod(0o755)
    try:
        print(json.dumps(bench(asked.gigabytes, folder, Kind.FILES if asked.files else Kind.DUMP), indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
