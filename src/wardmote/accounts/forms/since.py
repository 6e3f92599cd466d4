"""Since when somebody wants to be told what happened."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


class SinceForm(forms.Form):
    """A day, in the address of Home: `?since=2026-03-01`."""

    since = DayField(required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data if any(name.startswith("since") for name in data) else None, auto_id="id-%s")
        self.today = today
        self.fields["since"].label = _("What happened since")

    def clean_since(self) -> date | None:
        found: date | None = self.cleaned_data["since"]
        if found and found > self.today:
            raise forms.ValidationError(_("What happened since: enter a day that has come"))
        return found

    @property
    def moment(self) -> datetime | None:
        """The beginning of the day asked for; None when none is."""
        day: date | None = self.cleaned_data.get("since") if self.is_bound and self.is_valid() else None
        return datetime.combine(day, time(), LONDON) if day else None
