"""The performance report of the sample in all three formats, warm and through the command line; the demonstration again."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import Timing, timed
from wardmote.engine import geography, lake
from wardmote.engine.periods import Period
from wardmote.publications import reports

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "police"
AREA, YEAR = "E07000126", Period.parse("2021-10", "2022-09")
GOAL, AGAIN = 5_000.0, 20_000.0
COMMAND = Path(sys.executable).with_name("wardmote")


def bench(runs: int, *, commands: bool) -> list[Timing]:
    """Time the report over a lake of the sample's files; with `commands` also by command, and the demonstration again."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rows = f"{lake.ingest([SAMPLE], folder / 'lake').rows_stored:,} genuine rows"
        found = [_warm(folder, rows, runs)]
        if commands:
            found += [_cold(folder, rows, runs), _again(folder, rows, runs)]
    return found


def _warm(folder: Path, rows: str, runs: int) -> Timing:
    opened, atlas = lake.open_lake(folder / "lake"), geography.load()
    area = atlas.find(AREA)

    def write() -> None:
        reports.write("performance", opened, atlas, area, YEAR, folder / "warm")

    return timed("report, 3 formats, warm", rows, write, runs, goal=GOAL)


def _cold(folder: Path, rows: str, runs: int) -> Timing:
    words = f"report performance --lake {folder / 'lake'} --area {AREA} --from {YEAR.first} --to {YEAR.last}".split()
    return timed(
        "report, 3 formats, command", rows, lambda: _run(*words, "--out", str(folder / "cold")), runs, goal=GOAL
    )


def _again(folder: Path, rows: str, runs: int) -> Timing:
    """The first call sets up; what is timed is finding everything there."""
    home = {"WARDMOTE_HOME": str(folder / "home")}
    return timed("demo again, without its site", rows, lambda: _run("demo", "--no-site", **home), runs, goal=AGAIN)


def _run(*words: str, **environment: str) -> None:
    subprocess.run([COMMAND, *words], check=True, capture_output=True, env=os.environ | environment)
