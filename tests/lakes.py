"""A lake of the sample's genuine files, built once in a run and shared by all its workers."""

from pathlib import Path

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
