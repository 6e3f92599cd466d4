"""What people fill in on the pages of governance."""

from wardmote.governance.forms.filling import DayForm, LastDayForm
from wardmote.governance.forms.structure import BodyForm, GroupForm, PartForm, SeatForm, SuccessionForm

__all__ = ["BodyForm", "DayForm", "GroupForm", "LastDayForm", "PartForm", "SeatForm", "SuccessionForm"]
