"""An agenda with its papers, what was told, and what was answered in writing, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.http import content_disposition_header

from wardmote.accounts.presenters.dates import day, moment
from wardmote.governance import words, working_days
from wardmote.governance.presenters.meetings import is_open, is_written, title, weekday
from wardmote.governance.queries import AnswerLine, MeetingLine, MeetingRead, NoticeLine, PaperLine
from wardmote.governance.states import MeetingState, PaperKind, WrittenReply
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class PaperRow:
    """A paper under its point. `late` says how late it came, in words; '' when it came in time."""

    key: UUID
    title: str
    href: str
    note: str
    late: str


@dataclass(frozen=True)
class ItemRow:
    key: UUID
    number: int
    title: str
    lead: str
    note: str
    papers: list[PaperRow]
    first: bool
    last: bool


def agenda_rows(found: MeetingRead, papers: list[PaperLine]) -> list[ItemRow]:
    """The points in their order, each with its papers."""
    return [
        ItemRow(
            item.key, number, item.title, item.lead, item.note, [_paper(one, found.line) for one in papers if one.item == item.key],
            number == 1, number == len(found.items),
        )
        for number, item in enumerate(found.items, start=1)
    ]  # fmt: skip


def _paper(paper: PaperLine, line: MeetingLine) -> PaperRow:
    link = paper.kind is PaperKind.LINK
    href = paper.link if link else reverse("take-paper", args=[paper.version])
    ending = paper.name.rpartition(".")[2].upper()
    said = _("a link") if link else _("{kind}, {size}").format(kind=ending, size=size(paper.size))
    if paper.versions > 1:
        said = _("{said}, version {n}").format(said=said, n=paper.versions)
    late = working_days.days_late(paper.came_at.astimezone(LONDON).date(), line.on, line.kind)
    return PaperRow(
        paper.key,
        paper.title,
        href,
        said,
        words.days_late(late) if late else "",
    )


def size(number: int) -> str:
    """``12 KB``, ``1.4 MB``."""
    if number < 1_000_000:
        return _("{n} KB").format(n=max(1, round(number / 1000)))
    return _("{n} MB").format(n=f"{number / 1_000_000:.1f}")


def papers_due(line: MeetingLine) -> str:
    """By when papers are to be out, as a day on which somebody works; '' where no time is asked for, or there is none left to plan."""
    days = working_days.notice().clear_days[line.kind]
    if not days or not is_open(line):
        return ""
    last = working_days.sent_by(line.on, line.kind)
    said = _("Papers are to be out by {weekday} {day}: {n} clear working days before.")
    return said.format(weekday=weekday(last.weekday()), day=day(last), n=days)


def too_late(line: MeetingLine, now: datetime) -> str:
    """That a meeting nobody was told of is over, or can no longer be called in time; '' while it can."""
    if line.state is not MeetingState.PLANNED or is_written(line):
        return ""
    if line.ends_at < now:
        return _("It is over, and nobody was told of it: change its day, or minute what was held.")
    if line.starts_at < now:
        return _("It has begun, and nobody was told of it.")
    passed = working_days.days_late(now.astimezone(LONDON).date(), line.on, line.kind)
    if not passed:
        return ""
    said = ngettext(
        "The day for its papers passed {n} day ago: it cannot be called in time any more. Give the reason for urgency, or change its day.",
        "The day for its papers passed {n} days ago: it cannot be called in time any more. Give the reason for urgency, or change its day.",
        passed,
    )
    return said.format(n=passed)


def doubt(line: MeetingLine) -> str:
    """What speaks against the day, while it can still be changed."""
    found = working_days.doubts(line.on) if is_open(line) and not is_written(line) else ""
    return _("{day} is {doubt}.").format(day=day(line.on), doubt=found) if found else ""


def notice_lines(found: list[NoticeLine]) -> list[str]:
    """What was told, when, to how many, and why."""
    return [_notice(one) for one in found]


def _notice(one: NoticeLine) -> str:
    told = (
        ngettext("{n} member was told", "{n} members were told", one.told).format(n=one.told)
        if one.told
        else _("nobody was told")
    )
    said = _("{when}: {what}; {told}.").format(when=moment(one.at), what=words.notice(one.kind), told=told)
    if one.was_at:
        said = _("{said} It was to be on {day}.").format(said=said, day=moment(one.was_at))
    return _("{said} Why: {why}").format(said=said, why=one.reason) if one.reason else said


@dataclass(frozen=True)
class AnswerRow:
    body: str
    vote: str
    reply: str
    text: str
    at: str
    href: str


def answer_rows(found: list[AnswerLine], line: MeetingLine) -> list[AnswerRow]:
    """What each body answered, with a way to answer for whoever may, while answers are taken."""
    taken = line.state is MeetingState.CIRCULATED
    return [
        AnswerRow(
            one.body, _("votes") if one.votes else _("no vote"), words.reply(one.reply), one.text, moment(one.at) if one.at else "",
            reverse("answer-in-writing", args=[one.key]) if one.mine and taken else "",
        )
        for one in found
    ]  # fmt: skip


def letters_said(told: int) -> str:
    """To how many people a letter goes, and what is in it."""
    if not told:
        return _("Nobody gets a letter: nobody who sits on the group signs in here. Tell them yourself.")
    said = ngettext(
        "{n} member gets a letter that says that there is something to read, and where. What it is about stays here.",
        "{n} members get a letter that says that there is something to read, and where. What it is about stays here.",
        told,
    )
    return said.format(n=told)


def tally(found: list[AnswerLine]) -> str:
    """How many bodies with a vote answered what. No answer is no agreement."""
    votes = [one.reply for one in found if one.votes]
    said = _(
        "Bodies with a vote: {n}. Agree: {agree}. Do not agree: {disagree}. Abstain: {abstain}. Not voted yet: {rest}."
    )
    agree, disagree, abstain = (
        votes.count(one) for one in (WrittenReply.AGREE, WrittenReply.DISAGREE, WrittenReply.ABSTAIN)
    )
    return said.format(
        n=len(votes), agree=agree, disagree=disagree, abstain=abstain, rest=len(votes) - agree - disagree - abstain
    )


def question(found: MeetingRead) -> str:
    """What is asked in a written procedure."""
    return _("{group} is asked: {question}").format(
        group=found.line.group_name, question=found.items[0].title if found.items else ""
    )


def paper_lead(found: MeetingRead, item: UUID) -> str:
    """For which point of which meeting."""
    point = next((one.title for one in found.items if one.key == item), "")
    return _("For “{point}” of {meeting}.").format(point=point, meeting=title(found.line))


def version_lines(found: list[tuple[int, UUID, datetime, str]]) -> list[tuple[str, str]]:
    """Every version with where it is, newest first."""
    said = _("Version {n}, {when}: {name}")
    return [
        (
            said.format(n=number, when=moment(at), name=name),
            "" if name.startswith("http") else reverse("take-paper", args=[key]),
        )
        for number, key, at, name in found
    ]


def attachment(name: str) -> str:
    """The header that makes a browser keep a file and not show it."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def begin_move(line: MeetingLine) -> dict[str, object]:
    """What the form of another time begins with: the present one."""
    there = line.starts_at.astimezone(LONDON)
    minutes = int((line.ends_at - line.starts_at).total_seconds() // 60)
    return {
        "on": there.date(),
        "starts": there.time(),
        "minutes": minutes,
        "mode": line.mode,
        "place": line.place,
        "version": line.version,
    }


def begin_item(found: MeetingRead, key: UUID) -> dict[str, object]:
    """What the form of a point begins with: its present words."""
    item = next(one for one in found.items if one.key == key)
    return {"title": item.title, "lead": item.lead, "note": item.note, "version": item.version}
