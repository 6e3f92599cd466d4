"""What all forms of governance share: labels, choices, days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.engine.errors import UnknownArea
from wardmote.governance import places
from wardmote.words import gettext as _

Choices = Sequence[tuple[str, str]]


def labelled(form: forms.Form, labels: dict[str, str], missing: dict[str, str] | None = None) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
    for name, said in (missing or {}).items():
        form.fields[name].error_messages["required"] = said


def offered(form: forms.Form, name: str, choices: Choices, nothing: str = "") -> None:
    """Fill a field's choices; `nothing` is what stands before anything is chosen."""
    form.fields[name].choices = [("", nothing), *choices] if nothing else list(choices)  # type: ignore[attr-defined]


def in_words(form: forms.Form) -> list[tuple[str, str]]:
    """What a list is narrowed to by a form in its address: labels, and what was chosen or typed. Nothing for what was not, or wrongly."""
    held = form.cleaned_data if form.is_valid() else {}
    chosen = [(name, value) for name, value in held.items() if value and name != "page"]
    return [(str(form.fields[name].label), _in_words(form.fields[name], value)) for name, value in chosen]


def _in_words(field: forms.Field, value: Any) -> str:
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value) or choices.get(str(value)) or value)


class AreaField(forms.CharField):
    """An area of the lookups, by code or by name: its code. Says what is close when there is none of that name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return places.found(text).area.code
        except UnknownArea as unknown:
            said = str(unknown)
            raise forms.ValidationError(said[:1].upper() + said[1:] + ".") from unknown


class DayForm(forms.Form):
    """The day that a page is about, in its address."""

    on = DayField(required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or None, auto_id="id-%s", initial={"on": today})
        self.today = today
        self.fields["on"].label = _("As it was on")

    @property
    def day(self) -> date:
        """The day asked for; today when none is, or what was typed is no day."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or self.today


class LastDayForm(forms.Form):
    """The last day of something."""

    last = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last"].label = _("Last day")

    @property
    def end(self) -> date:
        """The first day on which it no longer holds."""
        return date.fromordinal(self.cleaned_data["last"].toordinal() + 1)
