"""What stands with a meeting: papers, notices, written answers; and what its agenda could hold besides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.accounts.states import Standing as Asker
from wardmote.accounts.words import day
from wardmote.audit.changes import record
from wardmote.governance.models import (
    Action,
    AgendaItem,
    Decision,
    GroupShape,
    Meeting,
    Notice,
    Paper,
    PaperContent,
    PaperVersion,
    WrittenAnswer,
)
from wardmote.governance.quarters import quarter_of
from wardmote.governance.queries.actions import escalated_to
from wardmote.governance.queries.bodies import holds, worn
from wardmote.governance.queries.meetings import MeetingLine, MeetingRead, meeting_for, named_on
from wardmote.governance.queries.reports import quarters_used, raised_by_several
from wardmote.governance.rows import ANSWERING, KEEPERS
from wardmote.governance.states import (
    ActionState,
    GroupKind,
    MeetingKind,
    MeetingState,
    NoticeKind,
    PaperKind,
    WrittenReply,
)
from wardmote.platform.clock import LONDON
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _
from wardmote.words import ngettext


@dataclass(frozen=True)
class PaperLine:
    """A paper as it is now: its last version, and when it came. `versions` is how many there are."""

    key: UUID
    item: UUID
    title: str
    kind: PaperKind
    version: UUID
    versions: int
    link: str
    name: str
    size: int
    came_at: datetime


@dataclass(frozen=True)
class Download:
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class NoticeLine:
    kind: NoticeKind
    reason: str
    told: int
    was_at: datetime | None
    at: datetime


@dataclass(frozen=True)
class AnswerLine:
    """What a body answered. `mine`: the asker may answer for it."""

    key: UUID
    body: str
    votes: bool
    reply: WrittenReply
    text: str
    at: datetime | None
    version: int
    mine: bool


@dataclass(frozen=True)
class Suggestion:
    """A point that the agenda could hold, and why."""

    title: str
    why: str


def papers_of(standing: Asker, meeting: UUID) -> list[PaperLine]:
    """The papers of a meeting in the order in which they came, without their bytes."""
    papers = list(
        Paper.objects.filter(partnership=worn(standing), meeting=meeting, withdrawn_at__isnull=True).order_by(
            "recorded_at", "pk"
        )
    )
    versions: dict[UUID, list[PaperVersion]] = {}
    for row in PaperVersion.objects.filter(paper__in=papers).order_by("number"):
        versions.setdefault(row.paper_id, []).append(row)
    return [_paper(paper, versions[paper.pk]) for paper in papers if paper.pk in versions]


def paper_for(standing: Asker, key: UUID) -> tuple[PaperLine, MeetingRead]:
    """One paper, and its meeting. Raises Refused when there is none for whoever asks."""
    row = Paper.objects.filter(pk=key, partnership=worn(standing), withdrawn_at__isnull=True).first()
    if row is None:
        raise Refused("see-governance")
    versions = list(PaperVersion.objects.filter(paper=row).order_by("number"))
    return _paper(row, versions), meeting_for(standing, row.meeting_id)


def versions_of(standing: Asker, paper: UUID) -> list[tuple[int, UUID, datetime, str]]:
    """Every version of a paper, newest first: number, key, when it came, its name or link."""
    rows = PaperVersion.objects.filter(partnership=worn(standing), paper=paper).order_by("-number")
    return [(row.number, row.pk, row.recorded_at, row.name or row.link) for row in rows]


def download(standing: Asker, version: UUID) -> Download:
    """The bytes of one version. Raises Refused when there is none for whoever asks, and for a paper that was withdrawn. The log says that it was taken."""
    rows = PaperContent.objects.filter(
        version=version, partnership=worn(standing), version__paper__withdrawn_at__isnull=True
    )
    row = rows.select_related("version").first()
    if row is None:
        raise Refused("see-governance")
    record("take-paper", kind="meeting", ids=[row.meeting_id], partnership=row.partnership_id)
    return Download(row.version.name, row.version.content_type, bytes(row.data))


def item_to_change(standing: Asker, key: UUID) -> tuple[MeetingRead, UUID]:
    """The meeting of a point of an agenda, and the point's key. Raises Refused when there is none for whoever asks."""
    row = AgendaItem.objects.filter(pk=key, partnership=worn(standing)).first()
    if row is None:
        raise Refused("see-governance")
    return meeting_for(standing, row.meeting_id), row.pk


def notices_of(standing: Asker, meeting: UUID) -> list[NoticeLine]:
    """What was told of a meeting, the latest first."""
    rows = Notice.objects.filter(partnership=worn(standing), meeting=meeting).order_by("-recorded_at", "-pk")[:50]
    return [NoticeLine(NoticeKind(row.kind), row.reason, row.told, row.was_at, row.recorded_at) for row in rows]


