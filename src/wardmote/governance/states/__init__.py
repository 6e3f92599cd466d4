"""The words of governance: what a body, a group, a meeting, an action can be, and the moves between them. No row is touched here."""

from wardmote.governance.states.actions import ActionState, OwnedBy
from wardmote.governance.states.bodies import Merger, StatutoryRole
from wardmote.governance.states.groups import Cadence, Capacity, Circle, GroupKind
from wardmote.governance.states.meetings import CAME, MOVES, MeetingKind, MeetingState, Mode, Presence, Standing
from wardmote.governance.states.papers import FeedScope, NoticeKind, PaperKind, WrittenReply
from wardmote.governance.states.reports import AskState, LineKind, ReportState
from wardmote.governance.states.risks import Proximity, RiskState, Scored, Told, Works

__all__ = [
    "CAME",
    "MOVES",
    "ActionState",
    "AskState",
    "Cadence",
    "Capacity",
    "Circle",
    "FeedScope",
    "GroupKind",
    "LineKind",
    "MeetingKind",
    "MeetingState",
    "Merger",
    "Mode",
    "NoticeKind",
    "OwnedBy",
    "PaperKind",
    "Presence",
    "Proximity",
    "ReportState",
    "RiskState",
    "Scored",
    "Standing",
    "StatutoryRole",
    "Told",
    "Works",
    "WrittenReply",
]
