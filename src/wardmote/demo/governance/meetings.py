"""Meetings of the demonstration: series, what is planned, papers, a written procedure; and the year that was minuted."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.urls import reverse

from wardmote.demo.governance import minutes
from wardmote.governance import changes, paper_files
from wardmote.governance.changes import Pattern, When
from wardmote.governance.queries import groups_with_meetings
from wardmote.governance.states import Cadence, MeetingKind, Mode
from wardmote.platform import installation
from wardmote.platform.clock import LONDON

EXECUTIVE, LOCAL = "Community Safety Partnership Executive Group", "Local Priorities Group"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def build(slug: str, *, at: datetime) -> None:
    """Series, meetings and a written procedure of the sample partnership, once: where there are meetings already, nothing is done."""
    groups, there = groups_with_meetings(slug)
    if there or EXECUTIVE not in groups:
        return
    today = at.astimezone(LONDON).date()
    quarterly = Pattern(Cadence.QUARTERLY, time(14), 120, Mode.BOTH, "Civic Centre, Leyland (demonstration)")
    monthly = Pattern(Cadence.MONTHLY, time(10), 90, Mode.ONLINE)
    planned = _series(groups[EXECUTIVE], quarterly, date(2026, 1, 14), today, at)
    _series(groups[LOCAL], monthly, date(2026, 1, 6), today, at)
    item = changes.add_item(
        meeting=planned[0], title="Strategic assessment: what has changed", lead="Chris Sample (demonstration)", at=at, by=None
    )  # fmt: skip
    file = paper_files.examined("Strategic assessment summary (demonstration).pdf", PAPER)
    changes.add_paper(item=item, title="Summary of the strategic assessment (demonstration)", file=file, at=at, by=None)
    changes.circulate(meeting=planned[0], link=_page(planned[0]), at=at, by=None)
    _written(groups[EXECUTIVE], at)
    minutes.build(slug, groups[EXECUTIVE], planned[0], today=today, at=at)


def _page(meeting: UUID) -> str:
    """Where the letters about a meeting lead."""
    return f"{installation.site()}{reverse('meeting', args=[meeting])}"


def _series(group: UUID, pattern: Pattern, first: date, today: date, at: datetime) -> list[UUID]:
    made = changes.set_up_series(group=group, pattern=pattern, valid_from=first, at=at, by=None)
    return changes.plan_ahead(series=made, count=4, today=today, at=at, by=None)


def _written(group: UUID, at: datetime) -> None:
    """A question that answers are asked for."""
    last_day = at.astimezone(LONDON).date() + timedelta(days=10)
    until = datetime.combine(last_day, time(17), LONDON)
    asked = changes.plan_meeting(
        group=group, when=When(at, until), kind=MeetingKind.WRITTEN, at=at, by=None,
        question="Agree the bid to the Safer Streets fund? (demonstration)", explanation="The bid closes before the next meeting.",
    )  # fmt: skip
    changes.circulate(meeting=asked, link=_page(asked), at=at, by=None)
