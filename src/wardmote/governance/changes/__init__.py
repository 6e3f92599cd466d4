"""Every write of governance. Each is one transaction and exactly one event of the log; `by` is who does it, None the installation's command line."""

from wardmote.governance.changes.actions import answer_action, give_action, move_action, put_off, withdraw_action
from wardmote.governance.changes.agenda import (
    add_item,
    add_paper,
    change_item,
    move_item,
    remove_item,
    replace_paper,
    withdraw_paper,
)
from wardmote.governance.changes.area import cover, end_link, uncover
from wardmote.governance.changes.bodies import add_body, end_body, give_part, link_partnership, succeed
from wardmote.governance.changes.calendars import end_calendar, open_calendar
from wardmote.governance.changes.circulating import cancel_meeting, circulate, move_meeting, plan_again
from wardmote.governance.changes.closing import approve_minutes, close_meeting, correct_minutes
from wardmote.governance.changes.duties import (
    add_evidence,
    claim_duty,
    set_reach,
    start_clock,
    take_back_claim,
    take_back_evidence,
)
from wardmote.governance.changes.framework import adopt_framework, change_framework, draft_framework, give_board_part
from wardmote.governance.changes.groups import end_group, end_seat, found_group, give_seat, reshape_group
from wardmote.governance.changes.meetings import move_on, plan_meeting
from wardmote.governance.changes.minuting import (
    Came,
    act_at,
    carry_item,
    change_decision,
    decide,
    declare_interest,
    remove_decision,
    remove_interest,
    take_attendance,
    write_minute,
)
from wardmote.governance.changes.past import file_past_meeting
from wardmote.governance.changes.planning import When
from wardmote.governance.changes.reports import (
    answer_ask,
    begin_report,
    change_line,
    end_reports,
    hand_in,
    remove_line,
    require_reports,
    write_line,
)
from wardmote.governance.changes.registers import add_entry, change_entry, give_status
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
from wardmote.governance.changes.series import Pattern, change_series, end_series, plan_ahead, set_up_series
from wardmote.governance.changes.telling import choose_letters, escalate_actions, tell_of_waiting
from wardmote.governance.changes.themes import add_theme, end_theme
from wardmote.governance.changes.duties import (
    add_evidence,
    claim_duty,
    set_reach,
    start_clock,
    take_back_claim,
    take_back_evidence,
)
from wardmote.governance.changes.framework import adopt_framework, change_framework, draft_framework, give_board_part
from wardmote.governance.changes.groups import end_group, end_seat, found_group, give_seat, reshape_group
from wardmote.governance.changes.meetings import When, move_on, plan_meeting
from wardmote.governance.changes.registers import add_entry, change_entry, give_status
from wardmote.governance.changes.writing import Clash
from wardmote.governance.changes.written import answer_in_writing, decide_in_writing

__all__ = [
    "Came",
    "Clash",
    "Pattern",
    "When",
    "act_at",
    "add_body",
    "add_control",
    "add_item",
    "add_paper",
    "add_entry",
    "add_evidence",
    "add_risk_category",
    "add_theme",
    "adopt_framework",
    "answer_action",
    "answer_ask",
    "answer_in_writing",
    "answer_matter",
    "answer_recommendation",
    "approve_minutes",
    "begin_report",
    "cancel_meeting",
    "carry_item",
    "change_control",
    "change_decision",
    "change_item",
    "change_line",
    "change_series",
    "choose_letters",
    "choose_scale",
    "circulate",
    "change_entry",
    "change_framework",
    "choose_letters",
    "choose_scale",
    "claim_duty",
    "close_meeting",
    "close_risk",
    "correct_minutes",
    "cover",
    "decide",
    "decide_in_writing",
    "declare_interest",
    "describe_risk",
    "draft_framework",
    "end_body",
    "end_calendar",
    "end_group",
    "end_link",
    "end_reports",
    "end_seat",
    "end_series",
    "end_theme",
    "escalate_actions",
    "file_past_meeting",
    "found_group",
    "give_action",
    "give_board_part",
    "give_part",
    "give_seat",
    "hand_in",
    "give_status",
    "link_partnership",
    "move_action",
    "move_item",
    "move_meeting",
    "move_on",
    "note_on_risk",
    "open_calendar",
    "plan_again",
    "plan_ahead",
    "plan_meeting",
    "put_off",
    "raise_risk",
    "remove_decision",
    "remove_interest",
    "remove_item",
    "remove_line",
    "reopen_risk",
    "replace_paper",
    "require_reports",
    "reshape_group",
    "review_risk",
    "score_risk",
    "set_up_series",
    "set_reach",
    "start_clock",
    "succeed",
    "take_attendance",
    "take_back_claim",
    "take_back_evidence",
    "tell_of_waiting",
    "uncover",
    "withdraw_action",
    "withdraw_matter",
    "withdraw_paper",
    "write_line",
    "write_matter",
    "write_minute",
    "write_recommendation",
    "write_scrutiny_meeting",
]
