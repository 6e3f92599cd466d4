"""Actions as pages show them: late is a word."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from wardmote.accounts.policies import allows
from wardmote.accounts.presenters.dates import day, moment
from wardmote.accounts.presenters.people import Tag
from wardmote.accounts.queries.persons import Colleague
from wardmote.accounts.states import Standing
from wardmote.governance import words
from wardmote.governance.policies import may_answer_actions, may_run_governance
from wardmote.governance.queries.actions import PAGE, ActionRow, Actions, Entry, Line
from wardmote.governance.states import ActionState, EntryKind, OwnedBy, Rung
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _
from wardmote.words import ngettext

OVER = {ActionState.WITHDRAWN, ActionState.PASSED_ON}
TONES = {
    ActionState.OPEN: "blue",
    ActionState.DONE: "green",
    ActionState.NOT_DONE: "orange",
    ActionState.WITHDRAWN: "grey",
    ActionState.PASSED_ON: "grey",
}


@dataclass(frozen=True)
class ActionShown:
    """One line of a list."""

    number: int
    text: str
    href: str
    group: str
    owner: str
    answered: str
    due: str
    late: bool
    state: Tag
    escalated: str
    answer: str  # where my agency answers; empty when there is nothing to answer for it


@dataclass(frozen=True)
class LineShown:
    """One body's line on the page of an action."""

    body: str
    state: Tag
    text: str
    evidence: str
    link: str
    when: str
    note: str
    answer: str
    move: str


@dataclass(frozen=True)
class Step:
    """Something that happened to an action, in the order of time."""

    title: str
    when: str
    by: str
    text: str
    evidence: str


@dataclass(frozen=True)
class PageLink:
    words: str
    href: str
    here: bool


def by_when(due_on: date, today: date) -> str:
    """``5 days late``, ``due today``, ``due in 3 days``, ``due on 3 June 2026``."""
    left = (due_on - today).days
    if left < 0:
        return words.days_late(-left)
    if left == 0:
        return _("due today")
    if left <= 14:
        return ngettext("due in {n} day", "due in {n} days", left).format(n=left)
    return _("due on {day}").format(day=day(due_on))


def action_rows(found: list[ActionRow], today: date, standing: Standing) -> list[ActionShown]:
    return [_shown(row, today, standing) for row in found]


def _shown(row: ActionRow, today: date, standing: Standing) -> ActionShown:
    late = row.state is ActionState.OPEN and row.due_on < today
    return ActionShown(
        row.number, row.text, address(row), row.group_name or _("A closed group"), owner(row), answered(row), due(row, today), late, state_tag(row.state),
        words.told(row.escalated) if row.escalated and late else "", _own_line(row, standing),
    )  # fmt: skip


def address(row: ActionRow) -> str:
    """Where it is read: what a closed group asked has a page of its own, which shows the line alone."""
    return reverse("action", args=[row.key]) if row.group else reverse("asked-line", args=[row.lines[0].key])


def _own_line(row: ActionRow, standing: Standing) -> str:
    """Where whoever asks answers for their agency; '' for who may only read it."""
    agency = standing.hat.agency if standing.hat and allows(may_answer_actions, standing) else None
    own = [line for line in row.lines if line.agency == agency and line.state is ActionState.OPEN] if agency else []
    return reverse("answer-action", args=[own[0].key]) if own and row.state is ActionState.OPEN else ""


def owner(row: ActionRow) -> str:
    """Whose it is, in words."""
    if row.owned_by is OwnedBy.RESPONSIBLE:
        return _("All responsible authorities")
    return ", ".join(line.body for line in row.lines)


def answered(row: ActionRow) -> str:
    """How many have answered, where there is more than one who has to."""
    if row.owned_by is not OwnedBy.RESPONSIBLE:
        return ""
    said = ngettext("{n} of {all} authority has answered", "{n} of {all} authorities have answered", len(row.lines))
    return said.format(n=row.answered, all=len(row.lines))


def due(row: ActionRow, today: date) -> str:
    if row.state is ActionState.OPEN:
        return by_when(row.due_on, today)
    if row.state is ActionState.DONE and row.ended_on and row.ended_on > row.due_on:
        return words.days_late((row.ended_on - row.due_on).days)
    return day(row.ended_on) if row.ended_on else ""


