"""A spreadsheet is handed in, its columns are matched, and it is brought in whole or not at all: each row through the change that a form would use."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DataError, transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.bringing import Bringing, Outcome, Wrong, begin
from wardmote.governance.changes.bringing_rows import ONE_ROW
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.incoming.matching import Fault, Row, matched, understood
from wardmote.governance.incoming.matching import headed as headed_at
from wardmote.governance.incoming.reading import Book, Rows, read
from wardmote.governance.incoming.values import text as text_of
from wardmote.governance.models import Import, ImportContent, ImportedRow
from wardmote.governance.queries.incoming import content_of, file_for
from wardmote.governance.states import Fate, ImportKind
from wardmote.platform.refusals import Refused
from wardmote.platform.versions import Stale
from wardmote.words import gettext as _

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Rehearsed:
    """What would come of a file: what each row becomes, and what is wrong. `seen` stands for all of it, so that a yes is a yes to this and to nothing else."""

    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]
    seen: str

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.outcomes)


@transaction.atomic
def take_in_file(
    *, partnership: UUID, kind: ImportKind, name: str, data: bytes, at: datetime, by: Standing | None
) -> UUID:
    """A file is handed in, and kept until it is brought in or a day is over: its key. Raises paper_files.Unfit for one that cannot be read."""
    who = business_of(by, partnership)
    sheets = read(name, data).sheets
    sheet = next(iter(sheets))
    ImportContent.objects.filter(partnership=partnership, recorded_at__lt=at - KEPT).delete()
    made = Import.objects.create(
        partnership_id=partnership, kind=kind, name=name[-120:], sha256=hashlib.sha256(data).hexdigest(), size=len(data), sheet=sheet,
        matching=matched(_heads(sheets[sheet], kind), kind), recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    ImportContent.objects.create(partnership_id=partnership, file=made, data=data, recorded_at=at)
    record("take-in-file", kind="import", ids=[made.pk], partnership=partnership, facts={"list": kind.value})
    return made.pk


@transaction.atomic
def match_columns(
    *, file: UUID, sheet: str, matching: dict[str, int], group: UUID | None, at: datetime, by: Standing | None  # noqa: ARG001 - the same for all changes
) -> None:  # fmt: skip
    """Which sheet is meant and which column holds what; `group` is that of actions whose file says none."""
    found = _file_waiting(file, by)
    found.sheet, found.matching = sheet, matching | ({"default-group": str(group)} if group else {})
    found.save(update_fields=["sheet", "matching"])
    record("match-columns", kind="import", ids=[found.pk], partnership=found.partnership_id)


@transaction.atomic
def drop_file(*, file: UUID, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """The file is not brought in after all: it is forgotten."""
    found = _file_waiting(file, by)
    key, partnership = found.pk, found.partnership_id
    found.delete()
    record("drop-file", kind="import", ids=[key], partnership=partnership)


@transaction.atomic
def sweep_files(*, before: datetime) -> int:
    """Forget the bytes of files that came before a moment: how many. For the installation itself."""
    count, _each = ImportContent.objects.filter(recorded_at__lt=before).delete()
    record("sweep-files", facts={"count": count})
    return count


def rehearse(*, file: UUID, at: datetime, by: Standing) -> Rehearsed:
    """What would come of the file, with every row in it tried and taken back: nothing is written."""
    found = _file_waiting(file, by)
    rows = _rows_of(found, at, by)
    begun = _begun(found, rows, at, by)  # what it reads is shown: the log keeps it, whatever is taken back
    try:
        with transaction.atomic():
            rehearsed = _tried(begun, rows)
            raise _TakenBackError
    except _TakenBackError:
        return rehearsed


@transaction.atomic
def bring_in(*, file: UUID, seen: str, at: datetime, by: Standing) -> Rehearsed:
    """Bring the file in, all of it or nothing. Raises Clash when a row is wrong, or when what would come of it is no longer what was `seen`.

    Each row is an event of its own, by the change that it goes through; that they came from this file is one more.
    """
    found = _file_waiting(file, by)
    rows = _rows_of(found, at, by)
    done = _tried(_begun(found, rows, at, by), rows)
    if done.faults or done.seen != seen:
        raise Clash(_("What is on file has changed since this was shown. Look at it again: nothing was brought in."))
    ImportedRow.objects.bulk_create(
        ImportedRow(
            partnership_id=found.partnership_id, file=found, number=one.number, fate=one.fate, object=one.object, identity=one.identity,
            content=one.content, recorded_at=at,
        )
        for one in done.outcomes
    )  # fmt: skip
    found.made, found.changed, found.found = map(done.count, (Fate.MADE, Fate.CHANGED, Fate.FOUND))
    found.done_at = at
    found.save(update_fields=["made", "changed", "found", "done_at"])
    ImportContent.objects.filter(file=found).delete()
    facts: dict[str, str | int | bool] = {"list": found.kind, "count": len(done.outcomes)}
    record("bring-in-file", kind="import", ids=[found.pk], partnership=found.partnership_id, facts=facts)
    return done


def sheets_of(*, file: UUID, at: datetime, by: Standing) -> Book:
    """The file as it was read. Raises Refused when it is here no more."""
    found = file_for(by, file)
    return read(found.name, content_of(by, file, since=at - KEPT))


class _TakenBackError(Exception):
    """A rehearsal is over."""


def _file_waiting(key: UUID, by: Standing | None) -> Import:
    found = Import.objects.select_for_update().filter(pk=key, done_at__isnull=True).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    return found


def _heads(rows: Rows, kind: ImportKind) -> list[str]:
    return [text_of(cell) for cell in rows[headed_at(rows, kind)]]


def _rows_of(found: Import, at: datetime, by: Standing) -> list[Row]:
    sheets = read(found.name, content_of(by, found.pk, since=at - KEPT)).sheets
    matching = {name: place for name, place in found.matching.items() if isinstance(place, int)}
    return understood(sheets.get(found.sheet, []), matching, ImportKind(found.kind))


def _begun(found: Import, rows: Sequence[Row], at: datetime, by: Standing) -> Bringing:
    return begin(found, rows, ONE_ROW[ImportKind(found.kind)], at=at, by=by)


def _tried(bringing: Bringing, rows: Sequence[Row]) -> Rehearsed:
    """Every row, each for itself: one that is wrong leaves nothing behind and does not hold up the next."""
    outcomes: list[Outcome] = []
    faults: list[Fault] = []
    for row in rows:
        if row.faults:
            faults.extend((*row.faults, *(_fault(row, wrong) for wrong in bringing.not_found(row))))
            continue
        try:
            with transaction.atomic():
                outcomes.append(bringing.bring(row))
        except (Clash, Stale, Refused, DataError) as wrong:
            faults.append(_fault(row, wrong))
    said = "\n".join(f"{one.number} {one.fate} {one.words}" for one in outcomes)
    return Rehearsed(tuple(outcomes), tuple(faults), hashlib.sha256(said.encode()).hexdigest())


def _fault(row: Row, wrong: Exception) -> Fault:
    if isinstance(wrong, Wrong):
        return Fault(row.number, wrong.column, str(wrong))
    if isinstance(wrong, Clash):
        return Fault(row.number, "", str(wrong))
    return Fault(row.number, "", _("This row cannot be brought in as it stands. Look at each of its cells, or leave it out."))  # fmt: skip
