"""Lincolnshire as its report of October 2015 has it: a county's partnership, informally merged, with voting and non-voting members, and boards that report each quarter.

Bodies are public. The report says that different partners lead the boards and not which: who leads, and the chairs, are made up, and say so.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from wardmote.governance import changes, quarters
from wardmote.governance.changes.groups import Shape
from wardmote.governance.queries import with_bodies
from wardmote.governance.states import Cadence, Capacity, GroupKind, Merger, StatutoryRole
from wardmote.platform.clock import LONDON

SINCE, NOW_CALLED = date(2011, 4, 1), date(2015, 7, 1)
SOURCE = "Report of 14 October 2015, paragraph 1.1.1"
RESPONSIBLE, INVITED, OTHER = StatutoryRole.RESPONSIBLE, StatutoryRole.INVITED, StatutoryRole.OTHER
COUNTY, POLICE, COMMISSIONER = (
    "Lincolnshire County Council",
    "Lincolnshire Police",
    "Lincolnshire Police and Crime Commissioner",
)
CITY, FIRE = "City of Lincoln Council", "Lincolnshire Fire and Rescue"
HEALTH, NATIONAL = (
    "Clinical Commissioning Group (the report names one; the county had four)",
    "National Probation Service",
)
COMPANY = "Humberside, Lincolnshire and North Yorkshire CRC"
LOCAL = "The local community safety partnerships of Lincolnshire"
DISTRICTS = (
    "Boston Borough Council", "East Lindsey District Council", CITY, "North Kesteven District Council", "South Holland District Council",
    "South Kesteven District Council", "West Lindsey District Council",
)  # fmt: skip
VOTING = (
    *((name, "district-council", RESPONSIBLE, SINCE) for name in DISTRICTS),
    (COUNTY, "county-council", RESPONSIBLE, SINCE),
    (HEALTH, "ccg", RESPONSIBLE, date(2013, 4, 1)),
    (COMPANY, "crc", RESPONSIBLE, date(2014, 6, 1)),
    (FIRE, "fire", RESPONSIBLE, SINCE),
    (POLICE, "police", RESPONSIBLE, SINCE),
    (COMMISSIONER, "pcc", INVITED, date(2012, 11, 22)),
    (NATIONAL, "nps", RESPONSIBLE, date(2014, 6, 1)),
)
ATTENDING = (
    (LOCAL, "partnership"),
    ("Prisons in Lincolnshire", "prison"),
    ("Lincolnshire Magistrates’ Court", "court"),
    ("Local Criminal Justice Board", "criminal-justice-board"),
    ("National Offender Management Service", "government"),
)
FOLLOWED = (
    ("The Probation Service", "probation", (NATIONAL, COMPANY), date(2021, 6, 26)),
    ("NHS Lincolnshire Integrated Care Board", "icb", (HEALTH,), date(2022, 7, 1)),
)
COUNTY_GROUP = "Lincolnshire Community Safety Partnership"
AGAINST_ASB, ABUSE, OFFENDING = "Anti-Social Behaviour and Hate Crime", "Domestic Abuse", "Reducing Offending"
REOFFENDING, ORGANISED, SUBSTANCES = "Reducing Reoffending", "Serious and Organised Crime", "Substance Misuse"
SEXUAL = "Sexual Violence"


@dataclass(frozen=True)
class SampleBoard:
    """A board for a priority. `called` is its name at first, when it was another."""

    priority: str
    lead: str
    chair: str
    since: date = SINCE
    called: str = ""


BOARDS = (
    SampleBoard(AGAINST_ASB, CITY, "Ash Sample (demonstration)"),
    SampleBoard(ABUSE, COUNTY, "Bay Sample (demonstration)"),
    SampleBoard(OFFENDING, COMMISSIONER, "Cam Sample (demonstration)", date(2012, 11, 22), REOFFENDING),
    SampleBoard(ORGANISED, POLICE, "Dee Sample (demonstration)", date(2015, 4, 1)),
    SampleBoard(SEXUAL, POLICE, "Eli Sample (demonstration)", date(2015, 4, 1)),
    SampleBoard(SUBSTANCES, COUNTY, "Fay Sample (demonstration)"),
)
BELOW = (
    (AGAINST_ASB, Shape("Hate Crime Delivery Group", GroupKind.THEMATIC, purpose="Agrees and carries out what the mapping of hate crime recommends."), SINCE),
    (ABUSE, Shape("Domestic Abuse Task and Finish Group", GroupKind.TASK, purpose="Looks at the recommendations of the strategic overview and agrees what is done."), date(2015, 9, 1)),
)  # fmt: skip


def build(slug: str, *, at: datetime) -> None:
    """Once: where there are bodies already, nothing is done."""
    here, there = with_bodies(slug)
    if there:
        return
    top = Shape(
        COUNTY_GROUP, GroupKind.EXECUTIVE, statutory=True, cadence=Cadence.QUARTERLY, quorum=7, accounts_to="the county’s scrutiny committee",
        purpose="Agrees the county’s priorities for three years, and unblocks what stands in the way of the boards.",
    )  # fmt: skip
    county = changes.found_group(partnership=here, shape=top, valid_from=SINCE, at=at, by=None)
    bodies = {name: _sits(here, county, name, kind, role, at, since, votes=True) for name, kind, role, since in VOTING}
    bodies |= {name: _sits(here, county, name, kind, OTHER, at, votes=False) for name, kind in ATTENDING}
    boards = {board.priority: _board(here, county, board, bodies, at) for board in BOARDS}
    for priority, shape, since in BELOW:
        below = replace(shape, parent=boards[priority])
        changes.found_group(partnership=here, shape=below, valid_from=since, at=at, by=None)
    changes.link_partnership(
        partnership=here, kind=Merger.INFORMAL, with_name=LOCAL, valid_from=SINCE, decision=SOURCE, at=at, by=None
    )
    for name, kind, before, on in FOLLOWED:
        made = _sits(here, county, name, kind, RESPONSIBLE, at, on, votes=True)
        changes.succeed(before=[bodies[one] for one in before], after=[made], on=on, reason="", at=at, by=None)


def _sits(
    here: UUID, county: UUID, name: str, kind: str, role: StatutoryRole, at: datetime, since: date = SINCE, *, votes: bool
) -> UUID:  # fmt: skip
    """A body with its seat on the county's group, with a vote or without: its key."""
    made = changes.add_body(
        partnership=here, name=name, kind=kind, role=role, votes=votes, valid_from=since, source=SOURCE, at=at, by=None
    )
    capacity = Capacity.MEMBER if votes else Capacity.ADVISER
    changes.give_seat(group=county, body=made, votes=votes, capacity=capacity, valid_from=since, at=at, by=None)
    return made


