"""The same lake read by Spark, for when one machine is not enough: the optional extra ``spark``, and Java 17.

The files, the manifest and every measure are the same; only who reads the tables differs. Measures ask through Ibis and
never learn which it was.
"""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.pyspark import Backend
from pyspark.sql import DataFrame, SparkSession

from wardmote.engine.lake import opened
from wardmote.engine.lake.manifest import Kept, Manifest
from wardmote.engine.lake.store import Store

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",  # the cube is small: tasks by the hundred would take longer than their work
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


def session(master: str = "local[*]") -> SparkSession:
    """A Spark session as measures want it; the one that runs already, where there is one."""
    builder = SparkSession.builder.master(master).appName("wardmote")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class SparkLake(opened.Lake):
    """One snapshot of a lake whose tables are Spark's. Close the session when it is no longer wanted: it is the caller's."""

    def __init__(self, folder: Path, snapshot: str, manifest: Manifest, spark: SparkSession) -> None:
        super().__init__(folder, snapshot, manifest)
        self._spark = spark

    @cached_property
    def _ibis(self) -> Backend:
        found: Backend = ibis.pyspark.connect(self._spark)
        return found

    def _table(self, name: str, files: Iterable[Kept], types: dict[str, str], *, mixed: bool = False) -> ir.Table:
        view = f"{'_'.join(name.split()).replace('-', '_')}_{self.snapshot[:12]}"  # the session may serve several lakes
        with self._lock:
            if view not in self._views:
                paths = [str(self._store.path(kept.file)) for kept in files]
                self._frame(paths, types, mixed=mixed).createOrReplaceTempView(view)
                self._views.add(view)
        return self._ibis.table(view)

    def _frame(self, paths: list[str], types: dict[str, str], *, mixed: bool) -> DataFrame:
        if paths:
            return self._spark.read.option("mergeSchema", str(mixed).lower()).parquet(*paths)
        columns = ", ".join(f"{name} {sql.replace('VARCHAR', 'STRING')}" for name, sql in types.items())
        return self._spark.createDataFrame([], columns)


def open_lake(folder: Path, spark: SparkSession) -> SparkLake:
    """Open the lake in `folder` for Spark. Raises UnreadableLake as the other `open_lake` does."""
    checked = opened.open_lake(folder)
    return SparkLake(folder, checked.snapshot, Store(folder).manifest(checked.snapshot), spark)
