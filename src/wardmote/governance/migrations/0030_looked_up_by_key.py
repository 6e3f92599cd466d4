# fmt: off
"""What belongs to a meeting, an action or a report is looked up by the key of that one, where every meeting or action was read before."""

from typing import Any

from django.db import migrations

from wardmote.platform.rows import Guard

MEMBERS = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
THE_AGENCY = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))"
KEEPERS_OR_THE_AGENCY = f"({KEEPERS} OR {THE_AGENCY})"
WRITERS = f"({KEEPERS} OR (group_id = ANY (ARRAY(SELECT groups_i_report_for())) AND {MEMBERS}))"
BY_ITSELF = "(SELECT by_itself())"
FORMERLY, NOW = (  # how the row that another belongs to was looked for
    "{column} IN (SELECT id FROM {table})",
    "EXISTS (SELECT FROM (SELECT id AS its_key FROM {table}) its WHERE its_key = {column})",
)

KEPT = ("governance_agenda_item", "governance_attendance", "governance_interest", "governance_decision", "governance_paper")
APPENDED = ("governance_minutes", "governance_correction", "governance_notice", "governance_paper_version", "governance_paper_content")


def guards(its: str) -> dict[str, dict[str, Any]]:
    """The conditions of each table, with the row that it belongs to looked for in this way."""
    meeting = its.format(column="meeting_id", table="governance_meeting")
    action = its.format(column="action_id", table="governance_action")
    report = its.format(column="report_id", table="governance_exception_report")
    line = its.format(column="line_id", table="governance_report_line")

    def kept(seen: str, writers: str) -> dict[str, str]:
        written = f"({writers} AND {seen})"
        return {"see": seen, "add": written, "change": written}

    whole = {table: kept(meeting, KEEPERS) | {"remove": f"({KEEPERS} AND {meeting})"} for table in KEPT}
    appended = {table: {**kept(meeting, KEEPERS), "change": "false"} for table in APPENDED}
    return whole | appended | {
        "governance_pulse": kept(meeting, KEEPERS),
        "governance_written_answer": kept(meeting, KEEPERS) | {"change": f"({KEEPERS_OR_THE_AGENCY} AND {meeting})"},
        "governance_action_entry": kept(action, KEEPERS_OR_THE_AGENCY) | {"change": "false"},
        "governance_escalation": {"see": f"({action} OR {BY_ITSELF})", "add": BY_ITSELF, "change": "false"},
        "governance_report_line": kept(report, WRITERS) | {"remove": f"({WRITERS} AND {report})"},
        "governance_line_theme": kept(line, WRITERS) | {"remove": f"({WRITERS} AND {line})"},
    }


FORMER = guards(FORMERLY)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0029_handovers'),
    ]

    operations = [Guard(table, **said, former=Guard(table, **FORMER[table])) for table, said in guards(NOW).items()]
