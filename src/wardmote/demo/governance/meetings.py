"""Meetings of the demonstration: series, what is planned, papers, a written procedure; and the meetings of 2016/17 that a report of South Gloucestershire tells of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from wardmote.governance import changes, paper_files, recurrence
from wardmote.governance.changes import Pattern, When
from wardmote.governance.changes.groups import Shape
from wardmote.governance.queries import groups_with_meetings
from wardmote.governance.queries.on_file import on_file
from wardmote.governance.states import Cadence, GroupKind, MeetingKind, Mode, Presence, StatutoryRole
from wardmote.platform.clock import LONDON

EXECUTIVE, LOCAL = "Community Safety Partnership Executive Group", "Local Priorities Group"
COUNCIL, PROBATION, FIRE = "South Ribble Borough Council", "The Probation Service", "Lancashire Fire and Rescue Service"
HEALTH = "NHS Lancashire and South Cumbria Integrated Care Board"
OTHERS = ("Lancashire County Council", "Lancashire Constabulary", FIRE, HEALTH, PROBATION)
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
    asked = changes.plan_meeting(
        group=group, when=When(at, at + timedelta(days=10)), kind=MeetingKind.WRITTEN, at=at, by=None,
        question="Agree the bid to the Safer Streets fund? (demonstration)", explanation="The bid closes before the next meeting.",
    )  # fmt: skip
    changes.circulate(meeting=asked, link="", at=at, by=None)


@dataclass(frozen=True)
class Reported:
    """A body as the report of 2016/17 has it: at how many of the three meetings it was, and what it is by law. The commissioner is no responsible authority."""

    name: str
    kind: str
    role: StatutoryRole
    attended: int


DAYS = (date(2016, 7, 1), date(2016, 10, 14), date(2017, 3, 31))
CIRCULATED = date(2016, 12, 15)  # the report says December, and no day
REPORTED = (
    Reported("South Gloucestershire Clinical Commissioning Group", "ccg", StatutoryRole.RESPONSIBLE, 3),
    Reported("Avon Fire and Rescue", "fire", StatutoryRole.RESPONSIBLE, 2),
    Reported("Avon and Somerset Police", "police", StatutoryRole.RESPONSIBLE, 2),
    Reported("Avon and Somerset Police and Crime Commissioner", "pcc", StatutoryRole.INVITED, 3),
    Reported("National Probation Service (South West)", "nps", StatutoryRole.RESPONSIBLE, 0),
    Reported("Bristol, Gloucestershire, Somerset and Wiltshire CRC", "crc", StatutoryRole.RESPONSIBLE, 1),
    Reported("South Gloucestershire Council", "unitary-council", StatutoryRole.RESPONSIBLE, 3),
)  # fmt: skip


def south_gloucestershire(partnership: UUID, *, at: datetime) -> UUID:
    """The strategic partnership of 2016/17 with its seven bodies, its three meetings and the circulation of December: the group's key. Bodies are public; no person is named.

    The report says how often each body came and not to which meeting: the sample takes the first ones.
    """
    since = date(2016, 4, 1)
    shape = Shape(
        "Safer and Stronger Communities Strategic Partnership",
        GroupKind.EXECUTIVE,
        statutory=True,
        cadence=Cadence.QUARTERLY,
    )
    group = changes.found_group(partnership=partnership, shape=shape, valid_from=since, at=at, by=None)
    keys = {one.name: _reported(partnership, group, one, since, at) for one in REPORTED}
    for place, day in enumerate(DAYS):
        came = {keys[one.name]: Presence.PRESENT if place < one.attended else Presence.ABSENT for one in REPORTED}
        changes.file_past_meeting(group=group, when=_when(day), came=came, at=at, by=None)
    changes.file_past_meeting(group=group, when=_when(CIRCULATED), came={}, kind=MeetingKind.WRITTEN, at=at, by=None)
    return group


def _reported(partnership: UUID, group: UUID, one: Reported, since: date, at: datetime) -> UUID:
    made = changes.add_body(
        partnership=partnership, name=one.name, kind=one.kind, role=one.role, votes=True, valid_from=since, at=at, by=None,
        source="Annual report 2016/17, paragraph 51",
    )  # fmt: skip
    changes.give_seat(group=group, body=made, votes=True, valid_from=since, at=at, by=None)
    return made


def _when(day: date) -> When:
    starts, ends = recurrence.moments(day, time(10), 120)
    return When(starts, ends)
