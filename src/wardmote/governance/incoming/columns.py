"""What a file of each kind may hold: its columns, what people call them, and what stands in them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wardmote.governance import words
from wardmote.governance.states import ActionState, Capacity, ImportKind, Proximity, RiskState, StatutoryRole
from wardmote.words import gettext as _


class Holds(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    DAY = "day"
    TRUTH = "truth"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """A column. `also` are other names of it, in plain words; `choices` are keys with their words, `spoken` what else people write for a key. `each`: a required column is to be filled in each row. `example` fills the template."""

    key: str
    label: str
    holds: Holds = Holds.TEXT
    also: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    choices: Sequence[tuple[str, str]] = ()
    spoken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    example: object = ""
    most: int = 200  # characters
    each: bool = True  # a required column has to be filled in each row


def columns(kind: ImportKind) -> tuple[Column, ...]:
    """In the order of the template."""
    return {ImportKind.MEMBERSHIP: _membership, ImportKind.ACTIONS: _actions, ImportKind.RISKS: _risks}[kind]()


ROLES = {
    "responsible": ("ra", "responsible", "statutory", "responsible authorities"),
    "co-operating": ("cooperating", "co operating", "cooperating body", "co operating body"),
    "invited": ("invited", "invitee", "invited body"),
    "other": ("other", "partner", "none"),
}
CAPACITIES = {
    "chair": ("chair", "chairman", "chairperson", "chairwoman"),
    "vice-chair": ("vice chair", "deputy chair", "vicechair"),
    "member": ("core member", "full member", "representative"),
    "adviser": ("advisor", "observer", "in attendance"),
    "secretary": ("secretariat", "support", "minutes", "minute taker"),
}
# Colours: an action that is green is on track, and open like one that is amber or red; logs that mark what is over with a colour of its own take blue.
STATES = {
    "done": ("complete", "completed", "closed", "discharged", "finished", "done", "blue"),
    "open": ("in progress", "ongoing", "on going", "outstanding", "not started", "started", "live", "overdue", "green", "amber", "red", "on track", ""),
    "not-done": ("not completed", "abandoned", "not achieved"),
}  # fmt: skip


def _membership() -> tuple[Column, ...]:
    return (
        Column("body", _("Body"), also=("organisation", "organization", "agency", "authority", "partner", "partner agency", "organisation name", "member organisation"), required=True, each=False, note=_("Empty for a colleague who sits on a group for nobody."), example=_("County Constabulary (example)")),
        Column("short_name", _("Short name"), also=("abbreviation", "acronym")),
        Column("kind", _("Kind"), Holds.CHOICE, ("kind of body", "type", "type of body", "organisation type", "sector"), note=_("Needed for a body that is not on file yet."), choices=words.body_kinds(), example=words.body_kinds()[0][1]),
        Column("role", _("Role"), Holds.CHOICE, ("statutory role", "statutory status", "status", "role in the partnership"), note=_("Needed for a body that is not on file yet."), choices=[(one.value, words.role(one)) for one in StatutoryRole], spoken=ROLES, example=words.role(StatutoryRole.RESPONSIBLE)),
        Column("votes", _("Vote"), Holds.TRUTH, ("votes", "voting", "voting body", "has a vote"), note=_("Yes or no. Needed for a body that is not on file yet."), example=True),
        Column("area_code", _("Area code"), also=("ons code", "gss code", "area")),
        Column("since", _("Since"), Holds.DAY, ("from", "start", "start date", "member since", "joined", "date joined", "valid from"), note=_("Without it, today."), example="1/4/2026"),
        Column("group", _("Group"), also=("board", "sits on", "group name", "board or group", "committee"), note=_("The group that somebody sits on. It must be on file.")),
        Column("person", _("Person"), also=("name", "representative", "contact", "contact name", "full name", "who", "member name", "named representative")),
        Column("capacity", _("Capacity"), Holds.CHOICE, ("as", "position", "role on the group", "role in the group", "seat"), note=_("Without it, member."), choices=[(one.value, words.capacity(one)) for one in Capacity], spoken=CAPACITIES),
        Column("seat_votes", _("Votes in the group"), Holds.TRUTH, ("voting member", "vote in the group", "voting rights")),
    )  # fmt: skip


def _actions() -> tuple[Column, ...]:
    states = (ActionState.OPEN, ActionState.DONE, ActionState.NOT_DONE)
    return (
        Column("text", _("Action"), most=1000, also=("action", "task", "what", "description", "action description", "what is to be done", "action agreed", "actions", "agreed action"), required=True, example=_("Visit every licensee (example)")),
        Column("owner", _("Owner"), also=("action owner", "by whom", "who", "lead", "lead agency", "lead officer", "responsible", "owned by", "assigned to", "organisation", "agency", "lead organisation"), required=True, note=_("A body that is on file, or “All responsible authorities”."), example=_("All responsible authorities")),
        Column("due_on", _("Due on"), Holds.DAY, ("due", "due date", "by when", "deadline", "target date", "date due", "completion due", "timescale", "due by"), required=True, example="31/3/2027"),
        Column("group", _("Group"), also=("board", "group name", "from which group", "meeting group", "forum"), note=_("Without it, the group that you choose for the whole file.")),
        Column("given_on", _("Given on"), Holds.DAY, ("date raised", "raised on", "raised", "date", "meeting date", "date of meeting", "date given", "agreed on", "meeting", "date agreed"), note=_("Without it, today, or the day on which the action was due or completed, if that is past.")),
        Column("state", _("State"), Holds.CHOICE, ("status", "progress status", "rag", "rag status", "rag rating", "brag", "complete", "action status"), note=_("Without it, open. Of colours, green, amber and red are open, and blue is done."), choices=[(one.value, words.action_state(one)) for one in states], spoken=STATES | {ActionState.WITHDRAWN.value: (words.action_state(ActionState.WITHDRAWN),)}, example=words.action_state(ActionState.OPEN)),
        Column("answer", _("Answer"), most=4000, also=("update", "progress", "progress update", "comments", "comment", "notes", "outcome", "latest update"), note=_("What was done, or why it was not.")),
        Column("evidence", _("Evidence"), most=1000, also=("link", "where it can be seen")),
        Column("ended_on", _("Completed on"), Holds.DAY, ("date completed", "completed", "closed on", "date closed", "completion date", "done on"), note=_("For an action that is done. Without it, today.")),
    )  # fmt: skip


def _risks() -> tuple[Column, ...]:
    return (
        Column("category", _("Category"), also=("risk category", "theme", "type", "type of risk", "risk type"), required=True, note=_("One that is not on file is made."), example=_("Strategic planning")),
        Column("title", _("Risk"), also=("title", "risk title", "risk name", "description", "risk description", "short title"), required=True, example=_("The grant ends (example)")),
        Column("cause", _("Cause"), most=4000, also=("causes", "because", "trigger", "source")),
        Column("event", _("Event"), most=4000, also=("risk event", "what may happen")),
        Column("effect", _("Effect"), most=4000, also=("impact description", "consequence", "consequences", "effects")),
        Column("owner", _("Owner"), also=("risk owner", "owned by", "lead", "responsible", "who", "lead officer"), required=True, note=_("A body that is on file, or whoever owns it by name or office.")),
        Column("proximity", _("Proximity"), Holds.CHOICE, ("when", "timescale", "nearness"), note=_("Without it, within a year."), choices=[(one.value, words.proximity(one)) for one in Proximity]),
        Column("also_called", _("Also called"), also=("reference", "ref", "risk ref", "risk reference", "id", "risk id", "number", "no"), note=_("What papers call it. Its reference here follows from its category.")),
        Column("raised_on", _("Raised on"), Holds.DAY, ("date raised", "raised", "date identified", "identified on", "opened", "date added"), note=_("Without it, today.")),
        Column("review_on", _("Review on"), Holds.DAY, ("next review", "review date", "next review date", "review", "date of review", "review due"), required=True, example="30/9/2027"),
        *_scores(),
        Column("control", _("Control"), most=4000, also=("controls", "mitigation", "mitigations", "existing controls", "current controls", "mitigating actions"), note=_("It comes in as not tested: say on its page whether it works.")),
        Column("state", _("State"), Holds.CHOICE, ("status", "open or closed"), note=_("Without it, open."), choices=[(RiskState.OPEN.value, _("Open")), (RiskState.CLOSED.value, _("Closed"))], spoken={"open": ("live", "active", ""), "closed": ("archived", "retired")}),
        Column("closed_on", _("Closed on"), Holds.DAY, ("date closed", "closed"), note=_("Needed for a risk that is closed.")),
    )  # fmt: skip


def _scores() -> tuple[Column, ...]:
    return (
        Column("inherent_likelihood", _("Inherent likelihood"), Holds.NUMBER, ("gross likelihood", "initial likelihood", "inherent l", "original likelihood")),
        Column("inherent_impact", _("Inherent impact"), Holds.NUMBER, ("gross impact", "initial impact", "inherent i", "original impact")),
        Column("current_likelihood", _("Current likelihood"), Holds.NUMBER, ("likelihood", "l", "probability", "net likelihood", "residual likelihood", "current l"), required=True, example=3),
        Column("current_impact", _("Current impact"), Holds.NUMBER, ("impact", "i", "severity", "net impact", "residual impact", "current i"), required=True, example=4),
        Column("target_likelihood", _("Target likelihood"), Holds.NUMBER, ("target l",)),
        Column("target_impact", _("Target impact"), Holds.NUMBER, ("target i",)),
    )  # fmt: skip
