"""What an administrator fills in about people, and what their list is narrowed by."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import EmailValidator

from wardmote.accounts.changes.invitations import Guest, NewAgency, NewCredential
from wardmote.accounts.forms.days import DayField
from wardmote.accounts.queries.persons import Sought
from wardmote.accounts.states import AgencyKind, CredentialKind, LostFactors, Role
from wardmote.accounts.words import agency_kinds, credential_kinds, lost_factors, states
from wardmote.platform import versions
from wardmote.words import gettext as _

Choices = Sequence[tuple[str, str]]
ANOTHER = "another"


class PeopleFilter(forms.Form):
    """Sent with GET: the list that somebody looks at has an address."""

    words = forms.CharField(max_length=100, required=False)
    agency = forms.ChoiceField(required=False)
    role = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, agencies: Choices, roles: Choices) -> None:
        super().__init__(data, auto_id="id-%s")
        self.fields["words"].label = _("Name or email address")
        offered = {"agency": (_("Agency"), agencies), "role": (_("Role"), roles), "state": (_("Account"), states())}
        for name, (label, choices) in offered.items():
            self.fields[name].label = label
            anything = _("All but those who left") if name == "state" else _("Any")
            self.fields[name].choices = [("", anything), *choices]  # type: ignore[attr-defined]

    @property
    def sought(self) -> Sought:
        """What was chosen; everything when the address says something that is not offered."""
        return Sought(**self.cleaned_data) if self.is_valid() else Sought()


class NamedDays(forms.Form):
    """From one day, perhaps until another. The last day is typed as people say it: it is included."""

    valid_from = DayField()
    valid_to = DayField(required=False)

    def name_days(self, first: str, last: str, hint: str) -> None:
        self.fields["valid_from"].label, self.fields["valid_to"].label = first, last
        self.fields["valid_to"].help_text = hint

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day must not be before the first"))
        return found

    @property
    def end(self) -> date | None:
        """The first day on which it no longer holds."""
        last = self.cleaned_data["valid_to"]
        return date.fromordinal(last.toordinal() + 1) if last else None


def unchosen() -> tuple[str, str]:
    """The first choice of a list whose first entry would be nobody's choice: what stands before anything is chosen."""
    return ("", _("Choose an agency"))


