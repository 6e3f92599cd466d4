"""Meetings of the demonstration: series, what is planned, papers, a written procedure."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from wardmote.governance import changes, paper_files, recurrence
from wardmote.governance.changes import Pattern, When
from wardmote.governance.queries import groups_with_meetings
from wardmote.governance.queries.on_file import on_file
from wardmote.governance.states import Cadence, MeetingKind, Mode, Presence
from wardmote.platform.clock import LONDON

EXECUTIVE, LOCAL = "Community Safety Partnership Executive Group", "Local Priorities Group"
COUNCIL, PROBATION, FIRE = "South Ribble Borough Council", "The Probation Service", "Lancashire Fire and Rescue Service"
HEALTH = "NHS Lancashire and South Cumbria Integrated Care Board"
OTHERS = (
    "Lancashire County Council",
    "Lancashire Constabulary",
    FIRE,
    HEALTH,
    PROBATION,
    "Lancashire Police and Crime Commissioner",
)
# how many days ago, and who was not there as a member
HELD = (
    (318, {PROBATION: Presence.APOLOGIES, HEALTH: Presence.SUBSTITUTE}),
    (227, {PROBATION: Presence.ABSENT}),
    (136, {PROBATION: Presence.APOLOGIES, FIRE: Presence.SUBSTITUTE, HEALTH: Presence.APOLOGIES}),
    (45, {PROBATION: Presence.APOLOGIES}),
)
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def build(slug: str, *, at: datetime) -> None:
    """Series, meetings and a written procedure of the sample partnership, once: where there are meetings already, nothing is done."""
    groups, there = groups_with_meetings(slug)
    if there or EXECUTIVE not in groups:
        return
    today = at.astimezone(LONDON).date()
    _held(slug, groups[EXECUTIVE], today, at)
    quarterly = Pattern(Cadence.QUARTERLY, time(14), 120, Mode.BOTH, "Civic Centre, Leyland (demonstration)")
    monthly = Pattern(Cadence.MONTHLY, time(10), 90, Mode.ONLINE)
    planned = _series(groups[EXECUTIVE], quarterly, date(2026, 1, 14), today, at)
    _series(groups[LOCAL], monthly, date(2026, 1, 6), today, at)
    item = changes.add_item(
        meeting=planned[0], title="Strategic assessment: what has changed", lead="Chris Sample (demonstration)", at=at, by=None
    )  # fmt: skip
    file = paper_files.examined("Strategic assessment summary (demonstration).pdf", PAPER)
    changes.add_paper(item=item, title="Summary of the strategic assessment (demonstration)", file=file, at=at, by=None)
    changes.circulate(meeting=planned[0], link="", at=at, by=None)
    _written(groups[EXECUTIVE], at)


def _held(slug: str, group: UUID, today: date, at: datetime) -> None:
    """The meetings of the past year, with who came: the one body that was at none is what a claim that all took part is held against."""
    bodies = on_file(slug, today).bodies
    for ago, others in HELD:
        day = today - timedelta(days=ago)
        came = {bodies[name]: others.get(name, Presence.PRESENT) for name in (COUNCIL, *OTHERS) if name in bodies}
        starts, ends = recurrence.moments(day - timedelta(days=(day.weekday() - 2) % 7), time(14), 120)
        changes.file_past_meeting(group=group, when=When(starts, ends), came=came, at=at, by=None)


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
    changes.circulate(meeting=asked, link="", at=at, by=None)
