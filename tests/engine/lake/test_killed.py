"""kill -9 at any moment leaves the old lake or the new one, and the next ingest clears up."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.lake.killing import AT
from tests.engine.sources import genuine
from wardmote.engine import lake

KILLING = Path(__file__).resolve().with_name("killing.py")


def month(folder: Path, number: int, rows: list[dict[str, str]]) -> Path:
    data = genuine.street([{**row, "Month": f"2021-{number:02d}"} for row in rows])
    return genuine.write(folder, data, f"2021-{number:02d}-lancashire-street.csv")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    lake.ingest([month(tmp_path / "old", 5, genuine.several(20))], tmp_path / "base", at=AT)
    return tmp_path / "base"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A month published again, and a new one with a reject and an id of the other month."""
    return [
        month(tmp_path / "new", 5, [*genuine.several(18), genuine.disorder()]),
        month(tmp_path / "new", 6, [*genuine.several(30, 10), genuine.row(200, LSOA_code="nowhere")]),
    ]


def killed(way: str, base: Path, files: list[Path], folder: Path) -> list[Path]:
    """What the lakes are like after an ingest of `files` into a copy of `base` was killed, again and again."""
    folder.mkdir()
    command = [sys.executable, str(KILLING), way, str(base), str(folder), *map(str, files)]
    subprocess.run(command, check=True, timeout=120)
    return sorted(folder.iterdir())


def strays(folder: Path) -> set[Path]:
    """Files that the lake in `folder` does not need: nothing but what its history keeps."""
    known = set(lake.open_lake(folder).files())
    return {path for path in folder.rglob("*.parquet") if path not in known}


@pytest.mark.parametrize("way", ["at-each-step", "at-any-time"])
def test_a_killed_ingest_leaves_the_old_lake_or_the_new_and_the_next_one_clears_up(
    way: str, base: Path, files: list[Path], tmp_path: Path
) -> None:
    old = lake.open_lake(base)
    lake.ingest([tmp_path / "old"], tmp_path / "whole", at=AT)
    whole = lake.ingest(files, tmp_path / "whole", at=AT)
    lakes = killed(way, base, files, tmp_path / "killed")
    assert len(lakes) > 10
    ends: set[str] = set()
    for n, folder in enumerate(lakes):
        left = lake.open_lake(folder)
        lake.verify(left)
        ends.add(left.snapshot)
        if left.snapshot == old.snapshot:
            assert lake.ingest([tmp_path / "old"], folder).snapshot == old.snapshot
            assert not strays(folder)
        if n % 3 == 0:
            ends.add(lake.ingest(files, folder, at=AT).snapshot)
            assert {path.name for path in strays(folder)} <= {path.name for path in old.files()}
        assert not (folder / "staging").exists() or left.snapshot != old.snapshot
    assert ends == {old.snapshot, whole.snapshot}


def test_a_first_ingest_that_was_killed_leaves_a_folder_that_the_next_can_use(
    files: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    for folder in killed("at-each-step", tmp_path / "nothing", files[:1], tmp_path / "killed"):
        assert lake.ingest(files[:1], folder, at=AT).rows_stored == 19
        lake.verify(lake.open_lake(folder))
        assert not strays(folder)
