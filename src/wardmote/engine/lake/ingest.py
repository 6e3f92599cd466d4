"""Taking published files into a lake: all of them, or none and the lake as it was."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from wardmote.engine import sources
from wardmote.engine.errors import BadFile
from wardmote.engine.lake import derive
from wardmote.engine.lake.manifest import Derived, Manifest, Part, Revision, address
from wardmote.engine.lake.revisions import compare
from wardmote.engine.lake.store import Staging, Store
from wardmote.engine.sources import Named, Published
from wardmote.words import gettext as _

WORKERS = 3  # the reading is native code that uses every core by itself; the others wait for the disk or hash
AHEAD = 32  # files finished and waiting while a force's tables are derived: counts only, a few hundred kB each


@dataclass(frozen=True)
class Progress:
    """How far an ingest is. Bytes are those on the disk, compressed or not; `seconds_left` is None at the start."""

    done_bytes: int
    total_bytes: int
    rows: int
    rows_per_second: float
    seconds_left: float | None
    file: str


@dataclass(frozen=True)
class IngestReport:
    """What a call of `ingest` was given and what became of it.

    The counts are of the parts that the call's files are about, whether they were new, replaced or there already, each
    part once. `repeated_crime_ids` is the number of distinct non-blank ids that occur more than once in a force's rows
    among those parts. `no_location` is the number of rows without a place. `snapshot` is the lake afterwards.
    """

    files: int
    rows_read: int
    rows_stored: int
    rows_rejected: int
    months: tuple[str, ...]
    forces: tuple[str, ...]
    repeated_crime_ids: int
    no_location: int
    files_unchanged: int
    files_replaced: int
    snapshot: str

    def as_json(self) -> dict[str, Any]:
        """The command line's contract."""
        return asdict(self) | {"months": list(self.months), "forces": list(self.forces)}


@dataclass(frozen=True)
class Taken:
    """One part after its files were read. `new` is False when it was in the lake already, unchanged.

    `counts` are there until its force's tables have been derived.
    """

    part: Part
    files: tuple[Published, ...]
    new: bool
    counts: derive.Counts | None = None


@dataclass(frozen=True)
class Intake:
    """One ingest under way."""

    store: Store
    staging: Staging
    before: Manifest
    at: str

    def take(self, files: tuple[Published, ...]) -> Taken:
        """Read the files that are about one force's month. Raises BadFile."""
        data, sha256 = _one_content(files)
        file = files[0]
        old = self.before.by_name.get(file.named)
        definition = sources.version(file.named.source)
        if old and (old.sha256, old.definition) == (sha256, definition):
            return Taken(old, files, new=False)
        table = sources.tabulate(data, file.named, file.name)
        counts = derive.count(table.rows, file.named.source)
        part = self._part(file, sha256, len(data), table, counts)
        part = self._replacing(old, part, table.rows) if old else part
        return Taken(part, files, new=True, counts=counts)

    def _part(
        self, file: Published, sha256: str, size: int, table: sources.Table, counts: derive.Counts
    ) -> Part:  # fmt: skip
        named, kept = file.named, self.staging.put(derive.as_parquet(table.rows, sought=False))
        rejects = table.rejects.select(pl.lit(named.source).alias("source"), pl.lit(file.name).alias("file"), pl.all())
        return Part(
            source=named.source,
            force=named.force,
            month=named.month,
            sha256=sha256,
            name=file.name,
            bytes=size,
            file=kept.file,
            size=kept.size,
            rows=table.rows.height,
            rejected=table.rejects.height,
            no_location=int(counts.cube.filter(pl.col("lsoa") == "")["n"].sum()),
            repeated_crime_ids=derive.repeated_within(table.rows, counts.ids),
            ingested_at=self.at,
            definition=sources.version(named.source),
            rejects=self.staging.put(derive.as_parquet(rejects)) if rejects.height else None,
        )

    def _replacing(self, old: Part, part: Part, rows: pl.DataFrame) -> Part:
        before = pl.read_parquet(self.store.path(old.file))
        return replace(part, replaces=old.sha256, changes=compare(before, rows))


def _one_content(files: tuple[Published, ...]) -> tuple[bytes, str]:
    """The bytes of a force's month and their sha256. Raises BadFile when its files disagree."""
    data = files[0].read()
    sha256 = address(data)
    for other in files[1:]:
        if address(other.read()) != sha256:
            message = _("{one} and {other} are the same force's month with different content: give one of them")
            raise BadFile(message.format(one=files[0].path, other=other.path))
    return data, sha256


