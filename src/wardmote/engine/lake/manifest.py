"""The manifest: which files are the lake now, where each came from, and what changed when a month was published again."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from wardmote.engine.periods import Month
from wardmote.engine.sources import Named

FORMAT = 1


@dataclass(frozen=True)
class Kept:
    """A file of the lake: named by the sha256 of its bytes, with its size in bytes."""

    file: str
    size: int


@dataclass(frozen=True)
class Changes:
    """How the rows of a month differ from those it replaced.

    A row is altered when a row with the same id is there in both with other values; `columns` counts altered rows by
    column. Rows without an id can only be added or removed.
    """

    added: int
    removed: int
    altered: int
    columns: dict[str, int]


@dataclass(frozen=True)
class Part:
    """One force's month of one source.

    `sha256` is of the published (uncompressed) bytes; `file` names the Parquet file. `repeated_crime_ids` is the number
    of distinct non-blank ids that are there more than once within the part; `no_location` of rows without a place.
    `definition` is the version of the source's definition it was read with; `replaces` the sha256 of what it replaced.
    """

    source: str
    force: str
    month: Month
    sha256: str
    name: str
    bytes: int
    file: str
    size: int
    rows: int
    rejected: int
    no_location: int
    repeated_crime_ids: int
    ingested_at: str
    definition: str
    rejects: Kept | None = None
    replaces: str | None = None
    changes: Changes | None = None

    @property
    def named(self) -> Named:
        return Named(self.source, self.force, self.month)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The part's files."""
        return (Kept(self.file, self.size), *([self.rejects] if self.rejects else []))


@dataclass(frozen=True)
class Revision:
    """A month that was published again. `replaced` and `by` are the sha256 of the published bytes, old and new."""

    source: str
    force: str
    month: Month
    replaced: str
    by: str
    ingested_at: str
    changes: Changes


Derived = dict[str, dict[str, dict[str, Kept]]]  # source, force, kind (cube, totals, repeats)


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A dataclass as JSON can hold it; months are written as people write them."""
    found = dict(pairs)
    return {"month": f"{found['year']:04d}-{found['number']:02d}"} if found.keys() == {"year", "number"} else found


@dataclass(frozen=True)
class Manifest:
    """All of a lake. `parent` is the manifest that this one followed."""

    parts: tuple[Part, ...] = ()
    revisions: tuple[Revision, ...] = ()
    derived: Derived = field(default_factory=dict)
    parent: str | None = None

    @cached_property
    def by_name(self) -> dict[Named, Part]:
        return {part.named: part for part in self.parts}

    def of(self, source: str, force: str) -> list[Part]:
        """The parts of one force, by month."""
        return [part for part in self.parts if (part.source, part.force) == (source, force)]

    def kept(self) -> Iterable[Kept]:
        """Every file that the lake needs."""
        for part in self.parts:
            yield from part.kept
        for forces in self.derived.values():
            for kinds in forces.values():
                yield from kinds.values()

    def as_bytes(self) -> bytes:
        """Canonical JSON: the same manifest gives the same bytes."""
        document = {"format": FORMAT} | asdict(self, dict_factory=_plain)
        return json.dumps(document, sort_keys=True, indent=0).encode()


def address(data: bytes) -> str:
    """The name of a file with these bytes."""
    return hashlib.sha256(data).hexdigest()


def _changes(found: dict[str, Any] | None) -> Changes | None:
    return None if found is None else Changes(**found)


def _month(found: dict[str, str]) -> Month:
    return Month.parse(found["month"])


def _part(found: dict[str, Any]) -> Part:
    rejects = found.pop("rejects")
    month, changes = _month(found.pop("month")), _changes(found.pop("changes"))
    return Part(**found, month=month, changes=changes, rejects=Kept(**rejects) if rejects else None)


def _revision(found: dict[str, Any]) -> Revision:
    return Revision(**found | {"month": _month(found["month"]), "changes": Changes(**found["changes"])})


def _derived(found: dict[str, Any]) -> Derived:
    return {
        source: {force: {kind: Kept(**kept) for kind, kept in kinds.items()} for force, kinds in sorted(forces.items())}
        for source, forces in sorted(found.items())
    }


def parse(data: bytes) -> Manifest:
    """Read a manifest's bytes. Raises ValueError, KeyError or TypeError when they are none of this format."""
    found = json.loads(data)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f"not a manifest of format {FORMAT}")
    return Manifest(
        tuple(_part(part) for part in found["parts"]),
        tuple(_revision(revision) for revision in found["revisions"]),
        _derived(found["derived"]),
        found["parent"],
    )
