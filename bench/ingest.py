"""Taking in synthetic street-level files, against a bare polars CSV-to-Parquet copy of the same files.

    python -m bench.ingest [--rows 6500000] [--runs 5] [--json FILE]

Each run is a process of its own, so that its memory is its own; the two take turns, so that a busy machine is busy for
both. Goals: at most twice the time of the copy, under 1 GB.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

from bench.generate import generate
from wardmote.engine import lake

MOST_TIMES = 2.0
MOST_MEGABYTES = 1000


def copy(files: Path, out: Path) -> int:
    """What any reader of these files must at least do."""
    pl.scan_csv(files / "*" / "*.csv").sink_parquet(out / "copy.parquet")
    return int(pl.scan_parquet(out / "copy.parquet").select(pl.len()).collect().item())


def ingest(files: Path, out: Path) -> int:
    return lake.ingest([files], out / "lake").rows_stored


WAYS = {"copy": copy, "ingest": ingest}


def _cpu(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime


def once(way: str, files: Path, out: Path) -> None:
    """Run one way in this process and print what it took."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    rows = WAYS[way](files, out)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"seconds": seconds, "cpu_seconds": _cpu(used) - _cpu(before), "megabytes": used.ru_maxrss / 1024}
    print(json.dumps({"way": way, "rows": rows} | found))


def measured(way: str, files: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "bench.ingest", "--once", way, "--files", str(files), "--out", out]
        found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def run(files: Path, runs: int) -> dict[str, Any]:
    """Medians of `runs` turns over the generated `files`."""
    turns = [(measured("copy", files), measured("ingest", files)) for _turn in range(runs)]
    copies, ingests = [one for one, _other in turns], [other for _one, other in turns]
    if {one["rows"] for one in copies} != {one["rows"] for one in ingests}:
        raise SystemExit("the two do not hold the same rows")
    middle = {
        f"{name}_{kind}": statistics.median(one[kind] for one in found)
        for name, found in (("copy", copies), ("ingest", ingests))
        for kind in ("seconds", "cpu_seconds", "megabytes")
    }
    return {
        "rows": ingests[0]["rows"],
        "runs": runs,
        **middle,
        "ingest_most_megabytes": max(one["megabytes"] for one in ingests),
        "cpu_times": statistics.median(b["cpu_seconds"] / a["cpu_seconds"] for a, b in turns),
        "times": statistics.median(b["seconds"] / a["seconds"] for a, b in turns),
        "rows_per_second": ingests[0]["rows"] / middle["ingest_seconds"],
    }


def bench(rows: int, runs: int, files: Path | None = None) -> dict[str, Any]:
    """Generate `rows` rows (or use `files` made by bench.generate), measure, and say whether the goals were met."""
    folder = files or Path(tempfile.mkdtemp(prefix="wardmote-bench-"))
    try:
        if files is None:
            generate(folder, rows)
        found = run(folder, runs)
    finally:
        if files is None:
            shutil.rmtree(folder)
    met = found["times"] <= MOST_TIMES and found["ingest_most_megabytes"] < MOST_MEGABYTES
    return found | {"goal": f"at most {MOST_TIMES:g} times the copy, under {MOST_MEGABYTES} MB", "met": met}


def table(found: dict[str, Any]) -> str:
    met = "met" if found["met"] else "MISSED"
    return "\n".join(
        [
            f"{found['rows']:,} rows, medians of {found['runs']}",
            f"{'':24}{'seconds':>10}{'of CPU':>10}{'MB':>8}",
            f"{'polars copy':24}{found['copy_seconds']:>10.2f}{found['copy_cpu_seconds']:>10.2f}{found['copy_megabytes']:>8.0f}",
            f"{'ingest into a lake':24}{found['ingest_seconds']:>10.2f}{found['ingest_cpu_seconds']:>10.2f}{found['ingest_megabytes']:>8.0f}",
            f"{found['times']:.2f} times the copy ({found['goal']}: {met}), {found['rows_per_second']:,.0f} rows a second",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure ingest against a bare copy.")
    parser.add_argument("--rows", type=int, default=6_500_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=Path, help="a folder that bench.generate has filled")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--once", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        return once(asked.once, asked.files, asked.out)
    found = bench(asked.rows, asked.runs, asked.files)
    print(table(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n")
    return None


if __name__ == "__main__":
    main()
