"""Verifying the log: every event is hashed again from what the table holds now, and compared with the chain, the seals and the anchors.

It runs as the register's owner (the application may not read events of everybody) and trusts nothing in the register but PostgreSQL itself: none of our functions there is called.
What it finds is told by event and place. See `findings` for what can be found, and docs/decisions for what cannot.
"""

import hashlib
import itertools
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from psycopg.rows import class_row

from wardmote.audit.anchored import compare_anchors
from wardmote.audit.canonical import AT, FIELDS, START, moment
from wardmote.audit.findings import Fault, Finding, Verdict
from wardmote.audit.seals import Seal

Progress = Callable[[int, int], None]

LATE = timedelta(
    hours=1
)  # so far clocks may be apart; an event older than that by its own account was put in afterwards (see `_no_earlier`)
HEADER = b"PGCOPY\n\xff\r\n\x00"
BEFORE_EVENT = struct.Struct(
    ">hiqi32si16s"
)  # number of fields; place in the chain, hash and event key, each after its length
SIZES = (3 + len(FIELDS), 8, 32, 16)
NOTHING = b"\xff\xff\xff\xff"
CLOSELY = 200  # so many broken links are compared with one another, to tell a change of places from an edit

CHAIN = f"""
    COPY (SELECT l.sequence, l.hash, l.event, {", ".join(FIELDS)}
            FROM public.audit_link l LEFT JOIN public.audit_event e ON e.id = l.event ORDER BY l.sequence)
      TO STDOUT (FORMAT binary)
"""  # noqa: S608 - put together of constants
SEALS = "SELECT number, at, first, last, head, below, cluster, key, signature FROM public.audit_seal ORDER BY number"
UNLINKED = """
    SELECT e.id, e.at, e.transaction_number::text::bigint FROM public.audit_event e
     WHERE NOT EXISTS (SELECT FROM public.audit_link l WHERE l.event = e.id) ORDER BY e.at
"""
UNFINDABLE = """
    SELECT DISTINCT e.id, e.at FROM public.audit_event e CROSS JOIN LATERAL pg_catalog.unnest(e.ids) AS named (record)
     WHERE NOT EXISTS (SELECT FROM public.audit_about a WHERE a.record = named.record AND a.event = e.id) ORDER BY e.at
"""
MISLEADING = """
    SELECT DISTINCT e.id, e.at FROM public.audit_about a JOIN public.audit_event e ON e.id = a.event
     WHERE NOT a.record = ANY (e.ids) ORDER BY e.at
"""


@dataclass(frozen=True)
class Broken:
    """A link that does not follow from the one before and from what its event holds."""

    sequence: int
    event: UUID
    before: bytes
    digest: bytes
    hash: bytes
    at: str


def verify(
    connection: psycopg.Connection, *, keys: Mapping[str, Ed25519PublicKey], anchors: Sequence[Path], progress: Progress | None = None
) -> Verdict:  # fmt: skip
    """Verify everything in one snapshot. `connection` is the owner's, with no transaction open; `keys` by the names that seals call them."""
    verdict = Verdict(keys=sorted(keys))
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SET LOCAL wardmote.upkeep = 'on'")
        connection.execute("SET LOCAL TIME ZONE 'UTC'")
        seals = connection.cursor(row_factory=class_row(Seal)).execute(SEALS).fetchall()
        _check_seals(seals, keys, verdict)
        _check_chain(connection, seals, verdict, progress or (lambda _done, _all: None))
        _look_for_unlinked(connection, seals, verdict)
        _look_at_records(connection, verdict)
    for folder in anchors:
        compare_anchors(folder, seals, keys, verdict)
    return verdict


