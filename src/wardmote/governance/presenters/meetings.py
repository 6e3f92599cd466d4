"""Meetings as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.governance import words
from wardmote.governance.queries import Listing, MeetingLine
from wardmote.governance.states import MeetingKind, MeetingState
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext

TONES = {
    MeetingState.PLANNED: "grey",
    MeetingState.CIRCULATED: "blue",
    MeetingState.HELD: "green",
    MeetingState.APPROVED: "green",
    MeetingState.CANCELLED: "orange",
}


@dataclass(frozen=True)
class Tag:
    text: str
    tone: str


@dataclass(frozen=True)
class MeetingHead:
    """What stands at the top of a meeting's pages, and in a list's row."""

    key: UUID
    title: str
    group: str
    group_href: str
    kind: str
    state: Tag
    when: str
    where: str
    href: str


def meeting_head(line: MeetingLine) -> MeetingHead:
    return MeetingHead(
        line.key, title(line), line.group_name, reverse("group", args=[line.group]), words.meeting_kind(line.kind),
        Tag(words.meeting_state(line.state, line.kind), TONES[line.state]), when(line), where(line), reverse("meeting", args=[line.key]),
    )  # fmt: skip


def title(line: MeetingLine) -> str:
    """``Executive Group, 3 June 2026``."""
    if line.kind is MeetingKind.WRITTEN:
        return _("Written procedure of the {group}, {day}").format(group=line.group_name, day=day(line.on))
    return _("{group}, {day}").format(group=line.group_name, day=day(line.on))


def when(line: MeetingLine) -> str:
    """``Wednesday 3 June 2026, 14:00 to 16:00``; of a written procedure, until when answers come."""
    if line.kind is MeetingKind.WRITTEN:
        return _("Answers until {when}").format(when=_moment(line.ends_at))
    ends = line.ends_at.astimezone(LONDON)
    return _("{start} to {end}").format(start=_moment(line.starts_at), end=f"{ends:%H:%M}")


def where(line: MeetingLine) -> str:
    if line.kind is MeetingKind.WRITTEN:
        return _("In writing")
    mode = words.mode(line.mode)
    return _("{mode}: {place}").format(mode=mode, place=line.place) if line.place else mode


def weekday(number: int) -> str:
    """The name of a day of the week; Monday is 0."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )[number]  # fmt: skip


def _moment(at: datetime) -> str:
    there = at.astimezone(LONDON)
    return _("{weekday} {day}, {time}").format(
        weekday=weekday(there.weekday()), day=day(there.date()), time=f"{there:%H:%M}"
    )


def meeting_heads(lines: list[MeetingLine]) -> list[MeetingHead]:
    return [meeting_head(line) for line in lines]


def is_written(line: MeetingLine) -> bool:
    return line.kind is MeetingKind.WRITTEN


def is_open(line: MeetingLine) -> bool:
    """Whether its agenda can still be changed."""
    return line.state in {MeetingState.PLANNED, MeetingState.CIRCULATED}


def minutes_href(line: MeetingLine) -> str:
    """Where its minutes are, once it was held; '' before, and of a written procedure."""
    held = line.state in {MeetingState.HELD, MeetingState.APPROVED} and not is_written(line)
    return reverse("minutes", args=[line.key]) if held else ""


def meetings_counted(found: Listing) -> str:
    """How many there are of either."""
    coming = ngettext("{n} meeting to come", "{n} meetings to come", found.coming_in_all).format(n=found.coming_in_all)
    past = ngettext("{n} that was", "{n} that were", found.past_in_all).format(n=found.past_in_all)
    return _("{coming}, {past}.").format(coming=coming, past=past)


def meeting_pages(query: QueryDict, page: int, pages: int) -> dict[str, str]:
    """Where the pages before and after are; nothing where there is one page."""
    found: dict[str, str] = {"said": _("Page {page} of {pages}").format(page=page, pages=pages)} if pages > 1 else {}
    for name, number in (("before", page - 1), ("after", page + 1)):
        if 1 <= number <= pages:
            other = query.copy()
            other["page"] = str(number)
            found[name] = f"?{other.urlencode()}"
    return found


@dataclass(frozen=True)
class Step:
    """Something that can be done with the meeting now. `posts`: a button and no page."""

    text: str
    href: str
    posts: bool = False


def steps(line: MeetingLine) -> list[Step]:
    """What whoever runs the business can do next, the likeliest first."""

    def link(name: str) -> str:
        return reverse(name, args=[line.key])

    again = Step(_("Circulate it again"), link("circulate-meeting"))
    minute = Step(_("Minute it"), link("minute-meeting"))
    rest = [Step(_("Move it"), link("reschedule-meeting")), Step(_("Cancel it"), link("cancel-meeting"))]
    if line.state is MeetingState.PLANNED:
        room = [] if is_written(line) else [minute]
        return [Step(_("Circulate it"), link("circulate-meeting")), *room, *rest]
    if line.state is MeetingState.CIRCULATED and is_written(line):
        return [Step(_("Write the decision down"), link("decide-in-writing")), again, *rest[1:]]
    if line.state is MeetingState.CIRCULATED:
        return [minute, again, *rest]
    return [Step(_("Plan it again"), link("plan-again"), posts=True)] if line.state is MeetingState.CANCELLED else []
