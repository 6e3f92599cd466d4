"""A year of the executive as it was minuted: each meeting run, drafted, and approved by the next. All of it is made up.

The minutes of the first were approved as they were, and a correction stands beside them; those of the second with an amendment; those of the third were worded anew in the draft;
those of the last wait for the next meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from wardmote.governance import changes, recurrence, words
from wardmote.governance.changes import Came, When
from wardmote.governance.queries.on_file import lines_by_body, on_file, points_of
from wardmote.governance.states import ActionState, Mode, OwnedBy, Presence, Standing
from wardmote.platform import versions

EXECUTIVE = "Community Safety Partnership Executive Group"
COUNCIL, COUNTY, POLICE = "South Ribble Borough Council", "Lancashire County Council", "Lancashire Constabulary"
FIRE, PROBATION = "Lancashire Fire and Rescue Service", "The Probation Service"
HEALTH = "NHS Lancashire and South Cumbria Integrated Care Board"
CHAIR, DEPUTY = "Chris Sample (demonstration)", "Val Sample (demonstration)"
PEOPLE = {
    COUNCIL: CHAIR,
    COUNTY: "Bryn Sample (demonstration)",
    POLICE: "Jo Sample (demonstration)",
    FIRE: "Rae Sample (demonstration)",
    HEALTH: "Nia Sample (demonstration)",
    PROBATION: "Max Sample (demonstration)",
    "Lancashire Police and Crime Commissioner": "Sol Sample (demonstration)",
}
PLACE = "Civic Centre, Leyland (demonstration)"


@dataclass(frozen=True)
class Point:
    """A point of its own on the agenda. `decided` is what, why and what else was considered; `given` an action: what, whose ('' is everybody's), what each said it did."""

    title: str
    said: str
    decided: tuple[str, str, str] | None = None
    given: tuple[str, str, str] | None = None
    interest: tuple[str, str] | None = None  # who declared which, and left the room
    carried: bool = False
    reworded: str = ""


@dataclass(frozen=True)
class Held:
    """A meeting so many days ago: who was not there as a member, what was said at the standing points and at its own, and how the next one approved its minutes."""

    ago: int
    others: Mapping[str, Presence]
    said: Mapping[Standing, str]
    points: tuple[Point, ...]
    amendments: str = ""
    correction: str = ""


WELCOME, NONE_DECLARED = "The chair welcomed everybody.", "None was declared."
YEAR = (
    Held(
        318, {PROBATION: Presence.APOLOGIES, HEALTH: Presence.SUBSTITUTE},
        {
            Standing.WELCOME: WELCOME, Standing.INTERESTS: NONE_DECLARED,
            Standing.MINUTES: "The minutes of the autumn meeting, which are kept on paper, were agreed.",
            Standing.ACTIONS: "Two actions of the autumn were reported as done.",
            Standing.RISK: "The register was read through. No score was changed.",
        },
        (
            Point(
                "How the bonfire season went",
                "The fire service reported 24 deliberate fires in the week, against 31 the year before. Most were in three places that the task group had named.",
                (
                    "The Bright Sparx Task Group is set up again for the coming season.", "Fires fell where the group had worked.",
                    "To leave the season to each agency. To set up a standing group.",
                ),
                ("Map the places where fires were lit in the last two seasons", FIRE, "The map is with the task group."),
            ),
        ),
        correction="Under “How the bonfire season went” the number of the year before is 34, not 31: three fires were written down late.",
    ),
    Held(
        227, {PROBATION: Presence.ABSENT},
        {
            Standing.WELCOME: WELCOME, Standing.INTERESTS: "One interest was declared.",
            Standing.MINUTES: "The minutes of the last meeting were approved as they are.",
            Standing.CROSS_CUTTING: "Boards named the misuse of alcohol and drugs in each of their reports.",
        },
        (
            Point(
                "The plan in its second year",
                "The plan was gone through objective by objective. Each authority said what it does in the second year.",
                (
                    "The revised plan is agreed.", "The assessment confirms the priorities of the first year.",
                    "To write a new plan. To go on with the old one as it is.",
                ),
                ("Publish the revised plan on your own website", "", "Published."),
            ),
            Point(
                "What the mediation service costs", "The report was received. What it costs after March is not known yet: the point comes back.",
                interest=(PEOPLE[COUNTY], "Sits on the board of the charity that runs the service."), carried=True,
            ),
        ),
        amendments="Under “What the mediation service costs”, “The report was received” becomes “The report was received, and questions were put about its figures”.",
    ),
    Held(
        136, {PROBATION: Presence.APOLOGIES, FIRE: Presence.SUBSTITUTE, HEALTH: Presence.APOLOGIES},
        {
            Standing.WELCOME: WELCOME, Standing.INTERESTS: NONE_DECLARED,
            Standing.MINUTES: "The minutes of the last meeting were approved with one amendment.",
            Standing.RISK: "The score of one risk was lowered: the assessment now follows a formal method.",
        },
        (
            Point(
                "What the mediation service costs", "The county council gave the figures of the year. Who pays from April on is not agreed yet.",
                ("The service goes on until March at the present share.", "It would close in the summer otherwise.", "To end it in September."),
            ),
            Point(
                "Who comes to this group", "One authority was at none of the year’s meetings.",
                ("The chair writes to the authority that did not come.", "The law asks every responsible authority to take part.", ""),
                reworded="One authority was at none of the year’s meetings. Two groups on which it sits meet on the same day.",
            ),
        ),
    ),
    Held(
        45, {PROBATION: Presence.APOLOGIES},
        {
            Standing.WELCOME: WELCOME, Standing.INTERESTS: NONE_DECLARED,
            Standing.MINUTES: "The minutes of the last meeting were approved as they are.",
            Standing.ACTIONS: "The chair has written to the authority that did not come. No answer is in yet.",
            Standing.CROSS_CUTTING: "Young people who carry drugs were raised by two boards.",
        },
        (
            Point(
                "The bid to the Safer Streets fund", "Two places were put forward. The bid closes before the next meeting.",
                (
                    "The bid is for the town centre. The other authorities are asked in writing before it goes out.",
                    "More people are affected there, and the lighting can be done within the year.", "The riverside path.",
                ),
            ),
            Point("The dates of next year", "The group asks for Wednesdays that are not in a school holiday.", carried=True),
        ),
    ),
)  # fmt: skip


def build(slug: str, group: UUID, following: UUID, *, today: date, at: datetime) -> None:
    """The year's meetings. The last one hands over to `following`, which is to approve its minutes."""
    bodies = on_file(slug, today).bodies
    whens = [_when(today - timedelta(days=held.ago)) for held in YEAR]
    keys = [_planned(group, held, when) for held, when in zip(YEAR, whens, strict=True)]
    approving = [*zip(keys[1:], whens[1:], strict=True), (following, None)]
    for held, key, when, (after, then) in zip(YEAR, keys, whens, approving, strict=True):
        _minuted(held, key, bodies, when.ends_at)
        changes.close_meeting(meeting=key, following=after, at=when.ends_at, by=None)
        _reworded(held, key, when.ends_at + timedelta(days=3))
        if then:
            on = then.starts_at.date()
            changes.approve_minutes(
                meeting=key, on=on, approved_in=after, amendments=held.amendments, at=then.ends_at, by=None
            )
        if held.correction:
            changes.correct_minutes(meeting=key, text=held.correction, at=at, by=None)


def _when(day: date) -> When:
    """The Wednesday of that week."""
    starts, ends = recurrence.moments(day - timedelta(days=(day.weekday() - 2) % 7), time(14), 120)
    return When(starts, ends, Mode.ROOM, PLACE)


def _planned(group: UUID, held: Held, when: When) -> UUID:
    before = when.starts_at - timedelta(days=21)
    made = changes.plan_meeting(group=group, when=when, at=before, by=None)
    for point in held.points:
        changes.add_item(meeting=made, title=point.title, at=before, by=None)
    return made


def _minuted(held: Held, meeting: UUID, bodies: Mapping[str, UUID], at: datetime) -> None:
    """Who came, what was said, declared, decided and given."""
    came = [_came(bodies[name], person, held.others.get(name, Presence.PRESENT)) for name, person in PEOPLE.items()]
    changes.take_attendance(
        meeting=meeting, came=came, chaired_by=CHAIR, also_there="", head_was=versions.of("", ""), at=at, by=None
    )
    points = points_of(meeting)
    for which, said in held.said.items():
        changes.write_minute(item=points[words.standing(which)], text=said, version=1, at=at, by=None)
    for point in held.points:
        _discussed(point, meeting, points[point.title], bodies, at)


def _came(body: UUID, person: str, presence: Presence) -> Came:
    if presence is Presence.SUBSTITUTE:
        return Came(body, presence, DEPUTY, person)
    return Came(body, presence, person if presence is Presence.PRESENT else "")


def _discussed(point: Point, meeting: UUID, item: UUID, bodies: Mapping[str, UUID], at: datetime) -> None:
    changes.write_minute(item=item, text=point.said, version=1, at=at, by=None)
    if point.interest:
        name, interest = point.interest
        changes.declare_interest(
            meeting=meeting, item=item, name=name, interest=interest, left_the_room=True, at=at, by=None
        )
    if point.decided:
        text, reasons, options = point.decided
        changes.decide(item=item, text=text, reasons=reasons, options=options, at=at, by=None)
    if point.carried:
        changes.carry_item(item=item, carried=True, at=at, by=None)
    if point.given:
        _given(point.given, item, bodies, at)


def _given(given: tuple[str, str, str], item: UUID, bodies: Mapping[str, UUID], at: datetime) -> None:
    """An action that was done in time, by everybody who had to."""
    text, name, done = given
    owner = bodies[name] if name else OwnedBy.RESPONSIBLE
    action = changes.act_at(item=item, text=text, due_on=(at + timedelta(days=60)).date(), owner=owner, at=at, by=None)
    for line, version in lines_by_body(action).values():
        changes.answer_action(
            answer=line, version=version, state=ActionState.DONE, text=done, evidence="", at=at + timedelta(days=40), by=None
        )  # fmt: skip


def _reworded(held: Held, meeting: UUID, at: datetime) -> None:
    """What was said better while the minutes were a draft."""
    points = points_of(meeting)
    for point in held.points:
        if point.reworded:
            changes.write_minute(item=points[point.title], text=point.reworded, version=2, at=at, by=None)
