"""What people fill in on the pages of governance."""

from wardmote.governance.forms.actions import (
    ActionFilter,
    AnswerForm,
    GiveForm,
    LettersForm,
    MoveForm,
    PutOffForm,
    WithdrawForm,
)
from wardmote.governance.forms.closing import ApproveForm, CloseForm, CorrectionForm, RegisterForm
from wardmote.governance.forms.filling import DayForm, LastDayForm
from wardmote.governance.forms.minuting import (
    ActionForm,
    AttendanceForm,
    ChangedDecisionForm,
    DecisionForm,
    InterestForm,
    MinuteForm,
    begun_with,
)
from wardmote.governance.forms.partnership import CoverForm, LinkForm
from wardmote.governance.forms.scrutiny import (
    InformationForm,
    MatterAnswerForm,
    MatterForm,
    RecommendationForm,
    ResponseForm,
    ScrutinyMeetingForm,
)
from wardmote.governance.forms.structure import BodyForm, GroupForm, PartForm, SeatForm, SuccessionForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "AnswerForm",
    "ApproveForm",
    "AttendanceForm",
    "BodyForm",
    "ChangedDecisionForm",
    "CloseForm",
    "CorrectionForm",
    "CoverForm",
    "DayForm",
    "DecisionForm",
    "GiveForm",
    "GroupForm",
    "InformationForm",
    "InterestForm",
    "LastDayForm",
    "LettersForm",
    "LinkForm",
    "MatterAnswerForm",
    "MatterForm",
    "MinuteForm",
    "MoveForm",
    "PartForm",
    "PutOffForm",
    "RecommendationForm",
    "RegisterForm",
    "ResponseForm",
    "ScrutinyMeetingForm",
    "SeatForm",
    "SuccessionForm",
    "WithdrawForm",
    "begun_with",
]
