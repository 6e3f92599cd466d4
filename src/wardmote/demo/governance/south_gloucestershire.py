"""South Gloucestershire as its report of 2016/17 has it: the strategic partnership and its officers, seven bodies, three meetings, a circulation. Bodies are public; no person is named."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from wardmote.governance import changes, recurrence
from wardmote.governance.changes import When
from wardmote.governance.changes.groups import Shape
from wardmote.governance.queries import with_bodies
from wardmote.governance.states import (  # fmt: skip
    Cadence,
    Capacity,
    GroupKind,
    Leads,
    MeetingKind,
    Merger,
    Presence,
    Rating,
    StatutoryRole,
)

SOURCE = "Annual report 2016/17, paragraph {n}"
SINCE = date(2016, 4, 1)
RESPONSIBLE = StatutoryRole.RESPONSIBLE
COUNCIL, POLICE = "South Gloucestershire Council", "Avon and Somerset Police"
HEALTH = "South Gloucestershire Clinical Commissioning Group"
NATIONAL, COMPANY = "National Probation Service (South West)", "Bristol, Gloucestershire, Somerset and Wiltshire CRC"


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
    Reported(HEALTH, "ccg", RESPONSIBLE, 3),
    Reported("Avon Fire and Rescue", "fire", RESPONSIBLE, 2),
    Reported(POLICE, "police", RESPONSIBLE, 2),
    Reported("Avon and Somerset Police and Crime Commissioner", "pcc", StatutoryRole.INVITED, 3),
    Reported(NATIONAL, "nps", RESPONSIBLE, 0),
    Reported(COMPANY, "crc", RESPONSIBLE, 1),
    Reported(COUNCIL, "unitary-council", RESPONSIBLE, 3),
)
# Which bodies stand in whose place since: without it, today's page would name bodies that are no more.
FOLLOWED = (
    ("The Probation Service", "probation", (NATIONAL, COMPANY), date(2021, 6, 26)),
    ("NHS Bristol, North Somerset and South Gloucestershire Integrated Care Board", "icb", (HEALTH,), date(2022, 7, 1)),
)
OTHER_BOARDS = (
    ("Crime and disorder", "Strategic partnership", Leads.LEADS),
    ("Safeguarding of children", "Safeguarding board (children)", Leads.LEADS),
    ("Safeguarding of children", "Strategic partnership", Leads.CONTRIBUTES),
    ("Safeguarding of adults", "Safeguarding board (adults)", Leads.LEADS),
    ("Safeguarding of adults", "Strategic partnership", Leads.CONTRIBUTES),
    ("Health and wellbeing", "Health and Wellbeing Board", Leads.LEADS),
    ("Health and wellbeing", "Strategic partnership", Leads.CONTRIBUTES),
)


def build(slug: str, *, at: datetime) -> None:
    """Once: where there are bodies already, nothing is done."""
    here, there = with_bodies(slug)
    if there:
        return
    group, bodies = south_gloucestershire(here, at=at)
    _officers(here, group, bodies, at)
    changes.link_partnership(
        partnership=here, kind=Merger.NESTED, with_name="The South Gloucestershire Partnership", valid_from=date(2007, 4, 1),
        decision=SOURCE.format(n=3), at=at, by=None,
    )  # fmt: skip
    for topic, board, part in OTHER_BOARDS:
        changes.give_board_part(
            partnership=here, topic=topic, board=board, part=part, valid_from=DAYS[-1], at=at, by=None
        )
    _accounts(here, at)
    for name, kind, before, on in FOLLOWED:
        _follow(here, group, name, kind, [bodies[one] for one in before], on, at)


def south_gloucestershire(partnership: UUID, *, at: datetime) -> tuple[UUID, dict[str, UUID]]:
    """The strategic partnership of 2016/17 with its seven bodies, its three meetings and the circulation of December: the group's key, and the bodies' by name.

    The report says how often each body came and not to which meeting: the sample takes the first ones.
    """
    shape = Shape(
        "Safer and Stronger Communities Strategic Partnership", GroupKind.EXECUTIVE, statutory=True, cadence=Cadence.QUARTERLY,
        purpose="Co-ordinates and helps to deliver what makes communities safer and stronger.", accounts_to="the South Gloucestershire Partnership",
    )  # fmt: skip
    group = changes.found_group(partnership=partnership, shape=shape, valid_from=SINCE, at=at, by=None)
    keys = {one.name: _reported(partnership, group, one, at) for one in REPORTED}
    for place, day in enumerate(DAYS):
        came = {keys[one.name]: Presence.PRESENT if place < one.attended else Presence.ABSENT for one in REPORTED}
        changes.file_past_meeting(group=group, when=_when(day), came=came, at=at, by=None)
    changes.file_past_meeting(group=group, when=_when(CIRCULATED), came={}, kind=MeetingKind.WRITTEN, at=at, by=None)
    return group, keys


def _reported(partnership: UUID, group: UUID, one: Reported, at: datetime) -> UUID:
    made = changes.add_body(
        partnership=partnership, name=one.name, kind=one.kind, role=one.role, votes=True, valid_from=SINCE, at=at, by=None,
        source=SOURCE.format(n=51),
    )  # fmt: skip
    changes.give_seat(group=group, body=made, votes=True, valid_from=SINCE, at=at, by=None)
    return made


def _officers(here: UUID, above: UUID, bodies: dict[str, UUID], at: datetime) -> None:
    """Who works for the strategic partnership: the officers' group that looks through the risk register and that the safeguarding manager joined, and the project of the yearly assessment."""

    def found(shape: Shape, since: date) -> UUID:
        return changes.found_group(partnership=here, shape=shape, valid_from=since, at=at, by=None)

    def seat(group: UUID, body: str, name: str, capacity: Capacity, since: date) -> None:
        key = bodies[body]
        changes.give_seat(group=group, body=key, name=name, capacity=capacity, valid_from=since, at=at, by=None)

    officers = found(
        Shape("Senior Officer Group", GroupKind.OFFICERS, parent=above, purpose="Reviews the risk register and prepares what the strategic partnership decides."),
        SINCE,
    )  # fmt: skip
    seat(officers, COUNCIL, "Strategic Safeguarding Service Manager (the post)", Capacity.MEMBER, DAYS[1])
    project = found(
        Shape("Strategic Assessment Project", GroupKind.TASK, parent=above, lead=bodies[POLICE], purpose="Carries out the yearly assessment of crime and disorder."),
        DAYS[0],
    )  # fmt: skip
    seat(project, POLICE, "A chief inspector (demonstration)", Capacity.CHAIR, DAYS[0])


