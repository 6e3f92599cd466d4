"""The lake: published files as Parquet with a manifest, and the tables that measures read.

report = lake.ingest([Path("downloads")], Path("lake"))
with_counts = lake.open_lake(Path("lake")).cube()
"""

from wardmote.engine.lake.ingest import IngestReport, Progress, ingest
from wardmote.engine.lake.manifest import Changes, Kept, Part, Revision
from wardmote.engine.lake.opened import Lake, open_lake, verify

__all__ = [
    "Changes",
    "IngestReport",
    "Kept",
    "Lake",
    "Part",
    "Progress",
    "Revision",
    "ingest",
    "open_lake",
    "verify",
]
