"""The words of governance: what a body, a group, a meeting, an action can be, and the moves between them. No row is touched here."""

from wardmote.governance.states.actions import ActionState, OwnedBy
from wardmote.governance.states.bodies import Merger, StatutoryRole
from wardmote.governance.states.groups import Cadence, Capacity, Circle, GroupKind
from wardmote.governance.states.meetings import CAME, MOVES, MeetingKind, MeetingState, Mode, Presence, Standing

__all__ = [
    "CAME",
    "MOVES",
    "ActionState",
    "Cadence",
    "Capacity",
    "Circle",
    "GroupKind",
    "MeetingKind",
    "MeetingState",
    "Merger",
    "Mode",
    "OwnedBy",
    "Presence",
    "Standing",
    "StatutoryRole",
]
