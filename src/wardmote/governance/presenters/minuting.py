"""A meeting as it is minuted, and its minutes, as pages show them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from wardmote import documents
from wardmote.accounts.presenters.dates import day, moment
from wardmote.documents import Document
from wardmote.governance import minutes
from wardmote.governance.merging import together
from wardmote.governance.one_line import Known, Understood
from wardmote.governance.presenters.meetings import is_written, title, when
from wardmote.governance.queries import BodyOnDay, MeetingLine, MinutesRead, Register, Room, Written
from wardmote.governance.states import MeetingState, Standing
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext

HEADING = re.compile(r"<(/?)h([1-5])>")
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class ItemShown:
    """A point of the agenda on the page: `said` is who wrote there last, and when."""

    item: Written
    anchor: str
    said: str
    following: str
    approves: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DecisionRow:
    key: UUID
    number: int
    text: str
    reasons: str
    meeting: str
    href: str


@dataclass(frozen=True)
class Leaves:
    """What closing a meeting leaves, in lines."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def items_shown(room: Room, waiting: Sequence[MeetingLine]) -> list[ItemShown]:
    """The points of the agenda; at “Minutes of the last meeting” the minutes that wait for approval."""
    anchors = [f"item-{item.position}" for item in room.items]
    approve = tuple(
        (title(line), f"{reverse('approve-minutes', args=[line.key])}?in={room.line.key}") for line in waiting
    )
    return [
        ItemShown(item, anchor, written(item), following, approve if item.standing is Standing.MINUTES else ())
        for item, anchor, following in zip(room.items, anchors, [*anchors[1:], ""], strict=True)
    ]


def written(item: Written) -> str:
    """Who wrote at a point last, and when."""
    return written_by(item.by, item.at) if item.at else _("Nothing is written here yet.")


def written_by(name: str, at: datetime) -> str:
    return _("Saved {time} by {name}.").format(time=_clock(at), name=name or _("the installation"))


def _clock(at: datetime) -> str:
    there = at.astimezone(LONDON)
    return _("{day}, {time}").format(day=day(there.date()), time=f"{there:%H:%M}")


def news(room: Room) -> dict[str, Any]:
    """What a page that follows a meeting is told, once something was written."""
    items = [
        {
            "key": str(item.key), "version": item.version, "text": item.minute, "said": written(item),
            "parts": len(item.decisions) + len(item.actions), "carried": item.carried,
        }
        for item in room.items
    ]  # fmt: skip
    return {
        "beat": room.beat,
        "items": items,
        "quorum": minutes.quorum_words(room.quorum),
        "interests": len(room.interests),
    }


def saved(version: int, item: Written) -> dict[str, Any]:
    return {"version": version, "said": written(item)}


def conflict(item: Written, yours: str) -> dict[str, Any]:
    """Both texts, who wrote theirs and when, and what becomes of the two put together."""
    return {
        "version": item.version,
        "theirs": item.minute,
        "said": written(item),
        "together": together(item.minute, yours),
    }


def interest_lines(room: Room) -> list[tuple[UUID, str]]:
    return [(one.key, minutes.declared_words(one.declared)) for one in room.interests]


def quorum(room: Room) -> str:
    return minutes.quorum_words(room.quorum)


def item_choices(room: Room) -> list[tuple[str, str]]:
    return [(str(item.key), f"{item.position}. {item.title}") for item in room.items]


def known(bodies: Iterable[BodyOnDay]) -> list[Known]:
    """The bodies that may own an action, as a line is read with them."""
    return [Known(body.key, body.name, body.short_name, body.kind.replace("-", " ")) for body in bodies]


def owner_choices(bodies: Iterable[BodyOnDay]) -> list[tuple[str, str]]:
    return [(str(body.key), body.name) for body in bodies]


def doubts(found: Understood) -> list[str]:
    """What one line did not say, or not clearly."""
    said = []
    if found.several:
        said.append(_("Who does it: that may mean {names}.").format(names=_(" or ").join(found.several)))
    elif not found.owner:
        said.append(_("Who does it was not understood."))
    if not found.due_on:
        said.append(_("By when was not understood."))
    return said


