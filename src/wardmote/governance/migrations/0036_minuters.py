# fmt: off
"""Whoever chairs a group or keeps its papers plans, minutes, circulates and closes its meetings, and gives its actions. Its minutes are approved as before."""

from typing import Any

from django.db import migrations

from wardmote.platform.rows import Function, Guard

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
HERE = "partnership_id = ANY (ARRAY(SELECT my_partnerships()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
AGENCY = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))"
ITS_MEETING = "EXISTS (SELECT FROM (SELECT id AS its_key FROM governance_meeting) its WHERE its_key = meeting_id)"
ITS_ACTION = "EXISTS (SELECT FROM (SELECT id AS its_key FROM governance_action) its WHERE its_key = action_id)"
ASKED = "action_id = ANY (ARRAY(SELECT actions_asked_of_us()))"
THEIR_ANSWERS = f"(({ASKED} AND {AGENCY}) AND kind IN ('answered'))"
SCRUTINY = "(counts IN ('matter') AND partnership_id = ANY (ARRAY(SELECT my_partnerships_as('scrutiny'))))"
COUNTED = "(counts IN ('action', 'decision') AND partnership_id = ANY (ARRAY(SELECT partnerships_i_minute())))"
BOTH = ("governance_agenda_item", "governance_attendance", "governance_interest", "governance_decision", "governance_paper")
APPENDED = ("governance_notice", "governance_paper_version", "governance_paper_content")


def minuting(column: str, function: str) -> str:
    """Keepers, and whoever minutes for the group."""
    return f"({KEEPERS} OR ({column} = ANY (ARRAY(SELECT {function}())) AND {HERE}))"


def guards(of_group: str, of_meeting: str, of_action: str, counting: str) -> dict[str, dict[str, Any]]:
    """The conditions of each table, with those who write for a group, at a meeting of it, at an action of it, and who count."""
    kept = f"({of_meeting} AND {ITS_MEETING})"
    def or_agency(writers: str) -> str:
        return f"({writers} OR {AGENCY})"
    return {
        **{table: {"see": ITS_MEETING, "add": kept, "change": kept, "remove": kept} for table in BOTH},
        **{table: {"see": ITS_MEETING, "add": kept, "change": "false"} for table in APPENDED},
        "governance_pulse": {"see": ITS_MEETING, "add": kept, "change": kept},
        "governance_written_answer": {"see": ITS_MEETING, "add": kept, "change": f"({or_agency(of_meeting)} AND {ITS_MEETING})"},
        "governance_meeting": {"see": CIRCLE, "add": of_group, "change": of_group},
        "governance_action": {"see": CIRCLE, "add": of_group, "change": of_group},
        "governance_action_answer": {"see": f"({CIRCLE} OR {AGENCY})", "add": of_group, "change": or_agency(of_group)},
        "governance_action_entry": {
            "see": f"({ITS_ACTION} OR {THEIR_ANSWERS})", "add": f"(({or_agency(of_action)} AND {ITS_ACTION}) OR {THEIR_ANSWERS})", "change": "false",
        },
        "governance_last_number": {"see": MEMBERS, "add": counting, "change": counting},
    }


FORMER = guards(KEEPERS, KEEPERS, KEEPERS, f"({KEEPERS} OR {SCRUTINY})")
NOW = guards(
    minuting("group_id", "groups_i_minute"), minuting("meeting_id", "meetings_i_minute"), minuting("action_id", "actions_i_minute"),
    f"(({KEEPERS} OR {SCRUTINY}) OR {COUNTED})",
)
GROUPS_I_MINUTE = Function(
    "groups_i_minute()",
    returns="SETOF uuid",
    body="""
        SELECT DISTINCT s.group_id FROM governance_seat s
         WHERE s.member_id = asking_member() AND s.capacity IN ('chair', 'secretary')
           AND s.partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider')))
           AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
    """,
)

PARTNERSHIPS_I_MINUTE = Function(
    "partnerships_i_minute()",
    returns="SETOF uuid",
    body="SELECT DISTINCT partnership_id FROM governance_group WHERE id = ANY (ARRAY(SELECT groups_i_minute()))",
)

MEETINGS_I_MINUTE = Function(
    "meetings_i_minute()",
    returns="SETOF uuid",
    body="SELECT id FROM governance_meeting WHERE group_id = ANY (ARRAY(SELECT groups_i_minute()))",
)

ACTIONS_I_MINUTE = Function(
    "actions_i_minute()",
    returns="SETOF uuid",
    body="SELECT id FROM governance_action WHERE group_id = ANY (ARRAY(SELECT groups_i_minute()))",
)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0035_handover_plans'),
    ]

    operations = [
        GROUPS_I_MINUTE,
        PARTNERSHIPS_I_MINUTE,
        MEETINGS_I_MINUTE,
        ACTIONS_I_MINUTE,
        *(Guard(table, **said, former=Guard(table, **FORMER[table])) for table, said in NOW.items()),
    ]
