"""Actions, recommendations and what scrutiny asks in the demonstration partnership. All of it is made up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from wardmote.governance import changes
from wardmote.governance.changes.scrutiny import Asked
from wardmote.governance.queries.on_file import OnFile, lines_by_body, on_file, responses_by_body
from wardmote.governance.states import ActionState, MatterKind, OwnedBy, Response, Source
from wardmote.platform.clock import LONDON

EVERYBODY = ""
COUNCIL, COUNTY = "South Ribble Borough Council", "Lancashire County Council"
POLICE, FIRE, PROBATION = "Lancashire Constabulary", "Lancashire Fire and Rescue Service", "The Probation Service"
EXECUTIVE, PRIORITIES = "Community Safety Partnership Executive Group", "Local Priorities Group"
DONE, NOT_DONE, OPEN = ActionState.DONE, ActionState.NOT_DONE, ActionState.OPEN
COMMITTEE = "Scrutiny committee (demonstration)"


@dataclass(frozen=True)
class SampleAction:
    """`given` and `due` are days before (-) or after today. `answers`: body, how far, what was done, how many days ago."""

    text: str
    owner: str
    group: str
    given: int
    due: int
    answers: tuple[tuple[str, ActionState, str, int], ...] = ()


ACTIONS = (
    SampleAction("Visit every off-licence in the town centre before the bonfire weekend", POLICE, PRIORITIES, -20, 12),
    SampleAction("Say what each authority does about hate crime reporting at its front desk", EVERYBODY, EXECUTIVE, -60, -16, (
        (COUNCIL, DONE, "Front desk staff were briefed; a third-party reporting poster is up.", 20),
        (POLICE, DONE, "The desk’s guidance was changed.", 18),
        (FIRE, OPEN, "Planned for the next station meeting.", 25),
    )),
    SampleAction("Give the lighting survey of the underpass to the group", COUNCIL, PRIORITIES, -50, -5),
    SampleAction("Bring figures of repeat calls to the three worst streets", POLICE, PRIORITIES, -45, -9),
    SampleAction("Agree who pays for the mediation service after March", COUNTY, EXECUTIVE, -90, -33),
    SampleAction("Close the alley gate scheme with the residents", COUNCIL, PRIORITIES, -80, -30, ((COUNCIL, DONE, "Gates handed over, keys given out.", 35),)),
    SampleAction("Fit smoke alarms in the forty homes on the list", FIRE, PRIORITIES, -70, -20, ((FIRE, DONE, "Thirty-eight fitted; two refused.", 14),)),
    SampleAction("Trial a weekly drop-in at the probation office", PROBATION, EXECUTIVE, -100, -40, (
        (PROBATION, NOT_DONE, "The lease of the room ended. Another room is being looked for.", 38),
    )),
    SampleAction("Draft the joint letter to bonfire retailers", COUNCIL, PRIORITIES, -15, -1, ((COUNCIL, DONE, "Sent to 22 shops.", 3),)),
    SampleAction("Check that contact details on the web page are right", EVERYBODY, EXECUTIVE, -10, 30),
    SampleAction("Write up what was learnt from last year’s bonfire season", FIRE, PRIORITIES, -12, 6),
    SampleAction("Put the dates of the next four meetings to the group", COUNCIL, PRIORITIES, -3, 4),
)  # fmt: skip


def build(slug: str, *, at: datetime) -> None:
    """Once: where recommendations have been made already, nothing is done."""
    today = at.astimezone(LONDON).date()
    here = on_file(slug, today)
    if here.recommended or not here.groups:
        return
    keys = [_action(here, sample, today, at) for sample in ACTIONS]
    changes.escalate_actions(partnership=here.partnership, on=today, at=at)
    _recommendations(here, keys, today, at)
    _matters(here, today, at)


def _action(here: OnFile, sample: SampleAction, today: date, at: datetime) -> UUID:
    made = changes.give_action(
        group=here.groups[sample.group], text=sample.text, due_on=today + timedelta(days=sample.due), at=at + timedelta(days=sample.given),
        owner=here.bodies[sample.owner] if sample.owner else OwnedBy.RESPONSIBLE, by=None,
    )  # fmt: skip
    lines = lines_by_body(made)
    for body, state, text, ago in sample.answers:
        key, version = lines[body]
        changes.answer_action(
            answer=key, version=version, state=state, text=text, evidence="", at=at - timedelta(days=ago), by=None
        )
    return made


def _recommendations(here: OnFile, actions: list[UUID], today: date, at: datetime) -> None:
    common: dict[str, Any] = {"partnership": here.partnership, "at": at, "by": None}
    mapped = changes.write_recommendation(
        source=Source.PROFILE, source_name="Hate crime mapping (demonstration)", made_on=today - timedelta(days=120),
        text="Make third-party reporting known in every reception area", to=(here.bodies[COUNCIL], here.bodies[POLICE]), **common,
    )  # fmt: skip
    for body in (COUNCIL, POLICE):
        _answer(mapped, body, Response.ACCEPTED, "", today - timedelta(days=100), at, action=actions[1])
    scrutiny = changes.write_recommendation(
        source=Source.SCRUTINY, source_name=f"{COMMITTEE}, review of bonfire season", made_on=today - timedelta(days=21),
        text="Publish each autumn what was spent on the bonfire season and what it achieved", to=OwnedBy.RESPONSIBLE, **common,
    )  # fmt: skip
    _answer(scrutiny, FIRE, Response.ACCEPTED, "", today - timedelta(days=7), at)
    _answer(scrutiny, POLICE, Response.IN_PART, "Spending is not kept by season.", today - timedelta(days=2), at)
    changes.write_recommendation(
        source=Source.REVIEW, source_name="A review (demonstration)", made_on=today - timedelta(days=40), due_on=today - timedelta(days=4),
        text="Train front-line staff to recognise coercive control", to=(here.bodies[COUNTY],), **common,
    )  # fmt: skip


def _answer(
    recommendation: UUID,
    body: str,
    response: Response,
    reasons: str,
    on: date,
    at: datetime,
    action: UUID | None = None,
) -> None:
    key, version = responses_by_body(recommendation)[body]
    changes.answer_recommendation(
        answer=key, version=version, response=response, reasons=reasons, outcome="", action=action, answered_on=on, at=at, by=None
    )  # fmt: skip


def _matters(here: OnFile, today: date, at: datetime) -> None:
    def write(kind: MatterKind, asked_by: str, ago: int, text: str, by_in: int | None = None) -> UUID:
        by_on = None if by_in is None else today + timedelta(days=by_in)
        asked = Asked(kind, asked_by, today - timedelta(days=ago), text, by_on)
        return changes.write_matter(partnership=here.partnership, asked=asked, at=at, by=None)

    answered = write(
        MatterKind.INFORMATION,
        COMMITTEE,
        50,
        "How many anti-social behaviour case reviews were asked for last year, and how many were held?",
        -20,
    )
    changes.answer_matter(
        matter=answered, version=1, response="Five were asked for and four were held; one did not meet the threshold.", link="",
        answered_on=today - timedelta(days=18), at=at, by=None,
    )  # fmt: skip
    write(MatterKind.REPORT, COMMITTEE, 21, "Report of the committee on the bonfire season, with one recommendation.")
    write(
        MatterKind.CALL_FOR_ACTION,
        "Councillor Sample (demonstration)",
        12,
        "Motorcycles on the riverside path: what has been tried, and what is next?",
        9,
    )
    write(
        MatterKind.ATTENDANCE,
        COMMITTEE,
        8,
        "An officer of the fire and rescue service is asked to attend the next meeting.",
        20,
    )
    changes.write_scrutiny_meeting(
        partnership=here.partnership, committee=COMMITTEE, held_on=today - timedelta(days=210), note="The plan and the bonfire season.", at=at, by=None
    )  # fmt: skip
