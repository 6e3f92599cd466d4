"""Bodies, groups, seats and who leads on what, each as on a day."""

from datetime import date
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.governance import queries, words
from wardmote.governance.extracts.extract import LONG, SHORT, Column, Extract
from wardmote.words import gettext as _


def everybody_here() -> str:
    return _("Everybody with a role in the partnership.")


def bodies(standing: Standing, *, on: date) -> Extract:
    columns = (
        Column(_("Body"), lambda one: one.name, 40),
        Column(_("Short name"), lambda one: one.short_name),
        Column(_("Kind"), lambda one: one.kind_label, 34),
        Column(_("Role"), lambda one: words.role(one.role), 24),
        Column(_("Vote"), lambda one: one.votes, SHORT),
        Column(_("Since"), lambda one: one.since),
        Column(_("To check"), lambda one: " ".join(doubt.words for doubt in one.doubts), LONG),
    )
    return Extract(_("Bodies"), columns, queries.bodies_on(standing, on), everybody_here())


def groups(standing: Standing, *, on: date) -> Extract:
    found = queries.groups_on(standing, on)
    names = {one.key: one.name for one in found}
    columns = (
        Column(_("Group"), lambda one: one.name, 40),
        Column(_("Short name"), lambda one: one.short_name),
        Column(_("Kind"), lambda one: words.group_kind(one.kind), 24),
        Column(_("Required by law"), lambda one: one.statutory, SHORT),
        Column(_("Purpose"), lambda one: one.purpose, LONG),
        Column(_("Answers to"), lambda one: names.get(one.parent, "") if one.parent else "", 40),
        Column(_("Accountable to, outside"), lambda one: one.accounts_to, 40),
        Column(_("Lead body"), lambda one: one.lead, 34),
        Column(_("Chair"), lambda one: one.chair, 30),
        Column(_("Meets"), lambda one: words.cadence(one.cadence)),
        Column(_("Quorum"), lambda one: one.quorum or None, SHORT),
        Column(_("Area"), lambda one: one.area, SHORT),
        Column(_("Who reads what it does"), lambda one: words.circle(one.circle), 34),
        Column(_("Since"), lambda one: one.since),
        Column(_("Set to end on"), lambda one: one.due_to_end),
    )
    return Extract(_("Groups"), columns, found, everybody_here())


def seats(standing: Standing, *, on: date, group: UUID | None = None) -> Extract:
    columns = (
        Column(_("Group"), lambda row: row[0], 40),
        Column(_("Person"), lambda row: row[1].who, 30),
        Column(_("Body"), lambda row: row[1].body, 40),
        Column(_("Capacity"), lambda row: words.capacity(row[1].capacity)),
        Column(_("Votes in the group"), lambda row: row[1].votes, SHORT),
        Column(_("Since"), lambda row: row[1].since),
    )
    return Extract(_("Seats on groups"), columns, queries.seats_on(standing, on, group), everybody_here())


def matrix(standing: Standing, *, on: date) -> Extract:
    columns = (
        Column(_("Topic"), lambda one: one.topic, 40),
        Column(_("Board"), lambda one: one.board, 40),
        Column(_("Part"), lambda one: words.leads(one.part)),
        Column(_("Since"), lambda one: one.since),
    )
    return Extract(_("Who leads on what"), columns, queries.board_parts_on(standing, on), everybody_here())
