"""Reports by exception and themes as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from wardmote.accounts.presenters.dates import day, moment
from wardmote.engine.periods import MONTH_NAMES
from wardmote.governance import quarters, words
from wardmote.governance.presenters.risks import Tag, due_words
from wardmote.governance.quarters import Quarter
from wardmote.governance.queries import LineSeen, Owed, Raised, ReportSeen, ThemeSeen
from wardmote.governance.states import AskState, LineKind, ReportState
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class OwedRow:
    name: str
    state: str
    said: str
    href: str
    link: str
    duty: UUID


@dataclass(frozen=True)
class LineRow:
    key: UUID
    text: str
    themes: str
    asked_of: str
    tag: Tag | None
    answer: str
    group: str
    quarter: str
    href: str
    report: str


@dataclass(frozen=True)
class ThemeRow:
    key: UUID
    name: str
    depth: int
    note: str


@dataclass(frozen=True)
class RaisedRow:
    name: str
    boards: str
    lines: list[tuple[str, str, str, str]]


def quarter_from(text: str, kind: str, today: date) -> Quarter:
    """The quarter that an address names by any day of it; without one, or for no day, the last that is over."""
    try:
        return quarters.quarter_of(date.fromisoformat(text), kind)
    except ValueError:
        return quarters.quarter_of(today, kind).former


def quarter_words(quarter: Quarter) -> str:
    """``Quarter 2 of 2026/27 (July to September 2026)``; of a calendar year, ``Quarter 3 of 2026``."""
    year = (
        str(quarter.year)
        if quarter.first.month - 1 == (quarter.number - 1) * 3
        else f"{quarter.year}/{(quarter.year + 1) % 100:02d}"
    )
    return _("Quarter {n} of {year} ({months})").format(
        n=quarter.number, year=year, months=months(quarter.first, quarter.end)
    )


def months(first: date, end: date) -> str:
    """``July to September 2026``, of a half-open stretch of months."""
    last = end - timedelta(days=1)
    return _("{first} to {last} {year}").format(
        first=_(MONTH_NAMES[first.month - 1]), last=_(MONTH_NAMES[last.month - 1]), year=last.year
    )


def quarter_links(quarter: Quarter, name: str) -> list[tuple[str, str]]:
    """The quarters beside one, with their addresses."""
    return [(quarter_words(one), f"{reverse(name)}?quarter={one.first}") for one in (quarter.former, quarter.following)]


def owed_rows(found: Sequence[Owed], quarter: Quarter, today: date) -> list[OwedRow]:
    return [
        OwedRow(one.name, _owed_state(one, quarter, today), _owed_said(one), *_owed_link(one, quarter, today), one.duty)
        for one in found
    ]


def _owed_state(one: Owed, quarter: Quarter, today: date) -> str:
    if one.handed_in_at is not None:
        on = one.handed_in_at.astimezone(LONDON).date()
        late = (on - one.due_on).days
        said = _("handed in {day}").format(day=day(on))
        return said if late <= 0 else _("{said}, {late}").format(said=said, late=due_words(one.due_on, on))
    if one.hidden:
        return _("the group alone reads its reports")
    if quarter.first > today:
        return _("the quarter is still to come")
    begun = _("begun") if one.state is ReportState.DRAFT else _("not handed in")
    return _("{begun}, {due}").format(begun=begun, due=due_words(one.due_on, today))


def _owed_said(one: Owed) -> str:
    if one.state is not ReportState.HANDED_IN:
        return ""
    if one.nothing:
        return _("Nothing to report")
    said = ngettext("{n} line", "{n} lines", one.lines).format(n=one.lines)
    asks = ngettext("{n} ask open", "{n} asks open", one.open_asks).format(n=one.open_asks)
    return _("{said}, {asks}").format(said=said, asks=asks) if one.open_asks else said


def _owed_link(one: Owed, quarter: Quarter, today: date) -> tuple[str, str]:
    """Where the row leads, and what the link says."""
    if one.report is not None:
        return reverse("exception-report", args=[one.report]), _(
            "Read it"
        ) if one.state is ReportState.HANDED_IN else _("Go on writing")
    if one.writes and quarter.first <= today:
        return reverse("begin-report", args=[one.group, quarter.first]), _("Begin the report")
    return "", ""


def owed_sentence(found: Sequence[Owed], quarter: Quarter) -> str:
    """How many of those who owe a report have handed it in."""
    n = sum(one.state is ReportState.HANDED_IN for one in found)
    said = ngettext("{n} of {total} report is handed in.", "{n} of {total} reports are handed in.", len(found))
    return _("{quarter}: {said}").format(quarter=quarter_words(quarter), said=said.format(n=n, total=len(found)))


def line_rows(found: Sequence[LineSeen]) -> list[LineRow]:
    return [
        LineRow(
            one.key, one.text, ", ".join(name for _key, name in one.themes), one.asked_of,
            Tag(words.ask_state(one.asks), words.ask_tone(one.asks)) if one.asks else None, _answer(one), one.group,
            quarter_words(quarters.quarter_of(one.quarter_from, quarters.table().usual)), reverse("answer-ask", args=[one.key]),
            reverse("exception-report", args=[one.report]),
        )
        for one in found
    ]  # fmt: skip


def _answer(one: LineSeen) -> str:
    if not one.answer or one.answered_at is None:
        return ""
    return _("{answer} ({who}, {when})").format(
        answer=one.answer, who=one.answered_by or _("the command line"), when=moment(one.answered_at)
    )


def line_groups(report: ReportSeen) -> list[tuple[str, list[LineRow], bool]]:
    """The lines under the heading of their kind, and whether these ask something."""
    kinds = ((kind, [one for one in report.lines if one.kind is kind]) for kind in LineKind)
    return [(words.line_kind(kind), line_rows(lines), kind is LineKind.ASK) for kind, lines in kinds if lines]


def report_state(report: ReportSeen, today: date) -> str:
    if report.handed_in_at is None:
        return _("A draft, {due}. Those who report for the group and whoever runs the business read it.").format(
            due=due_words(report.due_on, today)
        )
    on = report.handed_in_at.astimezone(LONDON).date()
    late = due_words(report.due_on, on) if on > report.due_on else _("in time")
    said = _("Handed in on {day}, {late}").format(day=day(on), late=late)
    return _("{said}, by {who}.").format(said=said, who=report.handed_in_by) if report.handed_in_by else f"{said}."


def begin_line(line: LineSeen) -> dict[str, object]:
    return {
        "kind": line.kind,
        "text": line.text,
        "asked_of": line.asked_of,
        "themes": [str(key) for key, _name in line.themes],
        "version": line.version,
    }


def begin_answer(line: LineSeen) -> dict[str, object]:
    return {
        "state": line.asks if line.asks is not AskState.OPEN else AskState.ANSWERED,
        "answer": line.answer,
        "version": line.version,
    }


def theme_rows(found: Sequence[ThemeSeen]) -> list[ThemeRow]:
    return [
        ThemeRow(one.key, one.name, 1 if one.parent else 0, _("runs across all themes") if one.cross_cutting else "")
        for one in found
    ]


def theme_choices(found: Sequence[ThemeSeen]) -> list[tuple[str, str]]:
    """For a form: a part is named with what it is part of."""
    names = {one.key: one.name for one in found}
    return [(str(one.key), f"{names[one.parent]}: {one.name}" if one.parent in names else one.name) for one in found]


def tops(found: Sequence[ThemeSeen]) -> list[tuple[str, str]]:
    """Themes that may have parts."""
    return [(str(one.key), one.name) for one in found if one.parent is None and not one.cross_cutting]


def raised_rows(found: Sequence[Raised]) -> list[RaisedRow]:
    return [
        RaisedRow(
            one.name, _("Raised by {boards}").format(boards=", ".join(one.boards)),
            [(line.group, words.line_kind(line.kind), line.text, reverse("exception-report", args=[line.report])) for line in one.said],
        )
        for one in found
    ]  # fmt: skip
