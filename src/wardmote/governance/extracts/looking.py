"""What is looked after over time: recommendations, scrutiny, risks, reports, duties, claims, registers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.governance import duties as table
from wardmote.governance import queries, words
from wardmote.governance.duties import Said
from wardmote.governance.extracts.doings import by_circle
from wardmote.governance.extracts.extract import LONG, SHORT, Column, Extract
from wardmote.governance.extracts.structure import everybody_here
from wardmote.governance.quarters import Quarter
from wardmote.governance.queries import EntryLine, RiskSeen
from wardmote.governance.queries.scrutiny import Recommended
from wardmote.governance.queries.scrutiny import Said as Answered
from wardmote.governance.registers import Field, FieldKind
from wardmote.governance.spreadsheet import Cell
from wardmote.governance.states import RiskState, Scored
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


@dataclass(frozen=True)
class _Recommendation:
    """One line for each body that answers."""

    key: UUID
    one: Recommended
    said: Answered | None


def recommendations(standing: Standing) -> Extract:
    columns = (
        Column(_("Number"), lambda row: row.one.number, SHORT),
        Column(_("Recommendation"), lambda row: row.one.text, LONG),
        Column(_("Source"), lambda row: words.source(row.one.source)),
        Column(_("From"), lambda row: row.one.source_name, 40),
        Column(_("Made on"), lambda row: row.one.made_on),
        Column(_("Answer due on"), lambda row: row.one.due_on),
        Column(_("Body"), lambda row: row.said.body if row.said else "", 40),
        Column(_("Response"), lambda row: words.response(row.said.response) if row.said else ""),
        Column(_("Reasons"), lambda row: row.said.reasons if row.said else "", LONG),
        Column(_("Answered on"), lambda row: row.said.answered_on if row.said else None),
        Column(_("What came of it"), lambda row: row.said.outcome if row.said else "", LONG),
        Column(_("Action"), lambda row: row.said.action_number if row.said else None, SHORT),
    )
    return Extract(_("Recommendations"), columns, _said(standing), everybody_here())


def _said(standing: Standing) -> Iterator[_Recommendation]:
    for one in queries.recommendations_whole(standing):
        yield from (_Recommendation(said.key, one, said) for said in one.answers)
        if not one.answers:
            yield _Recommendation(one.key, one, None)


def matters(standing: Standing) -> Extract:
    columns = (
        Column(_("Number"), lambda one: one.number, SHORT),
        Column(_("Kind"), lambda one: words.matter_kind(one.kind), 30),
        Column(_("Asked by"), lambda one: one.asked_by, 34),
        Column(_("Received on"), lambda one: one.received_on),
        Column(_("What is asked"), lambda one: one.text, LONG),
        Column(_("Body"), lambda one: one.body, 34),
        Column(_("Due on"), lambda one: one.due_on),
        Column(_("State"), lambda one: words.matter_state(one.state)),
        Column(_("Answer"), lambda one: one.response, LONG),
        Column(_("Link"), lambda one: one.link, 34),
        Column(_("Answered on"), lambda one: one.answered_on),
    )
    return Extract(_("Scrutiny register"), columns, queries.matters_whole(standing), everybody_here())


def risks(
    standing: Standing, *, words: str, category: UUID | None, body: UUID | None, state: RiskState | None
) -> Extract:
    found = queries.risks_whole(standing, words=words, category=category, body=body, state=state)
    return Extract(_("Risk register"), (*_risk_columns(), *_score_columns()), found, everybody_here())


def _risk_columns() -> tuple[Column, ...]:
    return (
        Column(_("Reference"), lambda one: one.reference, 24),
        Column(_("Also called"), lambda one: one.also_called),
        Column(_("Category"), lambda one: one.category, 24),
        Column(_("Risk"), lambda one: one.title, 40),
        Column(_("Cause"), lambda one: one.cause, LONG),
        Column(_("Event"), lambda one: one.event, LONG),
        Column(_("Effect"), lambda one: one.effect, LONG),
        Column(_("Owner"), lambda one: one.owner, 34),
        Column(_("Proximity"), lambda one: words.proximity(one.proximity), 24),
        Column(_("Raised on"), lambda one: one.raised_on),
        Column(_("Review on"), lambda one: one.review_on),
        Column(_("Contradicted on"), lambda one: one.doubted_on),
        Column(_("State"), lambda one: _("Closed") if one.state is RiskState.CLOSED else _("Open"), SHORT),
        Column(_("Closed on"), lambda one: one.closed_on),
    )


def _score_columns() -> Iterator[Column]:
    for kind in Scored:
        label = words.scored(kind)
        yield Column(_("{kind} likelihood").format(kind=label), _of_score(kind, "likelihood"), SHORT)
        yield Column(_("{kind} impact").format(kind=label), _of_score(kind, "impact"), SHORT)
        yield Column(_("{kind} score").format(kind=label), _of_score(kind, "score"), SHORT)
    yield Column(_("Current band"), lambda one: words.band(one.current.band) if one.current else "", SHORT)
    yield Column(_("Scale reaches"), lambda one: one.current.scale.most if one.current else None, SHORT)


def _of_score(kind: Scored, part: str) -> Any:
    def value(one: RiskSeen) -> Cell:
        found = one.scores.get(kind)
        return getattr(found, part) if found else None

    return value


def reports(standing: Standing, *, quarter: Quarter) -> Extract:
    columns = (
        Column(_("Group"), lambda one: one.name, 40),
        Column(_("Quarter from"), lambda _one: quarter.first),
        Column(_("Due on"), lambda one: one.due_on),
        Column(_("State"), lambda one: words.report_state(one.state) if one.state else _("Not there")),
        Column(_("Handed in"), lambda one: one.handed_in_at.astimezone(LONDON) if one.handed_in_at else None, 24),
        Column(_("Nothing to report"), lambda one: one.nothing, SHORT),
        Column(_("Lines"), lambda one: one.lines, SHORT),
        Column(_("Asks still open"), lambda one: one.open_asks, SHORT),
    )
    shown = [one for one in queries.owed(standing, quarter) if not one.hidden]
    return Extract(_("Reports by exception"), columns, shown, by_circle())


def duties(standing: Standing, *, on: date) -> Extract:
    columns = (
        Column(_("Duty"), lambda one: _(one.stand.duty.label), 50),
        Column(_("Law"), lambda one: " ".join(part for part in (one.stand.duty.law, one.stand.duty.section) if part), 40),
        Column(_("How often"), lambda one: words.clock(one.stand.duty.clock), 34),
        Column(_("Group of states"), lambda one: words.duty_group(one.stand.state), 24),
        Column(_("State"), lambda one: words.duty_state(one.stand), 24),
        Column(_("Last done on"), lambda one: one.stand.done_on),
        Column(_("Due on"), lambda one: one.stand.due_on),
        Column(_("Points in place"), lambda one: one.stand.in_place if one.stand.items else None, SHORT),
        Column(_("Of points"), lambda one: one.stand.items or None, SHORT),
        Column(_("Why it does not fall here"), lambda one: one.stand.reason, 40),
        Column(_("To check"), lambda one: " ".join(doubt.words for doubt in one.doubts), LONG),
    )  # fmt: skip
    return Extract(_("Duties"), columns, queries.duties_calendar(standing, on), everybody_here())


def claims(standing: Standing, *, on: date) -> Extract:
    columns = (
        Column(_("Duty"), _duty, 50),
        Column(_("Point"), _point, 40),
        Column(_("Claimed"), lambda one: words.rating(one.rating)),
        Column(_("Done on"), lambda one: one.done_on),
        Column(_("Period from"), lambda one: one.first),
        Column(_("Period until before"), lambda one: one.end),
        Column(_("Everybody took part"), lambda one: one.all_took_part, SHORT),
        Column(_("What is said of it"), lambda one: one.words, LONG),
        Column(_("Evidence of the period"), lambda one: one.evidence_then, SHORT),
        Column(_("Evidence at all"), lambda one: one.evidence_ever, SHORT),
        Column(_("Claimed by"), lambda one: one.by, 30),
    )
    return Extract(_("Claims of duties"), columns, queries.claims_whole(standing, on), everybody_here())


def _duty(one: Said) -> str:
    known = table.table().get(one.duty)
    return _(known.label) if known else one.duty


def _point(one: Said) -> str:
    known = table.table().get(one.duty)
    return next((_(item.label) for item in known.checklist if item.key == one.item), one.item) if known else one.item


def register(standing: Standing, *, key: str, words: str = "", status: str = "") -> Extract:
    """One register, with the columns of its definition."""
    kept = queries.register_named(key)
    rows, names = queries.entries_whole(standing, key, words=words, status=status)
    columns = [
        Column(_(one.label), _of_field(one, names), LONG if one.kind is FieldKind.LONG else 30) for one in kept.fields
    ]
    columns += [Column(_("On"), lambda one: one.on), Column(_("Until"), lambda one: one.until)]
    if kept.statuses:
        labels = {one.key: _(one.label) for one in kept.statuses}
        columns.append(Column(_("What it is now"), lambda one: labels.get(one.status, one.status)))
    return Extract(_(kept.label), columns, rows, everybody_here())  # fmt: skip


def _of_field(one: Field, names: dict[str, str]) -> Any:
    labels = {choice.key: _(choice.label) for choice in one.choices}

    def value(line: EntryLine) -> Cell:
        text = line.fields.get(one.key, "")
        if not text:
            return ""
        if one.kind is FieldKind.DAY:
            return date.fromisoformat(text)
        if one.kind is FieldKind.NUMBER and text.lstrip("-").isdecimal():
            return int(text)
        return names.get(text, text) if one.kind is FieldKind.BODY else labels.get(text, text)

    return value
