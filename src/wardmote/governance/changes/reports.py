"""Reports by exception: who owes one each quarter, what it says, what it asks to be unblocked, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from wardmote.accounts.policies import MAY
from wardmote.accounts.states import Standing
from wardmote.audit.changes import record
from wardmote.governance import quarters
from wardmote.governance.changes.writing import Clash, business_of
from wardmote.governance.models import ExceptionReport, Group, GroupShape, LineTheme, ReportDuty, ReportLine, Theme
from wardmote.governance.policies import may_in
from wardmote.governance.queries.reports import groups_reported_for
from wardmote.governance.states import AskState, LineKind, ReportState
from wardmote.platform import versions
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _


@dataclass(frozen=True)
class Line:
    """One thing that a report says. `themes` are keys; `asked_of` is who is to unblock it."""

    kind: LineKind
    text: str
    themes: Sequence[UUID] = ()
    asked_of: str = ""


@transaction.atomic
def require_reports(
    *, group: UUID, quarters_of: str, due_days: int, valid_from: date, at: datetime, by: Standing | None
) -> UUID:
    """From a day on the group reports each quarter. Raises Clash when it does already, or is not there on that day."""
    found = _group(group)
    who = business_of(by, found.partnership_id)
    if quarters_of not in quarters.table().kinds:
        raise Clash(_("Choose how the year is cut."))
    if _shape(found, valid_from) is None:
        raise Clash(_("The group is not there on that day."))
    if ReportDuty.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from), group=found).exists():
        raise Clash(_("The group reports already on that day."))
    made = ReportDuty.objects.create(
        partnership_id=found.partnership_id, group=found, quarters=quarters_of, due_days=due_days, valid_from=valid_from, recorded_at=at,
        recorded_by_id=who,
    )  # fmt: skip
    record("require-reports", kind="group", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


@transaction.atomic
def end_reports(*, duty: UUID, valid_to: date, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """From a day on the group owes no report. What it handed in stays on file."""
    found = ReportDuty.objects.select_for_update().filter(pk=duty).first()
    if found is None:
        raise Refused("run-governance")
    business_of(by, found.partnership_id)
    if valid_to <= found.valid_from or (found.valid_to is not None and valid_to >= found.valid_to):
        raise Clash(_("It cannot end before it began, nor twice."))
    found.valid_to = valid_to
    found.save(update_fields=["valid_to"])
    record("end-reports", kind="group", ids=[found.group_id], partnership=found.partnership_id)


@transaction.atomic
def begin_report(*, group: UUID, on: date, at: datetime, by: Standing | None) -> UUID:
    """A draft of the group's report about the quarter that the day is in: its key. Raises Clash when there is one, or none is owed, or the quarter is still to come."""
    found = _group(group)
    who = _writer(by, found.partnership_id, group)
    duties = ReportDuty.objects.filter(group=found)
    owed = [(one, quarters.quarter_of(on, one.quarters)) for one in duties]
    owed = [
        (one, q) for one, q in owed if quarters.due_between(one.quarters, one.valid_from, one.valid_to, q.first, q.end)
    ]
    if not owed:
        raise Clash(_("The group owes no report for that quarter."))
    duty, quarter = owed[0]
    if quarter.first > at.astimezone(LONDON).date():
        raise Clash(_("That quarter is still to come."))
    if ExceptionReport.objects.filter(group=found, quarter_from=quarter.first).exists():
        raise Clash(_("There is a report about that quarter already."))
    shape = _shape(found, at.astimezone(LONDON).date()) or GroupShape.objects.filter(group=found).latest("valid_from")
    made = ExceptionReport.objects.create(
        partnership_id=found.partnership_id, group=found, circle=shape.circle, quarter_from=quarter.first, quarter_to=quarter.end,
        due_on=quarter.due(duty.due_days), recorded_at=at, recorded_by_id=who,
    )  # fmt: skip
    _record("begin-report", made)
    return made.pk


@transaction.atomic
def write_line(*, report: UUID, line: Line, at: datetime, by: Standing | None) -> UUID:
    """A line is added to a draft: its key."""
    found, who = _draft(report, by)
    last = ReportLine.objects.filter(report=found).aggregate(last=Max("position"))["last"] or 0
    made = ReportLine.objects.create(
        partnership_id=found.partnership_id, report=found, group_id=found.group_id, position=last + 1, recorded_at=at, recorded_by_id=who,
        **_columns(line),
    )  # fmt: skip
    _tag(made, line.themes, at=at, who=who)
    _record("write-report", found)
    return made.pk


