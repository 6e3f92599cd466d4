"""Who may do what in governance: read it, or run it."""

from wardmote.accounts.policies import may, may_in

may_see_governance = may("see-governance")
may_run_governance = may("run-governance")
may_take_partnership_out = may("take-partnership-out")
may_report_by_exception = may("report-by-exception")
may_minute_meetings = may("minute-meetings")
may_answer_actions = may("answer-actions")
may_ask_as_scrutiny = may("ask-as-scrutiny")

__all__ = [
    "may_answer_actions",
    "may_ask_as_scrutiny",
    "may_in",
    "may_minute_meetings",
    "may_report_by_exception",
    "may_run_governance",
    "may_see_governance",
    "may_take_partnership_out",
]
