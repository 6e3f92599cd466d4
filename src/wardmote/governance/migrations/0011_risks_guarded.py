"""Rows of the risk register and of reports by exception are seen and changed as the models declare; history is written by its triggers alone."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Function, Guard

MEMBERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships())) OR (SELECT at_the_command_line()))"
KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'auditor'))) OR (SELECT at_the_command_line()))"
CIRCLE = "((((circle IN ('partnership') AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))) OR (group_id = ANY (ARRAY(SELECT my_groups())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))) OR partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator')))) OR (SELECT at_the_command_line()))"
WRITERS = f"({KEEPERS} OR (group_id = ANY (ARRAY(SELECT groups_i_report_for())) AND partnership_id = ANY (ARRAY(SELECT my_partnerships()))))"
READERS = f"((state IN ('handed-in') AND {CIRCLE}) OR {WRITERS})"
ITS_REPORT = "report_id IN (SELECT id FROM governance_exception_report)"
ITS_LINE = "line_id IN (SELECT id FROM governance_report_line)"
WRITERS_OF_LINES = f"({WRITERS} AND {ITS_REPORT})"
WRITERS_OF_THEMES = f"({WRITERS} AND {ITS_LINE})"

BUSINESS = (
    "governance_risk_scale",
    "governance_risk_category",
    "governance_risk",
    "governance_risk_scoring",
    "governance_risk_control",
    "governance_risk_note",
    "governance_theme",
    "governance_report_duty",
)
HISTORY = (
    "governance_riskscalehistory",
    "governance_riskcategoryhistory",
    "governance_riskhistory",
    "governance_riskscoringhistory",
    "governance_riskcontrolhistory",
    "governance_risknotehistory",
    "governance_themehistory",
    "governance_reportdutyhistory",
)
OF_CIRCLES = (
    "governance_exceptionreporthistory",
    "governance_reportlinehistory",
    "governance_linethemehistory",
)
GROUPS_I_REPORT_FOR = Function(
    "groups_i_report_for()",
    returns="SETOF uuid",
    body="""
        SELECT s.group_id FROM governance_seat s
         WHERE s.member_id = asking_member() AND s.capacity IN ('chair', 'vice-chair', 'secretary')
           AND s.partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative')))
           AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
        UNION
        SELECT g.group_id FROM governance_group_shape g JOIN governance_body b ON b.id = g.lead_id
         WHERE b.agency_id = asking_agency()
           AND g.partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative')))
           AND g.valid_from <= today_in_london() AND (g.valid_to IS NULL OR g.valid_to > today_in_london())
    """,
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_reports")]
    operations = [
        KeptByTriggers(*HISTORY, *OF_CIRCLES),
        GROUPS_I_REPORT_FOR,
        *(Guard(table, see=MEMBERS, add=KEEPERS, change=KEEPERS) for table in BUSINESS),
        Guard("governance_exception_report", see=READERS, add=WRITERS, change=WRITERS),
        Guard(
            "governance_report_line",
            see=ITS_REPORT,
            add=WRITERS_OF_LINES,
            change=WRITERS_OF_LINES,
            remove=WRITERS_OF_LINES,
        ),
        Guard(
            "governance_line_theme",
            see=ITS_LINE,
            add=WRITERS_OF_THEMES,
            change=WRITERS_OF_THEMES,
            remove=WRITERS_OF_THEMES,
        ),
        *(Guard(table, see=LOOKING_BACK, add="false", change="false") for table in HISTORY),
        *(Guard(table, see=KEEPERS, add="false", change="false") for table in OF_CIRCLES),
    ]
