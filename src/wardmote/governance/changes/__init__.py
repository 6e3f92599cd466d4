"""Every write of governance. Each is one transaction and exactly one event of the log; `by` is who does it, None the installation's command line."""

from wardmote.governance.changes.actions import answer_action, give_action, move_action, put_off, withdraw_action
from wardmote.governance.changes.area import cover, end_link, uncover
from wardmote.governance.changes.bodies import add_body, end_body, give_part, link_partnership, succeed
from wardmote.governance.changes.closing import approve_minutes, close_meeting, correct_minutes
from wardmote.governance.changes.groups import end_group, end_seat, found_group, give_seat, reshape_group
from wardmote.governance.changes.meetings import When, move_on, plan_meeting
from wardmote.governance.changes.minuting import (
    Came,
    carry_item,
    change_decision,
    decide,
    declare_interest,
    remove_decision,
    remove_interest,
    take_attendance,
    write_minute,
)
from wardmote.governance.changes.risk_scores import choose_scale
from wardmote.governance.changes.risks import (
    add_control,
    add_risk_category,
    change_control,
    close_risk,
    describe_risk,
    note_on_risk,
    raise_risk,
    reopen_risk,
    review_risk,
    score_risk,
)
from wardmote.governance.changes.scrutiny import (
    answer_matter,
    answer_recommendation,
    withdraw_matter,
    write_matter,
    write_recommendation,
    write_scrutiny_meeting,
)
from wardmote.governance.changes.telling import choose_letters, escalate_actions, tell_of_waiting
from wardmote.governance.changes.writing import Clash

__all__ = [
    "Came",
    "Clash",
    "When",
    "add_body",
    "add_control",
    "add_risk_category",
    "answer_action",
    "answer_matter",
    "answer_recommendation",
    "approve_minutes",
    "carry_item",
    "change_control",
    "change_decision",
    "choose_letters",
    "choose_scale",
    "close_meeting",
    "close_risk",
    "correct_minutes",
    "cover",
    "decide",
    "declare_interest",
    "describe_risk",
    "end_body",
    "end_group",
    "end_link",
    "end_seat",
    "escalate_actions",
    "found_group",
    "give_action",
    "give_part",
    "give_seat",
    "link_partnership",
    "move_action",
    "move_on",
    "note_on_risk",
    "plan_meeting",
    "put_off",
    "raise_risk",
    "remove_decision",
    "remove_interest",
    "reopen_risk",
    "reshape_group",
    "review_risk",
    "score_risk",
    "succeed",
    "take_attendance",
    "tell_of_waiting",
    "uncover",
    "withdraw_action",
    "withdraw_matter",
    "write_matter",
    "write_minute",
    "write_recommendation",
    "write_scrutiny_meeting",
]
