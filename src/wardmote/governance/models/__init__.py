"""The tables of governance. Everything is dated: a role, a seat, the shape of a group ends, it is not deleted."""

from wardmote.governance.models.actions import Action, ActionAnswer, ActionEntry, Escalation, LetterWish
from wardmote.governance.models.bodies import Body, BodyPart, PartnershipLink, Succession
from wardmote.governance.models.circulation import CalendarFeed, Notice, WrittenAnswer
from wardmote.governance.models.decisions import Decision, Interest
from wardmote.governance.models.duties import Claim, DutyScope, Evidence, Occasion
from wardmote.governance.models.exits import Exit, ExitPiece
from wardmote.governance.models.framework import BoardPart, Framework
from wardmote.governance.models.groups import Group, GroupShape, Seat
from wardmote.governance.models.handovers import Carried, Handover, HandoverPlan, ProposedRole
from wardmote.governance.models.imports import Import, ImportContent, ImportedRow, PlannedRow
from wardmote.governance.models.meetings import AgendaItem, Attendance, Meeting, Series
from wardmote.governance.models.minutes import Correction, Minutes, Pulse
from wardmote.governance.models.numbers import LastNumber
from wardmote.governance.models.papers import Paper, PaperContent, PaperVersion
from wardmote.governance.models.registers import Entry, EntryStatus
from wardmote.governance.models.reports import ExceptionReport, LineTheme, ReportDuty, ReportLine, Theme
from wardmote.governance.models.risk_scores import RiskScale, RiskScoring
from wardmote.governance.models.risks import Risk, RiskCategory, RiskControl, RiskNote
from wardmote.governance.models.scrutiny import Matter, Recommendation, RecommendationAnswer, ScrutinyMeeting
from wardmote.governance.models.searched import Sought

__all__ = [
    "Action",
    "ActionAnswer",
    "ActionEntry",
    "AgendaItem",
    "Attendance",
    "BoardPart",
    "Body",
    "BodyPart",
    "CalendarFeed",
    "Carried",
    "Claim",
    "Correction",
    "Decision",
    "DutyScope",
    "Entry",
    "EntryStatus",
    "Escalation",
    "Evidence",
    "ExceptionReport",
    "Exit",
    "ExitPiece",
    "Framework",
    "Group",
    "GroupShape",
    "Handover",
    "HandoverPlan",
    "Import",
    "ImportContent",
    "ImportedRow",
    "Interest",
    "LastNumber",
    "LetterWish",
    "LineTheme",
    "Matter",
    "Meeting",
    "Minutes",
    "Notice",
    "Occasion",
    "Paper",
    "PaperContent",
    "PaperVersion",
    "PartnershipLink",
    "PlannedRow",
    "ProposedRole",
    "Pulse",
    "Recommendation",
    "RecommendationAnswer",
    "ReportDuty",
    "ReportLine",
    "Risk",
    "RiskCategory",
    "RiskControl",
    "RiskNote",
    "RiskScale",
    "RiskScoring",
    "ScrutinyMeeting",
    "Seat",
    "Series",
    "Sought",
    "Succession",
    "Theme",
    "WrittenAnswer",
]