@transaction.atomic
def change_line(*, line: UUID, version: int, to: Line, at: datetime, by: Standing | None) -> None:
    """A line of a draft says something else. Raises Stale when somebody was quicker."""
    held = _line(line)
    found, who = _draft(held.report_id, by)
    versions.expect(ReportLine.objects.filter(pk=line), version, **_columns(to))
    LineTheme.objects.filter(line=held).delete()
    _tag(held, to.themes, at=at, who=who)
    _record("write-report", found)


@transaction.atomic
def remove_line(*, line: UUID, at: datetime, by: Standing | None) -> None:  # noqa: ARG001 - the same for all changes
    """A line of a draft is taken out."""
    held = _line(line)
    found, _who = _draft(held.report_id, by)
    LineTheme.objects.filter(line=held).delete()
    held.delete()
    _record("write-report", found)


@transaction.atomic
def hand_in(*, report: UUID, nothing: bool, at: datetime, by: Standing | None) -> None:
    """The report is handed in, and its group's circle reads it. “Nothing to report” is a report; nothing at all is not."""
    found, who = _draft(report, by)
    lines = ReportLine.objects.filter(report=found).exists()
    if nothing == lines:
        raise Clash(
            _("The report says something: take its lines out, or do not say that there is nothing to report.") if lines
            else _("The report is empty. Add a line, or say that there is nothing to report.")
        )  # fmt: skip
    found.state, found.nothing, found.handed_in_at, found.handed_in_by_id = ReportState.HANDED_IN, nothing, at, who
    found.version += 1
    found.save(update_fields=["state", "nothing", "handed_in_at", "handed_in_by", "version"])
    _record("hand-in-report", found)


@transaction.atomic
def answer_ask(*, line: UUID, version: int, state: AskState, answer: str, at: datetime, by: Standing | None) -> None:
    """Whoever runs the business says what became of what a board asked to be unblocked. Raises Stale when somebody was quicker."""
    held = _line(line)
    who = business_of(by, held.partnership_id)
    if held.asks == AskState.NONE or held.report.state != ReportState.HANDED_IN:
        raise Clash(_("Nothing was asked there yet."))
    if state in (AskState.ANSWERED, AskState.UNBLOCKED) and not answer.strip():
        raise Clash(_("Say what the answer is."))
    new = {"asks": state, "answer": answer}
    versions.expect(ReportLine.objects.filter(pk=line), version, **new)
    ReportLine.objects.filter(pk=line).update(answered_at=at, answered_by=who)
    _record("answer-ask", held.report)


def _writer(by: Standing | None, partnership: UUID, group: UUID) -> UUID | None:
    """The key of who writes, if they run the business or report for the group: else Refused."""
    if by is None:
        return None
    may_in("report-by-exception", by, partnership)
    if not by.roles_in(partnership) & MAY["run-governance"] and group not in groups_reported_for(by):
        raise Refused("report-by-exception")
    return by.member


def _group(key: UUID) -> Group:
    found = Group.objects.filter(pk=key).first()
    if found is None:
        raise Refused("report-by-exception")
    return found


def _shape(group: Group, on: date) -> GroupShape | None:
    there = GroupShape.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), group=group, valid_from__lte=on)
    return there.first()


def _draft(key: UUID, by: Standing | None) -> tuple[ExceptionReport, UUID | None]:
    found = ExceptionReport.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("report-by-exception")
    who = _writer(by, found.partnership_id, found.group_id)
    if found.state != ReportState.DRAFT:
        raise Clash(_("It is handed in: what it says stays as it is."))
    return found, who


def _line(key: UUID) -> ReportLine:
    found = ReportLine.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Refused("report-by-exception")
    return found


def _columns(line: Line) -> dict[str, object]:
    asks = AskState.OPEN if line.kind is LineKind.ASK else AskState.NONE
    return {"kind": line.kind, "text": line.text, "asks": asks, "asked_of": line.asked_of if asks else ""}


def _tag(line: ReportLine, themes: Sequence[UUID], *, at: datetime, who: UUID | None) -> None:
    wanted = set(themes)
    if Theme.objects.filter(pk__in=wanted, partnership=line.partnership_id).count() != len(wanted):
        raise Refused("report-by-exception")
    LineTheme.objects.bulk_create(
        LineTheme(partnership_id=line.partnership_id, line=line, theme_id=theme, group_id=line.group_id, recorded_at=at, recorded_by_id=who)
        for theme in sorted(wanted)
    )  # fmt: skip


def _record(verb: str, report: ExceptionReport) -> None:
    record(verb, kind="exception-report", ids=[report.pk], partnership=report.partnership_id)
