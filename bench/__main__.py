"""How fast it is: one table, and the same as JSON.

    python -m bench [--quick] [--json] [--out FILE]

Ingest is measured against a bare copy in the same run; everything else against the goal beside it. Figures are medians;
the machine's load stands with them, since a busy machine is slow at everything.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import Any

from bench import audit, governance, ingest, questions, reports
from bench import rows as guarded
from bench.generate import generate
from bench.timing import load, table
from wardmote.engine import lake

OUT = Path(__file__).resolve().parents[1] / "build" / "bench.json"
ROWS, RUNS, QUICK_ROWS, QUICK_RUNS = 6_500_000, 5, 60_000, 1


def bench(rows: int, runs: int, *, commands: bool, full: bool = False) -> dict[str, Any]:
    """Everything, over `rows` generated rows. See `ingest`, `questions` and `reports`."""
    started = load()
    folder = Path(tempfile.mkdtemp(prefix="wardmote-bench-"))
    try:
        files = generate(folder / "files", rows)
        taken = ingest.bench(rows, runs, folder / "files")
        lake.ingest([folder / "files"], folder / "lake")
        timings = [*questions.bench(folder / "lake", runs), *reports.bench(runs, commands=commands)]
        log = audit.bench(**(audit.FULL if full else audit.SHORT if commands else audit.QUICK))
        security = guarded.bench(*((guarded.ROWS,) if commands else (guarded.QUICK_ROWS, runs)))
        work = governance.bench(*governance.sizes(quick=not commands))
    finally:
        shutil.rmtree(folder)
    machine = {"processors": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
    return {
        "machine": machine | {"load_before": started, "load_after": load()},
        "files": len(files),
        "ingest": taken,
        "timings": [one.as_json() for one in timings],
        "row_level_security": security,
        "log": log,
        "governance": work,
        "table": f"{ingest.table(taken)}\n\n{table(timings)}\n\n{guarded.table(security)}\n\n{audit.table(log)}\n\n{governance.table(work)}",
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure ingest, measures and the report.")
    parser.add_argument("--quick", action="store_true", help="few rows, one run: to see that it runs, not how fast")
    parser.add_argument(
        "--full-log", action="store_true", help="seal and verify a million events, which takes minutes; else 100,000"
    )
    parser.add_argument("--rows", type=int)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--out", type=Path, default=OUT, help="where to write the JSON")
    asked = parser.parse_args()
    rows = asked.rows or (QUICK_ROWS if asked.quick else ROWS)
    found = bench(
        rows, asked.runs or (QUICK_RUNS if asked.quick else RUNS), commands=not asked.quick, full=asked.full_log
    )
    text = found.pop("table")
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(found, indent=2) + "\n")
    machine = found["machine"]
    busy = f"load {machine['load_before']:.1f} before, {machine['load_after']:.1f} after, on {machine['processors']} processors"
    print(json.dumps(found, indent=2) if asked.json else f"{text}\n\n{busy}\n{asked.out}")


if __name__ == "__main__":
    main()
