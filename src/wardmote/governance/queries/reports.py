"""Reports by exception and the themes that they raise, as whoever asks may read them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from wardmote.accounts.policies import allows
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import quarters, themes
from wardmote.governance.models import ExceptionReport, GroupShape, LineTheme, ReportDuty, ReportLine, Theme
from wardmote.governance.policies import may_run_governance
from wardmote.governance.quarters import Quarter
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.states import AskState, Circle, LineKind, ReportState
from wardmote.platform.refusals import Refused

SHOWN = 50  # asks on a page


@dataclass(frozen=True)
class ThemeSeen:
    key: UUID
    name: str
    parent: UUID | None
    cross_cutting: bool
    since: date
    until: date | None


@dataclass(frozen=True)
class Owed:
    """A group's report about a quarter: there, or not. `hidden`: the group alone reads it, and whoever asks is not in it."""

    group: UUID
    name: str
    duty: UUID
    due_on: date
    report: UUID | None
    state: ReportState | None
    handed_in_at: datetime | None
    nothing: bool
    lines: int
    open_asks: int
    writes: bool
    hidden: bool


@dataclass(frozen=True)
class LineSeen:
    key: UUID
    kind: LineKind
    text: str
    asks: AskState
    asked_of: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    themes: tuple[tuple[UUID, str], ...]
    version: int
    report: UUID
    group: str
    quarter_from: date


@dataclass(frozen=True)
class ReportSeen:
    key: UUID
    group: UUID
    name: str
    quarter_from: date
    quarter_to: date
    due_on: date
    state: ReportState
    nothing: bool
    handed_in_at: datetime | None
    handed_in_by: str
    lines: tuple[LineSeen, ...]
    writes: bool


@dataclass(frozen=True)
class Raised:
    """A theme that several boards raise in a quarter: what each says."""

    key: UUID
    name: str
    cross_cutting: bool
    said: tuple[LineSeen, ...]

    @property
    def boards(self) -> list[str]:
        return sorted({line.group for line in self.said}, key=str.casefold)


