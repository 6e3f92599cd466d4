"""What the states of governance are called on a page."""

from wardmote.governance.words.actions import action_state, answer_choice, entry_kind, ladder, pace, told
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
    "action_state",
    "answer_choice",
from wardmote.governance.words.reports import ask_state, ask_tone, line_kind, report_state
from wardmote.governance.words.risks import (
    band,
    band_tone,
    became,
    proximity,
    risk_state,
    scored,
    scored_hint,
    told,
    works,
)
from wardmote.governance.words.structure import body_kinds, cadence, capacity, circle, group_kind, merger, role

__all__ = [
    "ask_state",
    "ask_tone",
    "band",
    "band_tone",
    "became",
    "body_kinds",
    "cadence",
    "capacity",
    "circle",
    "entry_kind",
    "group_kind",
    "ladder",
    "meeting_kind",
    "meeting_state",
    "merger",
    "merger_choice",
    "mode",
    "notice",
    "pace",
    "reply",
    "role",
    "standing",
    "told",
    "line_kind",
    "merger",
    "proximity",
    "report_state",
    "risk_state",
    "role",
    "scored",
    "scored_hint",
    "told",
    "works",
]
