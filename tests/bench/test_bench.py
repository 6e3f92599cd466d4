"""The benchmark runs to its end and says what it measured. How fast is for `make bench` to say, never for a test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import audit

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(900)
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
    assert found["governance"]["requests"] > 0
    assert all(one["n"] and (one["asked"] or not one["page"]) for one in found["governance"]["pages"].values())


def test_a_shorter_log_has_less_time_to_be_verified_in():
    assert [audit.most_seconds(events) for events in (100_000, 1_000_000, 2_000_000)] == [6.0, 60.0, 120.0]
    found = {"added_ms": 1, "with_log_ms": 3, "without_ms": 2, "added_undisturbed_ms": 1, "events_a_second": 500, "writers": 12, "load_before": 0, "load_after": 0}  # fmt: skip
    found |= {"verified": 100_000, "seal_seconds": 1, "verify_seconds": 7, "verify_most": audit.most_seconds(100_000)}
    said = audit.table(found | {"added_met": True, "events_met": True, "verify_met": False})
    assert "(goal 6.0: 60 for a million) MISSED" in said
