"""The demonstration's risk register over a year, its themes, and what its boards reported by exception. All of it is made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from wardmote.governance import changes, quarters
from wardmote.governance.changes.reports import Line
from wardmote.governance.changes.risks import Description
from wardmote.governance.queries import any_risk
from wardmote.governance.queries.on_file import on_file
from wardmote.governance.states import LineKind, Scored, Works

STRATEGIC, DELIVERY = "Strategic planning", "Performance and delivery"
RAISED = date(2025, 10, 1)
HAPPENED, CLOSED = date(2026, 4, 2), date(2026, 6, 30)
MANAGER = "The partnership manager (demonstration)", "South Ribble Borough Council"
POLICE = "A chief inspector (demonstration)", "Lancashire Constabulary"
FIRE = "A station manager (demonstration)", "Lancashire Fire and Rescue Service"
COUNTY = "A head of service (demonstration)", "Lancashire County Council"
Pair = tuple[int, int]


@dataclass(frozen=True)
class SampleRisk:
    """`later` are further current scores: day, likelihood and impact, why."""

    series: str
    title: str
    cause: str
    effect: str
    inherent: Pair
    current: Pair
    target: Pair
    later: tuple[tuple[date, Pair, str], ...] = ()
    control: str = ""
    works: Works = Works.WORKS
    review: date = date(2027, 1, 15)
    raised: date = RAISED
    happened: str = ""
    closed: str = ""
    owner: tuple[str, str] = MANAGER


RISKS = (
    SampleRisk(
        STRATEGIC, "Statutory partners do not take part enough", "Fewer people in every agency", "Decisions without those who must carry them", (4, 4), (3, 4), (2, 3),
        control="Attendance is reported to the executive each quarter", review=date(2026, 11, 2),
    ),
    SampleRisk(
        STRATEGIC, "Funding of the partnership’s duties ends", "All funding is withdrawn", "Projects end and duties are met late", (5, 5), (4, 4), (3, 3),
        happened="A grant for one year was received", control="Bids are prepared in the autumn", works=Works.PARTLY,
    ),
    SampleRisk(
        STRATEGIC, "Information is mishandled", "Many agencies share by e-mail", "Harm to people and a penalty", (4, 5), (2, 4), (1, 4),
        later=((date(2026, 5, 12), (3, 5), "New rules on information make a breach costlier"),), control="A sharing agreement that every agency has signed",
    ),
    SampleRisk(
        STRATEGIC, "Priorities and resources are set badly", "No method that everybody accepts", "Effort goes where it does least", (4, 4), (4, 4), (2, 3), raised=date(2026, 1, 20),
        later=((date(2026, 6, 16), (2, 4), "The assessment now scores threats by a formal method"),), control="The method of the strategic assessment",
    ),
    SampleRisk(DELIVERY, "Data come late from partners", "Different systems and calendars", "Boards decide on old figures", (4, 3), (4, 3), (2, 2), control="A calendar of returns", works=Works.PARTLY, owner=POLICE),
    SampleRisk(
        DELIVERY, "Bonfire season brings more deliberate fires than can be met", "Several events in one week", "Injury and damage", (4, 4), (3, 4), (2, 3),
        later=((date(2026, 9, 15), (3, 3), "The task group’s plan is agreed"),), control="The Bright Sparx Task Group", owner=FIRE, review=date(2026, 12, 8),
    ),
    SampleRisk(DELIVERY, "A commissioned service for victims closes", "One-year contracts", "Victims wait for help", (4, 5), (3, 5), (2, 4), control="Notice of six months in the contract", owner=COUNTY),
    SampleRisk(DELIVERY, "Too few chairs for task groups", "Chairs move to other posts", "Groups do not meet", (3, 3), (3, 2), (2, 2), control="Vice-chairs", works=Works.UNTESTED),
    SampleRisk(DELIVERY, "Young people in exploitation are found late", "Signs are known to one agency alone", "Serious harm", (4, 5), (3, 5), (2, 5), control="The Integrated Working Panel", owner=POLICE, review=date(2026, 12, 1)),
    SampleRisk(
        DELIVERY, "Responsibility for community safety is unclear between boards", "Several boards with the same aims", "Work is done twice or by nobody", (4, 3), (3, 3), (2, 2),
        raised=date(2026, 3, 10), control="A matrix of who leads on what", works=Works.PLANNED, owner=COUNTY, review=date(2027, 2, 9),
    ),
    SampleRisk(DELIVERY, "An evaluation of a project is not ready in time", "Late figures", "A decision without evidence", (3, 2), (2, 2), (1, 2), closed="The evaluation was received in June"),
    SampleRisk(STRATEGIC, "Local government is reorganised during the plan", "A change in law", "Bodies and areas change", (5, 3), (5, 3), (5, 2), raised=date(2026, 4, 14)),
)  # fmt: skip
PARTS = ("Mischief, Halloween and bonfire period", "Fresher’s week")
THEMES = (
    "General ASB",
    "Reducing reoffending",
    "Child sexual exploitation",
    "Cross-border offending and organised crime",
    "Violent crime including domestic abuse",
)
ACROSS = "Misuse of alcohol and drugs"
BOARDS = ("Local Priorities Group", "MALT", "Genga Group", "Revolution Management Group")
SAID: dict[str, tuple[tuple[LineKind, str, tuple[str, ...]], ...]] = {
    "Local Priorities Group": ((LineKind.CHALLENGE, "More disorder near licensed premises at the weekend", (ACROSS, "General ASB")), (LineKind.ASK, "A decision on who pays for lighting in the park", ("General ASB",))),
    "MALT": ((LineKind.CHALLENGE, "Fewer test purchases than planned", (ACROSS,)), (LineKind.PROGRESS, "All licensed premises were visited", ())),
    "Genga Group": ((LineKind.CHALLENGE, "Young people are drawn into carrying drugs", (ACROSS, "Cross-border offending and organised crime")),),
}  # fmt: skip


def build(slug: str, *, at: datetime) -> None:
    """Once: where there is a risk on file already, nothing is done."""
    found = on_file(slug, at.date())
    if any_risk(found.partnership):
        return
    series = {
        name: changes.add_risk_category(partnership=found.partnership, name=name, at=at, by=None)
        for name in (STRATEGIC, DELIVERY)
    }
    for risk in (one for one in RISKS if one.raised <= at.date()):
        who, body = risk.owner
        _risk(risk, series[risk.series], who, found.bodies.get(body), at)
    themes = _themes(found.partnership, at)
    for board in BOARDS:
        if board in found.groups:
            _reports(board, found.groups[board], themes, at)


def _risk(risk: SampleRisk, series: UUID, who: str, owner: UUID | None, at: datetime) -> None:
    what = Description(risk.title, risk.cause, "", risk.effect, body=owner, owner=who)
    scores = {Scored.INHERENT: risk.inherent, Scored.CURRENT: risk.current, Scored.TARGET: risk.target}
    key = changes.raise_risk(
        category=series, risk=what, scores=scores, raised_on=risk.raised, review_on=risk.review, at=at, by=None
    )
    if risk.control:
        changes.add_control(
            risk=key, text=risk.control, works=risk.works, valid_from=risk.raised, at=at, by=None, body=owner
        )
    for on, pair, why in (one for one in risk.later if one[0] <= at.date()):
        changes.score_risk(risk=key, scores={Scored.CURRENT: pair}, on=on, why=why, at=at, by=None)
    if risk.happened and at.date() >= HAPPENED:
        changes.note_on_risk(risk=key, on=HAPPENED, text=risk.happened, against=True, at=at, by=None)
    if risk.closed and at.date() >= CLOSED:
        changes.close_risk(risk=key, on=CLOSED, why=risk.closed, at=at, by=None)


def _themes(partnership: UUID, at: datetime) -> dict[str, UUID]:
    def add(name: str, parent: UUID | None = None, *, across: bool = False) -> UUID:
        return changes.add_theme(
            partnership=partnership,
            name=name,
            parent=parent,
            cross_cutting=across,
            valid_from=date(2015, 4, 1),
            at=at,
            by=None,
        )

    made = {name: add(name) for name in THEMES}
    parts = {name: add(name, made[THEMES[0]]) for name in PARTS}
    return made | parts | {ACROSS: add(ACROSS, across=True)}


def _reports(board: str, group: UUID, themes: dict[str, UUID], at: datetime) -> None:
    """The four quarters before the present one; the last board is late with the last."""
    kind = quarters.table().usual
    quarter = quarters.quarter_of(at.date(), kind).former
    since = quarter.former.former.former.first
    changes.require_reports(group=group, quarters_of=kind, due_days=21, valid_from=since, at=at, by=None)
    for back in range(4):
        if back == 0 and board == BOARDS[-1]:
            quarter = quarter.former
            continue
        then = datetime.combine(quarter.due(21) - timedelta(days=2), time(10), UTC)
        report = changes.begin_report(group=group, on=quarter.first, at=then, by=None)
        said = SAID.get(board, ()) if back < 2 else ()
        lines = [one for one in said if back == 0 or one[0] is not LineKind.ASK]  # what was asked is new
        for line, text, tags in lines:
            asked = "The executive" if line is LineKind.ASK else ""
            changes.write_line(
                report=report, line=Line(line, text, [themes[tag] for tag in tags], asked), at=then, by=None
            )
        changes.hand_in(report=report, nothing=not lines, at=then, by=None)
        quarter = quarter.former