def answers_of(standing: Asker, meeting: UUID) -> list[AnswerLine]:
    """What the bodies answered in writing, by their names."""
    rows = WrittenAnswer.objects.filter(partnership=worn(standing), meeting=meeting).select_related("body")
    return sorted((_answer(row, standing) for row in rows), key=lambda line: line.body.casefold())


def answer_for(standing: Asker, key: UUID) -> tuple[AnswerLine, MeetingRead]:
    """One answer, for whoever may give it. Raises Refused to everybody else."""
    row = WrittenAnswer.objects.filter(pk=key, partnership=worn(standing)).select_related("body").first()
    line = _answer(row, standing) if row else None
    if row is None or line is None or not line.mine:
        raise Refused("see-governance")
    return line, meeting_for(standing, row.meeting_id)


def decisions_of(standing: Asker, meeting: UUID) -> list[tuple[int, str, str]]:
    """What a meeting decided: number, text, reasons."""
    rows = Decision.objects.filter(partnership=worn(standing), meeting=meeting).order_by("number")
    return [(row.number, row.text, row.reasons) for row in rows]


def unapproved_minutes(standing: Asker, meeting: MeetingLine, today: date) -> list[Suggestion]:  # noqa: ARG001 - the same for all sources
    """The last meeting of the group was held, and its minutes are not approved."""
    rows = Meeting.objects.filter(partnership=worn(standing), group=meeting.group, starts_at__lt=meeting.starts_at)
    last = (
        rows.filter(kind__in=[MeetingKind.MEETING, MeetingKind.PUBLIC])
        .exclude(state=MeetingState.CANCELLED)
        .order_by("-starts_at")
        .first()
    )
    if last is None or last.state != MeetingState.HELD:
        return []
    on = last.starts_at.astimezone(LONDON).date()
    name = named_on(last.group_id, on)
    return [
        Suggestion(
            _("Approve the minutes of {day}").format(day=day(on)),
            _("The minutes of the {group} are not approved yet.").format(group=name),
        )
    ]


def late_actions(standing: Asker, meeting: MeetingLine, today: date) -> list[Suggestion]:
    """Open actions of the group that are late today."""
    late = Action.objects.filter(
        partnership=worn(standing), group=meeting.group, state=ActionState.OPEN, due_on__lt=today
    ).count()
    if not late:
        return []
    return [
        Suggestion(
            _("Late actions"),
            ngettext("{n} action of the group is late.", "{n} actions of the group are late.", late).format(n=late),
        )
    ]


def escalated_actions(standing: Asker, meeting: MeetingLine, today: date) -> list[Suggestion]:
    """Late actions that the steps of escalation brought before this group: at the statutory executive, whichever group gave them."""
    return [
        Suggestion(
            _("Late action {n}: {text}").format(n=row.number, text=row.text[:120]), _("It was escalated to this group.")
        )
        for row in escalated_to(standing, meeting.group, today)
    ]


def themes_across_boards(standing: Asker, meeting: MeetingLine, today: date) -> list[Suggestion]:
    """For the executive: what two or more boards raise in the reports about the last quarter that is over."""
    shapes = GroupShape.objects.filter(holds(meeting.on), partnership=worn(standing), group=meeting.group)
    if not shapes.filter(kind=GroupKind.EXECUTIVE).exists():
        return []
    quarter = quarter_of(today, quarters_used(standing)).former
    return [
        Suggestion(
            _("Across boards: {theme}").format(theme=one.name),
            _("Raised in the reports of the last quarter by {boards}.").format(boards=", ".join(one.boards)),
        )
        for one in raised_by_several(standing, quarter)
    ]


SOURCES: tuple[Callable[[Asker, MeetingLine, date], list[Suggestion]], ...] = (
    unapproved_minutes,
    late_actions,
    escalated_actions,
    themes_across_boards,
)
"""Each looks for points of its own. A further one is a function with the same arguments: put it here."""


def suggestions_for(standing: Asker, meeting: MeetingRead, today: date) -> list[Suggestion]:
    """What the agenda could hold besides, each once; nothing that has the same title already."""
    there = {item.title.casefold() for item in meeting.items}
    found = [one for source in SOURCES for one in source(standing, meeting.line, today)]
    return [one for one in found if one.title.casefold() not in there]


def _paper(row: Paper, versions: list[PaperVersion]) -> PaperLine:
    last = versions[-1]
    return PaperLine(
        row.pk, row.item_id, row.title, PaperKind(last.kind), last.pk, len(versions), last.link, last.name, last.size, last.recorded_at
    )  # fmt: skip


def _answer(row: WrittenAnswer, standing: Asker) -> AnswerLine:
    roles = standing.roles_in(row.partnership_id)
    theirs = standing.hat is not None and standing.hat.agency == row.agency_id and bool(roles & set(ANSWERING))
    return AnswerLine(
        row.pk, row.body.name, row.votes, WrittenReply(row.reply), row.text, row.answered_at, row.version, bool(roles & set(KEEPERS)) or theirs
    )  # fmt: skip
