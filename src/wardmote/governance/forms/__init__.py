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
from wardmote.governance.forms.filling import DayForm, LastDayForm
from wardmote.governance.forms.partnership import CoverForm, LinkForm
from wardmote.governance.forms.structure import BodyForm, GroupForm, PartForm, SeatForm, SuccessionForm

__all__ = [
    "ActionFilter",
    "AnswerForm",
    "BodyForm",
    "CoverForm",
    "DayForm",
    "GiveForm",
    "GroupForm",
    "LastDayForm",
    "LettersForm",
    "LinkForm",
    "MoveForm",
    "PartForm",
    "PutOffForm",
    "SeatForm",
    "SuccessionForm",
    "WithdrawForm",
]