def leaves(room: Room, now: datetime) -> Leaves:
    """What is left once the meeting is closed, and what speaks against closing it now."""
    decisions = sum(len(item.decisions) for item in room.items)
    actions = [given for item in room.items for given in item.actions]
    carried = [item.title for item in room.items if item.carried]
    lines = [
        _("Minutes, drafted from what was written. They can be changed until they are approved."),
        ngettext("{n} decision.", "{n} decisions.", decisions).format(n=decisions) if decisions else _("No decision."),
        ngettext("{n} action.", "{n} actions.", len(actions)).format(n=len(actions)) if actions else _("No action."),
        *(_("Action {number}, {who}, by {day}: {text}").format(number=one.number, who=one.who, day=one.due, text=one.text) for one in actions),
        _("On the next agenda: minutes of this meeting."),
        *(_("On the next agenda, carried over: {title}.").format(title=one) for one in carried),
    ]  # fmt: skip
    return Leaves(tuple(lines), tuple(_warnings(room, now)))


def _warnings(room: Room, now: datetime) -> Iterable[str]:
    if room.line.starts_at > now:
        yield _("The meeting has not begun: {when}. Once it is closed it counts as held.").format(when=when(room.line))
    if not any(line.presence for line in room.lines):
        yield _("Nobody has said yet who was there.")
    elif room.quorum.needed and not room.quorum.reached:
        yield _("The meeting is not quorate. It can be closed; its minutes say so.")
    if empty := [
        item.title for item in room.items if not (item.minute or item.decisions or item.actions or item.carried)
    ]:
        yield _("Nothing is minuted at: {titles}.").format(titles=", ".join(empty))


def meeting_choices(found: Iterable[MeetingLine]) -> list[tuple[str, str]]:
    return [(str(line.key), f"{title(line)} ({when(line)})") for line in found]


def group_choices(found: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(one.key), one.name) for one in found]


def minutes_words(found: MinutesRead) -> str:
    """What state the minutes are in."""
    if found.approved_on:
        return _("Approved on {day}. They are fixed: what is wrong is written beside them.").format(
            day=day(found.approved_on)
        )
    if found.line.state is not MeetingState.HELD:
        return _("The meeting is not closed: this is what its minutes would say now.")
    if found.changed:
        name, at = found.changed
        return _("Draft – not yet approved. {saved}").format(saved=written_by(name, at))
    return _("Draft – not yet approved.")


def correction_lines(found: MinutesRead) -> list[str]:
    said = _("{time}, {name}: {text}")
    return [
        said.format(time=moment(one.at), name=one.by or _("the installation"), text=one.text)
        for one in found.corrections
    ]


def body(document: Document) -> Markup:
    """The document inside a page, its headings one level deeper: the page has an h1 of its own."""
    made = documents.fragment(document)
    return Markup(HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}>", made))  # noqa: S704 - our own renderer, which escapes


def file(document: Document, ending: str) -> bytes:
    """The document as Word, PDF or a web page."""
    if ending == "html":
        return documents.html(document).encode()
    return documents.docx(document) if ending == "docx" else documents.pdf(document)


def stem(line: MeetingLine) -> str:
    """``minutes-executive-group-2026-06-03``: a file's name of plain letters."""
    group = re.sub(r"[^a-z0-9]+", "-", line.group_name.casefold()).strip("-") or "group"
    return f"minutes-{group}-{line.on.isoformat()}"


def files(line: MeetingLine) -> list[tuple[str, str, str]]:
    """The forms in which minutes are taken away: label, address, name."""
    labels = (("docx", _("Word")), ("pdf", _("PDF")), ("html", _("Web page")))
    return [
        (label, reverse("minutes-file", args=[line.key, ending]), f"{stem(line)}.{ending}") for ending, label in labels
    ]


def decision_rows(found: Register) -> list[DecisionRow]:
    return [
        DecisionRow(one.key, one.number, one.text, one.reasons, title(one.meeting), written_down(one.meeting))
        for one in found.lines
    ]


def written_down(line: MeetingLine) -> str:
    """Where it stands what was decided: a written procedure has no minutes, and says it on its own page."""
    return reverse("meeting" if is_written(line) else "minutes", args=[line.key])


def decisions_counted(found: Register) -> str:
    """``120 decisions, page 2 of 3``."""
    said = ngettext("{n} decision", "{n} decisions", found.count).format(n=found.count)
    return (
        said
        if found.pages == 1
        else _("{said}, page {page} of {pages}").format(said=said, page=found.page, pages=found.pages)
    )
