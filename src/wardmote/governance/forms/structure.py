"""Bodies, groups and seats, as whoever runs the business fills them in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from wardmote.accounts.forms.days import DayField
from wardmote.governance import words
from wardmote.governance.changes.groups import Shape
from wardmote.governance.forms.filling import AreaField, Choices, labelled, offered
from wardmote.governance.states import Cadence, Capacity, Circle, GroupKind, StatutoryRole
from wardmote.words import gettext as _


class BodyForm(forms.Form):
    """A body that takes part."""

    name = forms.CharField(max_length=160)
    short_name = forms.CharField(max_length=40, required=False)
    kind = forms.ChoiceField()
    role = forms.TypedChoiceField(coerce=StatutoryRole, widget=forms.RadioSelect)
    votes = forms.BooleanField(required=False)
    agency = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    source = forms.CharField(max_length=300, required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": _("Name of the body"), "short_name": _("Its short name"), "kind": _("What kind of body it is"), "role": _("What the law makes of it here"),
            "votes": _("It has a vote"), "agency": _("Its people sign in for"), "source": _("Where that is written"), "valid_from": _("From"),
        }  # fmt: skip
        missing = {
            "name": _("Enter the name of the body"),
            "kind": _("Choose what kind of body it is"),
            "role": _("Choose its role"),
        }
        labelled(self, labels, missing)
        offered(self, "kind", words.body_kinds(), _("Choose a kind"))
        self.fields["short_name"].help_text = _("An action typed in one line may use it, such as “PCC”.")
        offered(self, "role", [(role.value, words.role(role)) for role in StatutoryRole])
        offered(self, "agency", agencies, _("Nobody signs in for it"))
        self.fields["votes"].help_text = _(
            "A vote and a statutory role are two things: a body may have either without the other."
        )


class PartForm(forms.Form):
    """Another part of a body, from a day on."""

    role = forms.TypedChoiceField(coerce=StatutoryRole, widget=forms.RadioSelect)
    votes = forms.BooleanField(required=False)
    source = forms.CharField(max_length=300, required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "role": _("What the law makes of it here"),
            "votes": _("It has a vote"),
            "source": _("Where that is written"),
            "valid_from": _("From"),
        }
        labelled(self, labels, {"role": _("Choose its role")})
        offered(self, "role", [(role.value, words.role(role)) for role in StatutoryRole])


ITEM = "item-"


class SuccessionForm(forms.Form):
    """Bodies that stand in the place of others."""

    before = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.CheckboxSelectMultiple)
    after = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.CheckboxSelectMultiple)
    heir = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    on = DayField()
    reason = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, bodies: Choices, owed: Sequence[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "before": _("Which bodies end"),
            "after": _("Which bodies take their place"),
            "heir": _("Which of them takes over what is open: seats, actions, risks, answers"),
            "on": _("On"),
            "reason": _("Why"),
        }
        labelled(
            self, labels, {"before": _("Choose which bodies end"), "after": _("Choose which bodies take their place")}
        )
        for name in ("before", "after"):
            offered(self, name, bodies)
        offered(self, "heir", [("", _("The one that takes its place")), *bodies])
        self.fields["heir"].help_text = _(
            "Needed only when several bodies take its place. Leave it, and you are asked about each thing."
        )
        for key, says in owed:  # asked one by one when there are several; what is left empty goes to the one above
            one = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None, label=says)
            one.choices = [("", _("As chosen above")), *self._among(bodies)]
            self.fields[f"{ITEM}{key}"] = one

    def _among(self, bodies: Choices) -> list[tuple[str, str]]:
        """Of the bodies, those that were ticked to take the place."""
        ticked = set(self.data.getlist("after")) if isinstance(self.data, QueryDict) else set()
        return [(key, name) for key, name in bodies if key in ticked]

    @property
    def asked(self) -> dict[str, Any]:
        """What the change takes: things by their keys, with the body that takes each over."""
        found = dict(self.cleaned_data)
        heirs = {UUID(name.removeprefix(ITEM)): found.pop(name) for name in list(found) if name.startswith(ITEM)}
        return found | {"heirs": {key: body for key, body in heirs.items() if body}}


class GroupForm(forms.Form):
    """The shape of a group from a day on."""

    name = forms.CharField(max_length=120)
    short_name = forms.CharField(max_length=40, required=False)
    kind = forms.TypedChoiceField(coerce=GroupKind, widget=forms.RadioSelect)
    statutory = forms.BooleanField(required=False)
    purpose = forms.CharField(max_length=2000, required=False, widget=forms.Textarea)
    parent = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    lead = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    accounts_to = forms.CharField(max_length=200, required=False)
    area = AreaField(required=False)
    cadence = forms.TypedChoiceField(coerce=Cadence)
    quorum = forms.IntegerField(min_value=0, max_value=99, required=False)
    circle = forms.TypedChoiceField(coerce=Circle, widget=forms.RadioSelect)
    due_to_end = DayField(required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, groups: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name": _("Name of the group"), "short_name": _("Its short name"), "kind": _("What kind of group it is"), "statutory": _("It is required by law"), "purpose": _("What it is for"),
            "parent": _("It answers to"), "lead": _("It is led by"), "accounts_to": _("It also reports to"), "area": _("It works for"), "cadence": _("How often it meets"),
            "quorum": _("Quorum"), "circle": _("Who reads its papers and minutes"), "due_to_end": _("It is set to end on"), "valid_from": _("From"),
        }  # fmt: skip
        missing = {
            "name": _("Enter the name of the group"),
            "kind": _("Choose what kind of group it is"),
            "circle": _("Choose who reads its papers"),
        }
        labelled(self, labels, missing)
        offered(self, "kind", [(one.value, words.group_kind(one)) for one in GroupKind])
        offered(self, "cadence", [(one.value, words.cadence(one).capitalize()) for one in Cadence])
        offered(self, "circle", [(one.value, words.circle(one)) for one in Circle])
        offered(self, "parent", groups, _("Nobody: it stands at the top"))
        offered(self, "lead", bodies, _("No body in particular"))
        self.fields["accounts_to"].help_text = _(
            "A board outside the partnership, such as the health and wellbeing board."
        )
        self.fields["area"].help_text = _(
            "A district, county or police area, by name or code. Leave it empty for the partnership’s own area."
        )
        self.fields["quorum"].help_text = _("How many bodies with a vote must be there. Leave it empty if none is set.")

    @property
    def shape(self) -> Shape:
        """What was filled in, as `changes` takes it."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "valid_from"}
        return Shape(**held | {"quorum": held["quorum"] or 0})


class SeatForm(forms.Form):
    """Somebody who sits on a group."""

    body = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    member = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    name = forms.CharField(max_length=120, required=False)
    capacity = forms.TypedChoiceField(coerce=Capacity, widget=forms.RadioSelect)
    votes = forms.BooleanField(required=False)
    valid_from = DayField()

    def __init__(self, *args: Any, bodies: Choices, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "body": _("For which body"), "member": _("Which colleague"), "name": _("Name, if they do not sign in here"), "capacity": _("As what"),
            "votes": _("They have a vote"), "valid_from": _("From"),
        }  # fmt: skip
        labelled(self, labels, {"capacity": _("Choose as what they sit there")})
        offered(self, "body", bodies, _("No body"))
        offered(self, "member", members, _("Nobody who signs in"))
        offered(self, "capacity", [(one.value, words.capacity(one)) for one in Capacity])
