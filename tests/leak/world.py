"""What the seeded world is made of: plain data, made-up people. `building.py` makes it.

Every text that must not leak holds a word of its own (`zq` and ten digits), so that it is found wherever it turns up.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tests.leak.papers import Papers

LEVELS = ("open", "audited", "protected", "closed")
WORK = ("coordinator", "chair", "representative", "caseworker", "provider")
ROLES = (*WORK, "manager", "administrator", "auditor")
PANELS = (0, 0, 0, 0, 1, 1)  # the partnership of each


@dataclass(frozen=True)
class Span:
    """From one day until before another."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Grant:
    id: UUID
    member: UUID
    agency: UUID
    partnership: UUID
    role: str
    span: Span


@dataclass(frozen=True)
class Credential:
    id: UUID
    member: UUID
    partnership: UUID
    kind: str
    name: str
    span: Span


@dataclass(frozen=True)
class Seat:
    id: UUID
    panel: UUID
    member: UUID
    agency: UUID
    clearance: str
    span: Span


@dataclass(frozen=True)
class Member:
    """`name` says what is amiss with them, for whoever reads a disagreement; the register calls them by `called`."""

    id: UUID
    name: str
    called: str
    email: str
    active: bool = True
    left: bool = False
    signed_in: int | None = None  # days ago
    woken: int | None = None


@dataclass(frozen=True)
class Event:
    """Something in the log. `partnership` None: of none, such as a sign-in."""

    id: UUID
    member: UUID | None
    partnership: UUID | None
    kind: str
    ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Panel:
    id: UUID
    partnership: UUID
    name: str


@dataclass(frozen=True)
class Case:
    id: UUID
    panel: UUID
    partnership: UUID
    agency: UUID
    assigned: UUID | None
    level: str
    title: str
    linked: UUID
    address: UUID
    address_text: str


@dataclass(frozen=True)
class Note:
    id: UUID
    case: UUID
    text: str
    paper_name: str
    paper: str


@dataclass(frozen=True)
class Body:
    """What a partnership is made of."""

    id: UUID
    part: UUID
    partnership: UUID
    name: str


@dataclass(frozen=True)
class Group:
    """A group of a partnership, with one seat: `chair` is somebody who does not sign in."""

    id: UUID
    shape: UUID
    partnership: UUID
    parent: UUID | None
    name: str
    purpose: str
    seat: UUID
    chair: str


@dataclass(frozen=True)
class Action:
    """An action of a group, owned by one body: its agency answers. `circle` says who reads it; `said` is what was answered so far."""

    id: UUID
    answer: UUID
    partnership: UUID
    group: UUID
    body: UUID
    agency: UUID
    circle: str
    text: str
    said: str


@dataclass(frozen=True)
class Recommendation:
    """A recommendation to one body, not answered yet; its `reasons` are begun."""

    id: UUID
    answer: UUID
    partnership: UUID
    body: UUID
    agency: UUID
    source: str
    text: str
    reasons: str


@dataclass(frozen=True)
class Matter:
    """What scrutiny asks, and the committee that met."""

    id: UUID
    meeting: UUID
    partnership: UUID
    asked_by: str
    text: str
    committee: str


@dataclass(frozen=True)
class Meeting:
    """A meeting of a group, with one item, a paper, the answer of a body, and the series of the group. `circle` says who reads it."""

    id: UUID
    group: UUID
    partnership: UUID
    circle: str
    place: str
    item: UUID
    item_title: str
    paper: UUID
    version: UUID
    content: UUID
    paper_title: str
    paper_name: str
    paper_text: str
    answer: UUID
    answer_text: str
    body: Body
    agency: UUID
    series: UUID
    series_place: str


@dataclass(frozen=True)
class Risk:
    """A risk of a partnership, alone in its category, with a control and a line of its journal."""

    id: UUID
    partnership: UUID
    category: UUID
    series: str
    scale: UUID
    title: str
    control: UUID
    control_text: str
    told: str


@dataclass(frozen=True)
class Told:
    """A group's report by exception that is handed in: one ask, about one theme. `circle` says who reads it."""

    id: UUID
    group: UUID
    partnership: UUID
    duty: UUID
    circle: str
    line: UUID
    text: str
    theme: UUID
    theme_name: str


@dataclass(frozen=True)
class Took:
    """What a partnership took over from another: a body of its own, what its closed group has to do (`shut`), and a role that somebody had there."""

    id: UUID
    partnership: UUID
    other: UUID
    reason: str
    body: UUID
    known_as: str
    proposal: UUID
    member: UUID
    plan: UUID
    plan_text: str
    carried: UUID
    shut: UUID
    shut_as: str


@dataclass(frozen=True)
class Link:
    """With whom a partnership stands."""

    id: UUID
    partnership: UUID
    name: str


@dataclass(frozen=True)
class Minuted:
    """What was written at a meeting: at its one item, a decision and a declared interest."""

    meeting: Meeting
    minute: str
    decision: UUID
    decision_text: str
    interest: UUID
    interest_text: str


@dataclass(frozen=True)
class Asker:
    """A member who asks for an agency, theirs or not, in a partnership."""

    member: Member
    agency: UUID
    partnership: UUID

    @property
    def hat(self) -> str:
        return f"{self.partnership}.{self.agency}"

    def __str__(self) -> str:
        return self.member.name


@dataclass
class World:
    today: date
    now: datetime
    partnerships: list[UUID] = field(default_factory=list)
    agencies: list[UUID] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    papers: list[Papers] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    minuted: list[Minuted] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    took: list[Took] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    reports: list[Told] = field(default_factory=list)
    askers: list[Asker] = field(default_factory=list)