def _board(here: UUID, county: UUID, board: SampleBoard, bodies: dict[str, UUID], at: datetime) -> UUID:
    """A board with its chair, who also attends the county's group without a vote. It reports each quarter from the present one on."""
    shape = Shape(
        f"{board.called or board.priority} Strategic Management Board", GroupKind.BOARD, parent=county, lead=bodies[board.lead],
        cadence=Cadence.QUARTERLY, purpose="Develops the delivery plan and acts on it; reports each quarter what gets in its way.",
    )  # fmt: skip
    made = changes.found_group(partnership=here, shape=shape, valid_from=board.since, at=at, by=None)
    if board.called:
        anew = replace(shape, name=f"{board.priority} Strategic Management Board")
        changes.reshape_group(group=made, shape=anew, valid_from=NOW_CALLED, at=at, by=None)
    for group, capacity, votes in ((made, Capacity.CHAIR, True), (county, Capacity.ADVISER, False)):
        changes.give_seat(
            group=group, body=bodies[board.lead], name=board.chair, capacity=capacity, votes=votes, valid_from=board.since, at=at, by=None
        )  # fmt: skip
    kind = quarters.table().usual
    present = quarters.quarter_of(at.astimezone(LONDON).date(), kind).first
    changes.require_reports(group=made, quarters_of=kind, due_days=21, valid_from=present, at=at, by=None)
    return made