def _check_seals(seals: list[Seal], keys: Mapping[str, Ed25519PublicKey], verdict: Verdict) -> None:
    """Numbers without a gap, places without a gap, signatures by keys that we know."""
    expected, first = 1, 1
    for seal in seals:
        if seal.number != expected or seal.first != first:
            verdict.find(Finding(Fault.DELETED, seal=expected, detail=f"before {moment(seal.at)}"))
        if seal.key not in keys:
            verdict.find(Finding(Fault.KEY, seal=seal.number, at=seal.at, detail=seal.key))
        elif not seal.holds(dict(keys)):
            verdict.find(Finding(Fault.SIGNATURE, seal=seal.number, at=seal.at))
        expected, first = seal.number + 1, seal.last + 1
    verdict.seals = len(seals)
    verdict.sealed = seals[-1].last if seals else 0
    verdict.last_seal = seals[-1].at if seals else None


def _check_chain(connection: psycopg.Connection, seals: list[Seal], verdict: Verdict, progress: Progress) -> None:
    walk = _Walk(seals, verdict)
    with connection.cursor().copy(CHAIN) as copy:
        for count, data in enumerate(copy):
            row = bytes(data)
            if row.startswith(HEADER):
                row = row[19:]
            if len(row) > 2:
                walk.step(row)
            if count % 20_000 == 0:
                progress(count, verdict.sealed)
    walk.end()
    progress(verdict.sealed, verdict.sealed)


class _Walk:
    """Goes along the chain, link by link."""

    def __init__(self, seals: list[Seal], verdict: Verdict) -> None:
        self.verdict = verdict
        self.place, self.link = 0, START
        self.broken: list[Broken] = []
        self.ends = {seal.last: seal for seal in seals if seal.last >= seal.first}
        self.end_of_log = seals[-1].last if seals else 0
        self._rest = iter(seals)
        self._passed: list[Seal] = []
        self._seal: Seal | None = None
        self._bound = b""
        self._next_seal()

    def step(self, row: bytes) -> None:
        """One link with its event, as COPY gives it."""
        fields, size, sequence, size_of_hash, stored, size_of_key, event = BEFORE_EVENT.unpack_from(row)
        if (
            fields,
            size,
            size_of_hash,
            size_of_key,
        ) != SIZES:  # the hash is of another length: nothing behind it stands where it should
            self.verdict.find(Finding(Fault.EDITED, self.place + 1))
            self.place += 1
            return
        if sequence != self.place + 1:
            self._gap(sequence)
        said = row[BEFORE_EVENT.size :]
        if said[:4] == NOTHING:
            self.verdict.find(Finding(Fault.DELETED, sequence, UUID(bytes=event), at=_when(event), seal=self._number()))
        else:
            digest = hashlib.sha256(said).digest()
            if hashlib.sha256(self.link + digest).digest() != stored:
                self._note(
                    Broken(sequence, UUID(bytes=event), self.link, digest, stored, said[AT].decode(errors="replace"))
                )
            elif said[AT] < self._bound:
                self.verdict.find(Finding(Fault.INSERTED, sequence, UUID(bytes=event), at=_at(said[AT].decode())))
        self.place, self.link = sequence, stored
        if sequence in self.ends:
            self._compare_head(self.ends[sequence])

    def _note(self, broken: Broken) -> None:
        if len(self.broken) < CLOSELY:
            self.broken.append(broken)
        else:
            self.verdict.find(Finding(Fault.EDITED, broken.sequence, broken.event, _at(broken.at)))

    def _gap(self, sequence: int) -> None:
        """Places that are missing with their links. `sequence` is the next one that is there."""
        self.verdict.find(Finding(Fault.DELETED, self.place + 1, last=sequence - 1, seal=self._number()))
        for missing in sorted(place for place in self.ends if self.place < place < sequence):
            self._pass(self.ends[missing])
        if self.place + 1 == sequence:  # a number twice, or backwards
            self.verdict.find(Finding(Fault.REORDERED, sequence))

    def _compare_head(self, seal: Seal) -> None:
        if self.link != seal.head:
            self.verdict.find(Finding(Fault.REWRITTEN, seal.last, seal=seal.number, at=seal.at))
        self._pass(seal)

    def _pass(self, seal: Seal) -> None:
        while self._seal and self._seal.number <= seal.number:
            self._next_seal()

    def _next_seal(self) -> None:
        """What comes next was sealed by this one. A long log is sealed in several seals of one moment: the sealing before is the last one of another moment."""
        before, self._seal = self._seal, next(self._rest, None)
        if before:
            self._passed.append(before)
        if before and self._seal and before.at < self._seal.at:
            bound = _no_earlier(self._passed)
            self._bound = moment(bound).encode() if bound else b""

    def _number(self) -> int | None:
        return self._seal.number if self._seal else None

    def end(self) -> None:
        if self.place < self.end_of_log:
            self.verdict.find(Finding(Fault.TRUNCATED, self.place + 1, last=self.end_of_log, seal=self._number()))
        elif self.place > self.end_of_log:
            self.verdict.find(
                Finding(Fault.TRUNCATED, self.end_of_log + 1, last=self.place, detail="links without their seal")
            )
        places = _changed_places(self.broken)
        for broken in self.broken:
            fault = Fault.REORDERED if broken.sequence in places else Fault.EDITED
            self.verdict.find(Finding(fault, broken.sequence, broken.event, _at(broken.at)))


