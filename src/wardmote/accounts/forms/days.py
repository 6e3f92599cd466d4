"""A day, typed as day, month and year: the three boxes of the Design System, no calendar to fight with."""

from datetime import date
from typing import Any

from django import forms

from wardmote.words import gettext as _

PARTS = ("day", "month", "year")


class DayBoxes(forms.MultiWidget):
    """Three boxes, called ``…-day``, ``…-month`` and ``…-year``."""

    def __init__(self) -> None:
        super().__init__(widgets={part: forms.TextInput() for part in PARTS})
        self.widgets_names = [f"-{part}" for part in PARTS]  # as the boxes of the Design System are called

    def decompress(self, value: Any) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if isinstance(value, date) else ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed into the three boxes; or a whole day, as the page of two people’s texts sends it back."""
        typed = super().value_from_datadict(data, files, name)
        whole = str(data.get(name) or "")
        if any(typed) or not whole:
            return typed
        try:
            return self.decompress(date.fromisoformat(whole))
        except ValueError:
            return [whole, "", ""]


class DayField(forms.MultiValueField):
    """A day. `label` is what the messages call it, as in “The day … must include a year”."""

    widget = DayBoxes

    def __init__(self, *, required: bool = True) -> None:
        boxes = tuple(forms.CharField(max_length=4, required=False) for _part in PARTS)
        super().__init__(boxes, required=required, require_all_fields=False)

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise forms.ValidationError(_("{label}: enter a day").format(label=self.label))
            return None
        if not all(typed):
            raise forms.ValidationError(_("{label}: enter a day, a month and a year").format(label=self.label))
        try:
            day, month, year = (int(part) for part in typed)
            found = date(year, month, day)
        except ValueError:
            found = date.min
        if not 1900 <= found.year <= 2200:
            raise forms.ValidationError(_("{label}: enter a real day, like 17 5 2027").format(label=self.label))
        return found
