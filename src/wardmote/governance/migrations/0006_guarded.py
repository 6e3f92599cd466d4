"""Rows are seen and changed as the models declare; history is written by its triggers alone."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Function, Guard

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'auditor'))) OR (SELECT at_the_command_line()))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
ITS_MEETING = "meeting_id IN (SELECT id FROM governance_meeting)"
ITS_ACTION = "action_id IN (SELECT id FROM governance_action)"
KEEPERS_OF_MEETINGS = f"({KEEPERS} AND {ITS_MEETING})"
KEEPERS_OF_ACTIONS = f"({KEEPERS} AND {ITS_ACTION})"
ANSWERS = f"(({KEEPERS} OR (partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))) AND {ITS_ACTION})"

BUSINESS = (
    "governance_body",
    "governance_body_part",
    "governance_succession",
    "governance_partnership_link",
    "governance_group",
    "governance_group_shape",
    "governance_seat",
    "governance_series",
)
OF_MEETINGS = ("governance_agenda_item", "governance_attendance", "governance_interest", "governance_decision")
HISTORY = (
    "governance_bodyhistory",
    "governance_bodyparthistory",
    "governance_successionhistory",
    "governance_partnershiplinkhistory",
    "governance_grouphistory",
    "governance_groupshapehistory",
    "governance_seathistory",
    "governance_serieshistory",
)
OF_CIRCLES = (
    "governance_meetinghistory",
    "governance_agendaitemhistory",
    "governance_attendancehistory",
    "governance_interesthistory",
    "governance_decisionhistory",
    "governance_actionhistory",
    "governance_actionanswerhistory",
)
MY_GROUPS = Function(
    "my_groups()",
    returns="SETOF uuid",
    body="""
        SELECT DISTINCT s.group_id FROM governance_seat s
         WHERE s.member_id = asking_member() AND s.partnership_id = ANY (ARRAY(SELECT my_partnerships()))
           AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
    """,
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_actions")]
    operations = [
        KeptByTriggers(*HISTORY, *OF_CIRCLES),
        MY_GROUPS,
        *(Guard(table, see=MEMBERS, add=KEEPERS, change=KEEPERS) for table in BUSINESS),
        *(
            Guard(table, see=CIRCLE, add=KEEPERS, change=KEEPERS)
            for table in ("governance_meeting", "governance_action")
        ),
        *(
            Guard(
                table, see=ITS_MEETING, add=KEEPERS_OF_MEETINGS, change=KEEPERS_OF_MEETINGS, remove=KEEPERS_OF_MEETINGS
            )
            for table in OF_MEETINGS
        ),
        Guard("governance_action_answer", see=ITS_ACTION, add=KEEPERS_OF_ACTIONS, change=ANSWERS),
        *(Guard(table, see=LOOKING_BACK, add="false", change="false") for table in HISTORY),
        *(Guard(table, see=KEEPERS, add="false", change="false") for table in OF_CIRCLES),
    ]