def unread_words(bodies: list[str]) -> str:
    """That an action is hidden from those who are to do it, and what to do; nothing when it is not."""
    if not bodies:
        return ""
    said = _(
        "Nobody of {bodies} can read what they are asked: none of their people answers here. Tell them, and answer for them."
    )
    return said.format(bodies=", ".join(bodies))


def give_button(beware: str) -> str:
    """What the button says: after the readers were shown it is another press than before."""
    return _("Give it: these people will read it") if beware else _("Give this action")


def answer_read_words(line: Line) -> str:
    """Who will read what a body answers to a closed group: the sentence that stands over the answer."""
    said = _(
        "A closed group asked this. Your answer will be read by that group, by whoever runs the partnership’s business, and by everybody who answers here for {body}."
    )
    return said.format(body=line.body)


def will_read_words(found: list[tuple[str, list[str]]]) -> str:
    """Who will be able to read what a closed group asks: the sentence that stands before it is given."""
    said = [_("{body} ({people})").format(body=body, people=_some(names)) for body, names in found if names]
    alone = [body for body, names in found if not names]
    sentences = [
        _(
            "This group is closed. What is to be done and by when will be read, besides the group, by {readers}. They see what they are asked and what they answer; "
            "not which group it is, its meetings, its minutes or its other actions. So write nothing into it that is the group’s alone."
        ).format(readers="; ".join(said))
        if said
        else _("This group is closed, and nobody outside it will read this.")
    ]
    if alone:
        sentences.append(
            _("None of {bodies} signs in here: tell them, and answer for them.").format(bodies=", ".join(alone))
        )
    return " ".join(sentences)


def _some(names: list[str]) -> str:
    """Names one after another; of many, the first ones and how many more."""
    most = 6
    shown = ", ".join(names[:most])
    more = len(names) - most
    return (
        shown
        if more <= 0
        else ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=shown, n=more)
    )


def state_tag(one: ActionState) -> Tag:
    return Tag(words.action_state(one), TONES[one])


def counted(found: Actions, state: str) -> str:
    """How many there are and how many late, as a sentence."""
    if state == "ended":
        return ngettext("{n} action has ended.", "{n} actions have ended.", found.total).format(n=f"{found.total:,}")
    several = (
        ngettext("{n} action", "{n} actions", found.total)
        if state == "all"
        else ngettext("{n} open action", "{n} open actions", found.total)
    )
    late = (
        ngettext("{n} is late", "{n} are late", found.late).format(n=f"{found.late:,}")
        if found.late
        else _("none is late")
    )
    return _("{actions}; {late}.").format(actions=several.format(n=f"{found.total:,}"), late=late)


def page_links(found: Actions, query: QueryDict) -> list[PageLink]:
    """The way to the pages before and after."""
    links = []
    for number, label in ((found.page - 1, _("Previous fifty")), (found.page + 1, _("Next fifty"))):
        if 1 <= number <= found.pages:
            asked = query.copy()
            asked["page"] = str(number)
            links.append(PageLink(label, f"?{asked.urlencode()}", here=False))
    return links


def lines(row: ActionRow, standing: Standing, *, moves: bool = False) -> list[LineShown]:
    """Each body's line; with the way to answer for whoever may."""
    keeps = allows(may_run_governance, standing)
    return [_line(line, row, standing, keeps=keeps, moves=keeps or moves) for line in row.lines]


def _line(line: Line, row: ActionRow, standing: Standing, *, keeps: bool, moves: bool) -> LineShown:
    running = not OVER & {row.state, line.state}
    own = bool(standing.hat and line.agency == standing.hat.agency and allows(may_answer_actions, standing))
    return LineShown(
        line.body, Tag(_("Has not answered"), "blue") if line.state is ActionState.OPEN and not line.answered_at else state_tag(line.state),
        line.text, line.evidence, line.evidence if line.evidence.startswith(("https://", "http://")) else "", _when(line), _note(line),
        reverse("answer-action", args=[line.key]) if running and (own or keeps) else "",
        reverse("move-action", args=[line.key]) if running and moves and line.state is ActionState.OPEN else "",
    )  # fmt: skip


