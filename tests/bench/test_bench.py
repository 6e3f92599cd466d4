"""The benchmark runs to its end and says what it measured. How fast is for `make bench` to say, never for a test."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_quick_benchmark_runs_to_its_end(tmp_path):
    out = tmp_path / "bench.json"
    command = [sys.executable, "-m", "bench", "--quick", "--rows", "12000", "--out", out]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    found = json.loads(out.read_text())
    asked = [one["what"].split()[0].rstrip(",") for one in found["timings"]]
    assert found["ingest"]["rows"] == 12_000
    assert {"measure", "rank", "series", "breakdown", "compare", "report"} == set(asked)
    assert all(one["runs"] == 1 and one["median"] > 0 for one in found["timings"])
    assert "times the copy" in said.stdout
    assert "load" in said.stdout
    assert {"partnership", "casework", "audiences"} == set(found["row_level_security"]["declarations"])
    assert "the list costs" in said.stdout
