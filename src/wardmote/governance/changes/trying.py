"""The rows of a file are tried, a few at a time and then all together, and taken back at once; and after the yes brought in, all of them or none: each row through the change that a form would use."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.bringing import Bringing, Outcome, Wrong, begin
from wardmote.governance.changes.bringing_rows import ONE_ROW, categories_again
from wardmote.governance.changes.incoming import KEPT
from wardmote.governance.changes.looked_up import asking_once, forget
from wardmote.governance.changes.numbering import in_a_row
from wardmote.governance.changes.writing import Clash, business_of, hold
from wardmote.governance.incoming.matching import Fault, Row, understood
from wardmote.governance.incoming.reading import read
from wardmote.governance.models import Import, ImportContent, ImportedRow, PlannedRow
from wardmote.governance.queries.incoming import content_of
from wardmote.governance.states import Fate, ImportKind, Stage
from wardmote.platform.refusals import Refused
from wardmote.platform.versions import Stale
from wardmote.words import gettext as _

A_FEW = 25  # rows that are tried in one transaction: what they touch waits for so many, and for all of them only once nothing is wrong with any
CHECKED_AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"  # what a row names is there when the row is written, so that the row is told of, and not the whole file


@dataclass
class Tried:
    """What came of rows that were tried."""

    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Rows with something wrong, however much."""
        return len({fault.number for fault in self.faults})

    @property
    def seen(self) -> str:
        """What stands for all of it, so that a yes is a yes to this and to nothing else."""
        said = "\n".join(f"{one.number} {one.fate} {one.words}" for one in self.outcomes)
        return hashlib.sha256(said.encode()).hexdigest()

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.outcomes)


@dataclass
class Trial:
    """The rows of a file on their way through: those up to `through` were tried."""

    file: UUID
    run: int
    rows: list[Row]
    bringing: Bringing
    through: int = 0
    tried: Tried = field(default_factory=Tried)


class _TakenBackError(Exception):
    """What was tried is not to stay."""


@transaction.atomic
def begin_trying(*, file: UUID, run: int, at: datetime, by: Standing) -> Trial | None:
    """Read the file and what is on file already; None when another run was asked for since."""
    found = _asked(file, run, Stage.TRYING, by)
    if found is None:
        return None
    trial = _trial(found, run, at, by)
    PlannedRow.objects.filter(file=found).delete()
    found.began_at, found.lines_read, found.tried, found.wrong, found.seen = at, len(trial.rows), 0, 0, ""
    found.save(update_fields=["began_at", "lines_read", "tried", "wrong", "seen"])
    record("try-file", kind="import", ids=[file], partnership=found.partnership_id, facts={"count": len(trial.rows)})
    return trial


@transaction.atomic
def try_a_few(*, trial: Trial, at: datetime, by: Standing) -> bool:
    """Try the next few rows, take them back, and keep what would come of them. False when there are no more, or another run was asked for.

    Rows do things to one another that are not seen a few at a time: a group has one chair. So where nothing is wrong with any of more than a few, the last time it is all of them together, as after the yes.
    """
    found = _asked(trial.file, trial.run, Stage.TRYING, by)
    if found is None:
        return False
    together = trial.through == len(trial.rows) > A_FEW
    tried = _all_together(found, trial, at, by) if together else _next_few(found, trial, at, by)
    found.tried, found.wrong = trial.through, trial.tried.wrong
    more = not together and (trial.through < len(trial.rows) or (len(trial.rows) > A_FEW and not trial.tried.faults))
    if not more:
        _shown(found, Stage.TRIED, trial.tried, at)
    found.save(update_fields=["tried", "wrong", "stage", "seen", "seconds"])
    record("try-rows", kind="import", ids=[found.pk], partnership=found.partnership_id, facts={"count": tried})
    return more


@transaction.atomic
def begin_bringing(*, file: UUID, run: int, at: datetime, by: Standing) -> bool:
    """Say when bringing it in began; False when it was not asked for, or another run was since."""
    found = _asked(file, run, Stage.BRINGING, by)
    if found is None:
        return False
    found.began_at = at
    found.save(update_fields=["began_at"])
    record("begin-file", kind="import", ids=[file], partnership=found.partnership_id)
    return True


@transaction.atomic
def bring_in(*, file: UUID, run: int, at: datetime, by: Standing) -> Tried | None:
    """Bring the file in, all of it or nothing: what came of it. When a row is wrong now, or something else would come of it than was seen, nothing is brought in, and what would come of
    it now is kept to be looked at. None when another run was asked for since.

    Each row is an event of its own, by the change that it goes through; that they came from this file is one more.
    """
    found = _asked(file, run, Stage.BRINGING, by)
    if found is None:
        return None
    trial = _trial(found, run, at, by)
    try:
        with transaction.atomic(), in_a_row(only_tried=False):
            came = _tried(trial.bringing, trial.rows)
            if came.faults or came.seen != found.seen:
                raise _TakenBackError
            _finish(found, came, at)
    except _TakenBackError:
        PlannedRow.objects.filter(file=found).delete()
        _keep(found, came, at, after=0)
        found.wrong, found.tried, found.lines_read = came.wrong, len(trial.rows), len(trial.rows)
        _shown(found, Stage.CHANGED, came, at)
        found.save(update_fields=["stage", "seen", "seconds", "wrong", "tried", "lines_read"])
        record(
            "try-file", kind="import", ids=[file], partnership=found.partnership_id, facts={"count": len(trial.rows)}
        )
    return came


