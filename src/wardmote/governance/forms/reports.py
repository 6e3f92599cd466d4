"""Reports by exception and themes, as boards and whoever runs the business fill them in."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import quarters, words
from wardmote.governance.changes.reports import Line
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.states import AskState, LineKind
from wardmote.words import gettext as _


class LineForm(forms.Form):
    """One thing that a report says."""

    kind = forms.TypedChoiceField(coerce=LineKind, widget=forms.RadioSelect)
    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    asked_of = forms.CharField(max_length=160, required=False)
    themes = forms.TypedMultipleChoiceField(coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, themes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "kind": _("What it is"),
            "text": _("What you report"),
            "asked_of": _("Who is to unblock it"),
            "themes": _("Themes"),
        }
        labelled(self, labels, {"kind": _("Choose what it is"), "text": _("Enter what you report")})
        offered(self, "kind", [(one.value, words.line_kind(one)) for one in LineKind])
        offered(self, "themes", themes)
        self.fields["text"].help_text = _("Nothing about a case or a person.")
        self.fields["asked_of"].help_text = _("If you ask for something: a body, a group or a post.")
        self.fields["themes"].help_text = _("What two boards raise in a quarter comes up as a theme of all.")

    @property
    def line(self) -> Line:
        """What was filled in, as `changes` takes it."""
        return Line(**{name: self.cleaned_data[name] for name in ("kind", "text", "asked_of", "themes")})


class LineChangeForm(LineForm):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class HandInForm(forms.Form):
    nothing = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"nothing": _("There is nothing to report for this quarter")})


class EmptyForm(forms.Form):
    """Nothing to fill in: the button says it all."""


class AnswerForm(forms.Form):
    state = forms.TypedChoiceField(coerce=AskState, widget=forms.RadioSelect)
    answer = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self, {"state": _("What became of it"), "answer": _("The answer")}, {"state": _("Choose what became of it")}
        )
        offered(self, "state", [(one.value, words.ask_state(one)) for one in AskState if one])


class DutyForm(forms.Form):
    """A group that reports from a day on."""

    group = forms.TypedChoiceField(coerce=UUID)
    quarters_of = forms.ChoiceField(widget=forms.RadioSelect)
    due_days = forms.IntegerField(min_value=0, max_value=92)
    valid_from = DayField()

    def __init__(self, *args: Any, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "group": _("Which group reports"), "quarters_of": _("How the year is cut"), "due_days": _("Days after a quarter’s end until the report is due"),
            "valid_from": _("From"),
        }  # fmt: skip
        labelled(self, labels, {"group": _("Choose a group"), "quarters_of": _("Choose how the year is cut")})
        offered(self, "group", groups, _("Choose a group"))
        offered(self, "quarters_of", [(key, _(kind.label)) for key, kind in quarters.table().kinds.items()])


class ThemeForm(forms.Form):
    name = forms.CharField(max_length=120)
    parent = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    cross_cutting = forms.BooleanField(required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": _("Name of the theme"),
            "parent": _("It is part of"),
            "cross_cutting": _("It runs across all themes"),
            "valid_from": _("From"),
        }
        labelled(self, labels, {"name": _("Enter the name of the theme")})
        offered(self, "parent", parents, _("Nothing: it stands by itself"))
        self.fields["cross_cutting"].help_text = _("Such as the misuse of alcohol and drugs.")
