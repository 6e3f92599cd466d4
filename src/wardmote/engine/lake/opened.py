"""A lake opened for reading: one warm in-memory DuckDB over its Parquet files, spoken to through Ibis.

An open lake is one snapshot: an ingest beside it adds files and moves the pointer, and never touches what this one reads.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from wardmote.engine.errors import UnreadableLake
from wardmote.engine.lake.derive import SCHEMAS
from wardmote.engine.lake.manifest import Kept, Manifest, Part, Revision, address
from wardmote.engine.lake.store import Store
from wardmote.engine.periods import Month
from wardmote.engine.sources import STREET
from wardmote.words import gettext as _

SQL_TYPES = {"String": "VARCHAR", "Int16": "SMALLINT", "Int32": "INTEGER", "Int64": "BIGINT"}
REJECTS = {"source": "VARCHAR", "file": "VARCHAR", "line": "BIGINT", "reason": "VARCHAR", "text": "VARCHAR"}


class Lake:
    """One snapshot of a lake. Safe to use from several threads; an expression is executed in the thread that made it."""

    def __init__(self, folder: Path, snapshot: str, manifest: Manifest) -> None:
        self.folder = folder
        self.snapshot = snapshot
        self.parts: tuple[Part, ...] = manifest.parts
        self.revisions: tuple[Revision, ...] = manifest.revisions
        self._manifest = manifest
        self._store = Store(folder)
        self._lock = threading.Lock()
        self._of_thread = threading.local()
        self._views: set[str] = set()

    def held(self, force: str, source: str = STREET) -> tuple[Month, ...]:
        """The months held of a force, earliest first; none for a force that is not there."""
        return tuple(part.month for part in self._manifest.of(source, force))

    def forces(self, source: str = STREET) -> tuple[str, ...]:
        """The forces held, by slug, sorted."""
        return tuple(sorted({part.force for part in self.parts if part.source == source}))

    def cube(self, source: str = STREET) -> ir.Table:
        """Counts: force, month (int32 yyyymm), lsoa ('' = no place), category (int16 code), n (int32)."""
        return self._derived("cube", source)

    def totals(self, source: str = STREET) -> ir.Table:
        """Counts of a force: force, month, category (0 = not coded), placed (int64), unplaced (int64)."""
        return self._derived("totals", source)

    def repeats(self, source: str = STREET) -> ir.Table:
        """Every row whose Crime ID is there more than once for its force: crime_id, force, month, lsoa, category."""
        return self._derived("repeats", source)

    def rows(self, source: str = STREET, *, forces: Sequence[str] | None = None) -> ir.Table:
        """All stored rows with all their columns, typed; only those of `forces` when given, which reads fewer files."""
        parts = [part for part in self.parts if part.source == source and (forces is None or part.force in forces)]
        name = f"rows {source} {'' if forces is None else ' '.join(sorted(forces))}"
        mixed = len({part.definition for part in parts}) > 1
        return self._table(
            name, (part.kept[0] for part in parts), {"force": "VARCHAR", "month": "INTEGER"}, mixed=mixed
        )

    def rejects(self) -> ir.Table:
        """The lines that do not count: source, file, line (the header is line 1), reason, text as published."""
        return self._table("rejects", (part.rejects for part in self.parts if part.rejects), REJECTS)

    def _derived(self, kind: str, source: str) -> ir.Table:
        forces = self._manifest.derived.get(source, {})
        types = {name: SQL_TYPES[str(dtype)] for name, dtype in SCHEMAS[kind].items()}
        return self._table(f"{kind} {source}", (kinds[kind] for kinds in forces.values() if kind in kinds), types)

    def _table(self, name: str, files: Iterable[Kept], types: dict[str, str], *, mixed: bool = False) -> ir.Table:
        """The view of this name over the files, made when first asked for; an empty one with `types` for no files."""
        backend = self._backend()
        with self._lock:
            if name not in self._views:
                self._view(name, [str(self._store.path(kept.file)) for kept in files], types, mixed=mixed)
                self._views.add(name)
        return backend.table(name)

    def _view(self, name: str, paths: list[str], types: dict[str, str], *, mixed: bool) -> None:
        with self._connection.cursor() as cursor:
            if paths:
                rows = cursor.read_parquet(paths, union_by_name=mixed)
            else:
                rows = cursor.sql("SELECT " + ", ".join(f"NULL::{sql} AS {column}" for column, sql in types.items()))
                rows = rows.filter("false")
            rows.create_view(name)

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )

    def _backend(self) -> Backend:
        """This thread's own cursor on the one connection."""
        found: Backend | None = getattr(self._of_thread, "backend", None)
        if found is None:
            with self._lock:
                found = self._of_thread.backend = ibis.duckdb.from_connection(self._connection.cursor())
        return found

    def files(self) -> dict[Path, Kept]:
        """Every file of this snapshot, by its path."""
        return {self._store.path(kept.file): kept for kept in self._manifest.kept()}


def _unreadable(folder: Path, why: str) -> UnreadableLake:
    return UnreadableLake(_("the lake in {folder} cannot be read: {why}").format(folder=folder, why=why))


def open_lake(folder: Path) -> Lake:
    """Open the lake in `folder` as it is now.

    Raises UnreadableLake when there is none, or when its manifest or a file is missing, damaged or of another size
    (`verify` reads all of them).
    """
    if not folder.is_dir():
        raise UnreadableLake(_("there is no lake in {folder}: 'wardmote ingest' makes one").format(folder=folder))
    store = Store(folder)
    snapshot = store.current()
    if snapshot is None:
        raise UnreadableLake(_("{folder} is no lake: 'wardmote ingest' makes one").format(folder=folder))
    lake = Lake(folder, snapshot, store.manifest(snapshot))
    for path, kept in lake.files().items():
        if not path.is_file():
            raise _unreadable(folder, _("its file {name} is missing").format(name=path.name))
        if path.stat().st_size != kept.size:
            raise _unreadable(folder, _("its file {name} is damaged").format(name=path.name))
    return lake


def verify(lake: Lake) -> int:
    """Read every file of the lake again and compare it with its name. Returns how many there are.

    Raises UnreadableLake for the first that is not what its name says.
    """
    for path, kept in lake.files().items():
        if not path.is_file() or address(path.read_bytes()) != kept.file:
            raise _unreadable(lake.folder, _("its file {name} is damaged").format(name=path.name))
    return len(lake.files())