def _when(line: Line) -> str:
    if line.answered_at is None:
        return ""
    return (
        _("{name}, {when}").format(name=line.answered_by, when=moment(line.answered_at))
        if line.answered_by
        else moment(line.answered_at)
    )


def _note(line: Line) -> str:
    said = []
    if line.moved_from:
        said.append(_("moved here from {body}").format(body=line.moved_from))
    if line.member_name:
        said.append(_("{name} sees to it").format(name=line.member_name))
    return "; ".join(said)


def history(entries: list[Entry], steps: list[tuple[Rung, date, datetime]]) -> list[Step]:
    """What happened, the latest first: answers, other days, moves, and how far it was escalated."""
    found = [(entry.at, _entered(entry)) for entry in entries]
    found += [
        (at, Step(words.told(told), moment(at), "", _("It was due on {day}.").format(day=day(due_on)), ""))
        for told, due_on, at in steps
    ]
    found.sort(key=lambda pair: pair[0])
    return [step for _at, step in reversed(found)]


def _entered(entry: Entry) -> Step:
    title = words.entry_kind(entry.kind)
    if entry.kind is EntryKind.ANSWERED and entry.state:
        title = _("{body}: {state}").format(body=entry.body, state=words.action_state(entry.state))
    elif entry.kind is EntryKind.MOVED:
        title = _("Moved from {body} to another body").format(body=entry.body)
    elif entry.kind is EntryKind.DUE and entry.was_due_on:
        title = _("Due on another day: it was due on {day}").format(day=day(entry.was_due_on))
    return Step(title, moment(entry.at), entry.by, entry.text, entry.evidence)


def origin(row: ActionRow) -> str:
    """From where and when an action is."""
    if row.group is None:
        return _("From a closed group. Its other actions, its meetings and its minutes are its own.")
    if row.met_at:
        return _("From the meeting of {group} on {day}").format(
            group=row.group_name, day=day(row.met_at.astimezone(LONDON).date())
        )
    return _("Given for {group} on {day}").format(group=row.group_name, day=day(row.given_at.astimezone(LONDON).date()))


def own_hat(standing: Standing, partnership: UUID, agency: UUID) -> tuple[str, str]:
    """The key and the words of one of the member's own hats. Raises Refused when they have no such hat."""
    for hat in standing.hats:
        if (hat.partnership, hat.agency) == (partnership, agency):
            return hat.key, hat.words
    raise Refused("see-governance")


def to_minute(groups: list[tuple[str, str]], standing: Standing, minuted: Set[UUID]) -> list[tuple[str, str]]:
    """The groups for which whoever asks plans and minutes: all, running the business. Raises Refused when there is none."""
    found = groups if allows(may_run_governance, standing) else [pair for pair in groups if UUID(pair[0]) in minuted]
    if not found and not allows(may_run_governance, standing):
        raise Refused("minute-meetings")
    return found


def refuse_others(line: Line, standing: Standing) -> None:
    """Raise Refused unless the line is the agency's of the hat worn, or its wearer runs the business."""
    own = standing.hat is not None and line.agency == standing.hat.agency
    if not own and not allows(may_run_governance, standing):
        raise Refused("answer-actions")


def people_of(colleagues: list[Colleague], line: Line, standing: Standing) -> list[tuple[str, str]]:
    """Who may be asked to see to a line: people of the agency worn; whom it names already stays."""
    agency = standing.hat.agency_name if standing.hat else ""
    return [(str(one.key), one.name) for one in colleagues if agency in one.agencies or one.key == line.member]


def page_asked(query: QueryDict) -> int:
    """Which page of a list its address asks for; the first, where that was nothing of use."""
    asked = query.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def pages(total: int, page: int) -> list[PageLink]:
    """The way to the fifty before and the fifty after."""
    last = max(1, -(-total // PAGE))
    found = ((page - 1, _("Previous fifty")), (page + 1, _("Next fifty")))
    return [PageLink(label, f"?page={number}", here=False) for number, label in found if 1 <= number <= last]
