"""What is told over time: themes and what boards raise together, when scrutiny met, versions of the framework, the registers in order of days."""

from datetime import date
from typing import Any

from wardmote.accounts.states import Standing
from wardmote.governance import queries, registers, words
from wardmote.governance.extracts.doings import by_circle
from wardmote.governance.extracts.extract import LONG, SHORT, Column, Extract
from wardmote.governance.extracts.structure import everybody_here
from wardmote.governance.quarters import Quarter
from wardmote.governance.queries.registers import EntryMoment
from wardmote.governance.queries.reports import ThemeSeen
from wardmote.words import gettext as _


def themes(standing: Standing, *, on: date) -> Extract:
    found = queries.themes_on(standing, on)
    names = {one.key: one.name for one in found}
    columns = (
        Column(_("Theme"), lambda one: one.name, 40),
        Column(_("Part of"), lambda one: names.get(one.parent, "") if one.parent else "", 40),
        Column(_("Runs across all"), _across, SHORT),
        Column(_("Since"), lambda one: one.since),
        Column(_("Until before"), lambda one: one.until),
    )
    return Extract(_("Themes"), columns, found, everybody_here())


def _across(one: ThemeSeen) -> bool:
    return one.cross_cutting


def raised(standing: Standing, *, quarter: Quarter) -> Extract:
    """One row for each line of a report that tells of a theme which two boards or more raise."""
    columns = (
        Column(_("Theme"), lambda row: row[0].name, 40),
        Column(_("Boards that raise it"), lambda row: len(row[0].boards), SHORT),
        Column(_("Group"), lambda row: row[1].group, 40),
        Column(_("Quarter from"), lambda _row: quarter.first),
        Column(_("Kind"), lambda row: words.line_kind(row[1].kind), 24),
        Column(_("What is said"), lambda row: row[1].text, LONG),
    )
    rows = ((one, line) for one in queries.raised_by_several(standing, quarter) for line in one.said)
    return Extract(_("Raised by several boards"), columns, rows, by_circle())


def scrutiny_meetings(standing: Standing) -> Extract:
    columns = (
        Column(_("Committee"), lambda one: one.committee, 40),
        Column(_("Held on"), lambda one: one.held_on),
        Column(_("Note"), lambda one: one.note, LONG),
    )
    return Extract(_("Meetings of scrutiny"), columns, queries.scrutiny_meetings(standing, whole=True), everybody_here())  # fmt: skip


def framework(standing: Standing) -> Extract:
    columns = (
        Column(_("Version"), lambda one: one.number, SHORT),
        Column(_("Title"), lambda one: one.title, 40),
        Column(_("Adopted on"), lambda one: one.adopted_on),
        Column(_("Adopted at"), lambda one: one.adopted_at, 34),
        Column(_("Until before"), lambda one: one.until),
        Column(_("What changed"), lambda one: one.what_changed, LONG),
        Column(_("Link"), lambda one: one.link, 34),
        Column(_("Text"), lambda one: one.text, LONG),
    )
    return Extract(_("Versions of the framework"), columns, queries.framework_versions(standing), everybody_here())


def timeline(standing: Standing, *, register: str = "") -> Extract:
    columns = (
        Column(_("On"), lambda one: one.on),
        Column(_("Register"), lambda one: _(registers.table()[one.register].label), 34),
        Column(_("What"), lambda one: one.title, 50),
        Column(_("What it became"), _status, 24),
        Column(_("What is said of it"), lambda one: one.words, LONG),
    )
    found = (one for one in queries.timeline_whole(standing, register=register) if one.register in registers.table())
    return Extract(_("The registers in order of days"), columns, found, everybody_here())


def _status(one: EntryMoment) -> Any:
    known = registers.table()[one.register].status(one.status)
    return _(known.label) if known else ""
