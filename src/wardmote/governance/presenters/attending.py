"""Attendance in words, as bars and as a table; and a member's calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from icalendar import Calendar as ICalendar
from icalendar import Event
from markupsafe import Markup

from wardmote.accounts.presenters.dates import day, moment
from wardmote.charts import share_bars
from wardmote.governance import words
from wardmote.governance.attending import percentage
from wardmote.governance.queries import BodyAttended, Calendar, MeetingLine, OwnCalendar, YearAttended
from wardmote.governance.states import FeedScope, MeetingKind, MeetingState
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class AttendedRow:
    """A body's line of the table."""

    name: str
    role: str
    doubts: tuple[str, ...]
    attended: str
    percent: str
    bar: Markup
    substitutes: str
    apologies: str


def attendance_sentence(found: YearAttended, first: date, end: date) -> str:
    """What a councillor could read aloud. It says the figure, and no word of praise or blame in its place."""
    last = end - timedelta(days=1)
    when = _("From {first} to {last}").format(first=day(first), last=day(last))
    if not found.days:
        return _("{when}, no meeting is on file as held.").format(when=when)
    held = ngettext("{n} meeting was held", "{n} meetings were held", len(found.days)).format(n=len(found.days))
    if not found.all.held:
        return _("{when}, {held}; no body had a seat.").format(when=when, held=held)
    said = _("{when}, {held}. Bodies attended {came} of the {seats} times that they were due: {percent} %.")
    share = percentage(found.all.attended, found.all.held, 1)
    return said.format(
        when=when, held=held, came=found.all.attended, seats=found.all.held, percent=f"{share.normalize():f}"
    )


def circulations_apart(found: YearAttended) -> str:
    """Written procedures of the period, said apart: nobody attends one."""
    if not found.circulations:
        return ""
    said = ngettext(
        "{n} written procedure besides, which is no meeting and is not counted.",
        "{n} written procedures besides, which are no meetings and are not counted.",
        found.circulations,
    )
    return said.format(n=found.circulations)


def attendance_rows(found: YearAttended) -> list[AttendedRow]:
    return [_row(one) for one in found.bodies]


def _row(one: BodyAttended) -> AttendedRow:
    counted, percent = one.counted, one.counted.percent
    attended = _("{came} of {held}").format(came=counted.attended, held=counted.held)
    if counted.as_guest:
        attended = _("{attended}, and {n} without a seat").format(attended=attended, n=counted.as_guest)
    return AttendedRow(
        one.name, words.role(one.role) if one.role else _("no part on the last day"), one.doubts, attended,
        _("{n} %").format(n=percent) if percent is not None else _("not due"), Markup(share_bars.svg(percent)),  # noqa: S704 - numbers alone
        str(counted.substitutes or ""), str(counted.apologies or ""),
    )  # fmt: skip


def own_calendar(found: OwnCalendar | None) -> str:
    """What one's calendar shows, since when; '' when there is none."""
    if found is None:
        return ""
    shows = {
        FeedScope.MINE: _("meetings of the groups on which you sit"),
        FeedScope.ALL: _("all meetings that you may see"),
    }[found.scope]
    return _("You have an address since {when}. It shows {what}.").format(when=moment(found.since), what=shows)


def icalendar(found: Calendar, absolute: Callable[[str], str]) -> bytes:
    """The calendar as programs read it: group, time and place of each meeting, and nothing of what it is about."""
    made = ICalendar()
    made.add("prodid", "-//Wardmote//Meetings//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Meetings: {partnership}").format(partnership=found.name))
    for line, at in found.entries:
        made.add_component(_entry(line, at, absolute))
    data: bytes = made.to_ical()
    return data


def _entry(line: MeetingLine, at: datetime, absolute: Callable[[str], str]) -> Event:
    """The key keeps the entry the same entry; the version counts its changes."""
    written = line.kind is MeetingKind.WRITTEN
    entry = Event()
    entry.add("uid", f"{line.key}@wardmote")
    entry.add("sequence", line.version - 1)
    entry.add("dtstamp", at)
    entry.add("dtstart", line.ends_at if written else line.starts_at)
    entry.add("dtend", line.ends_at)
    entry.add("summary", _("{group}: answers due").format(group=line.group_name) if written else line.group_name)
    if line.place:
        entry.add("location", line.place)
    entry.add("status", _status(line.state))
    entry.add("url", absolute(reverse("meeting", args=[line.key])))
    return entry


def _status(state: MeetingState) -> str:
    if state is MeetingState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if state is MeetingState.PLANNED else "CONFIRMED"
