"""Spreadsheets that are brought in: what waits, what came in, and what is on file already of what they say."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from wardmote.accounts.models import Grant
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance.models import Action, ActionAnswer, Import, ImportContent, ImportedRow, PlannedRow, Risk, Seat
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.queries.risks import RiskSeen, risks_named
from wardmote.governance.states import ActionState, Fate, ImportKind, OwnedBy, Stage
from wardmote.platform.jobs import Whereabouts, anywhere, whereabouts
from wardmote.platform.refusals import Refused

PAGE = 50
JOBS = ("try-file", "bring-in-file")


@dataclass(frozen=True)
class FileSeen:
    """A file that was handed in. `done_at` is empty until it was brought in; `waits`: its bytes are still here."""

    key: UUID
    kind: ImportKind
    name: str
    sha256: str
    sheet: str
    matching: dict[str, Any]
    at: datetime
    by: str
    done_at: datetime | None
    stage: Stage
    run: int
    began_at: datetime | None
    seconds: int
    lines_read: int
    tried: int
    wrong: int
    seen: str
    made: int
    changed: int
    found: int
    waits: bool


@dataclass(frozen=True)
class LineOnFile:
    key: UUID
    version: int
    body: UUID
    state: ActionState
    text: str
    evidence: str
    member: UUID | None


@dataclass(frozen=True)
class ActionOnFile:
    """An action as far as a file could say the same."""

    key: UUID
    version: int
    due_on: date
    state: ActionState
    owner: UUID | OwnedBy
    lines: tuple[LineOnFile, ...]


@dataclass(frozen=True)
class PlanSeen:
    """What would come of a row, or one thing that is wrong with it."""

    number: int
    fate: Fate
    cell: str
    words: str


@dataclass(frozen=True)
class Plan:
    """What would come of a file: its first rows, how many rows become what, and the first of what is wrong; `faults` counts all of that. `standing` counts how what is made or changed stands."""

    rows: list[PlanSeen]
    counts: dict[Fate, int]
    wrong: list[PlanSeen]
    faults: int
    standing: dict[tuple[Fate, str], int] = field(default_factory=dict)


SeatKey = tuple[UUID, UUID | None, str]


def file_for(standing: Standing, key: UUID) -> FileSeen:
    """One file. Raises Refused when there is none for whoever asks."""
    row = Import.objects.filter(pk=key, partnership=worn(standing)).select_related("recorded_by").first()
    if row is None:
        raise Refused("run-governance")
    return _file(row, _waiting([key]))


def at_work_on(key: UUID) -> Whereabouts:
    """Where the work on a file is. Look here first, and at the file then."""
    return whereabouts(*JOBS, argument="file", key=key)


def worked_on() -> set[UUID]:
    """Files that the worker has before it, of whatever partnership. Look here first, and at the files then."""
    return anywhere(*JOBS, argument="file")


def content_of(standing: Standing, key: UUID, *, since: datetime) -> bytes:
    """The bytes of a file that came after a moment; the log says that they were looked into. Raises Refused when they are here no more."""
    found = ImportContent.objects.filter(file=key, partnership=worn(standing), recorded_at__gt=since).first()
    if found is None:
        raise Refused("run-governance")
    record("look-into-file", kind="import", ids=[key], partnership=found.partnership_id)
    return bytes(found.data)


def files_listed(standing: Standing) -> list[FileSeen]:
    """The last fifty files, the newest first."""
    rows = Import.objects.filter(partnership=worn(standing)).select_related("recorded_by")
    found = list(rows.order_by("-recorded_at")[:PAGE])
    here = _waiting([row.pk for row in found])
    return [_file(row, here) for row in found]


def plan_of(standing: Standing, key: UUID, *, rows: int, faults: int) -> Plan:
    """What would come of a file, as it was tried: so many rows and so many faults of it. The log says that it was looked into."""
    kept = PlannedRow.objects.filter(file=key, partnership=worn(standing))
    record("look-into-file", kind="import", ids=[key], partnership=worn(standing))
    counts = {Fate(fate): n for fate, n in kept.values_list("fate").annotate(n=Count("pk")).order_by()}
    good = kept.exclude(fate=Fate.WRONG).order_by("place")[:rows]
    written = kept.filter(fate__in=(Fate.MADE, Fate.CHANGED)).exclude(cell="")
    stand = {(Fate(fate), cell): n for fate, cell, n in written.values_list("fate", "cell").annotate(n=Count("pk")).order_by()}  # fmt: skip
    wrong = faults_of(standing, key, most=faults)
    return Plan(list(map(_planned, good)), counts, wrong, counts.get(Fate.WRONG, 0), stand)


def faults_of(standing: Standing, key: UUID, *, most: int | None = None) -> list[PlanSeen]:
    """What is wrong with the rows of a file."""
    record("look-into-file", kind="import", ids=[key], partnership=worn(standing))
    wrong = PlannedRow.objects.filter(file=key, partnership=worn(standing), fate=Fate.WRONG)
    return list(map(_planned, wrong.order_by("place")[:most]))


def _planned(row: PlannedRow) -> PlanSeen:
    return PlanSeen(row.number, Fate(row.fate), row.cell, row.words)


def brought_in_before(standing: Standing, sha256: str, kind: ImportKind) -> tuple[datetime, str] | None:
    """When and by whom the very same file was brought in."""
    rows = Import.objects.filter(partnership=worn(standing), sha256=sha256, kind=kind, done_at__isnull=False)
    row = rows.select_related("recorded_by").order_by("-done_at").first()
    return (row.done_at, row.recorded_by.name if row.recorded_by else "") if row and row.done_at else None


def rows_before(standing: Standing, identities: Collection[str]) -> dict[str, tuple[UUID, str]]:
    """Of rows that came in before: what each became, and the digest of all that it said the last time."""
    rows = ImportedRow.objects.filter(partnership=worn(standing), identity__in=identities).order_by("recorded_at", "pk")
    return {identity: (key, content) for identity, key, content in rows.values_list("identity", "object", "content")}


def seats_held(standing: Standing, on: date) -> dict[SeatKey, list[tuple[UUID, str]]]:
    """Seats of a day: keys and capacities, by group, body and who sits there."""
    found: dict[SeatKey, list[tuple[UUID, str]]] = defaultdict(list)
    rows = Seat.objects.filter(holds(on), partnership=worn(standing)).select_related("member")
    for row in rows:
        who = row.member.name if row.member else row.name
        found[row.group_id, row.body_id, who.casefold()].append((row.pk, row.capacity))
    return found


def colleagues_by_name(standing: Standing, on: date) -> dict[str, UUID]:
    """Those who work in the partnership worn, by names that only one of them has."""
    rows = Grant.objects.filter(holds(on), partnership=worn(standing)).values_list("member__name", "member").distinct()
    found: dict[str, set[UUID]] = defaultdict(set)
    for name, key in rows:
        found[name.casefold()].add(key)
    record("see-people", kind="member", ids=sorted({key for keys in found.values() for key in keys}))
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def actions_saying(standing: Standing, texts: Collection[str]) -> dict[tuple[UUID, str], list[ActionOnFile]]:
    """Actions by group and text, those that were withdrawn among them."""
    rows = list(Action.objects.filter(partnership=worn(standing), text__in=texts).order_by("number"))
    record("see-actions", kind="action", ids=[row.pk for row in rows])
    lines: dict[UUID, list[LineOnFile]] = defaultdict(list)
    for one in ActionAnswer.objects.filter(action__in=[row.pk for row in rows]):
        line = LineOnFile(one.pk, one.version, one.body_id, ActionState(one.state), one.text, one.evidence, one.member_id)  # fmt: skip
        lines[one.action_id].append(line)
    found: dict[tuple[UUID, str], list[ActionOnFile]] = defaultdict(list)
    for row in rows:
        its = tuple(lines[row.pk])
        owner = OwnedBy.RESPONSIBLE if row.owned_by == OwnedBy.RESPONSIBLE else its[0].body
        action = ActionOnFile(row.pk, row.version, row.due_on, ActionState(row.state), owner, its)
        found[row.group_id, row.text].append(action)
    return found


def risks_called(standing: Standing, titles: Collection[str]) -> dict[tuple[str, str], RiskSeen]:
    """Risks by category and title, both without case."""
    rows = Risk.objects.filter(partnership=worn(standing), title__in=titles)
    return {(one.category.casefold(), one.title.casefold()): one for one in risks_named(rows)}


def _waiting(keys: Collection[UUID]) -> set[UUID]:
    found = set(ImportContent.objects.filter(file__in=keys).values_list("file", flat=True))
    record("see-files", kind="import", ids=sorted(found))
    return found


def _file(row: Import, here: set[UUID]) -> FileSeen:
    return FileSeen(
        row.pk, ImportKind(row.kind), row.name, row.sha256, row.sheet, row.matching, row.recorded_at,
        row.recorded_by.name if row.recorded_by else "", row.done_at, Stage(row.stage), row.run, row.began_at, row.seconds,
        row.lines_read, row.tried, row.wrong, row.seen, row.made, row.changed, row.found, row.pk in here,
    )  # fmt: skip
