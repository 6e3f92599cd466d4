"""Actions, as whoever runs the business gives them and as owners answer."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.forms.filling import Choices, labelled, offered
from wardmote.governance.queries.actions import Sought
from wardmote.governance.states import ANSWERS, ActionState, OwnedBy, Pace
from wardmote.words import gettext as _


def _owner(value: str) -> UUID | OwnedBy:
    return OwnedBy.RESPONSIBLE if value == OwnedBy.RESPONSIBLE else UUID(value)


class ActionFilter(forms.Form):
    """What a list of actions is narrowed to, in its address."""

    words = forms.CharField(max_length=200, required=False)
    whose = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    group = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, data: Any, *, groups: Choices, bodies: Choices) -> None:
        super().__init__(data, auto_id="id-%s")
        labels = {
            "words": _("Words"),
            "whose": _("Whose"),
            "state": _("How far"),
            "group": _("From which group"),
            "body": _("Owned by"),
        }
        labelled(self, labels)
        offered(self, "whose", [("all", _("Everybody’s")), ("agency", _("My agency’s")), ("mine", _("Asked of me"))])
        offered(
            self, "state", [("open", _("Open, late ones first")), ("ended", _("Ended")), ("all", _("Open and ended"))]
        )
        offered(self, "group", groups, _("Any group"))
        offered(self, "body", bodies, _("Anybody"))

    @property
    def sought(self) -> Sought:
        """What was asked for; where that was nothing of use, everybody's open ones."""
        held = {name: value for name, value in (self.cleaned_data if self.is_valid() else {}).items() if value}
        return Sought(**held)


class GiveForm(forms.Form):
    """Something to be done: one line is enough."""

    text = forms.CharField(max_length=1000)
    owner = forms.TypedChoiceField(coerce=_owner)
    due_on = DayField()
    group = forms.TypedChoiceField(coerce=UUID)
    aware = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "text": _("What is to be done"),
            "owner": _("By whom"),
            "due_on": _("By when"),
            "group": _("From which group"),
        }
        missing = {
            "text": _("Enter what is to be done"),
            "owner": _("Choose who is to do it"),
            "group": _("Choose the group"),
        }
        labelled(self, labels, missing)
        everybody = (OwnedBy.RESPONSIBLE.value, _("All responsible authorities, each for itself"))
        offered(self, "owner", [everybody, *bodies], _("Choose a body"))
        offered(self, "group", groups, _("Choose a group"))

    @property
    def action(self) -> dict[str, Any]:
        """The action, as `changes` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "aware"}


class AnswerForm(forms.Form):
    """How far a body is, what it did, and where that can be seen."""

    state = forms.TypedChoiceField(coerce=ActionState, widget=forms.RadioSelect)
    text = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)
    evidence = forms.CharField(max_length=1000, required=False)
    member = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "state": _("How far is it?"),
            "text": _("What was done, or why not"),
            "evidence": _("Evidence"),
            "member": _("Who sees to it"),
        }
        labelled(self, labels, {"state": _("Choose how far it is")})
        offered(self, "state", [(one.value, words.answer_choice(one)) for one in ANSWERS])
        offered(self, "member", members, _("Nobody in particular"))
        self.fields["text"].help_text = _("When it is done: a sentence of what was done, or evidence below.")
        self.fields["evidence"].help_text = _("A web address, or words that say where it can be seen.")


class WhyForm(forms.Form):
    """A reason."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"reason": _("Why")}, {"reason": _("Say why")})


class WithdrawForm(WhyForm):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PutOffForm(WhyForm):
    """Another day."""

    due_on = DayField()
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    field_order = ("due_on", "reason", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"due_on": _("It is due on")})


class MoveForm(WhyForm):
    """Another body."""

    body = forms.TypedChoiceField(coerce=UUID)
    aware = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    field_order = ("body", "reason", "aware")

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"body": _("Who answers for it from now on")}, {"body": _("Choose a body")})
        offered(self, "body", bodies, _("Choose a body"))

    @property
    def to(self) -> dict[str, Any]:
        """Who answers and why, as `changes` takes it."""
        return {name: self.cleaned_data[name] for name in ("body", "reason")}


class LettersForm(forms.Form):
    """How often somebody is written to."""

    pace = forms.TypedChoiceField(coerce=Pace, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, {"pace": _("When shall Wardmote write to you?")}, {"pace": _("Choose when to be written to")})
        offered(self, "pace", [(one.value, words.pace(one)) for one in Pace])