class RoleForm(NamedDays):
    """One more role for somebody."""

    agency = forms.TypedChoiceField(coerce=UUID)
    role = forms.TypedChoiceField(coerce=Role, widget=forms.RadioSelect)
    field_order = ("role", "agency", "valid_from", "valid_to")

    def __init__(self, *args: Any, agencies: Choices, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency, role = self.fields["agency"], self.fields["role"]
        agency.label, role.label = _("For which agency"), _("Which role")
        agency.choices, role.choices = [unchosen(), *agencies], list(roles)  # type: ignore[attr-defined]
        agency.error_messages["required"] = _("Choose an agency")
        role.error_messages["required"] = _("Choose a role")
        self.name_days(_("First day"), _("Last day"), _("Leave this empty if it is not known yet."))


class EndForm(forms.Form):
    """When something ends: at once, or with the end of a day."""

    when = forms.ChoiceField(widget=forms.RadioSelect)
    last = DayField(required=False)

    def __init__(self, *args: Any, begins: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begins = begins
        when, last = self.fields["when"], self.fields["last"]
        when.label, last.label = _("When"), _("Last day")
        when.choices = [("now", _("At once")), ("day", _("At the end of the day below"))]  # type: ignore[attr-defined]
        when.error_messages["required"] = _("Choose when it ends")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("when") == "day" and not found.get("last") and "last" not in self.errors:
            self.add_error("last", _("Enter the last day"))
        return found

    def end(self, today: date) -> date:
        """The first day on which it no longer holds; what has not begun yet never does."""
        if self.cleaned_data["when"] == "now":
            return max(today, self.begins)
        return date.fromordinal(self.cleaned_data["last"].toordinal() + 1)


class CredentialForm(NamedDays):
    """Something that somebody has."""

    kind = forms.TypedChoiceField(coerce=CredentialKind, widget=forms.RadioSelect)
    name = forms.CharField(max_length=120)
    field_order = ("kind", "name", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, name = self.fields["kind"], self.fields["name"]
        kind.label, name.label = _("What it is"), _("What it is called")
        kind.choices = credential_kinds()  # type: ignore[attr-defined]
        kind.error_messages["required"] = _("Choose what it is")
        name.help_text = _("Such as NPPV level 2, Safeguarding level 3, Agreement of April 2026.")
        name.error_messages["required"] = _("Enter what it is called")
        self.name_days(_("From"), _("Last day"), _("Leave this empty if it does not run out."))


class NameForm(forms.Form):
    """Somebody's name as it should be. `version` is that of the name that the form was opened with."""

    name = forms.CharField(max_length=120)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].error_messages["required"] = _("Enter a name")

    def begin(self, name: str) -> None:
        """Begin with the name as it is, but for what was typed before."""
        self.initial = {"name": name, "version": versions.of(name)} | dict(self.initial)


class LostFactorsForm(forms.Form):
    """Why somebody's second factors are taken away."""

    why = forms.TypedChoiceField(coerce=LostFactors, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("What happened")
        self.fields["why"].choices = lost_factors()  # type: ignore[attr-defined]
        self.fields["why"].error_messages["required"] = _("Choose what happened")


class InvitationForm(NamedDays):
    """Somebody who is asked in: who they are, for whom they come, as what, from when."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(max_length=254)
    agency = forms.ChoiceField()
    agency_name = forms.CharField(max_length=120, required=False)
    agency_kind = forms.TypedChoiceField(coerce=AgencyKind, required=False)
    roles = forms.TypedMultipleChoiceField(coerce=Role, widget=forms.CheckboxSelectMultiple)
    vetting = forms.CharField(max_length=120, required=False)
    vetting_to = DayField(required=False)
    training = forms.CharField(max_length=120, required=False)
    training_to = DayField(required=False)
    agreement = forms.CharField(max_length=120, required=False)
    agreement_to = DayField(required=False)

    def __init__(self, *args: Any, agencies: Choices, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_days(_("First day"), _("Last day"), _("Leave this empty if it is not known yet."))
        labels = {
            "name": _("Name"), "email": _("Email address"), "agency": _("Which agency they work for"),
            "agency_name": _("Name of the new agency"), "agency_kind": _("What kind of body it is"), "roles": _("Roles"),
            "vetting": _("Vetting"), "training": _("Training"), "agreement": _("Their signature under the sharing agreement"),
            "vetting_to": _("Vetting: last day"), "training_to": _("Training: last day"), "agreement_to": _("Signature: last day"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        another = (ANOTHER, _("Another agency, named below"))
        self.fields["agency"].choices = [unchosen(), *agencies, another]  # type: ignore[attr-defined]
        self.fields["agency_kind"].choices = [("", ""), *agency_kinds()]  # type: ignore[attr-defined]
        self.fields["roles"].choices = list(roles)  # type: ignore[attr-defined]
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        required = {
            "name": _("Enter their name"),
            "email": _("Enter their email address"),
            "agency": _("Choose an agency"),
            "roles": _("Choose at least one role"),
        }
        for name, words in required.items():
            self.fields[name].error_messages["required"] = words
        email = self.fields["email"]
        email.error_messages["invalid"] = _("Enter an email address in the correct format, like name@example.org")
        email.validators = [EmailValidator(message=email.error_messages["invalid"]), *email.validators[1:]]
        email.help_text = _("Their own address at work, which nobody else reads.")

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("agency") == ANOTHER:
            if not found.get("agency_name"):
                self.add_error("agency_name", _("Enter the name of the new agency"))
            if not found.get("agency_kind"):
                self.add_error("agency_kind", _("Choose what kind of body it is"))
        return found

    @property
    def guest(self) -> Guest:
        """Who is asked in. Only of a valid form."""
        given = self.cleaned_data
        another = given["agency"] == ANOTHER
        agency = NewAgency(given["agency_name"], given["agency_kind"]) if another else UUID(given["agency"])
        return Guest(
            name=given["name"].strip(), email=given["email"], agency=agency, roles=tuple(given["roles"]),
            valid_from=given["valid_from"], valid_to=self.end, credentials=self._credentials(),
        )  # fmt: skip

    def _credentials(self) -> tuple[NewCredential, ...]:
        given, found = self.cleaned_data, []
        for kind in CredentialKind:
            last = given[f"{kind}_to"]
            end = date.fromordinal(last.toordinal() + 1) if last else None
            if given[kind]:
                found.append(NewCredential(kind, given[kind], min(given["valid_from"], last or date.max), end))
        return tuple(found)
