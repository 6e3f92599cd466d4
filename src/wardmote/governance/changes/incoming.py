"""A spreadsheet is handed in, its columns are matched, and somebody says yes or drops it. The worker does what takes long: see changes/trying.py."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.incoming.matching import headed as headed_at
from wardmote.governance.incoming.matching import matched
from wardmote.governance.incoming.reading import Book, Rows, read
from wardmote.governance.incoming.values import text as text_of
from wardmote.governance.models import Import, ImportContent, PlannedRow
from wardmote.governance.queries.incoming import content_of, file_for
from wardmote.governance.states import ImportKind, Stage
from wardmote.governance.states.imports import SHOWN
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

KEPT = timedelta(hours=24)


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
) -> int:  # fmt: skip
    """Which sheet is meant and which column holds what; `group` is that of actions whose file says none. The rows are to be tried anew: the number of that run."""
    found = _file_waiting(file, by)
    found.sheet, found.matching = sheet, matching | ({"default-group": str(group)} if group else {})
    PlannedRow.objects.filter(file=found).delete()
    found.save(update_fields=["sheet", "matching"])
    _asked_for(found, Stage.TRYING)
    record("match-columns", kind="import", ids=[found.pk], partnership=found.partnership_id)
    return found.run


@transaction.atomic
def try_again(*, file: UUID, at: datetime, by: Standing | None) -> int:  # noqa: ARG001 - the same for all changes
    """The work on a file stopped before its end, so that nothing was written: its rows are to be tried anew. The number of that run."""
    found = _file_waiting(file, by, even_bringing=True)
    if found.stage not in {Stage.TRYING, Stage.BRINGING, Stage.BROKEN}:
        raise Refused("run-governance")
    PlannedRow.objects.filter(file=found).delete()
    _asked_for(found, Stage.TRYING)
    record("try-file-again", kind="import", ids=[found.pk], partnership=found.partnership_id)
    return found.run


@transaction.atomic
def say_yes(*, file: UUID, seen: str, at: datetime, by: Standing | None) -> int | None:  # noqa: ARG001 - the same for all changes
    """The file is to be brought in, as it was `seen`: the number of that run; None when somebody said so already. Raises Clash when a row is wrong, or when what would come of it was tried anew since."""
    found = _file(file, by)
    if found.stage in {Stage.BRINGING, Stage.DONE}:
        return None
    if found.stage not in SHOWN or found.wrong or found.seen != seen:
        raise Clash(_("This is no longer what would come of it. Look at it again: nothing was brought in."))
    _asked_for(found, Stage.BRINGING)
    record("agree-to-file", kind="import", ids=[found.pk], partnership=found.partnership_id)
    return found.run


@transaction.atomic
def drop_file(*, file: UUID, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """The file is not brought in after all: it is forgotten."""
    found = _file_waiting(file, by)
    key, partnership = found.pk, found.partnership_id
    found.delete()
    record("drop-file", kind="import", ids=[key], partnership=partnership)


@transaction.atomic
def sweep_files(*, before: datetime) -> int:
    """Forget the bytes of files that came before a moment, and what would have come of them: how many files. For the installation itself."""
    count, _each = ImportContent.objects.filter(recorded_at__lt=before).delete()
    PlannedRow.objects.exclude(file__in=ImportContent.objects.values("file")).delete()  # however late they were tried
    record("sweep-files", facts={"count": count})
    return count


def sheets_of(*, file: UUID, at: datetime, by: Standing) -> Book:
    """The file as it was read. Raises Refused when it is here no more."""
    found = file_for(by, file)
    return read(found.name, content_of(by, file, since=at - KEPT))


def _asked_for(found: Import, stage: Stage) -> None:
    """The worker is to go on with it; what it was asked for before, it leaves."""
    found.stage, found.run, found.began_at, found.tried = stage, found.run + 1, None, 0
    found.save(update_fields=["stage", "run", "began_at", "tried"])


def _file(key: UUID, by: Standing | None) -> Import:
    found = Import.objects.filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if found.stage in {Stage.BRINGING, Stage.DONE}:
        return found  # not locked: whoever brings it in holds it until all of it is in
    locked = Import.objects.select_for_update().filter(pk=key).first()
    # Nobody locks what was brought in between the two, so it is read as it is now; what was dropped is not there.
    found = locked or Import.objects.filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found


def _file_waiting(key: UUID, by: Standing | None, *, even_bringing: bool = False) -> Import:
    found: Import | None = _file(key, by)
    if found and found.stage == Stage.BRINGING:
        if not even_bringing:
            raise Clash(_("It is being brought in at this moment."))
        found = Import.objects.select_for_update().filter(pk=key).first()
    if found is None or found.stage == Stage.DONE:
        raise Refused("run-governance")
    return found


def _heads(rows: Rows, kind: ImportKind) -> list[str]:
    return [text_of(cell) for cell in rows[headed_at(rows, kind)]]
