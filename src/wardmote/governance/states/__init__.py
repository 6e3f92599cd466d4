"""The words of governance: what a body, a group, a meeting, an action can be, and the moves between them. No row is touched here."""

from wardmote.governance.states.actions import ANSWERS, ActionState, EntryKind, OwnedBy, Pace, Rung, says_what
from wardmote.governance.states.bodies import Merger, StatutoryRole
from wardmote.governance.states.duties import SOON, DutyState, EvidenceKind, Leads, Nation, Rating, Tier
from wardmote.governance.states.exits import ExitState
from wardmote.governance.states.groups import Cadence, Capacity, Circle, GroupKind
from wardmote.governance.states.handovers import Settled, Side
from wardmote.governance.states.happening import Happened
from wardmote.governance.states.imports import Fate, ImportKind, Stage
from wardmote.governance.states.meetings import CAME, MOVES, MeetingKind, MeetingState, Mode, Presence, Standing
from wardmote.governance.states.owing import Waits
from wardmote.governance.states.papers import FeedScope, NoticeKind, PaperKind, WrittenReply
from wardmote.governance.states.reports import AskState, LineKind, ReportState
from wardmote.governance.states.risks import Proximity, RiskState, Scored, Told, Works
from wardmote.governance.states.scrutiny import RESPONSES, MatterKind, MatterState, Response, Source
from wardmote.governance.states.searching import NUMBERED, Found

__all__ = [
    "ANSWERS",
    "CAME",
    "MOVES",
    "NUMBERED",
    "RESPONSES",
    "SOON",
    "ActionState",
    "AskState",
    "Cadence",
    "Capacity",
    "Circle",
    "DutyState",
    "EntryKind",
    "EvidenceKind",
    "ExitState",
    "Fate",
    "FeedScope",
    "Found",
    "GroupKind",
    "Happened",
    "ImportKind",
    "Leads",
    "LineKind",
    "MatterKind",
    "MatterState",
    "MeetingKind",
    "MeetingState",
    "Merger",
    "Mode",
    "Nation",
    "NoticeKind",
    "OwnedBy",
    "Pace",
    "PaperKind",
    "Presence",
    "Proximity",
    "Rating",
    "ReportState",
    "Response",
    "RiskState",
    "Rung",
    "Scored",
    "Settled",
    "Side",
    "Source",
    "Stage",
    "Standing",
    "StatutoryRole",
    "Tier",
    "Told",
    "Waits",
    "Works",
    "WrittenReply",
    "says_what",
]