def groups_reported_for(standing: Standing) -> set[UUID]:  # noqa: ARG001 - the database knows who asks
    """The groups for which whoever asks writes reports: as chair, vice-chair or secretary, or for the agency that leads them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT groups_i_report_for()")
        return {row[0] for row in cursor.fetchall()}


def quarters_used(standing: Standing) -> str:
    """How the partnership cuts its year: as the duty that was written last says, else as usual."""
    last = ReportDuty.objects.filter(partnership=worn(standing)).order_by("-valid_from", "-recorded_at").first()
    return last.quarters if last else quarters.table().usual


def owed(standing: Standing, quarter: Quarter) -> list[Owed]:
    """Who owes a report about a quarter, by name, and who has handed one in."""
    return _owed_of(standing, quarter)


def _owed_of(standing: Standing, quarter: Quarter, group: UUID | None = None) -> list[Owed]:
    """The same, of one group where one is said."""
    here = Q(partnership=worn(standing)) & (Q(group=group) if group else Q())
    duties = [
        duty for duty in ReportDuty.objects.filter(here)
        if quarters.due_between(duty.quarters, duty.valid_from, duty.valid_to, quarter.first, quarter.end)
    ]  # fmt: skip
    asks = Count("lines", filter=Q(lines__asks=AskState.OPEN))
    rows = ExceptionReport.objects.filter(here, quarter_from=quarter.first)
    reports = {row.group_id: row for row in rows.annotate(said=Count("lines"), asked=asks)}
    record("see-reports", kind="exception-report", ids=[row.pk for row in reports.values()], partnership=worn(standing))
    shapes, writes = _shapes(here), groups_reported_for(standing)
    runs = allows(may_run_governance, standing)
    found = [_owed(duty, quarter, reports.get(duty.group_id), shapes, writes, runs=runs) for duty in duties]
    return sorted(found, key=lambda one: one.name.casefold())


def _owed(
    duty: ReportDuty, quarter: Quarter, row: ExceptionReport | None, shapes: dict[UUID, GroupShape], writes: set[UUID], *, runs: bool
) -> Owed:  # fmt: skip
    shape = shapes.get(duty.group_id)
    may = runs or duty.group_id in writes
    hidden = row is None and not may and shape is not None and shape.circle == Circle.GROUP
    return Owed(
        duty.group_id, shape.name if shape else "", duty.pk, row.due_on if row else quarter.due(duty.due_days), row.pk if row else None,
        ReportState(row.state) if row else None, row.handed_in_at if row else None, bool(row and row.nothing),
        getattr(row, "said", 0), getattr(row, "asked", 0), may, hidden,
    )  # fmt: skip


def _shapes(here: Q) -> dict[UUID, GroupShape]:
    """The last shape of every group."""
    return {row.group_id: row for row in GroupShape.objects.filter(here).order_by("valid_from")}


def report_seen(standing: Standing, report: UUID) -> ReportSeen:
    """One report with its lines. Raises Refused when there is none for whoever asks."""
    row = ExceptionReport.objects.filter(pk=report, partnership=worn(standing)).select_related("handed_in_by").first()
    if row is None:
        raise Refused("see-governance")
    record("see-report", kind="exception-report", ids=[row.pk], partnership=row.partnership_id)
    may = allows(may_run_governance, standing) or row.group_id in groups_reported_for(standing)
    lines = _lines(standing, Q(report=row))
    name = lines[0].group if lines else GroupShape.objects.filter(group=row.group_id).latest("valid_from").name
    return ReportSeen(
        row.pk, row.group_id, name, row.quarter_from, row.quarter_to, row.due_on, ReportState(row.state), row.nothing, row.handed_in_at,
        row.handed_in_by.name if row.handed_in_by else "", tuple(lines), may,
    )  # fmt: skip


def line_seen(standing: Standing, line: UUID) -> LineSeen:
    """One line of a report. Raises Refused when there is none for whoever asks."""
    found = _lines(standing, Q(pk=line))
    if not found:
        raise Refused("see-governance")
    record("see-report", kind="exception-report", ids=[found[0].report], partnership=worn(standing))
    return found[0]


def open_asks(standing: Standing) -> tuple[list[LineSeen], int]:
    """What boards ask to be unblocked and is not yet, oldest first: the first SHOWN, and how many there are."""
    wanted = Q(asks__in=[AskState.OPEN, AskState.ANSWERED], report__state=ReportState.HANDED_IN)
    rows = _lines(standing, wanted, most=SHOWN)
    record("see-reports", kind="exception-report", ids=_reports(rows), partnership=worn(standing))
    return rows, ReportLine.objects.filter(wanted, partnership=worn(standing)).count()


def _lines(standing: Standing, wanted: Q, most: int | None = None) -> list[LineSeen]:
    rows = ReportLine.objects.filter(wanted, partnership=worn(standing)).select_related("report", "answered_by")
    rows = rows.order_by("report__quarter_from", "report_id", "position")[:most]
    found = list(rows)
    tags: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for tag in LineTheme.objects.filter(line__in=[row.pk for row in found]).select_related("theme"):
        tags[tag.line_id].append((tag.theme_id, tag.theme.name))
    names = {key: shape.name for key, shape in _shapes(Q(partnership=worn(standing))).items()}
    return [
        LineSeen(
            row.pk, LineKind(row.kind), row.text, AskState(row.asks), row.asked_of, row.answer, row.answered_at,
            row.answered_by.name if row.answered_by else "", tuple(sorted(tags[row.pk], key=lambda tag: tag[1].casefold())), row.version,
            row.report_id, names.get(row.group_id, ""), row.report.quarter_from,
        )
        for row in found
    ]  # fmt: skip


def _reports(lines: list[LineSeen]) -> list[UUID]:
    return sorted({line.report for line in lines})


def themes_on(standing: Standing, on: date) -> list[ThemeSeen]:
    """The themes of a day, each followed by its parts; what runs across them all comes last."""
    rows = list(Theme.objects.filter(holds(on), partnership=worn(standing)).order_by("position", "name"))
    tops = sorted((row for row in rows if row.parent_id is None), key=lambda row: row.cross_cutting)
    ordered = [one for top in tops for one in (top, *(row for row in rows if row.parent_id == top.pk))]
    return [
        ThemeSeen(row.pk, row.name, row.parent_id, row.cross_cutting, row.valid_from, row.valid_to) for row in ordered
    ]


def theme_named(standing: Standing, theme: UUID) -> str:
    """What a theme is called. Raises Refused when there is none for whoever asks."""
    found = Theme.objects.filter(pk=theme, partnership=worn(standing)).values_list("name", flat=True).first()
    if found is None:
        raise Refused("see-governance")
    return found


def raised_by_several(standing: Standing, quarter: Quarter) -> list[Raised]:
    """The themes that two or more boards raise in the reports about a quarter that are handed in and that whoever asks may read: those of most boards first."""
    lines = _lines(standing, Q(report__quarter_from=quarter.first, report__state=ReportState.HANDED_IN))
    record("see-reports", kind="exception-report", ids=_reports(lines), partnership=worn(standing))
    boards = dict(ReportLine.objects.filter(pk__in=[line.key for line in lines]).values_list("pk", "group_id"))
    every = {row.pk: row for row in Theme.objects.filter(partnership=worn(standing))}
    parents = {key: row.parent_id for key, row in every.items()}
    tags = [(theme, boards[line.key]) for line in lines for theme, _name in line.themes]
    found = [
        Raised(
            key, every[key].name, every[key].cross_cutting, tuple(line for line in lines if _about(line, key, parents))
        )
        for key in themes.cutting_across(tags, parents)
    ]
    return sorted(found, key=lambda one: (-len(one.boards), one.name.casefold()))


def _about(line: LineSeen, theme: UUID, parents: dict[UUID, UUID | None]) -> bool:
    return any(theme in (key, parents.get(key)) for key, _name in line.themes)


def groups_without_duty(standing: Standing, on: date) -> list[tuple[UUID, str]]:
    """Groups of a day that owe no report yet: keys and names."""
    held = ReportDuty.objects.filter(partnership=worn(standing)).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    rows = GroupShape.objects.filter(holds(on), partnership=worn(standing)).exclude(group__in=held.values("group"))
    return [(row.group_id, row.name) for row in rows.order_by("name")]


def duty_of(standing: Standing, duty: UUID) -> str:
    """The name of the group that a duty to report is about. Raises Refused when there is none for whoever asks."""
    row = ReportDuty.objects.filter(pk=duty, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    return GroupShape.objects.filter(group=row.group_id).latest("valid_from").name


def owed_by(standing: Standing, group: UUID, quarter: Quarter) -> Owed:
    """What a group owes for a quarter, to whoever writes it. Raises Refused for everybody else, and when it owes nothing."""
    found = next((one for one in _owed_of(standing, quarter, group) if one.writes), None)
    if found is None:
        raise Refused("report-by-exception")
    return found
