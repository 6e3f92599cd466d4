"""What an auditor looks for in the log. Sent with GET: a search has an address."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms

from wardmote.accounts import words
from wardmote.accounts.forms.days import DayField
from wardmote.audit.queries import Filters
from wardmote.audit.states import Outcome
from wardmote.platform.clock import LONDON
from wardmote.words import gettext as _


class LogFilter(forms.Form):
    """Who, whose record, what, how it ended, between which days; or the key of a record or of a request."""

    member = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    whose = forms.TypedChoiceField(coerce=UUID, required=False, empty_value=None)
    verb = forms.ChoiceField(required=False)
    outcome = forms.TypedChoiceField(coerce=Outcome, required=False, empty_value=None)
    since = DayField(required=False)
    until = DayField(required=False)
    about = forms.UUIDField(required=False)
    request = forms.UUIDField(required=False)

    def __init__(self, data: Any, *, people: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data, auto_id="id-%s")
        labels = {
            "member": _("Who"), "whose": _("Whose record"), "verb": _("What"), "outcome": _("How it ended"), "since": _("From"), "until": _("To"),
            "about": _("Key of a record"), "request": _("Key of a request"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        named = [(str(key), name) for key, name in people]
        offered = {
            "member": named,
            "whose": named,
            "verb": words.events(),
            "outcome": words.outcomes(),
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]
        for name in ("about", "request"):
            self.fields[name].error_messages["invalid"] = _("{label}: copy the whole key").format(label=labels[name])

    def clean_until(self) -> Any:
        since, until = self.cleaned_data.get("since"), self.cleaned_data["until"]
        if since and until and until < since:
            said = _("{label}: choose a day that is not before the one in “{other}”")
            raise forms.ValidationError(said.format(label=self.fields["until"].label, other=self.fields["since"].label))
        return until

    def clean_about(self) -> Any:
        whose, about = self.cleaned_data.get("whose"), self.cleaned_data["about"]
        if whose and about and whose != about:
            said = _("{label}: choose a person or give a key, not both")
            raise forms.ValidationError(said.format(label=self.fields["about"].label))
        return about

    @property
    def filters(self) -> Filters:
        """What was asked for. Days are days in London; the last one is included. Only of a valid form."""
        given = self.cleaned_data
        since, until = given["since"], given["until"]
        return Filters(
            since=datetime.combine(since, time(), LONDON) if since else None,
            until=datetime.combine(until + timedelta(days=1), time(), LONDON) if until else None,
            member=given["member"],
            verbs=(given["verb"],) if given["verb"] else None,
            outcome=given["outcome"],
            about=given["whose"] or given["about"],
            request=given["request"],
        )
