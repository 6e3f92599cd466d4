"""Recommendations and the scrutiny register, as people fill them in."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.changes.scrutiny import Asked
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.states import RESPONSES, MatterKind, OwnedBy, Response, Source
from wardmote.words import gettext as _


class RecommendationForm(forms.Form):
    """Something that was recommended, and to whom."""

    source = forms.TypedChoiceField(coerce=Source, widget=forms.RadioSelect)
    source_name = forms.CharField(max_length=200)
    made_on = DayField()
    text = forms.CharField(max_length=2000, widget=forms.Textarea)
    everybody = forms.BooleanField(required=False)
    bodies = forms.TypedMultipleChoiceField(coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple)
    due_on = DayField(required=False)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "source": _("Where it comes from"), "source_name": _("Which report, review or inspection"), "made_on": _("Made on"),
            "text": _("What is recommended"), "everybody": _("To all responsible authorities, each for itself"), "bodies": _("Or to these bodies"),
            "due_on": _("To be answered by"),
        }  # fmt: skip
        missing = {
            "source": _("Choose where it comes from"),
            "source_name": _("Enter which report it comes from"),
            "text": _("Enter what is recommended"),
        }
        labelled(self, labels, missing)
        offered(self, "source", [(one.value, words.source(one)) for one in Source])
        offered(self, "bodies", bodies)
        self.fields["due_on"].help_text = _(
            "What scrutiny recommends is due by the law’s own clock, whatever you enter here."
        )

    @property
    def asked(self) -> dict[str, Any]:
        """What was filled in, as `changes` takes it."""
        held = {name: self.cleaned_data[name] for name in ("source", "source_name", "made_on", "text", "due_on")}
        to = OwnedBy.RESPONSIBLE if self.cleaned_data["everybody"] else tuple(self.cleaned_data["bodies"])
        return held | {"to": to}


class ResponseForm(forms.Form):
    """What a body says to a recommendation."""

    response = forms.TypedChoiceField(coerce=Response, widget=forms.RadioSelect)
    reasons = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)
    outcome = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)
    action = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    answered_on = DayField()
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "response": _("Is it accepted?"), "reasons": _("Reasons"), "outcome": _("What came of it"), "action": _("The action that follows from it"),
            "answered_on": _("Answered on"),
        }  # fmt: skip
        labelled(self, labels, {"response": _("Choose whether it is accepted")})
        offered(self, "response", [(one.value, words.response(one)) for one in RESPONSES])
        offered(self, "action", actions, _("None"))
        self.fields["reasons"].help_text = _("Needed unless it is accepted whole.")


class InformationForm(forms.Form):
    """What a councillor of scrutiny asks themselves."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea)
    by_on = DayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            {"text": _("What do you want to know?"), "by_on": _("By when")},
            {"text": _("Enter what you want to know")},
        )
        self.fields["text"].help_text = _("Do not name people who are in a case.")
        self.fields["by_on"].help_text = _("Leave it empty for “as soon as reasonably possible”.")


class MatterForm(forms.Form):
    """An entry of the scrutiny register."""

    kind = forms.TypedChoiceField(coerce=MatterKind, widget=forms.RadioSelect)
    asked_by = forms.CharField(max_length=200)
    received_on = DayField()
    text = forms.CharField(max_length=4000, widget=forms.Textarea)
    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    by_on = DayField(required=False)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "kind": _("What it is"), "asked_by": _("Who asks"), "received_on": _("Received on"), "text": _("What is asked"),
            "body": _("Which authority it is about"), "by_on": _("The day that they have set"),
        }  # fmt: skip
        missing = {"kind": _("Choose what it is"), "asked_by": _("Enter who asks"), "text": _("Enter what is asked")}
        labelled(self, labels, missing)
        offered(self, "kind", [(one.value, words.matter_kind(one)) for one in MatterKind])
        offered(self, "body", bodies, _("No authority in particular"))
        self.fields["by_on"].help_text = _(
            "Leave it empty if they have set none. A report of the committee is due by the law’s own clock."
        )

    @property
    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


class MatterAnswerForm(forms.Form):
    """What the partnership answers."""

    response = forms.CharField(max_length=8000, widget=forms.Textarea)
    link = forms.URLField(max_length=500, required=False, assume_scheme="https")
    answered_on = DayField()
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "response": _("What was answered"),
            "link": _("Where the answer can be read"),
            "answered_on": _("Answered on"),
        }
        labelled(self, labels, {"response": _("Enter what was answered")})
        self.fields["link"].error_messages["invalid"] = _("Enter a web address, like https://example.org/answer")


class ScrutinyMeetingForm(forms.Form):
    """A meeting of scrutiny."""

    committee = forms.CharField(max_length=200)
    held_on = DayField()
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"committee": _("Which committee"), "held_on": _("Held on"), "note": _("What it looked at")}
        labelled(self, labels, {"committee": _("Enter which committee")})