def _in_order(intake: Intake, groups: Iterable[tuple[Published, ...]]) -> Iterator[Taken]:
    """Read the groups side by side, give them back in order, and hold only a few at a time."""
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[Future[Taken]] = deque()
        try:
            for files in groups:
                waiting.append(pool.submit(intake.take, files))
                if len(waiting) >= WORKERS + AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _reported(taken: Iterable[Taken], files: Sequence[Published], tell: Callable[[Progress], None]) -> Iterator[Taken]:
    """The same parts, telling how far it is after each."""
    total, done, rows, start = sum(file.size for file in files), 0, 0, time.monotonic()
    for one in taken:
        done += sum(file.size for file in one.files)
        rows += one.part.rows + one.part.rejected
        seconds = max(time.monotonic() - start, 1e-6)
        left = seconds * (total - done) / done if done else None
        tell(Progress(done, total, rows, rows / seconds, left, one.files[0].name))
        yield one


def _force_of(taken: Taken) -> tuple[str, str]:
    return taken.part.source, taken.part.force


def _take_all(intake: Intake, taken: Iterable[Taken]) -> tuple[list[Taken], Manifest]:
    """Derive each force's tables as soon as its parts are read; the manifest that would follow."""
    parts, derived = dict(intake.before.by_name), _copied(intake.before.derived)
    everything: list[Taken] = []
    for (source, force), group in groupby(taken, key=_force_of):
        of_force = list(group)
        parts |= {one.part.named: one.part for one in of_force}
        new = {one.part.month: one.counts for one in of_force if one.counts}
        if new:
            held = [part for named, part in sorted(parts.items()) if (named.source, named.force) == (source, force)]
            tables = derived.setdefault(source, {})
            tables[force] = derive.derive(intake.staging, tables.get(force, {}), held, new)
        everything += [replace(one, counts=None) for one in of_force]
    return everything, Manifest(tuple(part for _named, part in sorted(parts.items())), derived=derived)


def _copied(derived: Derived) -> Derived:
    return {source: dict(forces) for source, forces in derived.items()}


def _revisions(taken: Iterable[Taken]) -> Iterator[Revision]:
    for one in taken:
        part = one.part
        if one.new and part.replaces and part.changes:
            yield Revision(
                part.source, part.force, part.month, part.replaces, part.sha256, part.ingested_at, part.changes
            )


def _repeated(store: Store, manifest: Manifest, parts: Sequence[Part]) -> int:
    """Distinct ids that are there more than once among `parts`, force by force, from the tables of repeats."""
    found = 0
    for (source, force), group in groupby(parts, key=lambda part: (part.source, part.force)):
        months = [part.month.yyyymm for part in group]
        kept = manifest.derived[source][force].get("repeats")
        if kept:
            rows = pl.read_parquet(store.path(kept.file)).filter(pl.col("month").is_in(months))
            found += rows.filter(pl.col("crime_id").is_duplicated())["crime_id"].n_unique()
    return found


def _report(store: Store, snapshot: str, manifest: Manifest, taken: list[Taken]) -> IngestReport:
    parts = [one.part for one in taken]
    stored, rejected = sum(part.rows for part in parts), sum(part.rejected for part in parts)
    return IngestReport(
        files=sum(len(one.files) for one in taken),
        rows_read=stored + rejected,
        rows_stored=stored,
        rows_rejected=rejected,
        months=tuple(sorted({str(part.month) for part in parts})),
        forces=tuple(sorted({part.force for part in parts})),
        repeated_crime_ids=_repeated(store, manifest, parts),
        no_location=sum(part.no_location for part in parts),
        files_unchanged=sum(len(one.files) for one in taken if not one.new),
        files_replaced=sum(1 for one in taken if one.new and one.part.replaces),
        snapshot=snapshot,
    )


def _groups(files: Sequence[Published]) -> list[tuple[Published, ...]]:
    def about(file: Published) -> Named:
        return file.named

    return [tuple(group) for _about, group in groupby(files, key=about)]


def _now() -> datetime:
    return datetime.now(UTC)


def ingest(
    paths: Sequence[Path],
    folder: Path,
    *,
    progress: Callable[[Progress], None] | None = None,
    at: datetime | None = None,
) -> IngestReport:
    """Take published files into the lake in `folder`, which is made when there is none.

    `paths` are files, zip archives or folders. A file that is there already changes nothing; a month published again
    replaces the month and records what changed. All files are taken in or, when one is bad, none: the lake is then as
    it was. `progress` is called after each file; `at` is the moment recorded (now).

    Raises BadFile, naming the file, and UnreadableLake when `folder` holds something else or a damaged lake, or cannot be written
    (UnwritableLake).
    """
    files = sources.find(paths)
    store = Store(folder)
    store.prepare()
    with store.locked():
        snapshot = store.current()
        before = store.manifest(snapshot) if snapshot else Manifest()
        with store.staged() as staging:
            intake = Intake(store, staging, before, (at or _now()).isoformat(timespec="seconds"))
            taken, after = _take_all(intake, _reported(_in_order(intake, _groups(files)), files, progress or _silent))
            if snapshot is None or any(one.new for one in taken):
                revisions = (*before.revisions, *_revisions(taken))
                after = replace(after, revisions=revisions, parent=snapshot)
                snapshot = staging.commit(after)
        return _report(store, snapshot, after, taken)


def _silent(_progress: Progress) -> None:
    """Nobody is watching."""
