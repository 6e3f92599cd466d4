"""What a panel is: the shape of `definitions/panels/*.toml`, and of the files by which a partnership adds or overrides one.

Frozen dataclasses, parsed once; an unknown key is refused (`wardmote.panels.reading`). What the parts may refer to is checked in `wardmote.panels.soundness`.
A case keeps the `fingerprint` of the definition it was opened with. Every threshold, period and name here is data: nothing in Python knows of fourteen, or of a fortnight.
"""

from dataclasses import field
from datetime import date

from wardmote.definitions import definition
from wardmote.panels.counting import Benchmarks
from wardmote.panels.states import (
    CHOICES_GIVEN,
    CHOOSING,
    Access,
    Answer,
    Cadence,
    Doer,
    FromDay,
    Incident,
    Part,
    ReturnsSeen,
    Seen,
    Way,
)


@definition
class Choice:
    key: str
    label: str


@definition
class Condition:
    """A question is asked when an earlier one was answered with one of these."""

    question: str
    answers: tuple[str, ...]


@definition
class Question:
    """`stage`: at which it is asked; `page`: under which heading; `about`: of each person with that role in the case, else of the case. `guarded`: kept sealed, and shown to those alone who may see the part `seen` names."""

    key: str
    label: str
    kind: Answer
    stage: str
    page: str
    required: bool = False
    note: str = ""
    about: Part | None = None
    when: Condition | None = None
    guarded: bool = False
    seen: Seen = Seen.REFERRAL
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind in CHOOSING) != bool(self.choices):
            raise ValueError(f"'{self.key}': a question of kind one-of or any-of has choices, and no other has")

    @property
    def possible(self) -> tuple[str, ...]:
        """The keys of the answers that can be given; none for a question that is answered freely."""
        return CHOICES_GIVEN.get(self.kind, tuple(one.key for one in self.choices))


@definition
class Page:
    """A heading of a form, under which questions stand together."""

    key: str
    label: str


@definition
class Role:
    """A role that people, places or groups have in a case; `at_most` 0 means any number."""

    part: Part
    label: str
    at_least: int = 0
    at_most: int = 0


@definition
class Route:
    """A way by which a case comes in. `score`: as many items of the tool are answered yes; `incidents` within `months`: police calls that stand for escalation."""

    key: str
    label: str
    way: Way
    note: str = ""
    score: int | None = None
    incidents: int | None = None
    months: int | None = None
    reason: bool = False

    def __post_init__(self) -> None:
        if (self.way is Way.SCORE) != (self.score is not None):
            raise ValueError(f"'{self.key}': a route of way score names its score, and no other does")
        if (self.way is Way.ESCALATION) != (self.incidents is not None and self.months is not None):
            raise ValueError(f"'{self.key}': a route of way escalation names incidents and months, and no other does")


@definition
class Move:
    """From a stage to another: `by` whom, what it is called as something to do, and what it asks for. `reason`: in words, always."""

    to: str
    label: str
    by: tuple[Doer, ...]
    reason: bool = False
    emergency: bool = False


@definition
class Stage:
    """Where a case stands. `owner`: who has it in hand. `ends`: nothing happens after it, but by a move back."""

    key: str
    label: str
    owner: Doer
    note: str = ""
    ends: bool = False
    moves: tuple[Move, ...] = ()


@definition
class Milestone:
    """Something that happens in a case beside its stages, and that clocks run from or to: the advocate reached the victim."""

    key: str
    label: str
    by: Doer


@definition
class Rule:
    """How long. One of hours, days, working days or months (the corresponding day). `rolls`: a last day on which nobody works becomes the next one on which somebody does.
    `before`: so many clear days, or working days, ahead of the day it starts from, which lies ahead (a hearing)."""

    hours: int = 0
    days: int = 0
    working_days: int = 0
    months: int = 0
    before: bool = False
    rolls: bool = False

    def __post_init__(self) -> None:
        given = [self.hours, self.days, self.working_days, self.months]
        if any(one < 0 for one in given) or sum(map(bool, given)) != 1:
            raise ValueError("a clock gives hours, days, working_days or months: one of them, more than 0")
        if self.before and (self.hours or self.months or self.rolls):
            raise ValueError("a clock that counts back counts days or working days, and does not roll")


