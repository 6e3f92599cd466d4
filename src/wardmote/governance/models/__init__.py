"""The tables of governance. Everything is dated: a role, a seat, the shape of a group ends, it is not deleted."""

from wardmote.governance.models.actions import Action, ActionAnswer
from wardmote.governance.models.bodies import Body, BodyPart, PartnershipLink, Succession
from wardmote.governance.models.decisions import Decision, Interest
from wardmote.governance.models.groups import Group, GroupShape, Seat
from wardmote.governance.models.meetings import AgendaItem, Attendance, Meeting, Series
from wardmote.governance.models.minutes import Correction, Minutes

__all__ = [
    "Action",
    "ActionAnswer",
    "AgendaItem",
    "Attendance",
    "Body",
    "BodyPart",
    "Correction",
    "Decision",
    "Group",
    "GroupShape",
    "Interest",
    "Meeting",
    "Minutes",
    "PartnershipLink",
    "Seat",
    "Series",
    "Succession",
]
