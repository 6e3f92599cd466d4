"""A lake of the sample's genuine files, built once in a run and shared by all its workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "police"


def sample_lake(folder: Path) -> Path:
    """The lake of all sample files in `folder`, built when it is not there (about two seconds)."""
    import fasteners

    from wardmote.engine import lake

    folder.parent.mkdir(parents=True, exist_ok=True)
    with fasteners.InterProcessLock(folder.with_suffix(".lock")):
        if not folder.exists():
            lake.ingest([SAMPLE], folder)
    return folder


def quiet_about_arrow(items: list[pytest.Item], folder: Path) -> None:
    """Ibis 12 still asks DuckDB 2.0 for tables by a name that DuckDB calls deprecated; every other warning is an error."""
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"))


@pytest.fixture
def lake(home: Path, run_folder: Path) -> Iterator[Path]:
    """The installation's open lake is that of the sample, for as long as the test lasts."""
    link = home / "lake"
    link.symlink_to(sample_lake(run_folder / "sample-lake"))
    yield link
    link.unlink()
