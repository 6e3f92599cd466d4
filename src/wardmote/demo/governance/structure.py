"""How the demonstration partnership is made up: the thematic structure that a report of 2014/15 shows, with bodies of today. Its people are made up."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from wardmote.governance import changes
from wardmote.governance.changes.groups import Shape
from wardmote.governance.queries import with_bodies
from wardmote.governance.queries.on_file import agencies_by_slug, colleagues
from wardmote.governance.states import Cadence, Capacity, GroupKind, Merger, StatutoryRole

RESPONSIBLE, COOPERATING, INVITED = StatutoryRole.RESPONSIBLE, StatutoryRole.COOPERATING, StatutoryRole.INVITED
SINCE = date(2015, 4, 1)


@dataclass(frozen=True)
class SampleBody:
    name: str
    kind: str
    role: StatutoryRole
    votes: bool = False
    since: date = SINCE
    until: date | None = None
    followed_by: str = ""
    agency: str = ""  # the short name of whom its people act for


BODIES = (
    SampleBody("South Ribble Borough Council", "district-council", RESPONSIBLE, votes=True, agency="borough-council"),
    SampleBody("Lancashire County Council", "county-council", RESPONSIBLE, votes=True),
    SampleBody("Lancashire Constabulary", "police", RESPONSIBLE, votes=True, agency="constabulary"),
    SampleBody("Lancashire Fire and Rescue Service", "fire", RESPONSIBLE, votes=True),
    SampleBody("NHS Lancashire and South Cumbria Integrated Care Board", "icb", RESPONSIBLE, votes=True, since=date(2022, 7, 1)),
    SampleBody(
        "NHS Chorley and South Ribble CCG", "ccg", RESPONSIBLE, votes=True, until=date(2022, 7, 1),
        followed_by="NHS Lancashire and South Cumbria Integrated Care Board",
    ),
    SampleBody("The Probation Service", "probation", RESPONSIBLE, votes=True, since=date(2021, 6, 26)),
    SampleBody("National Probation Service", "nps", RESPONSIBLE, votes=True, until=date(2021, 6, 26), followed_by="The Probation Service"),
    SampleBody("Cumbria and Lancashire CRC", "crc", RESPONSIBLE, votes=True, until=date(2021, 6, 26), followed_by="The Probation Service"),
    SampleBody("Lancashire Police and Crime Commissioner", "pcc", INVITED, votes=True),
    SampleBody("A housing association (demonstration)", "housing", COOPERATING),
    SampleBody("A refuge (demonstration)", "voluntary", INVITED, agency="refuge"),
)  # fmt: skip


@dataclass(frozen=True)
class SampleGroup:
    shape: Shape
    below: str = ""
    since: date = SINCE
    chair: str = ""
    bodies: tuple[str, ...] = ()  # who sits on it besides the chair's council
    secretary: str = ""  # the address of a colleague who signs in


# Whose work the executive answers for, each while it was there; and who does the work with the council.
AT_THE_TOP = tuple(body.name for body in BODIES if body.votes and body.name != "South Ribble Borough Council")
AT_WORK = ("Lancashire Constabulary", "Lancashire Fire and Rescue Service", "A housing association (demonstration)")
GROUPS = (
    SampleGroup(
        Shape(
            "Community Safety Partnership Executive Group", GroupKind.EXECUTIVE, statutory=True, cadence=Cadence.QUARTERLY, quorum=4,
            purpose="The statutory group: agrees the assessment and the plan, and answers for both.", accounts_to="the scrutiny committee",
        ),
        chair="Chris Sample (demonstration)", bodies=AT_THE_TOP, secretary="manager@example.org",
    ),
    SampleGroup(
        Shape(
            "Local Priorities Group", GroupKind.BOARD, cadence=Cadence.MONTHLY,
            purpose="Oversees that the agreed priorities are delivered, and takes up what emerges.",
        ),
        "Community Safety Partnership Executive Group", chair="Lee Sample (demonstration)", bodies=AT_WORK,
        secretary="manager@example.org",
    ),
    SampleGroup(
        Shape("Integrated Working Panel", GroupKind.PANEL, cadence=Cadence.MONTHLY, purpose="Child sexual exploitation."),
        "Community Safety Partnership Executive Group",
    ),
    SampleGroup(
        Shape("Divert Group", GroupKind.PANEL, cadence=Cadence.MONTHLY, purpose="Young people: early intervention and prevention."),
        "Community Safety Partnership Executive Group", since=date(2015, 5, 1),
    ),
    SampleGroup(
        Shape("Revolution Management Group", GroupKind.THEMATIC, cadence=Cadence.MONTHLY, purpose="Prolific and serious violent offenders."),
        "Community Safety Partnership Executive Group",
    ),
    SampleGroup(
        Shape("MALT", GroupKind.THEMATIC, cadence=Cadence.QUARTERLY, purpose="Alcohol and licensing."), "Local Priorities Group"
    ),
    SampleGroup(
        Shape("Genga Group", GroupKind.THEMATIC, cadence=Cadence.MONTHLY, purpose="Organised crime groups."), "Local Priorities Group"
    ),
    SampleGroup(
        Shape(
            "Bright Sparx Task Group", GroupKind.TASK, cadence=Cadence.WEEKLY, due_to_end=date(2026, 12, 1),
            purpose="Bonfire season: deliberate fires and disorder.",
        ),
        "Local Priorities Group", since=date(2026, 9, 1),
    ),
)  # fmt: skip


def build(slug: str, *, at: datetime) -> None:
    """Bodies and groups of the sample partnership, once: where there are bodies already, nothing is done."""
    here, there = with_bodies(slug)
    if there:
        return
    keys = {body.name: _body(here, body, at) for body in BODIES}
    for body in BODIES:
        if body.until:
            after = [keys[body.followed_by]]
            changes.succeed(before=[keys[body.name]], after=after, on=body.until, reason="", at=at, by=None)
    changes.link_partnership(
        partnership=here, kind=Merger.COUNTY, with_name="The county’s community safety board (demonstration)", cluster="Central", valid_from=SINCE, at=at, by=None,
        decision="Agreed by the executive group in spring 2015 (demonstration)",
    )  # fmt: skip
    groups: dict[str, UUID] = {}
    for group in GROUPS:
        groups[group.shape.name] = _group(here, group, groups, keys, at)


def _body(here: UUID, body: SampleBody, at: datetime) -> UUID:
    return changes.add_body(
        partnership=here,
        name=body.name,
        kind=body.kind,
        role=body.role,
        votes=body.votes,
        agency=agencies_by_slug().get(body.agency),
        valid_from=body.since,
        at=at,
        by=None,
    )


def _group(here: UUID, group: SampleGroup, groups: dict[str, UUID], bodies: dict[str, UUID], at: datetime) -> UUID:
    shape = replace(group.shape, parent=groups.get(group.below))
    made = changes.found_group(partnership=here, shape=shape, valid_from=group.since, at=at, by=None)
    council = bodies["South Ribble Borough Council"]
    if group.chair:
        changes.give_seat(
            group=made,
            body=council,
            name=group.chair,
            capacity=Capacity.CHAIR,
            votes=True,
            valid_from=group.since,
            at=at,
            by=None,
        )
    for name in group.bodies:
        _seat(made, group, bodies[name], next(body for body in BODIES if body.name == name), at)
    if secretary := colleagues(here).get(group.secretary):
        changes.give_seat(
            group=made, body=None, member=secretary, capacity=Capacity.SECRETARY, valid_from=group.since, at=at, by=None
        )
    return made


def _seat(group: UUID, found: SampleGroup, key: UUID, body: SampleBody, at: datetime) -> None:
    """The body sits there while it is there."""
    seat = changes.give_seat(
        group=group, body=key, votes=body.votes, valid_from=max(body.since, found.since), at=at, by=None
    )
    if body.until:
        changes.end_seat(seat=seat, valid_to=body.until, at=at, by=None)