def _accounts(here: UUID, at: datetime) -> None:
    """What the report claims of its year, which its own attendance speaks against; and the neighbourhood that left the programme."""
    for duty, n in (("strategic-assessment", 11), ("plan", 12)):
        changes.claim_duty(
            partnership=here, duty=duty, rating=Rating.IN_PLACE, done_on=DAYS[-1], first=SINCE, last=DAYS[-1], all_took_part=True, at=at, by=None
        )  # fmt: skip
        changes.add_evidence(partnership=here, duty=duty, on=DAYS[-1], words=SOURCE.format(n=n), at=at, by=None)
    place = {"place": "Filton", "programme": "Priority neighbourhoods", "since": date(2008, 4, 1)}
    made = changes.add_entry(partnership=here, register="places", values=place, at=at, by=None)
    words = SOURCE.format(n=57)
    changes.give_status(entry=made, status="removed", words=words, valid_from=DAYS[-1], at=at, by=None)


def _follow(here: UUID, group: UUID, name: str, kind: str, before: list[UUID], on: date, at: datetime) -> None:
    """A body in the place of others, at the table and with their vote."""
    made = changes.add_body(
        partnership=here, name=name, kind=kind, role=RESPONSIBLE, votes=True, valid_from=on, at=at, by=None
    )
    changes.give_seat(group=group, body=made, votes=True, valid_from=on, at=at, by=None)
    changes.succeed(before=before, after=[made], on=on, reason="", at=at, by=None)


def _when(day: date) -> When:
    starts, ends = recurrence.moments(day, time(10), 120)
    return When(starts, ends)
