"""Meetings, attendance, decisions, actions and what is answered for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardmote.accounts.states import Standing
from wardmote.governance import queries, words
from wardmote.governance.extracts.extract import LONG, SHORT, Column, Extract
from wardmote.governance.queries.actions import ActionRow, Line, Sought
from wardmote.governance.queries.asked import asked_whole
from wardmote.governance.states import ActionState, MeetingKind, OwnedBy
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


def by_circle() -> str:
    return _("Everybody with a role in the partnership; what a group keeps to itself, its members and whoever runs the partnership’s business.")  # fmt: skip


def meetings(standing: Standing, *, group: UUID | None, kind: MeetingKind | None) -> Extract:
    columns = (
        Column(_("Group"), lambda one: one.group_name, 40),
        Column(_("Kind"), lambda one: words.meeting_kind(one.kind)),
        Column(_("State"), lambda one: words.meeting_state(one.state, one.kind), 20),
        Column(_("Starts"), lambda one: one.starts_at, 24),
        Column(_("Ends"), lambda one: one.ends_at, 24),
        Column(_("How"), lambda one: words.mode(one.mode)),
        Column(_("Place"), lambda one: one.place, 40),
        Column(_("Who reads it"), lambda one: words.circle(one.circle), 34),
    )
    return Extract(_("Meetings"), columns, queries.meetings_whole(standing, group=group, kind=kind), by_circle())


def attendance(standing: Standing, *, first: date, end: date, group: UUID | None) -> Extract:
    columns = (
        Column(_("Body"), lambda one: one.name, 40),
        Column(_("Role"), lambda one: words.role(one.role) if one.role else "", 24),
        Column(_("Meetings held"), lambda one: one.counted.held, SHORT),
        Column(_("Attended"), lambda one: one.counted.attended, SHORT),
        Column(_("Per cent"), lambda one: one.counted.percent, SHORT),
        Column(_("Of them by a substitute"), lambda one: one.counted.substitutes, SHORT),
        Column(_("Apologies"), lambda one: one.counted.apologies, SHORT),
        Column(_("To check"), lambda one: " ".join(one.doubts), LONG),
    )
    found = queries.attendance_over(standing, first=first, end=end, group=group)
    return Extract(_("Attendance"), columns, found.bodies, by_circle())


def decisions(standing: Standing, *, words: str, group: UUID | None) -> Extract:
    columns = (
        Column(_("Number"), lambda one: one.number, SHORT),
        Column(_("Decision"), lambda one: one.text, LONG),
        Column(_("Reasons"), lambda one: one.reasons, LONG),
        Column(_("Options considered"), lambda one: one.options, LONG),
        Column(_("Group"), lambda one: one.meeting.group_name, 40),
        Column(_("Meeting"), lambda one: one.meeting.on),
    )
    return Extract(_("Decisions"), columns, queries.decisions_whole(standing, words=words, group=group), by_circle())


def actions(standing: Standing, *, sought: Sought, on: date) -> Extract:
    columns = (
        Column(_("Number"), lambda one: one.number, SHORT),
        Column(_("Action"), lambda one: one.text, LONG),
        Column(_("Owner"), _owner, 40),
        Column(_("Group"), lambda one: one.group_name or _("A closed group"), 40),
        Column(_("Meeting"), lambda one: one.met_at.astimezone(LONDON).date() if one.met_at else None),
        Column(_("Given on"), lambda one: one.given_at.astimezone(LONDON).date()),
        Column(_("Due on"), lambda one: one.due_on),
        Column(_("State"), lambda one: words.action_state(one.state), SHORT),
        Column(_("Days late"), lambda one: _late(one, on), SHORT),
        Column(_("Completed on"), lambda one: one.ended_on),
        Column(_("Bodies that answer"), lambda one: len(one.lines), SHORT),
        Column(_("Of them answered"), lambda one: one.answered, SHORT),
        Column(_("Answer"), lambda one: one.lines[0].text if len(one.lines) == 1 else "", LONG),
        Column(_("Evidence"), lambda one: one.lines[0].evidence if len(one.lines) == 1 else "", 40),
        Column(_("Escalated"), lambda one: words.told(one.escalated) if one.escalated else "", 34),
    )
    return Extract(_("Actions"), columns, _whole(standing, sought), by_circle())


def _whole(standing: Standing, sought: Sought) -> Iterator[ActionRow]:
    """The actions that whoever asks may read, and what closed groups asked of their agency."""
    yield from queries.actions_whole(standing, sought)
    yield from asked_whole(standing, sought)


def _owner(one: ActionRow) -> str:
    """One body, or all responsible authorities: as a file that is brought in says it, too."""
    return _("All responsible authorities") if one.owned_by is OwnedBy.RESPONSIBLE else ", ".join(line.body for line in one.lines)  # fmt: skip


def _late(one: ActionRow, on: date) -> int | None:
    """How late it is, or was done; None when it was not."""
    until = on if one.state is ActionState.OPEN else one.ended_on
    days = (until - one.due_on).days if until else 0
    return days if days > 0 else None


@dataclass(frozen=True)
class _Answer:
    key: UUID
    action: ActionRow
    line: Line


def action_answers(standing: Standing, *, sought: Sought, on: date) -> Extract:  # noqa: ARG001 - the same for both lists of actions
    columns = (
        Column(_("Number"), lambda one: one.action.number, SHORT),
        Column(_("Action"), lambda one: one.action.text, LONG),
        Column(_("Group"), lambda one: one.action.group_name or _("A closed group"), 40),
        Column(_("Due on"), lambda one: one.action.due_on),
        Column(_("Body"), lambda one: one.line.body, 40),
        Column(_("State"), lambda one: words.action_state(one.line.state), SHORT),
        Column(_("Answer"), lambda one: one.line.text, LONG),
        Column(_("Evidence"), lambda one: one.line.evidence, 40),
        Column(_("Answered"), lambda one: one.line.answered_at, 24),
        Column(_("Answered by"), lambda one: one.line.answered_by, 30),
        Column(_("Who sees to it"), lambda one: one.line.member_name, 30),
        Column(_("Moved here from"), lambda one: one.line.moved_from, 34),
    )
    rows = _answers(_whole(standing, sought))
    return Extract(_("Answers to actions"), columns, rows, by_circle())


def _answers(found: Iterable[ActionRow]) -> Iterator[_Answer]:
    for action in found:
        for line in action.lines:
            yield _Answer(line.key, action, line)
