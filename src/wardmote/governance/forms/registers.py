"""Entries of registers, as their definition asks for them; the framework document; the parts of boards."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.registers import Field, FieldKind, Register, years_of
from wardmote.governance.states import Leads
from wardmote.words import gettext as _

MAKERS: dict[FieldKind, Callable[[bool], forms.Field]] = {
    FieldKind.TEXT: lambda required: forms.CharField(max_length=300, required=required),
    FieldKind.LONG: lambda required: forms.CharField(max_length=4000, required=required, widget=forms.Textarea),
    FieldKind.DAY: lambda required: DayField(required=required),
    FieldKind.CHOICE: lambda required: forms.ChoiceField(required=required, widget=forms.RadioSelect),
    FieldKind.BODY: lambda required: forms.ChoiceField(required=required),
    FieldKind.LINK: lambda required: forms.CharField(max_length=500, required=required, validators=[_address]),
    FieldKind.NUMBER: lambda required: forms.IntegerField(required=required),
    FieldKind.YEARS: lambda required: forms.CharField(max_length=20, required=required, validators=[_years]),
}


def _address(text: str) -> None:
    ours = text.startswith("/") and not text.startswith("//")
    if not (ours or text.startswith(("https://", "http://"))):
        raise forms.ValidationError(
            _("Write a whole address that begins with https://, or that of a page here that begins with /.")
        )


def _years(text: str) -> None:
    if years_of(text) is None:
        raise forms.ValidationError(_("Write the period as two years, such as 2017-2020, or as one."))


class EntryForm(forms.Form):
    """An entry, field by field as its register is defined. With `version` it changes one that is there."""

    def __init__(self, *args: Any, register: Register, bodies: Choices, change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in register.fields:
            self.fields[one.key] = MAKERS[one.kind](one.required)
            self._dress(one, bodies)
        if change:
            self.fields["version"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def _dress(self, one: Field, bodies: Choices) -> None:
        made = self.fields[one.key]
        made.label, made.help_text = _(one.label), _(one.note)
        made.error_messages["required"] = _("{label}: this is needed").format(label=_(one.label))
        if one.kind is FieldKind.BODY:
            offered(self, one.key, bodies, _("No body in particular"))
        if one.kind is FieldKind.CHOICE:
            offered(self, one.key, [(choice.key, _(choice.label)) for choice in one.choices])


class StatusForm(forms.Form):
    """Another status of an entry, from a day on."""

    status = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=1000, required=False, widget=forms.Textarea)
    valid_from = DayField()

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"status": _("What it is now"), "words": _("Why"), "valid_from": _("From")}
        labelled(self, labels, {"status": _("Choose what it is now")})
        offered(self, "status", [(one.key, _(one.label)) for one in register.statuses])


class SearchForm(forms.Form):
    """What a list of entries is narrowed to, in its address."""

    words = forms.CharField(max_length=100, required=False)
    status = forms.ChoiceField(required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, data: Any, *, register: Register) -> None:
        super().__init__(data, auto_id="id-%s")
        labelled(self, {"words": _("Words in it"), "status": _("What it is now")})
        offered(self, "status", [(one.key, _(one.label)) for one in register.statuses], _("Anything"))
        if not register.statuses:
            del self.fields["status"]
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {"words": found.get("words", ""), "status": found.get("status", ""), "page": found.get("page") or 1}


class TimelineForm(forms.Form):
    """Which register the line of time is about, in its address."""

    register = forms.ChoiceField(required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, data: Any, *, registers: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="id-%s")
        labelled(self, {"register": _("Register")})
        offered(self, "register", registers, _("All of them"))
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        return {"register": self.cleaned_data.get("register", ""), "page": self.cleaned_data.get("page") or 1}


class FrameworkForm(forms.Form):
    """A version of the framework document. With `version` it changes the draft."""

    title = forms.CharField(max_length=160)
    text = forms.CharField(max_length=100_000, required=False, widget=forms.Textarea(attrs={"rows": 20}))
    link = forms.CharField(max_length=500, required=False, validators=[_address])
    what_changed = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "title": _("Title"),
            "text": _("The document"),
            "link": _("Or where it lies"),
            "what_changed": _("What changes with this version"),
        }
        labelled(self, labels, {"title": _("Enter a title")})
        self.fields["text"].help_text = _(
            "Begin the line of a heading with # and a space. An empty line ends a paragraph."
        )
        if not change:
            del self.fields["version"]


class AdoptForm(forms.Form):
    """The draft was adopted."""

    on = DayField()
    where = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"on": _("Adopted on"), "where": _("At which meeting")})
        self.fields["where"].help_text = _("A single meeting on file for that day is tied to it by itself.")


class BoardPartForm(forms.Form):
    """What a board does on a topic, from a day on."""

    topic = forms.CharField(max_length=120)
    board = forms.CharField(max_length=120)
    part = forms.ChoiceField(widget=forms.RadioSelect)
    valid_from = DayField()

    def __init__(self, *args: Any, topics: Sequence[str], boards: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"topic": _("Topic"), "board": _("Board"), "part": _("What it does"), "valid_from": _("From")}
        labelled(
            self, labels, {"topic": _("Enter a topic"), "board": _("Enter a board"), "part": _("Choose what it does")}
        )
        offered(self, "part", [*((one.value, words.leads(one)) for one in Leads), ("none", _("Nothing any more"))])
        there = _("On the table already: {names}")
        for name, names in (("topic", topics), ("board", boards)):
            if names:
                self.fields[name].help_text = there.format(names="; ".join(names))

    @property
    def chosen(self) -> Leads | None:
        return None if self.cleaned_data["part"] == "none" else Leads(self.cleaned_data["part"])
