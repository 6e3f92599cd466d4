"""A row of governance and the rows that it names are of one partnership: the database sees to it, whoever writes."""

from django.db import migrations

from wardmote.platform.rows import HeldTogether

NAMED = {
    "governance_body_part": {"body_id": "governance_body"},
    "governance_succession": {"before_id": "governance_body", "after_id": "governance_body"},
    "governance_group_shape": {
        "group_id": "governance_group",
        "parent_id": "governance_group",
        "lead_id": "governance_body",
    },
    "governance_seat": {"group_id": "governance_group", "body_id": "governance_body"},
    "governance_series": {"group_id": "governance_group"},
    "governance_meeting": {"group_id": "governance_group", "series_id": "governance_series"},
    "governance_agenda_item": {"meeting_id": "governance_meeting"},
    "governance_attendance": {"meeting_id": "governance_meeting", "body_id": "governance_body"},
    "governance_action": {
        "group_id": "governance_group",
        "meeting_id": "governance_meeting",
        "item_id": "governance_agenda_item",
    },
    "governance_action_answer": {
        "action_id": "governance_action",
        "body_id": "governance_body",
        "moved_from_id": "governance_body",
        "group_id": "governance_group",
    },
    "governance_action_entry": {"action_id": "governance_action", "body_id": "governance_body"},
    "governance_escalation": {"action_id": "governance_action"},
    "governance_notice": {"meeting_id": "governance_meeting"},
    "governance_written_answer": {"meeting_id": "governance_meeting", "body_id": "governance_body"},
    "governance_interest": {"meeting_id": "governance_meeting", "item_id": "governance_agenda_item"},
    "governance_decision": {"meeting_id": "governance_meeting", "item_id": "governance_agenda_item"},
    "governance_claim": {"occasion_id": "governance_occasion"},
    "governance_framework": {"meeting_id": "governance_meeting"},
    "governance_import_content": {"file_id": "governance_import"},
    "governance_imported_row": {"file_id": "governance_import"},
    "governance_minutes": {"meeting_id": "governance_meeting", "approved_in_id": "governance_meeting"},
    "governance_correction": {"meeting_id": "governance_meeting"},
    "governance_pulse": {"meeting_id": "governance_meeting"},
    "governance_paper": {"meeting_id": "governance_meeting", "item_id": "governance_agenda_item"},
    "governance_paper_version": {"meeting_id": "governance_meeting", "paper_id": "governance_paper"},
    "governance_paper_content": {"meeting_id": "governance_meeting", "version_id": "governance_paper_version"},
    "governance_entry_status": {"entry_id": "governance_entry"},
    "governance_theme": {"parent_id": "governance_theme"},
    "governance_report_duty": {"group_id": "governance_group"},
    "governance_exception_report": {"group_id": "governance_group"},
    "governance_report_line": {"report_id": "governance_exception_report", "group_id": "governance_group"},
    "governance_line_theme": {
        "line_id": "governance_report_line",
        "theme_id": "governance_theme",
        "group_id": "governance_group",
    },
    "governance_risk": {
        "category_id": "governance_risk_category",
        "body_id": "governance_body",
        "seat_id": "governance_seat",
    },
    "governance_risk_control": {"risk_id": "governance_risk", "body_id": "governance_body"},
    "governance_risk_note": {"risk_id": "governance_risk"},
    "governance_risk_scoring": {"risk_id": "governance_risk", "scale_id": "governance_risk_scale"},
    "governance_recommendation_answer": {
        "recommendation_id": "governance_recommendation",
        "body_id": "governance_body",
        "action_id": "governance_action",
    },
    "governance_matter": {"body_id": "governance_body"},
}


class Migration(migrations.Migration):
    dependencies = [("governance", "0024_imports")]
    operations = [HeldTogether("partnership_id", NAMED)]