def _changed_places(broken: list[Broken]) -> set[int]:
    """Places whose event fits the link of another broken place, or whose link with its event follows from another one."""
    found = set()
    for one, other in itertools.permutations(broken, 2):
        fits = hashlib.sha256(one.before + other.digest).digest() == one.hash
        follows = hashlib.sha256(other.before + one.digest).digest() == one.hash
        if fits or follows:
            found |= {one.sequence, other.sequence}
    return found


def _no_earlier(passed: Sequence[Seal]) -> datetime | None:
    """Nothing that is sealed after these seals happened before this time.

    What is not sealed yet belongs to transactions not older than the one at which the last seal stopped. That one began after the seal that stopped at an earlier one; unless that seal was
    held up itself, by a transaction beside which the younger one may have been open already. So hours of a transaction held open accuse nobody.
    """
    place = len(passed) - 1
    while place > 0:
        first = place
        while first > 0 and (
            passed[first - 1].below == passed[place].below or passed[first - 1].at == passed[place].at
        ):
            first -= 1
        held_before = first > 1 and passed[first - 1].below == passed[first - 2].below
        if not held_before:
            return passed[first - 1].at - LATE if first > 0 else None
        place = first - 1
    return None


def _look_for_unlinked(connection: psycopg.Connection, seals: list[Seal], verdict: Verdict) -> None:
    """Events outside the chain: the open window, and what was put in below it."""
    last = seals[-1] if seals else None
    row = connection.execute("SELECT system_identifier FROM pg_catalog.pg_control_system()").fetchone()
    here = last is not None and row is not None and row[0] == last.cluster
    bound = _no_earlier(seals)
    for event, at, number in connection.execute(UNLINKED):
        if (last is not None and here and number < last.below) or (bound is not None and at < bound):
            verdict.find(Finding(Fault.INSERTED, event=event, at=at))
        else:
            verdict.open_events += 1
            verdict.open_since = min(at, verdict.open_since or at)


def _look_at_records(connection: psycopg.Connection, verdict: Verdict) -> None:
    """Whether the table by which events are found says of each event that there is just the records that the event names."""
    found_already = {finding.event for finding in verdict.findings}
    for question in (UNFINDABLE, MISLEADING):
        for event, at in connection.execute(question):
            if event not in found_already:
                verdict.find(Finding(Fault.RECORDS, event=event, at=at))


def _at(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _when(key: bytes) -> datetime | None:
    """The time that a key of version 7 was made: all that is left of a deleted event."""
    return datetime.fromtimestamp(int.from_bytes(key[:6], "big") / 1000, UTC)