@transaction.atomic
def note_broken(*, file: UUID, run: int, at: datetime, by: Standing) -> None:  # noqa: ARG001 - the same for all changes
    """A defect stopped the work on a file: nothing of that part was written."""
    found = _asked(file, run, Stage.TRYING, by) or _asked(file, run, Stage.BRINGING, by)
    if found is not None:
        found.stage = Stage.BROKEN
        found.save(update_fields=["stage"])
        record("break-off-file", kind="import", ids=[file], partnership=found.partnership_id)


def _asked(file: UUID, run: int, stage: Stage, by: Standing) -> Import | None:
    """The file, locked until the transaction ends, if this is what is to be done with it."""
    hold()
    found = Import.objects.select_for_update().filter(pk=file, run=run, stage=stage).first()
    if found is not None:
        business_of(by, found.partnership_id)
    return found


def _trial(found: Import, run: int, at: datetime, by: Standing) -> Trial:
    sheets = read(found.name, content_of(by, found.pk, since=at - KEPT)).sheets
    matching = {name: place for name, place in found.matching.items() if isinstance(place, int)}
    rows = understood(sheets.get(found.sheet, []), matching, ImportKind(found.kind))
    return Trial(found.pk, run, rows, _begun(found, rows, at, by))


def _begun(found: Import, rows: Sequence[Row], at: datetime, by: Standing) -> Bringing:
    return begin(found, rows, ONE_ROW[ImportKind(found.kind)], at=at, by=by)


def _next_few(found: Import, trial: Trial, at: datetime, by: Standing) -> int:
    few, trial.bringing.by = trial.rows[trial.through : trial.through + A_FEW], by
    came = _taken_back(trial.bringing, few)
    _keep(found, came, at, after=len(trial.tried.outcomes) + len(trial.tried.faults))
    trial.tried.outcomes.extend(came.outcomes)
    trial.tried.faults.extend(came.faults)
    trial.through += len(few)
    return len(few)


def _all_together(found: Import, trial: Trial, at: datetime, by: Standing) -> int:
    """What is kept is then what would come of all of them."""
    trial.tried = _taken_back(_begun(found, trial.rows, at, by), trial.rows)
    PlannedRow.objects.filter(file=found).delete()
    _keep(found, trial.tried, at, after=0)
    return len(trial.rows)


def _taken_back(bringing: Bringing, rows: Sequence[Row]) -> Tried:
    try:
        with transaction.atomic(), in_a_row(only_tried=True):
            categories_again(bringing)
            came = _tried(bringing, rows)
            raise _TakenBackError
    except _TakenBackError:
        bringing.taken_back()
        return came


def _tried(bringing: Bringing, rows: Sequence[Row]) -> Tried:
    """Every row, each for itself: one that is wrong leaves nothing behind and does not hold up the next."""
    came = Tried()
    with connection.cursor() as cursor:
        cursor.execute(CHECKED_AT_ONCE)
    with asking_once():
        for row in rows:
            _one(bringing, row, came)
    return came


def _one(bringing: Bringing, row: Row, came: Tried) -> None:
    if row.faults:
        came.faults.extend((*row.faults, *(_fault(row, wrong) for wrong in bringing.not_found(row))))
        return
    try:
        with transaction.atomic():
            came.outcomes.append(bringing.bring(row))
    except OperationalError:
        raise  # the register, and not the row
    except (Clash, Stale, Refused, DatabaseError) as wrong:
        forget()
        came.faults.append(_fault(row, wrong))


def _fault(row: Row, wrong: Exception) -> Fault:
    if isinstance(wrong, Wrong):
        return Fault(row.number, wrong.column, str(wrong))
    if isinstance(wrong, Clash):
        return Fault(row.number, "", str(wrong))
    if isinstance(wrong, IntegrityError):
        return Fault(row.number, "", _("This row does not go with what is on file, or with a row above it: perhaps it is there already. Look at each of its cells, or leave it out."))  # fmt: skip
    return Fault(row.number, "", _("This row cannot be brought in as it stands. Look at each of its cells, or leave it out."))  # fmt: skip


def _keep(found: Import, came: Tried, at: datetime, *, after: int) -> None:
    """What would come of rows is kept to be looked at, after so many others."""
    told = [(one.number, one.fate, one.stands, one.words) for one in came.outcomes]
    told += [(one.number, Fate.WRONG, one.column, one.words) for one in came.faults]
    PlannedRow.objects.bulk_create(
        PlannedRow(
            partnership_id=found.partnership_id, file=found, place=place, number=number, fate=fate, cell=cell, words=words, recorded_at=at
        )
        for place, (number, fate, cell, words) in enumerate(sorted(told, key=lambda one: one[0]), start=after)
    )  # fmt: skip


def _shown(found: Import, stage: Stage, came: Tried, at: datetime) -> None:
    took = (at - found.began_at).total_seconds() if found.began_at else 0
    found.stage, found.seen, found.seconds = stage, came.seen, max(0, round(took))


def _finish(found: Import, came: Tried, at: datetime) -> None:
    ImportedRow.objects.bulk_create(
        ImportedRow(
            partnership_id=found.partnership_id, file=found, number=one.number, fate=one.fate, object=one.object, identity=one.identity,
            content=one.content, recorded_at=at,
        )
        for one in came.outcomes
    )  # fmt: skip
    found.made, found.changed, found.found = map(came.count, (Fate.MADE, Fate.CHANGED, Fate.FOUND))
    found.stage, found.done_at = Stage.DONE, at
    PlannedRow.objects.filter(file=found).delete()
    ImportContent.objects.filter(file=found).delete()
    found.save(update_fields=["made", "changed", "found", "stage", "done_at"])
    facts: dict[str, str | int | bool] = {"list": found.kind, "count": len(came.outcomes)}
    record("bring-in-file", kind="import", ids=[found.pk], partnership=found.partnership_id, facts=facts)
