"""Meetings as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from wardmote.accounts.presenters.dates import day
from wardmote.governance import words
from wardmote.governance.queries import MeetingLine
from wardmote.governance.states import MeetingKind, MeetingState
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _

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
