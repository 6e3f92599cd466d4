"""What the states of governance are called on a page."""

from wardmote.governance.words.actions import action_state, answer_choice, entry_kind, ladder, pace, told
from wardmote.governance.words.meetings import meeting_kind, meeting_state, mode, notice, reply, standing
from wardmote.governance.words.reports import ask_state, ask_tone, line_kind, report_state
from wardmote.governance.words.risks import (
    band,
    band_tone,
    became,
    proximity,
    risk_state,
    risk_told,
    scored,
    scored_hint,
    works,
)
from wardmote.governance.words.scrutiny import matter_kind, matter_state, response, source
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
    "line_kind",
    "matter_kind",
    "matter_state",
    "meeting_kind",
    "meeting_state",
    "merger",
    "merger_choice",
    "mode",
    "notice",
    "pace",
    "proximity",
    "reply",
    "report_state",
    "response",
    "risk_state",
    "risk_told",
    "role",
    "scored",
    "scored_hint",
    "source",
    "standing",
    "told",
    "works",
]