@definition
class Clock:
    """From an event to an event, within a time. `stopped_in`: stages in which it stands still. `owner` answers for it, `told` hears when it has run out."""

    key: str
    label: str
    start: str
    until: tuple[str, ...]
    rule: Rule
    owner: Doer
    source: str
    told: Doer = Doer.CHAIR
    stopped_in: tuple[str, ...] = ()
    verified: bool = False


@definition
class Repeat:
    """When a referral is a repeat: the same victim and the same perpetrators, within so many months. Dated, because what counted changed."""

    version: str
    valid_from: date
    months: int
    counted_from: FromDay
    incident: Incident
    source: str
    valid_to: date | None = None


@definition
class Flag:
    """A mark on the records of the agencies: for how many months, and how long before its end they are told."""

    label: str
    months: int
    counted_from: FromDay
    warn_days: int


@definition
class Seat:
    """An agency that sits: `kind` as agencies are recorded. `core`: a hearing without it is said to be without it. `returns`: it is asked what it holds."""

    kind: str
    label: str
    core: bool = False
    returns: bool = True


@definition
class Point:
    """A standing point of the agenda. `cases`: the cases of which kind are heard under it."""

    key: str
    label: str
    cases: str = ""


@definition
class Outcome:
    """How a case ended, for the person or for the panel. `aim`: what it says about the aim (met, partly, not, unknown)."""

    key: str
    label: str
    aim: str


@definition
class View:
    """A part of the case, and who sees it; whoever is not named does not."""

    part: Seen
    by: tuple[Doer, ...]


@definition
class Review:
    """After how many weeks risk is looked at again, and at which moments in any case."""

    weeks: int
    at: tuple[str, ...] = ()


@definition
class Counted:
    """A number that leaves the panel, without a name: `of` names what is counted, `share_of` what it is a share of."""

    key: str
    label: str
    of: str
    share_of: str = ""


@definition
class Meeting:
    """How often the panel meets, how long a case may take, by when its list is out, and what it always talks about."""

    cadence: Cadence
    minutes_least: int
    minutes_most: int
    confidentiality: str
    agenda: tuple[Point, ...]


@definition
class Panel:
    """A whole panel. `first`: the stage of a new case."""

    name: str
    noun: str
    purpose: str
    version: str
    valid_from: date
    access: Access
    legal_basis: tuple[str, ...]
    gateways: tuple[str, ...]
    agreement: str
    retention: str
    first: str
    returns_seen: ReturnsSeen
    referred_by: tuple[str, ...]
    meeting: Meeting
    review: Review
    roles: tuple[Role, ...]
    routes: tuple[Route, ...]
    seats: tuple[Seat, ...]
    stages: tuple[Stage, ...]
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    views: tuple[View, ...]
    counted: tuple[Counted, ...]
    risk_tool: str = ""
    requires: tuple[str, ...] = ()
    flag: Flag | None = None
    benchmarks: Benchmarks | None = None
    repeats: tuple[Repeat, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    clocks: tuple[Clock, ...] = ()
    sources: tuple[str, ...] = field(default_factory=tuple)

    def stage(self, key: str) -> Stage:
        """The stage with a key. Raises KeyError."""
        for one in self.stages:
            if one.key == key:
                return one
        raise KeyError(key)

    def sees(self, doer: Doer, part: Seen) -> bool:
        """Whether who works on a case as `doer` sees a part of it."""
        return any(one.part is part and doer in one.by for one in self.views)

    def repeat_on(self, on: date) -> Repeat | None:
        """What made a repeat on a day; None when nothing was defined."""
        held = (one for one in self.repeats if one.valid_from <= on and (one.valid_to is None or on < one.valid_to))
        return next(held, None)
