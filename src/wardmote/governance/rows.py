"""Whose the rows of governance are. Most is the partnership's; what a group does behind closed doors is the group's and of whoever runs the business."""

from wardmote.accounts.rows import AT_THE_COMMAND_LINE, in_my_partnerships, in_my_partnerships_as, mine, of_my_agency
from wardmote.accounts.states import Role
from wardmote.audit.history import tracked
from wardmote.governance.states import Circle
from wardmote.platform.rows import NOBODY, Function, Rows, among, only_if, says, with_its
from wardmote.words import gettext as _

KEEPERS = (Role.MANAGER, Role.COORDINATOR)  # they run the partnership's business
ANSWERING = (
    Role.MANAGER,
    Role.COORDINATOR,
    Role.CHAIR,
    Role.ANALYST,
    Role.REPRESENTATIVE,
    Role.CASEWORKER,
    Role.PROVIDER,
)

BY_KEEPERS = in_my_partnerships_as(*KEEPERS) | AT_THE_COMMAND_LINE
BY_THE_AGENCY = in_my_partnerships_as(*ANSWERING) & of_my_agency()
MEMBERS = in_my_partnerships() | AT_THE_COMMAND_LINE
IN_THE_GROUP = among("group_id", "my_groups()", _("members of the group")) & in_my_partnerships()
IN_THE_CIRCLE = (
    (says("circle", Circle.PARTNERSHIP, words=_("what the partnership may read")) & in_my_partnerships())
    | IN_THE_GROUP
    | in_my_partnerships_as(*KEEPERS)
    | AT_THE_COMMAND_LINE
)
REPORTERS = (
    among("group_id", "groups_i_report_for()", _("whoever chairs the group, keeps its papers, or acts for the agency that leads it"))
    & in_my_partnerships()
)  # fmt: skip
ASKED_OF_US = (
    among("action_id", "actions_asked_of_us()", _("whoever acts for the agency that a closed group asked"))
    & BY_THE_AGENCY
)
MINUTERS = _("whoever chairs the group or keeps its papers")
BY_MINUTERS = among("group_id", "groups_i_minute()", MINUTERS) & in_my_partnerships()
OF_THEIR_MEETING = among("meeting_id", "meetings_i_minute()", MINUTERS) & in_my_partnerships()
OF_THEIR_ACTION = among("action_id", "actions_i_minute()", MINUTERS) & in_my_partnerships()
MINUTING_HERE = among("partnership_id", "partnerships_i_minute()", _("whoever chairs a group or keeps its papers"))
BY_ITSELF = only_if("by_itself()", _("the installation itself"))
OWN = (mine() & in_my_partnerships()) | BY_ITSELF
BY_SCRUTINY = in_my_partnerships_as(Role.SCRUTINY)
LOOKING_BACK = in_my_partnerships_as(Role.MANAGER, Role.COORDINATOR, Role.AUDITOR) | AT_THE_COMMAND_LINE

OF_BUSINESS = Rows(see=LOOKING_BACK, add=NOBODY, change=NOBODY)
OF_CIRCLES = Rows(see=BY_KEEPERS, add=NOBODY, change=NOBODY)  # earlier versions know no circle: an auditor is in none
KEPT_BY_KEEPERS = Rows(see=MEMBERS, add=BY_KEEPERS, change=BY_KEEPERS, recorded=False)
IN_CIRCLES = Rows(see=IN_THE_CIRCLE, add=BY_KEEPERS | BY_MINUTERS, change=BY_KEEPERS | BY_MINUTERS)


ITS_MEETING = with_its("meeting_id", "governance_meeting", _("whoever sees its meeting"))
KEPT_WITH_ITS_MEETING = (BY_KEEPERS | OF_THEIR_MEETING) & ITS_MEETING
APPENDED_TO_ITS_MEETING = Rows(see=ITS_MEETING, add=KEPT_WITH_ITS_MEETING, change=NOBODY)
ANSWERED_FOR_ITS_BODY = Rows(
    see=ITS_MEETING, add=KEPT_WITH_ITS_MEETING, change=(BY_KEEPERS | OF_THEIR_MEETING | BY_THE_AGENCY) & ITS_MEETING
)


def of_its_meeting() -> Rows:
    """Whoever sees the meeting sees what belongs to it."""
    return Rows(see=ITS_MEETING, add=KEPT_WITH_ITS_MEETING, change=KEPT_WITH_ITS_MEETING, remove=KEPT_WITH_ITS_MEETING)


MY_GROUPS = Function(
    "my_groups()",
    returns="SETOF uuid",
    body="""
        SELECT DISTINCT s.group_id FROM governance_seat s
         WHERE s.member_id = asking_member() AND s.partnership_id = ANY (ARRAY(SELECT my_partnerships()))
           AND s.valid_from <= today_in_london() AND (s.valid_to IS NULL OR s.valid_to > today_in_london())
    """,
)

ACTIONS_ASKED_OF_US = Function(
    "actions_asked_of_us()",
    returns="SETOF uuid",
    body="""
        SELECT w.action_id FROM governance_action_answer w
         WHERE w.agency_id = asking_agency() AND w.circle = 'group'
           AND w.partnership_id = ANY (ARRAY(SELECT my_partnerships_as('manager', 'coordinator', 'chair', 'analyst', 'representative', 'caseworker', 'provider')))
    """,
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

__all__ = [
    "ACTIONS_ASKED_OF_US",
    "ACTIONS_I_MINUTE",
    "ANSWERED_FOR_ITS_BODY",
    "ANSWERING",
    "APPENDED_TO_ITS_MEETING",
    "ASKED_OF_US",
    "BY_ITSELF",
    "BY_KEEPERS",
    "BY_MINUTERS",
    "BY_SCRUTINY",
    "BY_THE_AGENCY",
    "GROUPS_I_MINUTE",
    "GROUPS_I_REPORT_FOR",
    "IN_CIRCLES",
    "IN_THE_CIRCLE",
    "ITS_MEETING",
    "KEEPERS",
    "KEPT_BY_KEEPERS",
    "KEPT_WITH_ITS_MEETING",
    "MEETINGS_I_MINUTE",
    "MEMBERS",
    "MINUTING_HERE",
    "MY_GROUPS",
    "OF_BUSINESS",
    "OF_CIRCLES",
    "OF_THEIR_ACTION",
    "OF_THEIR_MEETING",
    "OWN",
    "PARTNERSHIPS_I_MINUTE",
    "REPORTERS",
    "of_its_meeting",
    "tracked",
]
