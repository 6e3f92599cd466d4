"""What the states of governance are called on a page."""

from wardmote.governance.words.meetings import meeting_kind, meeting_state, mode, notice, reply, standing
from wardmote.governance.words.structure import (
    body_kinds,
    cadence,
    capacity,
    circle,
    group_kind,
    merger,
    merger_choice,
    role,
)

__all__ = [
    "body_kinds",
    "cadence",
    "capacity",
    "circle",
    "group_kind",
    "meeting_kind",
    "meeting_state",
    "merger",
    "merger_choice",
    "mode",
    "notice",
    "reply",
    "role",
    "standing",
]
