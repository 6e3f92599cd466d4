"""The agenda: points added, changed, put in another place, taken off; and their papers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from wardmote.accounts.states import Standing as Asker
from wardmote.audit.changes import record
from wardmote.governance.changes.planning import meeting_run_by
from wardmote.governance.changes.writing import Clash
from wardmote.governance.models import AgendaItem, Meeting, Paper, PaperContent, PaperVersion
from wardmote.governance.paper_files import PaperFile
from wardmote.governance.states import MeetingState, PaperKind
from wardmote.platform import versions
from wardmote.platform.refusals import Refused
from wardmote.words import gettext as _

OPEN = (MeetingState.PLANNED, MeetingState.CIRCULATED)


@transaction.atomic
def add_item(
    *, meeting: UUID, title: str, at: datetime, by: Asker | None, lead: str = "", note: str = ""
) -> UUID:  # fmt: skip
    """A further point, at the end of the agenda: its key. Raises Clash once the meeting was held or cancelled."""
    found = _open(meeting, by)
    last = AgendaItem.objects.filter(meeting=found).aggregate(last=Max("position"))["last"] or 0
    made = AgendaItem.objects.create(
        partnership_id=found.partnership_id, meeting=found, position=last + 1, title=title, lead=lead, note=note,
        recorded_at=at, recorded_by_id=by.member if by else None,
    )  # fmt: skip
    record("add-item", kind="meeting", ids=[found.pk], partnership=found.partnership_id)
    return made.pk


@transaction.atomic
def change_item(
    *, item: UUID, title: str, lead: str, note: str, version: int, at: datetime, by: Asker | None  # noqa: ARG001 - the same for all changes
) -> None:  # fmt: skip
    """Other words for a point. Raises versions.Stale when somebody was quicker."""
    found, meeting = _item(item, by)
    versions.expect(AgendaItem.objects.filter(pk=found.pk), version, title=title, lead=lead, note=note)
    record("change-item", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)


@transaction.atomic
def move_item(*, item: UUID, up: bool, at: datetime, by: Asker | None) -> None:  # noqa: ARG001 - the same for all changes
    """One place up or down; at the end of the agenda it stays."""
    found, meeting = _item(item, by)
    rows = AgendaItem.objects.filter(meeting=meeting)
    others = rows.filter(position__lt=found.position).order_by("-position") if up else rows.filter(position__gt=found.position).order_by("position")  # fmt: skip
    other = others.first()
    if other is not None:
        rows.filter(pk=found.pk).update(position=other.position)
        rows.filter(pk=other.pk).update(position=found.position)
    record("order-agenda", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)


@transaction.atomic
def remove_item(*, item: UUID, at: datetime, by: Asker | None) -> None:  # noqa: ARG001 - the same for all changes
    """Take a point off. Raises Clash when papers stand with it, withdrawn ones too: they stay on file, and so does their point."""
    found, meeting = _item(item, by)
    if Paper.objects.filter(item=found).exists():
        raise Clash(_("Papers were filed for it, so it stays. Give it another title, or put it last."))
    position = found.position
    found.delete()
    AgendaItem.objects.filter(meeting=meeting, position__gt=position).update(position=F("position") - 1)
    record("remove-item", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)


@transaction.atomic
def add_paper(
    *, item: UUID, title: str, at: datetime, by: Asker | None, file: PaperFile | None = None, link: str = ""
) -> UUID:  # fmt: skip
    """A paper for a point of the agenda: its key. It is a file or a link. Raises Clash for neither."""
    found, meeting = _item(item, by)
    paper = Paper.objects.create(
        partnership_id=meeting.partnership_id, meeting=meeting, item=found, title=title, recorded_at=at, recorded_by_id=by.member if by else None
    )  # fmt: skip
    _version(paper, 1, file, link, at=at, who=by.member if by else None)
    record("add-paper", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)
    return paper.pk


@transaction.atomic
def replace_paper(
    *, paper: UUID, at: datetime, by: Asker | None, file: PaperFile | None = None, link: str = ""
) -> int:  # fmt: skip
    """A new version of a paper: its number. The versions before stay on file."""
    found, meeting = _paper(paper, by)
    last = PaperVersion.objects.filter(paper=found).aggregate(last=Max("number"))["last"] or 0
    _version(found, last + 1, file, link, at=at, who=by.member if by else None)
    record("replace-paper", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)
    return int(last + 1)


@transaction.atomic
def withdraw_paper(*, paper: UUID, at: datetime, by: Asker | None) -> None:
    """The paper is shown no more; it stays on file."""
    found, meeting = _paper(paper, by)
    Paper.objects.filter(pk=found.pk).update(withdrawn_at=at)
    record("withdraw-paper", kind="meeting", ids=[meeting.pk], partnership=meeting.partnership_id)


def _version(paper: Paper, number: int, file: PaperFile | None, link: str, *, at: datetime, who: UUID | None) -> None:
    shared = {
        "partnership_id": paper.partnership_id, "meeting_id": paper.meeting_id, "recorded_at": at, "recorded_by_id": who,
    }  # fmt: skip
    if file is None:
        if not link:
            raise Clash(_("Choose a file, or give a link."))
        PaperVersion.objects.create(paper=paper, number=number, kind=PaperKind.LINK, link=link, **shared)
        return
    made = PaperVersion.objects.create(
        paper=paper, number=number, kind=PaperKind.FILE, name=file.name, content_type=file.content_type, size=len(file.data),
        sha256=file.sha256, **shared,
    )  # fmt: skip
    PaperContent.objects.create(version=made, data=file.data, **shared)


def _open(meeting: UUID, by: Asker | None) -> Meeting:
    found = meeting_run_by(meeting, by)
    if found.state not in OPEN:
        raise Clash(_("The agenda is closed: the meeting was held or cancelled."))
    return found


def _item(key: UUID, by: Asker | None) -> tuple[AgendaItem, Meeting]:
    """The point, with its meeting locked."""
    found = AgendaItem.objects.filter(pk=key).first()
    if found is None:
        raise Refused("run-governance")
    return found, _open(found.meeting_id, by)


def _paper(key: UUID, by: Asker | None) -> tuple[Paper, Meeting]:
    found = Paper.objects.filter(pk=key, withdrawn_at__isnull=True).first()
    if found is None:
        raise Refused("run-governance")
    return found, _open(found.meeting_id, by)
