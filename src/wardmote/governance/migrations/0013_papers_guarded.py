"""Papers, notices and answers are seen by whoever sees their meeting; a calendar by its member, and by whoever holds its address."""

from django.db import migrations

from wardmote.audit.history import KeptByTriggers
from wardmote.platform.rows import Guard

KEEPERS = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator'))) OR (SELECT at_the_command_line()))"
LOOKING_BACK = "(partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'auditor'))) OR (SELECT at_the_command_line()))"
ITS_MEETING = "meeting_id IN (SELECT id FROM governance_meeting)"
KEEPERS_OF_MEETINGS = f"({KEEPERS} AND {ITS_MEETING})"
ANSWERS = f"(({KEEPERS} OR (partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider'))) AND agency_id = (SELECT asking_agency()))) AND {ITS_MEETING})"
MINE = "member_id = (SELECT asking_member())"

OF_CIRCLES = (
    "governance_paperhistory",
    "governance_paperversionhistory",
    "governance_noticehistory",
    "governance_writtenanswerhistory",
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0012_papers")]
    operations = [
        KeptByTriggers(*OF_CIRCLES, "governance_calendarfeedhistory"),
        Guard(
            "governance_paper", see=ITS_MEETING, add=KEEPERS_OF_MEETINGS, change=KEEPERS_OF_MEETINGS, remove=KEEPERS_OF_MEETINGS
        ),
        *(
            Guard(table, see=ITS_MEETING, add=KEEPERS_OF_MEETINGS, change="false")
            for table in ("governance_paper_version", "governance_paper_content", "governance_notice")
        ),
        Guard("governance_written_answer", see=ITS_MEETING, add=KEEPERS_OF_MEETINGS, change=ANSWERS),
        Guard(
            "governance_calendar_feed",
            see=f"(({MINE} OR ((SELECT nobody_asks()) AND secret_digest = (SELECT link_opened()))) OR (SELECT at_the_command_line()))",
            add=f"({MINE} AND partnership_id = ANY (ARRAY(SELECT my_partnerships())))",
            change=MINE,
        ),
        *(Guard(table, see=KEEPERS, add="false", change="false") for table in OF_CIRCLES),
        Guard("governance_calendarfeedhistory", see=LOOKING_BACK, add="false", change="false"),
    ]  # fmt: skip
